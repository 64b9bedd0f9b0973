/**
 * LeaveGroup (key 13), served v0-v5: takes members out of a classic group. Up to v2 there is one member
 * and its error is the response's own.
 */
import { leaveGroup } from '../wire/generated/leave-group.ts'
import { brokerHandler } from './services.ts'

/** First version that names several members. */
const BATCHED_FROM = 3

export const leaveGroupHandler = brokerHandler({
  api: leaveGroup,
  versions: { min: 0, max: 5 },
  async handle(request, { services, version }) {
    if (version >= BATCHED_FROM) {
      return { errorCode: 0, members: await services.groups.leaveGroup(request.groupId, request.members) }
    }
    const leaving = [{ memberId: request.memberId, groupInstanceId: null }]
    const [outcome] = await services.groups.leaveGroup(request.groupId, leaving)
    return { errorCode: outcome?.errorCode ?? 0, members: [] }
  },
  fail: (error) => ({ errorCode: error.code, members: [] }),
})
