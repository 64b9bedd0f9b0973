import { array, bool, int16, int32, int64, message, string, struct, uint16, uuid } from '../vocabulary.ts'

/** A broker has registered. */
export const registerBrokerRecord = message({
  name: 'RegisterBrokerRecord',
  doc: 'A broker has registered.',
  versions: '0-3',
  flexible: '0+',
  recordType: 0,
  notes: { 1: 'Controlled shutdown.', 2: 'Migration from ZooKeeper.', 3: 'Log directories (KIP-858).' },
  fields: {
    brokerId: int32('0+', 'The broker.'),
    isMigratingZkBroker: bool('2+', 'Whether it migrates from ZooKeeper; always false here.', {
      default: false,
    }),
    incarnationId: uuid('0+', 'An id of this run of the broker.'),
    brokerEpoch: int64('0+', 'Its epoch: the offset of this record.'),
    endPoints: array(
      struct({
        name: string('0+', 'The listener.'),
        host: string('0+', 'Host to connect to.'),
        port: uint16('0+', 'Port to connect to.'),
        securityProtocol: int16('0+', 'Security: 0 plaintext, 1 TLS, 2 SASL in plaintext, 3 SASL over TLS.'),
      }),
      '0+',
      'Where the broker listens.',
    ),
    features: array(
      struct({
        name: string('0+', 'The feature.'),
        minSupportedVersion: int16('0+', 'Lowest level supported.'),
        maxSupportedVersion: int16('0+', 'Highest level supported.'),
      }),
      '0+',
      'Features the broker supports.',
    ),
    rack: string('0+', 'Rack of the broker, if it has one.', { nullable: '0+' }),
    fenced: bool('0+', 'Whether it starts fenced.', { default: true }),
    inControlledShutdown: bool('1+', 'Whether it is shutting down.', { default: false }),
    logDirs: array(uuid(), '3+', 'Ids of its log directories.', { tag: 0 }),
  },
})
