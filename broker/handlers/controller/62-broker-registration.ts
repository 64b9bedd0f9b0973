/** BrokerRegistration (key 62) on the controller's listener, served v0-v4. */
import { registerBroker } from '../../controller/broker-commands.ts'
import { brokerRegistration } from '../../wire/generated/broker-registration.ts'
import { controllerHandler } from './services.ts'

export const brokerRegistrationHandler = controllerHandler({
  api: brokerRegistration,
  versions: { min: 0, max: 4 },
  async handle(request, { services, connection }) {
    const { controller } = services
    const { brokerEpoch } = await controller.submit((image) =>
      registerBroker(image, request, {
        clusterId: controller.settings.clusterId,
        isPreviousAlive: controller.sessions.isAlive(request.brokerId),
        policy: controller.policy(),
      }),
    )
    controller.sessions.touch(request.brokerId, brokerEpoch, connection.closed)
    return { errorCode: 0, brokerEpoch }
  },
  fail: (error) => ({ errorCode: error.code }),
})
