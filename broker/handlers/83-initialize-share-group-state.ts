/** InitializeShareGroupState (key 83), served v0, for brokers: makes states, or begins them anew. */
import { initializeShareGroupState } from '../wire/generated/initialize-share-group-state.ts'
import { brokerHandler } from './services.ts'
import { eachState } from './share/state-results.ts'

export const initializeShareGroupStateHandler = brokerHandler({
  api: initializeShareGroupState,
  versions: { min: 0, max: 0 },
  handle: (request, { services }) =>
    eachState(request, {
      carryOut: async (key, { partition, stateEpoch, startOffset }) => {
        await services.share.coordinator.initialize(key, { stateEpoch, startOffset })
        return { partition }
      },
      failed: (partition) => ({ partition }),
    }),
})
