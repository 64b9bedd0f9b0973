import { int32, int64, message } from '../vocabulary.ts'

/** A broker is gone for good. */
export const unregisterBrokerRecord = message({
  name: 'UnregisterBrokerRecord',
  doc: 'A broker is gone for good.',
  versions: '0',
  flexible: '0+',
  recordType: 1,
  fields: {
    brokerId: int32('0+', 'The broker.'),
    brokerEpoch: int64('0+', 'Its epoch.'),
  },
})
