/** WriteShareGroupState (key 85), served v0-v1, for brokers: a leader stores what has become of records. */
import { writeShareGroupState } from '../wire/generated/write-share-group-state.ts'
import { brokerHandler } from './services.ts'
import { eachState } from './share/state-results.ts'

export const writeShareGroupStateHandler = brokerHandler({
  api: writeShareGroupState,
  versions: { min: 0, max: 1 },
  handle: (request, { services }) =>
    eachState(request, {
      carryOut: async (key, { partition, stateBatches, ...change }) => {
        await services.share.coordinator.write(key, { ...change, batches: stateBatches })
        return { partition }
      },
      failed: (partition) => ({ partition }),
    }),
})
