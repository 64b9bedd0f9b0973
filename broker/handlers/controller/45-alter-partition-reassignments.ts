/** AlterPartitionReassignments (key 45) on the controller's listener, served v0-v1. */
import { alterReassignments } from '../../controller/reassignment-commands.ts'
import { alterPartitionReassignments } from '../../wire/generated/alter-partition-reassignments.ts'
import { failAlterReassignments } from '../failures.ts'
import { controllerHandler } from './services.ts'

export const controllerAlterPartitionReassignmentsHandler = controllerHandler({
  api: alterPartitionReassignments,
  versions: { min: 0, max: 1 },
  handle: async (request, { services: { controller } }) => ({
    errorCode: 0,
    responses: await controller.submit((image) => alterReassignments(image, request, controller.policy())),
  }),
  fail: failAlterReassignments,
})
