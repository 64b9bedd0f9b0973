import { int32, int64, message } from '../vocabulary.ts'

/** A broker may serve. */
export const unfenceBrokerRecord = message({
  name: 'UnfenceBrokerRecord',
  doc: 'A broker may serve.',
  versions: '0',
  flexible: '0+',
  recordType: 8,
  fields: {
    id: int32('0+', 'The broker.'),
    epoch: int64('0+', 'Its epoch.'),
  },
})
