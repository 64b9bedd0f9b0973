/** DeleteShareGroupState (key 86), served v0, for brokers. Deleting what is not there is a success. */
import { deleteShareGroupState } from '../wire/generated/delete-share-group-state.ts'
import { brokerHandler } from './services.ts'
import { eachState } from './share/state-results.ts'

export const deleteShareGroupStateHandler = brokerHandler({
  api: deleteShareGroupState,
  versions: { min: 0, max: 0 },
  handle: (request, { services }) =>
    eachState(request, {
      carryOut: async (key, { partition }) => {
        await services.share.coordinator.remove(key)
        return { partition }
      },
      failed: (partition) => ({ partition }),
    }),
})
