import { int32, message, string, uuid } from '../vocabulary.ts'

/** Key of a share partition's whole state in `__share_group_state`. */
export const shareSnapshotKey = message({
  name: 'ShareSnapshotKey',
  doc: 'Key of a snapshot.',
  versions: '0',
  flexible: 'none',
  fields: {
    groupId: string('0+', 'The group.'),
    topicId: uuid('0+', 'The id of the topic.'),
    partition: int32('0+', 'The partition.'),
  },
})
