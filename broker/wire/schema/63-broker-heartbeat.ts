import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int32, int64, uuid } from './vocabulary.ts'

/** A broker tells the controller that it is alive, and learns whether it may serve. */
export const brokerHeartbeat = api({
  key: 63,
  name: 'BrokerHeartbeat',
  doc: 'Keeps a broker registered and tells it whether it may serve.',
  versions: '0-2',
  flexible: '0+',
  internal: true,
  notes: { 1: 'Offline log directories (KIP-858).', 2: 'Cordoned log directories (KIP-1066).' },
  errors: [
    'NOT_CONTROLLER',
    'STALE_BROKER_EPOCH',
    'BROKER_ID_NOT_REGISTERED',
    'CLUSTER_AUTHORIZATION_FAILED',
  ],
  request: {
    brokerId: int32('0+', 'The broker.'),
    brokerEpoch: int64('0+', 'Its epoch.', { default: -1 }),
    currentMetadataOffset: int64('0+', 'Offset up to which it has applied the metadata log.'),
    wantFence: bool('0+', 'Whether it wants to be fenced.'),
    wantShutDown: bool('0+', 'Whether it wants to shut down.'),
    offlineLogDirs: array(uuid(), '1+', 'Log directories that failed.', { tag: 0, ignorable: true }),
    cordonedLogDirs: array(uuid(), '2+', 'Log directories that take no further replicas.', {
      tag: 1,
      ignorable: true,
    }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    isCaughtUp: bool('0+', 'Whether it has applied enough of the metadata log.', { default: false }),
    isFenced: bool('0+', 'Whether it is fenced.', { default: true }),
    shouldShutDown: bool('0+', 'Whether it may go.'),
  },
})
