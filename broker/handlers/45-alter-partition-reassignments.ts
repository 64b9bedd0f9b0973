/** AlterPartitionReassignments (key 45), served v0-v1. The controller carries it out. */
import { alterPartitionReassignments } from '../wire/generated/alter-partition-reassignments.ts'
import { failAlterReassignments } from './failures.ts'
import { forwarded } from './forward.ts'

export const alterPartitionReassignmentsHandler = forwarded({
  api: alterPartitionReassignments,
  versions: { min: 0, max: 1 },
  fail: failAlterReassignments,
})
