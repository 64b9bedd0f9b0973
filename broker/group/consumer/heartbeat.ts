/**
 * ConsumerGroupHeartbeat, decided: from the group and the request to records and an answer. Pure.
 * Source: KIP-848, Kafka's GroupMetadataManager.
 */
import type { ConsumerGroupHeartbeatRequest } from '../../wire/generated/consumer-group-heartbeat.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import { MAX_GROUP_METADATA_BYTES, MAX_MEMBER_METADATA_BYTES, MAX_NAME_LENGTH } from '../limits.ts'
import { type Assignment, assignmentOf, isSameAssignment, isWithin } from '../modern/assignment.ts'
import { type GroupClient, JOIN_EPOCH, LEAVE_EPOCH, unknownMember } from '../modern/membership.ts'
import type { ConsumerGroup } from './consumer-group.ts'
import type { ConsumerRecord } from './consumer-records.ts'
import { type ChangeContext, decideChange, replacementRecords } from './group-change.ts'
import {
  type ConsumerMember,
  emptyMember,
  metadataBytesOf,
  metadataRecord,
  namesSameTopics,
  STATIC_LEAVE_EPOCH,
  toldSame,
} from './member.ts'
import { decideRegexChange } from './regex-change.ts'

export interface HeartbeatDecision {
  readonly records: readonly ConsumerRecord[]
  readonly member: ConsumerMember
  /** What the member may read, when it has to be told. */
  readonly assignment: Assignment | null
  /** The member subscribes with an expression that must be looked up. */
  readonly mustResolve: boolean
}

/** First version in which the client makes the member id (KIP-1082). */
const CLIENT_MADE_IDS_FROM = 1

/** "No change" for the rebalance time-out. */
const UNCHANGED = -1

/** Checks that need no group. @throws KafkaError INVALID_REQUEST, UNSUPPORTED_ASSIGNOR. */
export function checkHeartbeat(
  request: ConsumerGroupHeartbeatRequest,
  facts: { readonly version: number; readonly assignors: readonly string[] },
): void {
  const { memberEpoch, memberId } = request
  const needsMemberId =
    facts.version >= CLIENT_MADE_IDS_FROM || memberEpoch > JOIN_EPOCH || memberEpoch === LEAVE_EPOCH
  if (needsMemberId) refuseEmpty(memberId, 'MemberId')
  refuseEmpty(request.groupId, 'GroupId')
  refuseEmpty(request.instanceId, 'InstanceId')
  refuseEmpty(request.rackId, 'RackId')
  if (memberEpoch === JOIN_EPOCH) checkJoin(request)
  else if (memberEpoch === STATIC_LEAVE_EPOCH) {
    if (request.instanceId === null) throw invalid("InstanceId can't be null.")
  } else if (memberEpoch < LEAVE_EPOCH) throw invalid('MemberEpoch is invalid.')
  checkSizes(request)
  const { serverAssignor } = request
  if (serverAssignor !== null && !facts.assignors.includes(serverAssignor)) {
    throw new KafkaError(
      'UNSUPPORTED_ASSIGNOR',
      `ServerAssignor ${serverAssignor} is not supported. Supported assignors: ${facts.assignors.join(', ')}.`,
    )
  }
}

/** What a client chooses is stored, and must not grow without end. */
function checkSizes(request: ConsumerGroupHeartbeatRequest): void {
  const names = request.subscribedTopicNames ?? []
  for (const name of [request.memberId, request.instanceId ?? '', request.rackId ?? '', ...names]) {
    if (name.length > MAX_NAME_LENGTH) throw invalid(`A name of more than ${MAX_NAME_LENGTH} characters`)
  }
  const sum = names.reduce((bytes, name) => bytes + name.length, 0)
  if (sum > MAX_MEMBER_METADATA_BYTES) throw invalid(`Topics of more than ${MAX_MEMBER_METADATA_BYTES} bytes`)
}

/** @throws KafkaError GROUP_MAX_SIZE_REACHED when the members would have told too much together. */
export function checkMetadataRoom(group: ConsumerGroup, after: ConsumerMember): void {
  let sum = metadataBytesOf(after)
  for (const member of group.members.values()) {
    if (member.memberId !== after.memberId) sum += metadataBytesOf(member)
  }
  if (sum <= MAX_GROUP_METADATA_BYTES) return
  throw new KafkaError(
    'GROUP_MAX_SIZE_REACHED',
    `The members of the group subscribe with more than ${MAX_GROUP_METADATA_BYTES} bytes.`,
  )
}

function checkJoin(request: ConsumerGroupHeartbeatRequest): void {
  if (request.rebalanceTimeoutMs === UNCHANGED) {
    throw invalid('RebalanceTimeoutMs must be provided in first request.')
  }
  if (request.topicPartitions === null || request.topicPartitions.length > 0) {
    throw invalid('TopicPartitions must be empty when (re-)joining.')
  }
  if (request.subscribedTopicNames === null && request.subscribedTopicRegex === null) {
    throw invalid('Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining.')
  }
}

/**
 * Joining and staying.
 * @throws KafkaError UNKNOWN_MEMBER_ID, FENCED_MEMBER_EPOCH, UNRELEASED_INSTANCE_ID, FENCED_INSTANCE_ID,
 * INVALID_REGULAR_EXPRESSION.
 */
export function decideHeartbeat(
  group: ConsumerGroup,
  request: ConsumerGroupHeartbeatRequest,
  context: ChangeContext & { readonly client: GroupClient },
): HeartbeatDecision {
  const records: ConsumerRecord[] = []
  const owned = request.topicPartitions === null ? null : assignmentOf(request.topicPartitions)
  const before =
    request.instanceId === null
      ? dynamicMember(group, request, owned)
      : staticMember(group, { request, instanceId: request.instanceId, owned }, records)
  const after = updated(before, request, context.client)
  if (!toldSame(before, after)) {
    checkMetadataRoom(group, after)
    records.push(metadataRecord(group.groupId, after))
  }
  const regex = decideRegexChange(group, before, after)
  records.push(...regex.records)
  const hasNamesChanged = !namesSameTopics(before, after)
  const change = decideChange(
    group,
    {
      after,
      // A group leaves epoch 0 with its first member, even one without topics.
      bumpsEpoch: group.groupEpoch === 0 || hasNamesChanged || regex.bumpsEpoch,
      hasSubscriptionChanged: hasNamesChanged || regex.hasChanged,
      owned,
    },
    context,
  )
  records.push(...change.records)
  const { member } = change
  const mustTell =
    request.memberEpoch === JOIN_EPOCH ||
    isFullRequest(request) ||
    !isSameAssignment(before.assigned, member.assigned)
  return { records, member, assignment: mustTell ? member.assigned : null, mustResolve: regex.mustResolve }
}

function dynamicMember(
  group: ConsumerGroup,
  { memberId, memberEpoch }: ConsumerGroupHeartbeatRequest,
  owned: Assignment | null,
): ConsumerMember {
  const member = group.members.get(memberId)
  if (member === undefined) {
    if (memberEpoch === JOIN_EPOCH) return emptyMember(memberId)
    throw unknownMember(group.groupId, memberId)
  }
  checkEpoch(member, memberEpoch, owned)
  return member
}

function staticMember(
  group: ConsumerGroup,
  {
    request,
    instanceId,
    owned,
  }: {
    readonly request: ConsumerGroupHeartbeatRequest
    readonly instanceId: string
    readonly owned: Assignment | null
  },
  records: ConsumerRecord[],
): ConsumerMember {
  const { memberId, memberEpoch } = request
  const holder = group.staticMember(instanceId)
  if (memberEpoch !== JOIN_EPOCH) {
    if (holder === undefined) throw unknownInstance(instanceId)
    checkInstance(holder, memberId, instanceId)
    checkEpoch(holder, memberEpoch, owned)
    return holder
  }
  if (holder === undefined) return group.members.get(memberId) ?? emptyMember(memberId)
  if (holder.classic === null && holder.memberEpoch !== STATIC_LEAVE_EPOCH) {
    throw new KafkaError(
      'UNRELEASED_INSTANCE_ID',
      `Static member ${memberId} with instance id ${instanceId} cannot join the group because the instance id is owned by ${holder.memberId} member.`,
    )
  }
  return replaceStatic(group, { holder, memberId }, records)
}

/** The holder of a static id under another member id; the records that put it there are added. */
export function replaceStatic(
  group: ConsumerGroup,
  { holder, memberId }: { readonly holder: ConsumerMember; readonly memberId: string },
  records: ConsumerRecord[],
): ConsumerMember {
  const replacement = { ...holder, memberId, memberEpoch: JOIN_EPOCH, previousMemberEpoch: JOIN_EPOCH }
  records.push(...replacementRecords(group, holder, replacement))
  return replacement
}

/** Source: KIP-848; the answer that told of a new epoch may have been lost. */
function checkEpoch(member: ConsumerMember, receivedEpoch: number, owned: Assignment | null): void {
  const { memberEpoch, previousMemberEpoch, assigned } = member
  if (receivedEpoch === JOIN_EPOCH || receivedEpoch === memberEpoch) return
  const isLate = receivedEpoch < memberEpoch
  if (isLate && receivedEpoch === previousMemberEpoch && owned !== null && isWithin(owned, assigned)) return
  throw new KafkaError(
    'FENCED_MEMBER_EPOCH',
    `The consumer group member has a ${isLate ? 'smaller' : 'greater'} member epoch (${receivedEpoch}) than the one known by the group coordinator (${memberEpoch}). The member must abandon all its partitions and rejoin.`,
  )
}

/** @throws KafkaError FENCED_INSTANCE_ID when another member has the static id. */
export function checkInstance(holder: ConsumerMember, memberId: string, instanceId: string): void {
  if (holder.memberId === memberId) return
  throw new KafkaError(
    'FENCED_INSTANCE_ID',
    `Static member ${memberId} with instance id ${instanceId} was fenced by member ${holder.memberId}.`,
  )
}

/** A static id that is not there. */
export function unknownInstance(instanceId: string): KafkaError {
  return new KafkaError('UNKNOWN_MEMBER_ID', `Instance id ${instanceId} is unknown.`)
}

/** What the request leaves out stays as it was. */
function updated(
  member: ConsumerMember,
  request: ConsumerGroupHeartbeatRequest,
  { clientId, clientHost }: GroupClient,
): ConsumerMember {
  const regex = request.subscribedTopicRegex ?? member.subscribedTopicRegex
  return {
    ...member,
    instanceId: request.instanceId ?? member.instanceId,
    rackId: request.rackId ?? member.rackId,
    rebalanceTimeoutMs:
      request.rebalanceTimeoutMs === UNCHANGED ? member.rebalanceTimeoutMs : request.rebalanceTimeoutMs,
    serverAssignor: request.serverAssignor ?? member.serverAssignor,
    subscribedTopicNames: request.subscribedTopicNames ?? member.subscribedTopicNames,
    // An empty expression ends the subscription by expression.
    subscribedTopicRegex: regex === '' ? null : regex,
    clientId,
    clientHost,
    classic: null,
  }
}

/** A member that tells everything wants to be told everything. */
function isFullRequest(request: ConsumerGroupHeartbeatRequest): boolean {
  return (
    request.rebalanceTimeoutMs !== UNCHANGED &&
    (request.subscribedTopicNames !== null || request.subscribedTopicRegex !== null) &&
    request.topicPartitions !== null
  )
}

function refuseEmpty(value: string | null, name: string): void {
  if (value !== null && value.trim() === '') throw invalid(`${name} can't be empty.`)
}

function invalid(message: string): KafkaError {
  return new KafkaError('INVALID_REQUEST', message)
}
