/** AlterPartition (key 56) on the controller's listener, served v2-v3: leaders tell who is in sync. */
import { alterPartitions } from '../../controller/isr-commands.ts'
import { alterPartition } from '../../wire/generated/alter-partition.ts'
import { controllerHandler } from './services.ts'

export const alterPartitionHandler = controllerHandler({
  api: alterPartition,
  versions: { min: 2, max: 3 },
  handle: async (request, { services: { controller } }) => ({
    errorCode: 0,
    topics: await controller.submit((image) => alterPartitions(image, request, controller.policy())),
  }),
  fail: (error) => ({ errorCode: error.code, topics: [] }),
})
