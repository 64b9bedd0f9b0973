import { message, string } from '../vocabulary.ts'

/** Key of the target assignment of a modern consumer group in `__consumer_offsets`. */
export const consumerGroupTargetAssignmentMetadataKey = message({
  name: 'ConsumerGroupTargetAssignmentMetadataKey',
  doc: 'Key of the target assignment of a modern consumer group.',
  versions: '6',
  flexible: 'none',
  fields: { groupId: string('6', 'The group.') },
})
