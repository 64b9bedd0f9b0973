import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, int32 } from './vocabulary.ts'

/** Removes a broker that will not come back. */
export const unregisterBroker = api({
  key: 64,
  name: 'UnregisterBroker',
  doc: 'Removes the registration of a broker.',
  versions: '0',
  flexible: '0+',
  errors: ['BROKER_ID_NOT_REGISTERED', 'CLUSTER_AUTHORIZATION_FAILED', 'NOT_CONTROLLER', 'REQUEST_TIMED_OUT'],
  request: { brokerId: int32('0+', 'The broker.') },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    errorMessage: errorMessage('0+'),
  },
})
