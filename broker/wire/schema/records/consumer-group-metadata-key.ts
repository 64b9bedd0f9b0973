import { message, string } from '../vocabulary.ts'

/** Key of a modern consumer group in `__consumer_offsets`. */
export const consumerGroupMetadataKey = message({
  name: 'ConsumerGroupMetadataKey',
  doc: 'Key of a modern consumer group.',
  versions: '3',
  flexible: 'none',
  fields: { groupId: string('3', 'The group.') },
})
