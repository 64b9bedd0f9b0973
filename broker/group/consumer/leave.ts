/** Members that go, by themselves or because they were silent: records, or a step back to the classic protocol. Pure. */
import type { ClusterImage } from '../../controller/image/cluster-image.ts'
import { NO_PARTITIONS } from '../modern/assignment.ts'
import { unknownMember } from '../modern/membership.ts'
import { type ConsumerGroup, subscribersOf } from './consumer-group.ts'
import type { ConsumerRecord } from './consumer-records.ts'
import { decideEpoch } from './group-change.ts'
import { memberRemovalRecords } from './group-records.ts'
import { checkInstance, unknownInstance } from './heartbeat.ts'
import { type ConsumerMember, currentRecord, STATIC_LEAVE_EPOCH } from './member.ts'
import { regexTombstone } from './regex-change.ts'

/** The member that a request to leave names. @throws KafkaError UNKNOWN_MEMBER_ID, FENCED_INSTANCE_ID. */
export function leavingMember(
  group: ConsumerGroup,
  { memberId, instanceId }: { readonly memberId: string; readonly instanceId: string | null },
): ConsumerMember {
  if (instanceId === null) {
    const member = group.members.get(memberId)
    if (member === undefined) throw unknownMember(group.groupId, memberId)
    return member
  }
  const holder = group.staticMember(instanceId)
  if (holder === undefined) throw unknownInstance(instanceId)
  checkInstance(holder, memberId, instanceId)
  return holder
}

/** A static member goes for a while: it keeps what it holds until its session ends. */
export function decideStaticLeave(group: ConsumerGroup, member: ConsumerMember): ConsumerRecord[] {
  const left = { ...member, memberEpoch: STATIC_LEAVE_EPOCH, pendingRevocation: NO_PARTITIONS }
  return [currentRecord(group.groupId, left)]
}

/** Takes members out for good; the others get a new target with their next heartbeats. There is at least one. */
export function decideFence(
  group: ConsumerGroup,
  leaving: readonly ConsumerMember[],
  image: ClusterImage,
): ConsumerRecord[] {
  const { groupId } = group
  const records: ConsumerRecord[] = []
  const members = new Map(group.members)
  for (const { memberId } of leaving) {
    records.push(...memberRemovalRecords(groupId, memberId))
    members.delete(memberId)
  }
  const stillUsed = new Set([...members.values()].map(({ subscribedTopicRegex }) => subscribedTopicRegex))
  const regexes = new Map(group.regexes)
  for (const regex of group.regexes.keys()) {
    if (stillUsed.has(regex)) continue
    records.push(regexTombstone(groupId, regex))
    regexes.delete(regex)
  }
  const topics = () => subscribersOf(members.values(), regexes).keys()
  const context = { image, mustCheckTopics: true, bumpsEpoch: true }
  records.push(...decideEpoch(group, topics, context).records)
  return records
}
