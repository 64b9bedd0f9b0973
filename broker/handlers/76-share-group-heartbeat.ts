/** ShareGroupHeartbeat (key 76), served v1: joins, keeps alive and leaves a share group (KIP-932). */
import { checkShareHeartbeat } from '../group/share/heartbeat.ts'
import { shareGroupHeartbeat } from '../wire/generated/share-group-heartbeat.ts'
import { requireFeature } from './feature-check.ts'
import { brokerHandler } from './services.ts'

export const shareGroupHeartbeatHandler = brokerHandler({
  api: shareGroupHeartbeat,
  versions: { min: 1, max: 1 },
  handle(request, { services, connection, clientId }) {
    requireFeature(services.image, 'share.version')
    checkShareHeartbeat(request)
    return services.groups.shareHeartbeat(request, { clientId, clientHost: `/${connection.remoteHost}` })
  },
  fail: (error) => ({
    errorCode: error.code,
    errorMessage: error.message,
    memberEpoch: 0,
    heartbeatIntervalMs: 0,
  }),
})
