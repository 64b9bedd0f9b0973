/** JoinGroup, decided by the state of the group and by who asks. Source: Kafka's classicGroupJoin. */
import { assertNever } from '../../base/assert.ts'
import type { JoinGroupRequest } from '../../wire/generated/join-group.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import {
  MAX_GROUP_MEMBERS,
  MAX_GROUP_METADATA_BYTES,
  MAX_MEMBER_METADATA_BYTES,
  MAX_MEMBER_PROTOCOLS,
  MAX_NAME_LENGTH,
  MAX_PENDING_MEMBERS,
} from '../limits.ts'
import type { ClassicContext } from './context.ts'
import {
  ClassicMember,
  type JoinAnswer,
  joinError,
  type MemberTerms,
  metadataBytesOf,
  UNKNOWN_MEMBER,
} from './member.ts'
import { Parked } from './parked.ts'
import { joinAnswer, type Rebalancer } from './rebalance.ts'
import type { ClassicGroup } from './state-machine.ts'

/** What the coordinator has to know of the client that joins. */
export interface JoiningClient {
  readonly clientId: string
  readonly clientHost: string
  /** Aborts when the client's connection ends. */
  readonly closed: AbortSignal
  /** A dynamic member must come back with the id it is given before it is a member (v4+). */
  readonly mustKnowMemberId: boolean
  /** The leader can be told to keep the assignment (v9+). */
  readonly canSkipAssignment: boolean
}

/** One JoinGroup on its way. */
interface Joining {
  readonly group: ClassicGroup
  readonly request: JoinGroupRequest
  readonly client: JoiningClient
  readonly terms: MemberTerms
}

/** Checks that need no group. @throws KafkaError INVALID_SESSION_TIMEOUT, INVALID_REQUEST. */
export function checkJoin(request: JoinGroupRequest, context: ClassicContext): void {
  const { minSessionTimeoutMs, maxSessionTimeoutMs } = context.settings()
  if (request.sessionTimeoutMs < minSessionTimeoutMs || request.sessionTimeoutMs > maxSessionTimeoutMs) {
    throw new KafkaError('INVALID_SESSION_TIMEOUT')
  }
  const names = [
    request.groupInstanceId ?? '',
    request.protocolType,
    ...request.protocols.map(({ name }) => name),
  ]
  if (names.some((name) => name.length > MAX_NAME_LENGTH)) {
    throw new KafkaError('INVALID_REQUEST', `A name of more than ${MAX_NAME_LENGTH} characters`)
  }
  if (request.protocols.length > MAX_MEMBER_PROTOCOLS) {
    throw new KafkaError('INVALID_REQUEST', `More than ${MAX_MEMBER_PROTOCOLS} protocols`)
  }
  if (metadataBytesOf(request.protocols) > MAX_MEMBER_METADATA_BYTES) {
    throw new KafkaError('INVALID_REQUEST', `More than ${MAX_MEMBER_METADATA_BYTES} bytes of member metadata`)
  }
}

export class Joins {
  readonly #context: ClassicContext
  readonly #rebalancer: Rebalancer

  constructor(context: ClassicContext, rebalancer: Rebalancer) {
    this.#context = context
    this.#rebalancer = rebalancer
  }

  /**
   * Answers at once, or when the rebalance is over.
   * @throws KafkaError GROUP_MAX_SIZE_REACHED, INCONSISTENT_GROUP_PROTOCOL, UNKNOWN_MEMBER_ID, FENCED_INSTANCE_ID.
   */
  async join(group: ClassicGroup, request: JoinGroupRequest, client: JoiningClient): Promise<JoinAnswer> {
    const joining: Joining = { group, request, client, terms: termsOf(request) }
    if (!this.#hasRoom(joining)) {
      const zombie = group.members.get(request.memberId)
      if (zombie !== undefined) group.remove(zombie)
      group.removePending(request.memberId)
      this.#rebalancer.completeIfAllJoined(group)
      return joinError('GROUP_MAX_SIZE_REACHED')
    }
    if (!group.supports(request.protocolType, request.protocols)) {
      return joinError('INCONSISTENT_GROUP_PROTOCOL', request.memberId)
    }
    return request.memberId === UNKNOWN_MEMBER ? this.#joinUnknown(joining) : this.#joinKnown(joining)
  }

  #joinUnknown(joining: Joining): JoinAnswer | Promise<JoinAnswer> {
    const { group, request, client } = joining
    const { groupInstanceId } = request
    const memberId = this.#context.newMemberId(groupInstanceId ?? client.clientId)
    if (groupInstanceId === null) {
      if (!client.mustKnowMemberId) return this.#enter(joining, memberId)
      if (group.pendingMembers.size >= MAX_PENDING_MEMBERS) return joinError('GROUP_MAX_SIZE_REACHED')
      this.#rebalancer.expectMember(group, memberId, request.sessionTimeoutMs)
      return joinError('MEMBER_ID_REQUIRED', memberId)
    }
    const oldId = group.staticMembers.get(groupInstanceId)
    const old = oldId === undefined ? undefined : group.members.get(oldId)
    return old === undefined ? this.#enter(joining, memberId) : this.#replace(joining, old, memberId)
  }

  #joinKnown(joining: Joining): JoinAnswer | Promise<JoinAnswer> {
    const { group, request, terms } = joining
    if (group.pendingMembers.has(request.memberId) && request.groupInstanceId === null) {
      return this.#enter(joining, request.memberId)
    }
    const member = group.validated(request.memberId, request.groupInstanceId)
    const { state } = group
    switch (state) {
      case 'PreparingRebalance':
        return this.#rejoin(joining, member, 'a member rejoins')
      case 'CompletingRebalance':
        // The same terms again: the answer to its first JoinGroup was lost.
        if (member.matches(terms.protocols)) return joinAnswer(group, member)
        return this.#rejoin(joining, member, 'a member rejoins with other metadata')
      case 'Stable':
        // A leader rejoins to have the assignment made again, as when the topics changed.
        if (group.isLeader(member.memberId)) return this.#rejoin(joining, member, 'the leader rejoins')
        if (member.matches(terms.protocols)) return joinAnswer(group, member)
        return this.#rejoin(joining, member, 'a member rejoins with other metadata')
      case 'Empty':
      case 'Dead':
        return joinError('UNKNOWN_MEMBER_ID', request.memberId)
      default:
        return assertNever(state)
    }
  }

  /** Takes in a member that was not there. */
  #enter({ group, request, client, terms }: Joining, memberId: string): Promise<JoinAnswer> {
    const member = new ClassicMember({
      memberId,
      groupInstanceId: request.groupInstanceId,
      clientId: client.clientId,
      clientHost: client.clientHost,
      terms,
    })
    member.isNew = true
    if (group.state === 'PreparingRebalance' && group.previousState === 'Empty') group.hasGrown = true
    group.add(member, request.protocolType)
    const answer = this.#park(group, member, client)
    this.#rebalancer.renewSession(group, member)
    this.#rebalancer.prepareOrComplete(group, 'a member joins')
    return answer
  }

  #rejoin({ group, client, terms }: Joining, member: ClassicMember, reason: string): Promise<JoinAnswer> {
    group.updateTerms(member, terms)
    const answer = this.#park(group, member, client)
    this.#rebalancer.prepareOrComplete(group, reason)
    return answer
  }

  /** A static member comes back without its id, after a restart: it gets another, and the old one is fenced. */
  #replace(joining: Joining, old: ClassicMember, memberId: string): JoinAnswer | Promise<JoinAnswer> {
    const { group, client, terms } = joining
    const formerLeader = group.leaderId ?? UNKNOWN_MEMBER
    const member = new ClassicMember({
      memberId,
      groupInstanceId: old.groupInstanceId,
      clientId: client.clientId,
      clientHost: client.clientHost,
      terms: old.terms,
    })
    member.assignment = old.assignment
    group.replaceStatic(old, member)
    group.updateTerms(member, terms)
    this.#rebalancer.renewSession(group, member, terms.sessionTimeoutMs)
    if (group.state === 'Stable' && group.selectProtocol() === group.protocolName) {
      return this.#resume(joining, member, formerLeader)
    }
    const answer = this.#park(group, member, client)
    this.#rebalancer.prepareOrComplete(group, 'a static member was replaced')
    return answer
  }

  /** The generation goes on with the replacement in the place of the old member (KIP-345, KIP-814). */
  async #resume(joining: Joining, member: ClassicMember, formerLeader: string): Promise<JoinAnswer> {
    const { group, client } = joining
    const { generation } = group
    try {
      await this.#context.store(group, group.currentAssignments())
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      // It stays as a member nobody answers for, until it comes back or its session ends.
      return joinError(error.errorName, UNKNOWN_MEMBER)
    }
    if (group.state === 'Dead') return joinError('NOT_COORDINATOR')
    if (group.members.get(member.memberId) !== member) return joinError('UNKNOWN_MEMBER_ID')
    if (group.state !== 'Stable' || group.generation !== generation) {
      return this.#rejoin(joining, member, 'a static member was replaced')
    }
    const answer = joinAnswer(group, member)
    if (!group.isLeader(member.memberId)) return answer
    // A leader that cannot be told to skip the assignment must not think that it leads.
    if (!client.canSkipAssignment) return { ...answer, leader: formerLeader, members: [] }
    return { ...answer, skipAssignment: true }
  }

  #park(group: ClassicGroup, member: ClassicMember, client: JoiningClient): Promise<JoinAnswer> {
    // A JoinGroup that is sent again takes the place of the one that waits.
    member.answerJoin(joinError('REBALANCE_IN_PROGRESS', member.memberId))
    const parked = new Parked<JoinAnswer>({
      closed: client.closed,
      answerIfClosed: joinError('UNKNOWN_MEMBER_ID', member.memberId),
      onAbandoned: () => {
        if (member.parkedJoin === parked) this.#rebalancer.renewSession(group, member)
      },
    })
    member.parkedJoin = parked
    return parked.promise
  }

  #hasRoom({ group, request, terms }: Joining): boolean {
    const maxSize = Math.min(this.#context.settings().maxSize, MAX_GROUP_MEMBERS)
    const present = group.members.get(request.memberId)
    if (!hasMetadataRoom(group, present, terms)) return false
    const { state } = group
    switch (state) {
      case 'Empty':
      case 'Dead':
        return true
      case 'PreparingRebalance':
        // Those that wait are counted, not those that may never come back.
        return present?.isAwaitingJoin === true || group.awaitingJoinCount < maxSize
      case 'CompletingRebalance':
      case 'Stable':
        return present !== undefined || group.members.size < maxSize
      default:
        return assertNever(state)
    }
  }
}

function hasMetadataRoom(
  group: ClassicGroup,
  present: ClassicMember | undefined,
  terms: MemberTerms,
): boolean {
  const othersBytes = group.metadataBytes - (present?.metadataBytes ?? 0)
  return othersBytes + metadataBytesOf(terms.protocols) <= MAX_GROUP_METADATA_BYTES
}

/** Copies the metadata: the request's bytes belong to the connection. */
function termsOf(request: JoinGroupRequest): MemberTerms {
  return {
    sessionTimeoutMs: request.sessionTimeoutMs,
    rebalanceTimeoutMs:
      request.rebalanceTimeoutMs >= 0 ? request.rebalanceTimeoutMs : request.sessionTimeoutMs,
    protocols: request.protocols.map(({ name, metadata }) => ({ name, metadata: Buffer.from(metadata) })),
  }
}
