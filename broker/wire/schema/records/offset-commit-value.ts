import { int32, int64, message, string, uuid } from '../vocabulary.ts'

/** Value of a committed offset in `__consumer_offsets`. */
export const offsetCommitValue = message({
  name: 'OffsetCommitValue',
  doc: 'A committed offset.',
  versions: '0-4',
  flexible: '4+',
  notes: { 1: 'Expiry.', 2: 'Without expiry.', 3: 'Leader epoch.', 4: 'Topic id.' },
  fields: {
    offset: int64('0+', 'The next offset to read.'),
    leaderEpoch: int32('3+', 'Leader epoch of the last record read; -1 when unknown.', {
      default: -1,
      ignorable: true,
    }),
    metadata: string('0+', 'What the client keeps with it.'),
    commitTimestamp: int64('0+', 'Time of the commit, ms since 1970.'),
    expireTimestamp: int64('1', 'Time to forget the offset, ms since 1970; -1 for the default.', {
      default: -1,
      ignorable: true,
    }),
    topicId: uuid('4+', 'Id of the topic; zero when unknown.', { tag: 0, ignorable: true }),
  },
})
