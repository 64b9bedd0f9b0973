/**
 * JoinGroup (key 11), served v0-v9: enters a classic group. The answer comes when the rebalance is over;
 * if the client goes away first, the coordinator is told and the answer goes nowhere.
 */
import { type JoinGroupResponseInput, joinGroup } from '../wire/generated/join-group.ts'
import type { KafkaError } from '../wire/kafka-error.ts'
import { brokerHandler } from './services.ts'

/** First version in which a dynamic member must come back with the id it was given (KIP-394). */
const KNOWN_MEMBER_ID_FROM = 4

/** First version whose `protocolName` may be null. */
const NULLABLE_PROTOCOL_FROM = 7

/** First version that can tell a leader to keep the assignment (KIP-814). */
const SKIP_ASSIGNMENT_FROM = 9

export const joinGroupHandler = brokerHandler({
  api: joinGroup,
  versions: { min: 0, max: 9 },
  async handle(request, { services, connection, clientId, version }) {
    const answer = await services.groups.joinGroup(request, {
      clientId,
      clientHost: `/${connection.remoteHost}`,
      closed: connection.closed,
      mustKnowMemberId: version >= KNOWN_MEMBER_ID_FROM,
      canSkipAssignment: version >= SKIP_ASSIGNMENT_FROM,
    })
    return forVersion(answer, version)
  },
  fail: (error, request, version) => forVersion(refusal(error, request.memberId), version),
})

function refusal(error: KafkaError, memberId: string): JoinGroupResponseInput {
  return { errorCode: error.code, protocolName: null, leader: '', memberId, members: [] }
}

function forVersion(answer: JoinGroupResponseInput, version: number): JoinGroupResponseInput {
  if (answer.protocolName !== null || version >= NULLABLE_PROTOCOL_FROM) return answer
  return { ...answer, protocolName: '' }
}
