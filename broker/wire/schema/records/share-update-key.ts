import { int32, message, string, uuid } from '../vocabulary.ts'

/** Key of a change of a share partition's state. */
export const shareUpdateKey = message({
  name: 'ShareUpdateKey',
  doc: 'Key of a change.',
  versions: '0',
  flexible: 'none',
  fields: {
    groupId: string('0+', 'The group.'),
    topicId: uuid('0+', 'The id of the topic.'),
    partition: int32('0+', 'The partition.'),
  },
})
