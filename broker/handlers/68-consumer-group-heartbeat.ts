/** ConsumerGroupHeartbeat (key 68), served v0-v1: joins, keeps alive and leaves a consumer group (KIP-848). */
import { checkHeartbeat } from '../group/consumer/heartbeat.ts'
import { consumerGroupHeartbeat } from '../wire/generated/consumer-group-heartbeat.ts'
import { requireFeature } from './feature-check.ts'
import { brokerHandler } from './services.ts'

export const consumerGroupHeartbeatHandler = brokerHandler({
  api: consumerGroupHeartbeat,
  versions: { min: 0, max: 1 },
  handle(request, { services, connection, clientId, version }) {
    requireFeature(services.image, 'group.version')
    checkHeartbeat(request, { version, assignors: services.groups.consumerAssignors })
    return services.groups.consumerHeartbeat(request, { clientId, clientHost: `/${connection.remoteHost}` })
  },
  fail: (error) => ({
    errorCode: error.code,
    errorMessage: error.message,
    memberEpoch: 0,
    heartbeatIntervalMs: 0,
  }),
})
