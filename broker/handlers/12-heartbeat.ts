/** Heartbeat (key 12), served v0-v4: keeps a member of a classic group alive and tells it of rebalances. */
import { heartbeat } from '../wire/generated/heartbeat.ts'
import { brokerHandler } from './services.ts'

export const heartbeatHandler = brokerHandler({
  api: heartbeat,
  versions: { min: 0, max: 4 },
  handle(request, { services }) {
    services.groups.heartbeat(request)
    return { errorCode: 0 }
  },
  fail: (error) => ({ errorCode: error.code }),
})
