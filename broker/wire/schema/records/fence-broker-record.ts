import { int32, int64, message } from '../vocabulary.ts'

/** A broker may no longer serve. */
export const fenceBrokerRecord = message({
  name: 'FenceBrokerRecord',
  doc: 'A broker may no longer serve.',
  versions: '0',
  flexible: '0+',
  recordType: 7,
  fields: {
    id: int32('0+', 'The broker.'),
    epoch: int64('0+', 'Its epoch.'),
  },
})
