/**
 * SyncGroup (key 14), served v0-v5: the leader hands in the assignment, everyone collects their part.
 * A member's answer waits for the leader's request.
 */
import { syncGroup } from '../wire/generated/sync-group.ts'
import { brokerHandler } from './services.ts'

const NO_ASSIGNMENT = Buffer.alloc(0)

export const syncGroupHandler = brokerHandler({
  api: syncGroup,
  versions: { min: 0, max: 5 },
  handle: (request, { services, connection }) => services.groups.syncGroup(request, connection.closed),
  fail: (error) => ({ errorCode: error.code, assignment: NO_ASSIGNMENT }),
})
