/** AssignReplicasToDirs (key 73) on the controller's listener, served v0: brokers tell where replicas are. */
import { assignReplicas } from '../../controller/directory-commands.ts'
import { assignReplicasToDirs } from '../../wire/generated/assign-replicas-to-dirs.ts'
import { controllerHandler } from './services.ts'

export const assignReplicasToDirsHandler = controllerHandler({
  api: assignReplicasToDirs,
  versions: { min: 0, max: 0 },
  handle: async (request, { services: { controller } }) => ({
    errorCode: 0,
    directories: await controller.submit((image) => assignReplicas(image, request, controller.policy())),
  }),
  fail: (error) => ({ errorCode: error.code, directories: [] }),
})
