/** UnregisterBroker (key 64), served v0. The controller carries it out. */
import { unregisterBroker } from '../wire/generated/unregister-broker.ts'
import { forwarded } from './forward.ts'

export const unregisterBrokerHandler = forwarded({
  api: unregisterBroker,
  versions: { min: 0, max: 0 },
  fail: (error) => ({ errorCode: error.code, errorMessage: error.message }),
})
