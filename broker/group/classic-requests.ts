/**
 * Requests of the classic protocol, handed to the groups they are about: classic ones, or consumer groups
 * that classic members are in while a group moves from one protocol to the other.
 */
import type { HeartbeatRequest } from '../wire/generated/heartbeat.ts'
import type { JoinGroupRequest } from '../wire/generated/join-group.ts'
import type { SyncGroupRequest } from '../wire/generated/sync-group.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import { checkJoin, type JoiningClient } from './classic/join.ts'
import { type JoinAnswer, joinError, type SyncAnswer } from './classic/member.ts'
import type { LeavingMember } from './classic/membership.ts'
import type { ClassicGroup } from './classic/state-machine.ts'
import type { Shard } from './shard.ts'

/** One outcome of a LeaveGroup. */
export interface LeaveOutcome extends LeavingMember {
  readonly errorCode: number
}

/** JoinGroup. Rejects with KafkaError for the whole request. */
export async function join(
  shard: Shard,
  request: JoinGroupRequest,
  // `requireRoom` throws KafkaError when one group more would be too many.
  { client, requireRoom }: { readonly client: JoiningClient; readonly requireRoom: () => void },
): Promise<JoinAnswer> {
  const { groupId, memberId } = request
  const { classic, consumer } = shard
  checkJoin(request, classic.context)
  const consumerGroup = consumer.find(groupId)
  if (consumerGroup !== undefined && consumerGroup.members.size > 0) {
    return shard.classicMembers.join(consumerGroup, request, client)
  }
  if (consumerGroup !== undefined && memberId !== '') return joinError('UNKNOWN_MEMBER_ID', memberId)
  if (consumerGroup !== undefined) {
    shard.makeWay(groupId)
    if (consumer.has(groupId)) throw new KafkaError('COORDINATOR_NOT_AVAILABLE')
  }
  const kind = shard.kindOf(groupId)
  if (kind !== undefined && kind !== classic) return joinError('INCONSISTENT_GROUP_PROTOCOL', memberId)
  if (classic.find(groupId) === undefined && memberId !== '') return joinError('UNKNOWN_MEMBER_ID', memberId)
  requireRoom()
  const group = classic.findOrCreate(groupId)
  const answer = classic.joins.join(group, request, client)
  classic.forgetIfUnused(group) // a refused first member leaves nothing behind
  return answer
}

/** SyncGroup. @throws KafkaError, or rejects with it. */
export function sync(
  shard: Shard,
  request: SyncGroupRequest,
  closed: AbortSignal,
): SyncAnswer | Promise<SyncAnswer> {
  const consumerGroup = shard.consumer.find(request.groupId)
  if (consumerGroup !== undefined) return shard.classicMembers.sync(consumerGroup, request)
  return shard.classic.membership.sync(memberGroup(shard, request.groupId), request, closed)
}

/** Heartbeat. @throws KafkaError. */
export function heartbeat(shard: Shard, request: HeartbeatRequest): void {
  const consumerGroup = shard.consumer.find(request.groupId)
  if (consumerGroup !== undefined) shard.classicMembers.heartbeat(consumerGroup, request)
  else shard.classic.membership.heartbeat(memberGroup(shard, request.groupId), request)
}

/** LeaveGroup: at once, or for a consumer group when it is committed. */
export function leave(
  shard: Shard,
  groupId: string,
  members: readonly LeavingMember[],
): LeaveOutcome[] | Promise<LeaveOutcome[]> {
  const consumerGroup = shard.consumer.find(groupId)
  if (consumerGroup !== undefined) {
    const leaving = shard.classicMembers.leave(consumerGroup, members)
    return leaving.then((outcomes) => leaveOutcomes(members, outcomes))
  }
  const group = shard.kindOf(groupId) === shard.classic ? shard.classic.find(groupId) : undefined
  return leaveOutcomes(members, group === undefined ? [] : shard.classic.membership.leave(group, members))
}

function leaveOutcomes(members: readonly LeavingMember[], outcomes: readonly ErrorName[]): LeaveOutcome[] {
  return members.map(({ memberId, groupInstanceId }, index) => ({
    memberId,
    groupInstanceId,
    errorCode: errorCode(outcomes[index] ?? 'UNKNOWN_MEMBER_ID'),
  }))
}

/** The group of a request that only a member can make. @throws KafkaError UNKNOWN_MEMBER_ID. */
function memberGroup(shard: Shard, groupId: string): ClassicGroup {
  const group = shard.kindOf(groupId) === shard.classic ? shard.classic.find(groupId) : undefined
  if (group === undefined) throw new KafkaError('UNKNOWN_MEMBER_ID')
  return group
}
