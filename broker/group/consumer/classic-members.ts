/**
 * Members of consumer groups that speak the classic protocol, while a group moves from one protocol to
 * the other: JoinGroup is a heartbeat that tells everything, SyncGroup fetches what it came to, Heartbeat
 * says when to join again. Nobody leads, and nobody waits for anybody. Source: KIP-848, Kafka's
 * classicGroup...ToConsumerGroup.
 */
import { decodeConsumerSubscription } from '../../wire/consumer-protocol.ts'
import type { HeartbeatRequest } from '../../wire/generated/heartbeat.ts'
import type { JoinGroupRequest } from '../../wire/generated/join-group.ts'
import type { SyncGroupRequest } from '../../wire/generated/sync-group.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { ErrorName } from '../../wire/schema/errors.ts'
import type { JoiningClient } from '../classic/join.ts'
import { type JoinAnswer, joinError, type SyncAnswer, UNKNOWN_MEMBER } from '../classic/member.ts'
import type { LeavingMember } from '../classic/membership.ts'
import { CONSUMER_PROTOCOL_TYPE } from '../classic/state-machine.ts'
import { type Assignment, hasPartition } from '../modern/assignment.ts'
import { checkGroupRoom, unknownMember } from '../modern/membership.ts'
import type { ConsumerGroup } from './consumer-group.ts'
import type { ConsumerGroups } from './consumer-groups.ts'
import type { ConsumerRecord } from './consumer-records.ts'
import { decideChange, type MemberChange } from './group-change.ts'
import { checkInstance, checkMetadataRoom, replaceStatic, unknownInstance } from './heartbeat.ts'
import { leavingMember } from './leave.ts'
import { type ConsumerMember, emptyMember, metadataRecord, namesSameTopics, toldSame } from './member.ts'
import { canDowngrade, fromNames, toClassicAssignment } from './migration.ts'
import { decideRegexChange } from './regex-change.ts'

/** A JoinGroup, its member id settled. */
interface Joining {
  readonly request: JoinGroupRequest
  readonly client: JoiningClient
  readonly memberId: string
}

export class ClassicMembers {
  readonly #groups: ConsumerGroups

  constructor(groups: ConsumerGroups) {
    this.#groups = groups
  }

  /** Enters the group, or says what the member still has; errors are answers without a member id. */
  async join(group: ConsumerGroup, request: JoinGroupRequest, client: JoiningClient): Promise<JoinAnswer> {
    try {
      return await this.#join(group, request, client)
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      return joinError(error.errorName)
    }
  }

  async #join(group: ConsumerGroup, request: JoinGroupRequest, client: JoiningClient): Promise<JoinAnswer> {
    const { context } = this.#groups
    const isUnknown = request.memberId === UNKNOWN_MEMBER
    const memberId = isUnknown
      ? context.newMemberId(request.groupInstanceId ?? client.clientId)
      : request.memberId
    const { maxSize } = context.settings().consumer
    checkGroupRoom(group.members, memberId, { kind: 'consumer', maxSize })
    if (!supports(group, request)) {
      throw new KafkaError('INCONSISTENT_GROUP_PROTOCOL', `Member ${memberId}'s protocols are not supported.`)
    }
    if (isUnknown && request.groupInstanceId === null && client.mustKnowMemberId) {
      return joinError('MEMBER_ID_REQUIRED', memberId)
    }
    return this.#enter(group, { request, client, memberId })
  }

  /** What the member may read. @throws KafkaError. */
  sync(group: ConsumerGroup, request: SyncGroupRequest): SyncAnswer {
    const { groupId } = group
    const member = this.#validated(group, request)
    const { protocolType, protocolName } = request
    const protocol = member.classic?.supportedProtocols[0]
    const isOtherType = protocolType !== null && protocolType !== CONSUMER_PROTOCOL_TYPE
    if (isOtherType || (protocolName !== null && protocolName !== protocol?.name)) {
      throw new KafkaError('INCONSISTENT_GROUP_PROTOCOL')
    }
    if (group.groupEpoch > member.memberEpoch && member.state !== 'unrevoked') {
      this.#expectJoin(groupId, member)
      throw new KafkaError('REBALANCE_IN_PROGRESS')
    }
    this.#groups.timers.cancel({ groupId, memberId: member.memberId }, 'sync')
    this.#renewSession(groupId, member)
    const assignment = toClassicAssignment(member.assigned, protocol?.metadata, this.#groups.context.image)
    return { errorCode: 0, protocolType, protocolName, assignment }
  }

  /** @throws KafkaError REBALANCE_IN_PROGRESS when the member has to join again, and what says that it is none. */
  heartbeat(group: ConsumerGroup, request: HeartbeatRequest): void {
    const member = this.#validated(group, request)
    this.#renewSession(group.groupId, member)
    const mustJoin =
      member.memberEpoch < group.groupEpoch ||
      member.state === 'unrevoked' ||
      (member.state === 'unreleased' && !isWaiting(group, member))
    if (!mustJoin) return
    this.#expectJoin(group.groupId, member)
    throw new KafkaError('REBALANCE_IN_PROGRESS')
  }

  /** Takes members out, of either protocol; one outcome each. Rejects with KafkaError. */
  async leave(group: ConsumerGroup, leaving: readonly LeavingMember[]): Promise<ErrorName[]> {
    const members = new Map<string, ConsumerMember>()
    const outcomes = leaving.map((each): ErrorName => {
      try {
        const member = memberNamedBy(group, each)
        members.set(member.memberId, member)
        return 'NONE'
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error
        return error.errorName
      }
    })
    await this.#groups.fence(group, [...members.values()])
    return outcomes
  }

  async #enter(group: ConsumerGroup, joining: Joining): Promise<JoinAnswer> {
    const { request, memberId } = joining
    const { groupId } = group
    const { context, timers } = this.#groups
    const records: ConsumerRecord[] = []
    const before = joiningMember(group, joining, records)
    const after = toldBy(before, joining)
    if (!toldSame(before, after)) {
      checkMetadataRoom(group, after)
      records.push(metadataRecord(groupId, after))
    }
    const regex = decideRegexChange(group, before, after)
    records.push(...regex.records)
    const hasChanged = !namesSameTopics(before, after) || regex.hasChanged
    const owned = this.#ownedBy(request)
    const change: MemberChange = { after, bumpsEpoch: hasChanged, hasSubscriptionChanged: hasChanged, owned }
    const holder = request.groupInstanceId === null ? undefined : group.staticMember(request.groupInstanceId)
    if (holder !== undefined && this.#mayDowngrade(group, holder)) {
      return this.#downgrade(group, { holder, after, hasChanged })
    }
    const decided = decideChange(group, change, this.#groups.changeContext(groupId))
    const metadataOffset = context.image.lastOffset
    const written = context.write([...records, ...decided.records])
    if (this.#groups.find(groupId)?.members.has(memberId) === true) {
      const owner = { groupId, memberId }
      timers.cancel(owner, 'join')
      this.#renewSession(groupId, after)
      const task = () => this.#groups.fenceLater(owner, 'the member did not sync in time')
      timers.set(owner, 'sync', { delayMs: after.rebalanceTimeoutMs, task })
    }
    await written
    this.#groups.noteTopicsChecked(groupId, metadataOffset)
    return joinAnswer(decided.member, decided.member.memberEpoch)
  }

  #mayDowngrade(group: ConsumerGroup, holder: ConsumerMember): boolean {
    if (holder.classic !== null) return false
    const settings = this.#groups.context.settings()
    return canDowngrade(group, new Set([holder.memberId]), { settings, joiningCount: 1 })
  }

  /** The last member of the consumer protocol comes back as a classic one. */
  async #downgrade(
    group: ConsumerGroup,
    {
      holder,
      after,
      hasChanged,
    }: { readonly holder: ConsumerMember; readonly after: ConsumerMember; readonly hasChanged: boolean },
  ): Promise<JoinAnswer> {
    const others = [...group.members.values()].filter(({ memberId }) => memberId !== holder.memberId)
    const generation = group.groupEpoch + (hasChanged ? 1 : 0)
    const heirs = new Map([[after.memberId, holder.memberId]])
    const classic = this.#groups.toClassic(group, [...others, after], { generation, heirs })
    await this.#groups.downgrade(group, classic, hasChanged ? 'a static member was replaced' : null)
    return joinAnswer(after, generation)
  }

  #ownedBy(request: JoinGroupRequest): Assignment {
    return fromNames(subscriptionOf(request).ownedPartitions, this.#groups.context.image)
  }

  /** The member of a request of the classic protocol. @throws KafkaError. */
  #validated(group: ConsumerGroup, request: SyncGroupRequest | HeartbeatRequest): ConsumerMember {
    const member = memberNamedBy(group, request)
    if (member.classic === null) throw unknownMember(group.groupId, request.memberId)
    if (request.generationId !== member.memberEpoch) throw new KafkaError('ILLEGAL_GENERATION')
    return member
  }

  #renewSession(groupId: string, { memberId, classic }: ConsumerMember): void {
    this.#groups.renewSession(groupId, memberId, classic?.sessionTimeoutMs)
  }

  /** A member that was told to join again has its rebalance time-out for it. */
  #expectJoin(groupId: string, { memberId, rebalanceTimeoutMs }: ConsumerMember): void {
    const owner = { groupId, memberId }
    if (this.#groups.timers.has(owner, 'join')) return
    const task = () => this.#groups.fenceLater(owner, 'the member did not join in time')
    this.#groups.timers.set(owner, 'join', { delayMs: rebalanceTimeoutMs, task })
  }
}

/** The member a request names, by static id alone if it gives no other. @throws KafkaError UNKNOWN_MEMBER_ID, FENCED_INSTANCE_ID. */
function memberNamedBy(group: ConsumerGroup, named: LeavingMember): ConsumerMember {
  const { memberId, groupInstanceId: instanceId } = named
  const isByStaticIdAlone = memberId === UNKNOWN_MEMBER && instanceId !== null
  const holder = isByStaticIdAlone ? group.staticMember(instanceId) : undefined
  return holder ?? leavingMember(group, { memberId, instanceId })
}

function joiningMember(group: ConsumerGroup, joining: Joining, records: ConsumerRecord[]): ConsumerMember {
  const { request, memberId } = joining
  const { groupInstanceId } = request
  if (groupInstanceId === null) return group.members.get(memberId) ?? emptyMember(memberId)
  const holder = group.staticMember(groupInstanceId)
  if (request.memberId === UNKNOWN_MEMBER) {
    return holder === undefined ? emptyMember(memberId) : replaceStatic(group, { holder, memberId }, records)
  }
  if (holder === undefined) throw unknownInstance(groupInstanceId)
  checkInstance(holder, memberId, groupInstanceId)
  return holder
}

/** The member with what its JoinGroup tells. */
function toldBy(member: ConsumerMember, { request, client }: Joining): ConsumerMember {
  const { topics, rackId } = subscriptionOf(request)
  return {
    ...member,
    instanceId: request.groupInstanceId ?? member.instanceId,
    rackId: rackId === null || rackId === '' ? member.rackId : rackId,
    rebalanceTimeoutMs:
      request.rebalanceTimeoutMs >= 0 ? request.rebalanceTimeoutMs : request.sessionTimeoutMs,
    subscribedTopicNames: topics,
    subscribedTopicRegex: null,
    clientId: client.clientId,
    clientHost: client.clientHost,
    classic: {
      sessionTimeoutMs: request.sessionTimeoutMs,
      // Copied: the request's bytes belong to the connection.
      supportedProtocols: request.protocols.map(({ name, metadata }) => ({
        name,
        metadata: Buffer.from(metadata),
      })),
    },
  }
}

/** All protocols carry the same subscription. @throws KafkaError INVALID_REQUEST. */
function subscriptionOf({ protocols }: JoinGroupRequest) {
  return decodeConsumerSubscription(protocols[0]?.metadata ?? Buffer.alloc(0))
}

/** True when one of the protocols is one that all classic members speak. */
function supports(group: ConsumerGroup, { protocolType, protocols }: JoinGroupRequest): boolean {
  if (protocolType !== CONSUMER_PROTOCOL_TYPE) return false
  return protocols.some(({ name }) =>
    [...group.members.values()].every(
      ({ classic }) =>
        classic === null || classic.supportedProtocols.some((protocol) => protocol.name === name),
    ),
  )
}

/** True when something the member is to hold is still with another. */
function isWaiting(group: ConsumerGroup, member: ConsumerMember): boolean {
  for (const [topicId, partitions] of group.target(member.memberId)) {
    for (const partition of partitions) {
      if (hasPartition(member.assigned, topicId, partition)) continue
      if (group.ownerOf(topicId, partition) !== undefined) return true
    }
  }
  return false
}

/** Nobody leads: the coordinator assigns. */
function joinAnswer(member: ConsumerMember, generationId: number): JoinAnswer {
  return {
    errorCode: 0,
    generationId,
    protocolType: CONSUMER_PROTOCOL_TYPE,
    protocolName: member.classic?.supportedProtocols[0]?.name ?? '',
    leader: UNKNOWN_MEMBER,
    memberId: member.memberId,
    members: [],
  }
}
