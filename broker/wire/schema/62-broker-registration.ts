import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int16, int32, int64, string, struct, uint16, uuid } from './vocabulary.ts'

/** A broker makes itself known to the controller. */
export const brokerRegistration = api({
  key: 62,
  name: 'BrokerRegistration',
  doc: 'Makes a broker known to the controller.',
  versions: '0-4',
  flexible: '0+',
  internal: true,
  notes: {
    1: 'Brokers that migrate from ZooKeeper.',
    2: 'Log directories (KIP-858).',
    3: 'The epoch before a clean shutdown (KIP-966).',
    4: 'Features may start at level 0.',
  },
  errors: [
    'DUPLICATE_BROKER_REGISTRATION',
    'INCONSISTENT_CLUSTER_ID',
    'INVALID_REGISTRATION',
    'UNSUPPORTED_VERSION',
    'NOT_CONTROLLER',
    'CLUSTER_AUTHORIZATION_FAILED',
  ],
  request: {
    brokerId: int32('0+', 'The broker.'),
    clusterId: string('0+', 'The cluster it believes to be in.'),
    incarnationId: uuid('0+', 'An id of this run of the broker.'),
    listeners: array(
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
    isMigratingZkBroker: bool('1+', 'Whether it migrates from ZooKeeper; always false here.', {
      default: false,
    }),
    logDirs: array(uuid(), '2+', 'Ids of its log directories that are usable.', { ignorable: true }),
    previousBrokerEpoch: int64('3+', 'The epoch before a clean shutdown; -1 when it was not clean.', {
      default: -1,
      ignorable: true,
    }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    brokerEpoch: int64('0+', 'The epoch of the broker; -1 on failure.', { default: -1 }),
  },
})
