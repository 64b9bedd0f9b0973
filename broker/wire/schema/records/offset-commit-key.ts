import { int32, message, string } from '../vocabulary.ts'

/** Key of a committed offset in `__consumer_offsets`. */
export const offsetCommitKey = message({
  name: 'OffsetCommitKey',
  doc: 'Key of a committed offset.',
  versions: '0-1',
  flexible: 'none',
  fields: {
    group: string('0+', 'The group.'),
    topic: string('0+', 'The topic.'),
    partition: int32('0+', 'The partition.'),
  },
})
