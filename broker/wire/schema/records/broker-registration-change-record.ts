import { array, int8, int32, int64, message, uuid } from '../vocabulary.ts'

/** What has changed about the registration of a broker. */
export const brokerRegistrationChangeRecord = message({
  name: 'BrokerRegistrationChangeRecord',
  doc: 'What has changed about the registration of a broker; fields at their default stay as they are.',
  versions: '0-2',
  flexible: '0+',
  recordType: 17,
  notes: { 1: 'Controlled shutdown (KIP-841).', 2: 'Log directories (KIP-858).' },
  fields: {
    brokerId: int32('0+', 'The broker.'),
    brokerEpoch: int64('0+', 'Its epoch.'),
    fenced: int8('0+', 'Fencing: 1 fenced, -1 unfenced, 0 no change.', { tag: 0, default: 0 }),
    inControlledShutdown: int8('1+', 'Controlled shutdown: 1 started, 0 no change.', { tag: 1, default: 0 }),
    logDirs: array(uuid(), '2+', 'Ids of its log directories; empty for no change.', { tag: 2 }),
  },
})
