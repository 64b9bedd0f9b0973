/** ShareGroupHeartbeat, decided: from the group and the request to records and an answer. Pure. Source: KIP-932. */
import type { ClusterImage } from '../../controller/image/cluster-image.ts'
import type { ShareGroupHeartbeatRequest } from '../../wire/generated/share-group-heartbeat.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { Uuid } from '../../wire/reader.ts'
import {
  type Assignment,
  filterPartitions,
  isSameAssignment,
  isWithin,
  toTopicPartitions,
} from '../modern/assignment.ts'
import { type GroupClient, JOIN_EPOCH, LEAVE_EPOCH, unknownMember } from '../modern/membership.ts'
import { hashOfTopics, topicIdsOf } from '../modern/topics.ts'
import { emptyMember, type ShareGroup, type ShareMember } from './share-group.ts'
import type { ShareRecord } from './share-records.ts'
import { assignSimply } from './simple-assignor.ts'

export interface ShareHeartbeatDecision {
  readonly records: readonly ShareRecord[]
  readonly memberEpoch: number
  /** What the member may read, when it has to be told. */
  readonly assignment: Assignment | null
}

/** The one state members of share groups have: MemberState.STABLE. */
const STABLE = 0

/** Checks that need no group. @throws KafkaError INVALID_REQUEST. */
export function checkShareHeartbeat(request: ShareGroupHeartbeatRequest): void {
  const { groupId, memberId, memberEpoch, rackId, subscribedTopicNames } = request
  if (memberId === '') throw new KafkaError('INVALID_REQUEST', "MemberId can't be empty.")
  if (groupId.trim() === '') throw new KafkaError('INVALID_REQUEST', "GroupId can't be empty.")
  if (rackId?.trim() === '') throw new KafkaError('INVALID_REQUEST', "RackId can't be empty.")
  if (memberEpoch === JOIN_EPOCH) {
    if (subscribedTopicNames === null || subscribedTopicNames.length === 0) {
      throw new KafkaError('INVALID_REQUEST', 'SubscribedTopicNames must be set in first request.')
    }
  } else if (memberEpoch < LEAVE_EPOCH) throw new KafkaError('INVALID_REQUEST', 'MemberEpoch is invalid.')
}

/** @throws KafkaError UNKNOWN_MEMBER_ID, FENCED_MEMBER_EPOCH. */
export function decideShareHeartbeat(
  group: ShareGroup,
  request: ShareGroupHeartbeatRequest,
  { client, image }: { readonly client: GroupClient; readonly image: ClusterImage },
): ShareHeartbeatDecision {
  const known = knownMember(group, request)
  const told = withTold(known ?? emptyMember(request.memberId), request, client)
  const records: ShareRecord[] = []
  // Most heartbeats change nothing and need no group to try things out on.
  let draft = group
  const put = (record: ShareRecord) => {
    if (draft === group) draft = group.copy()
    records.push(record)
    draft.replay(record)
  }
  if (known === undefined || !toldSame(known, told)) put(memberRecord(group.groupId, told))
  const hash = hashOfTopics(draft.subscribedTopicNames, image)
  const isChanged =
    known === undefined ||
    !namesSame(known.subscribedTopicNames, told.subscribedTopicNames) ||
    hash !== group.metadataHash ||
    hasUnassigned(draft, image)
  if (isChanged) put(groupRecord(group.groupId, { epoch: group.groupEpoch + 1, metadataHash: hash }))
  if (draft.groupEpoch > draft.assignmentEpoch) for (const record of decideTargets(draft, image)) put(record)
  const { memberEpoch, assigned } = told
  const target = draft.target(told.memberId)
  const mustMove = memberEpoch !== draft.assignmentEpoch || !isSameAssignment(assigned, target)
  if (mustMove) {
    put(
      currentRecord(group.groupId, {
        ...told,
        memberEpoch: draft.assignmentEpoch,
        previousMemberEpoch: memberEpoch,
        assigned: target,
      }),
    )
  }
  const mustTell =
    request.memberEpoch === JOIN_EPOCH ||
    request.subscribedTopicNames !== null ||
    !isSameAssignment(assigned, target)
  return { records, memberEpoch: draft.assignmentEpoch, assignment: mustTell ? target : null }
}

/** A member goes, because it said so or was silent. What the others read is decided at their next heartbeat. */
export function decideShareLeave(group: ShareGroup, memberId: string, image: ClusterImage): ShareRecord[] {
  const { groupId } = group
  const draft = group.copy()
  const gone: ShareRecord[] = [
    { type: 'shareMemberCurrent', key: { groupId, memberId }, value: null },
    { type: 'shareMemberTarget', key: { groupId, memberId }, value: null },
    { type: 'shareMember', key: { groupId, memberId }, value: null },
  ]
  for (const record of gone) draft.replay(record)
  const metadataHash = hashOfTopics(draft.subscribedTopicNames, image)
  return [...gone, groupRecord(groupId, { epoch: group.groupEpoch + 1, metadataHash })]
}

/** The record of a group's epoch. */
export function groupRecord(
  groupId: string,
  value: { readonly epoch: number; readonly metadataHash: number },
): ShareRecord {
  return { type: 'shareGroup', key: { groupId }, value }
}

/** The tombstones of a group. */
export function shareRemovalRecords(group: ShareGroup): ShareRecord[] {
  const { groupId } = group
  const ofMembers = [...new Set([...group.members.keys(), ...group.targets.keys()])].flatMap(
    (memberId): ShareRecord[] => [
      { type: 'shareMemberCurrent', key: { groupId, memberId }, value: null },
      { type: 'shareMemberTarget', key: { groupId, memberId }, value: null },
      { type: 'shareMember', key: { groupId, memberId }, value: null },
    ],
  )
  return [
    ...ofMembers,
    { type: 'shareTarget', key: { groupId }, value: null },
    { type: 'shareStates', key: { groupId }, value: null },
    { type: 'shareGroup', key: { groupId }, value: null },
  ]
}

/** Partitions that some member subscribes to and that exist. */
export function subscribedPartitions(group: ShareGroup, image: ClusterImage): Assignment {
  const partitions = new Map<Uuid, ReadonlySet<number>>()
  for (const topicId of topicIdsOf(group.subscribedTopicNames, image)) {
    const count = image.topics.getById(topicId)?.partitions.length ?? 0
    partitions.set(topicId, new Set(Array.from({ length: count }, (_, index) => index)))
  }
  return partitions
}

function knownMember(group: ShareGroup, request: ShareGroupHeartbeatRequest): ShareMember | undefined {
  const { memberId, memberEpoch } = request
  const member = group.members.get(memberId)
  if (memberEpoch === JOIN_EPOCH) return member
  if (member === undefined) throw unknownMember(group.groupId, memberId)
  if (memberEpoch > member.memberEpoch) {
    throw new KafkaError(
      'FENCED_MEMBER_EPOCH',
      `The share group member has a greater member epoch (${memberEpoch}) than the one known by the group coordinator (${member.memberEpoch}). The member must abandon all its partitions and rejoin.`,
    )
  }
  if (memberEpoch < member.memberEpoch && memberEpoch !== member.previousMemberEpoch) {
    throw new KafkaError(
      'FENCED_MEMBER_EPOCH',
      `The share group member has a smaller member epoch (${memberEpoch}) than the one known by the group coordinator (${member.memberEpoch}), and it does not match the previous member epoch (${member.previousMemberEpoch}). The member must abandon all its partitions and rejoin.`,
    )
  }
  return member
}

function withTold(
  member: ShareMember,
  request: ShareGroupHeartbeatRequest,
  client: GroupClient,
): ShareMember {
  const names = request.subscribedTopicNames
  return {
    ...member,
    ...client,
    rackId: request.rackId ?? member.rackId,
    subscribedTopicNames: names === null ? member.subscribedTopicNames : [...new Set(names)].sort(),
  }
}

function toldSame(a: ShareMember, b: ShareMember): boolean {
  return (
    a.rackId === b.rackId &&
    a.clientId === b.clientId &&
    a.clientHost === b.clientHost &&
    namesSame(a.subscribedTopicNames, b.subscribedTopicNames)
  )
}

/** Both are sorted. */
function namesSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index])
}

/** True when partitions got their state that nobody was given yet. */
function hasUnassigned(group: ShareGroup, image: ClusterImage): boolean {
  return !isWithin(readable(group, image), group.given)
}

/** Partitions with a state that somebody subscribes to. */
function readable(group: ShareGroup, image: ClusterImage): Assignment {
  const subscribed = subscribedPartitions(group, image)
  return filterPartitions(
    group.initialized,
    (topicId, partition) => subscribed.get(topicId)?.has(partition) ?? false,
  )
}

/** What each member is to read from now on. */
function decideTargets(group: ShareGroup, image: ClusterImage): ShareRecord[] {
  const { groupId } = group
  const targets = assignSimply(
    [...group.members.values()].map(({ memberId, subscribedTopicNames }) => ({
      memberId,
      topicIds: topicIdsOf(subscribedTopicNames, image),
      previous: group.target(memberId),
    })),
    readable(group, image),
  )
  const records: ShareRecord[] = []
  for (const [memberId, target] of targets) {
    if (group.targets.has(memberId) && isSameAssignment(group.target(memberId), target)) continue
    records.push({
      type: 'shareMemberTarget',
      key: { groupId, memberId },
      value: { topicPartitions: toTopicPartitions(target) },
    })
  }
  records.push({ type: 'shareTarget', key: { groupId }, value: { assignmentEpoch: group.groupEpoch } })
  return records
}

function memberRecord(groupId: string, member: ShareMember): ShareRecord {
  const { memberId, rackId, clientId, clientHost, subscribedTopicNames } = member
  return {
    type: 'shareMember',
    key: { groupId, memberId },
    value: { rackId, clientId, clientHost, subscribedTopicNames: [...subscribedTopicNames] },
  }
}

function currentRecord(groupId: string, member: ShareMember): ShareRecord {
  const { memberId, memberEpoch, previousMemberEpoch, assigned } = member
  return {
    type: 'shareMemberCurrent',
    key: { groupId, memberId },
    value: {
      memberEpoch,
      previousMemberEpoch,
      state: STABLE,
      assignedPartitions: toTopicPartitions(assigned),
    },
  }
}
