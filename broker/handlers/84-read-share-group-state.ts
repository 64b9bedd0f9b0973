/** ReadShareGroupState (key 84), served v0, for brokers: a leader reads where it has to go on. */
import { readShareGroupState } from '../wire/generated/read-share-group-state.ts'
import { brokerHandler } from './services.ts'
import { eachState } from './share/state-results.ts'

export const readShareGroupStateHandler = brokerHandler({
  api: readShareGroupState,
  versions: { min: 0, max: 0 },
  handle: (request, { services }) =>
    eachState(request, {
      carryOut: async (key, { partition, leaderEpoch }) => {
        const { stateEpoch, startOffset, batches } = await services.share.coordinator.read(key, leaderEpoch)
        return { partition, stateEpoch, startOffset, stateBatches: batches }
      },
      failed: (partition) => ({ partition, stateEpoch: 0, startOffset: 0, stateBatches: [] }),
    }),
})
