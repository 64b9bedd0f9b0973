import { message, string } from '../vocabulary.ts'

/** Key of the topics of a modern consumer group, which clusters before 4.1 stored. */
export const consumerGroupPartitionMetadataKey = message({
  name: 'ConsumerGroupPartitionMetadataKey',
  doc: 'Key of the topics of a modern consumer group, as stored before 4.1.',
  versions: '4',
  flexible: 'none',
  fields: { groupId: string('4', 'The group.') },
})
