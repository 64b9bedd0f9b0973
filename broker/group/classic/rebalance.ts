/**
 * The course of a rebalance: who is waited for, how long, and what happens when time runs out. It owns
 * all timers of classic groups. Every path out of PreparingRebalance goes through `#complete`, every
 * path into it through `prepare`. Source: Kafka's GroupMetadataManager, classic group part.
 */
import { assert } from '../../base/assert.ts'
import { describeError } from '../../base/logger.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { ErrorName } from '../../wire/schema/errors.ts'
import { NEW_MEMBER_JOIN_TIMEOUT_MS } from '../limits.ts'
import type { ClassicContext } from './context.ts'
import { type ClassicMember, type JoinAnswer, syncError } from './member.ts'
import type { ClassicGroup } from './state-machine.ts'

const NO_ASSIGNMENTS: ReadonlyMap<string, Buffer> = new Map()

export class Rebalancer {
  readonly #context: ClassicContext

  constructor(context: ClassicContext) {
    this.#context = context
  }

  /** After a change of members: begins a rebalance, or ends the join phase of the one that runs. */
  prepareOrComplete(group: ClassicGroup, reason: string): void {
    if (group.canRebalance) this.prepare(group, reason)
    else this.completeIfAllJoined(group)
  }

  /** Begins a rebalance: members are waited for until all have joined or the rebalance time-out ends. */
  prepare(group: ClassicGroup, reason: string): void {
    const { clock, logger, settings } = this.#context
    if (group.state === 'CompletingRebalance') this.failSyncs(group, 'REBALANCE_IN_PROGRESS')
    group.cancelSyncTimer()
    const isInitial = group.state === 'Empty'
    group.transitionTo('PreparingRebalance', clock.nowMs())
    logger.info('group prepares to rebalance', {
      group: group.groupId,
      generation: group.generation,
      members: group.members.size,
      reason,
    })
    if (isInitial) {
      const delayMs = settings().initialRebalanceDelayMs
      group.hasGrown = false
      this.#delayInitial(group, delayMs, Math.max(0, group.rebalanceTimeoutMs - delayMs))
      return
    }
    if (group.hasAllMembersJoined) this.#complete(group)
    else this.#completeAfter(group, group.rebalanceTimeoutMs)
  }

  /** Ends the join phase when nobody is waited for any more; the initial delay is always sat out. */
  completeIfAllJoined(group: ClassicGroup): void {
    if (group.state !== 'PreparingRebalance' || group.previousState === 'Empty') return
    if (group.hasAllMembersJoined) this.#complete(group)
  }

  /** Starts the session of a member over. */
  renewSession(
    group: ClassicGroup,
    member: ClassicMember,
    timeoutMs: number = member.isNew && member.parkedJoin?.isAbandoned === false
      ? NEW_MEMBER_JOIN_TIMEOUT_MS
      : member.terms.sessionTimeoutMs,
  ): void {
    member.cancelSession()
    member.cancelSession = this.#context.clock.after(timeoutMs, () => this.#expireSession(group, member))
  }

  /** Remembers an id that was given out until its owner comes back with it. */
  expectMember(group: ClassicGroup, memberId: string, timeoutMs: number): void {
    assert(!group.pendingMembers.has(memberId), 'an id is given out once')
    const cancel = this.#context.clock.after(timeoutMs, () => {
      group.removePending(memberId)
      this.completeIfAllJoined(group)
      this.#noticeDesertion(group)
    })
    group.pendingMembers.set(memberId, cancel)
  }

  /** Notes that a member's SyncGroup has come. */
  noteSync(group: ClassicGroup, member: ClassicMember): void {
    group.pendingSync.delete(member.memberId)
    if (group.pendingSync.size === 0) group.cancelSyncTimer()
  }

  /** Gives every member its assignment, those that wait at once. */
  distribute(group: ClassicGroup, assignments: ReadonlyMap<string, Buffer>): void {
    for (const member of group.members.values()) {
      member.assignment = assignments.get(member.memberId) ?? Buffer.alloc(0)
    }
    group.transitionTo('Stable', this.#context.clock.nowMs())
    for (const member of group.members.values()) {
      const { assignment } = member
      const { protocolType, protocolName } = group
      if (member.answerSync({ errorCode: 0, protocolType, protocolName, assignment }))
        this.renewSession(group, member)
    }
  }

  /** Takes the assignments back and answers all who wait for theirs with an error. */
  failSyncs(group: ClassicGroup, error: ErrorName): void {
    for (const member of group.members.values()) {
      member.assignment = Buffer.alloc(0)
      if (member.answerSync(syncError(error))) this.renewSession(group, member)
    }
  }

  /** After members were taken out. */
  afterRemoval(group: ClassicGroup, reason: string): void {
    if (group.state === 'Stable' || group.state === 'CompletingRebalance') this.prepare(group, reason)
    else this.completeIfAllJoined(group)
    this.#noticeDesertion(group)
  }

  #delayInitial(group: ClassicGroup, delayMs: number, remainingMs: number): void {
    group.cancelJoinTimer()
    group.cancelJoinTimer = this.#context.clock.after(delayMs, () => {
      if (!group.hasGrown || remainingMs === 0) {
        this.#complete(group)
        return
      }
      group.hasGrown = false
      const nextDelayMs = Math.min(this.#context.settings().initialRebalanceDelayMs, remainingMs)
      this.#delayInitial(group, nextDelayMs, Math.max(0, remainingMs - nextDelayMs))
    })
  }

  #completeAfter(group: ClassicGroup, timeoutMs: number): void {
    group.cancelJoinTimer()
    group.cancelJoinTimer = this.#context.clock.after(timeoutMs, () => this.#complete(group))
  }

  #complete(group: ClassicGroup): void {
    assert(group.state === 'PreparingRebalance', 'a join phase ends once')
    group.cancelJoinTimer()
    for (const member of group.members.values()) {
      if (!member.isAwaitingJoin && !member.isStatic) group.remove(member)
    }
    if (group.members.size > 0 && !group.electJoinedLeader()) {
      // Only static members are left and none has rejoined: their sessions decide.
      this.#completeAfter(group, group.rebalanceTimeoutMs)
      return
    }
    group.startGeneration(this.#context.clock.nowMs())
    if (group.members.size === 0) {
      this.#storeInBackground(group)
      this.#noticeDesertion(group)
      return
    }
    this.#answerJoins(group)
    this.#awaitSyncs(group)
  }

  #answerJoins(group: ClassicGroup): void {
    const { generation } = group
    this.#context.logger.info('group generation begins', {
      group: group.groupId,
      generation,
      members: group.members.size,
      protocol: group.protocolName,
    })
    for (const member of group.members.values()) {
      group.pendingSync.add(member.memberId)
      member.answerJoin(joinAnswer(group, member))
      member.isNew = false
      this.renewSession(group, member)
    }
  }

  #awaitSyncs(group: ClassicGroup): void {
    const { generation } = group
    group.cancelSyncTimer()
    group.cancelSyncTimer = this.#context.clock.after(group.rebalanceTimeoutMs, () => {
      if (group.generation !== generation || group.pendingSync.size === 0) return
      if (group.state !== 'CompletingRebalance' && group.state !== 'Stable') return
      for (const memberId of group.pendingSync) {
        const member = group.members.get(memberId)
        assert(member !== undefined, 'who is expected to sync is a member')
        group.remove(member)
      }
      this.afterRemoval(group, 'members did not sync in time')
    })
  }

  #expireSession(group: ClassicGroup, member: ClassicMember): void {
    if (group.members.get(member.memberId) !== member || member.isExcusedFromHeartbeat) return
    group.remove(member)
    this.#context.logger.info('member was not heard of in time', {
      group: group.groupId,
      member: member.memberId,
    })
    this.afterRemoval(group, 'a member was not heard of in time')
  }

  /** The group is empty now whether or not that could be stored: a restart would only wait for its members. */
  #storeInBackground(group: ClassicGroup): void {
    this.#context.store(group, NO_ASSIGNMENTS).catch((error: unknown) => {
      if (!(error instanceof KafkaError)) throw error
      this.#context.logger.warn('an empty group could not be stored', {
        group: group.groupId,
        error: describeError(error),
      })
    })
  }

  #noticeDesertion(group: ClassicGroup): void {
    const isDeserted = group.members.size === 0 && group.pendingMembers.size === 0
    if (isDeserted && group.state === 'Empty') this.#context.onDeserted(group)
  }
}

/** A JoinGroup answered with the generation as it is; the leader gets to see the members. */
export function joinAnswer(group: ClassicGroup, member: ClassicMember): JoinAnswer {
  const { protocolName } = group
  assert(protocolName !== null, 'a generation with members has a protocol')
  return {
    errorCode: 0,
    generationId: group.generation,
    protocolType: group.protocolType,
    protocolName,
    leader: group.leaderId ?? '',
    memberId: member.memberId,
    members: group.isLeader(member.memberId) ? membersOf(group, protocolName) : [],
  }
}

function membersOf(group: ClassicGroup, protocolName: string) {
  return [...group.members.values()].map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    metadata: member.metadataFor(protocolName),
  }))
}
