import { int32, message } from '../vocabulary.ts'

/** The target assignment of a modern consumer group, its members' parts excepted. */
export const consumerGroupTargetAssignmentMetadataValue = message({
  name: 'ConsumerGroupTargetAssignmentMetadataValue',
  doc: 'The target assignment of a modern consumer group.',
  versions: '0',
  flexible: '0+',
  fields: { assignmentEpoch: int32('0+', 'The group epoch the assignment was made for.') },
})
