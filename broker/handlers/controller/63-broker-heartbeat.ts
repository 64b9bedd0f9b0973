/** BrokerHeartbeat (key 63) on the controller's listener, served v0-v2. */
import { heartbeat } from '../../controller/broker-commands.ts'
import { brokerHeartbeat } from '../../wire/generated/broker-heartbeat.ts'
import { controllerHandler } from './services.ts'

export const brokerHeartbeatHandler = controllerHandler({
  api: brokerHeartbeat,
  versions: { min: 0, max: 2 },
  async handle(request, { services, connection }) {
    const { controller } = services
    const response = await controller.submit((image) => heartbeat(image, request, controller.policy()))
    controller.sessions.touch(request.brokerId, request.brokerEpoch, connection.closed)
    return response
  },
  fail: (error) => ({ errorCode: error.code, isFenced: true, shouldShutDown: false }),
})
