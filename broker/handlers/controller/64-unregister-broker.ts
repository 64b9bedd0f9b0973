/** UnregisterBroker (key 64) on the controller's listener, served v0. */
import { unregisterBroker as decide } from '../../controller/broker-commands.ts'
import { unregisterBroker } from '../../wire/generated/unregister-broker.ts'
import { controllerHandler } from './services.ts'

export const controllerUnregisterBrokerHandler = controllerHandler({
  api: unregisterBroker,
  versions: { min: 0, max: 0 },
  async handle({ brokerId }, { services: { controller } }) {
    await controller.submit((image) => decide(image, brokerId, controller.policy()))
    controller.sessions.forget(brokerId)
    return { errorCode: 0, errorMessage: null }
  },
  fail: (error) => ({ errorCode: error.code, errorMessage: error.message }),
})
