/** ListPartitionReassignments (key 46), served v0. Answered from this broker's image. */
import { listReassignments } from '../controller/reassignment-commands.ts'
import { listPartitionReassignments } from '../wire/generated/list-partition-reassignments.ts'
import { brokerHandler } from './services.ts'

export const listPartitionReassignmentsHandler = brokerHandler({
  api: listPartitionReassignments,
  versions: { min: 0, max: 0 },
  handle: (request, { services }) => ({ errorCode: 0, topics: listReassignments(services.image, request) }),
})
