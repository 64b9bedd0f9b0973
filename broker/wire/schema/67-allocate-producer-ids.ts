import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, int32, int64 } from './vocabulary.ts'

/** A broker takes a block of producer ids. */
export const allocateProducerIds = api({
  key: 67,
  name: 'AllocateProducerIds',
  doc: 'Gives a broker a block of producer ids.',
  versions: '0',
  flexible: '0+',
  internal: true,
  errors: [
    'NOT_CONTROLLER',
    'STALE_BROKER_EPOCH',
    'BROKER_ID_NOT_REGISTERED',
    'CLUSTER_AUTHORIZATION_FAILED',
  ],
  request: {
    brokerId: int32('0+', 'The broker.'),
    brokerEpoch: int64('0+', 'Its epoch.', { default: -1 }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    producerIdStart: int64('0+', 'First id of the block.'),
    producerIdLen: int32('0+', 'Ids in the block.'),
  },
})
