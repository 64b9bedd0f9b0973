/** ReadShareGroupStateSummary (key 87), served v0-v1, for brokers: start offsets, for those who describe a group. */
import { readShareGroupStateSummary } from '../wire/generated/read-share-group-state-summary.ts'
import { brokerHandler } from './services.ts'
import { eachState } from './share/state-results.ts'

export const readShareGroupStateSummaryHandler = brokerHandler({
  api: readShareGroupStateSummary,
  versions: { min: 0, max: 1 },
  handle: (request, { services }) =>
    eachState(request, {
      carryOut: async (key, { partition }) => ({
        partition,
        ...(await services.share.coordinator.summarize(key)),
      }),
      failed: (partition) => ({ partition, stateEpoch: 0, leaderEpoch: 0, startOffset: 0 }),
    }),
})
