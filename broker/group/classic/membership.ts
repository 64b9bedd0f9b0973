/** SyncGroup, Heartbeat and LeaveGroup, and the check of an OffsetCommit. Source: Kafka's GroupMetadataManager. */
import { assertNever } from '../../base/assert.ts'
import type { HeartbeatRequest } from '../../wire/generated/heartbeat.ts'
import type { SyncGroupRequest } from '../../wire/generated/sync-group.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { ErrorName } from '../../wire/schema/errors.ts'
import type { Committer } from '../kind.ts'
import type { ClassicContext } from './context.ts'
import { type ClassicMember, type SyncAnswer, syncError, UNKNOWN_MEMBER } from './member.ts'
import { Parked } from './parked.ts'
import type { Rebalancer } from './rebalance.ts'
import type { ClassicGroup } from './state-machine.ts'

/** One member of a LeaveGroup. */
export interface LeavingMember {
  /** Empty: named by its static id alone. */
  readonly memberId: string
  readonly groupInstanceId: string | null
}

export class Membership {
  readonly #context: ClassicContext
  readonly #rebalancer: Rebalancer

  constructor(context: ClassicContext, rebalancer: Rebalancer) {
    this.#context = context
    this.#rebalancer = rebalancer
  }

  /**
   * Answers with the member's assignment, at once or when the leader has handed it in.
   * @throws KafkaError UNKNOWN_MEMBER_ID, FENCED_INSTANCE_ID, ILLEGAL_GENERATION,
   * INCONSISTENT_GROUP_PROTOCOL, REBALANCE_IN_PROGRESS.
   */
  sync(
    group: ClassicGroup,
    request: SyncGroupRequest,
    closed: AbortSignal,
  ): SyncAnswer | Promise<SyncAnswer> {
    const member = group.validated(request.memberId, request.groupInstanceId)
    if (request.generationId !== group.generation) throw new KafkaError('ILLEGAL_GENERATION')
    if (
      isOther(request.protocolType, group.protocolType) ||
      isOther(request.protocolName, group.protocolName)
    ) {
      throw new KafkaError('INCONSISTENT_GROUP_PROTOCOL')
    }
    const { state } = group
    switch (state) {
      case 'Empty':
      case 'Dead':
        throw new KafkaError('UNKNOWN_MEMBER_ID')
      case 'PreparingRebalance':
        throw new KafkaError('REBALANCE_IN_PROGRESS')
      case 'CompletingRebalance': {
        const answer = this.#park(group, member, closed)
        this.#rebalancer.noteSync(group, member)
        if (group.isLeader(member.memberId)) this.#storeAssignment(group, request)
        return answer
      }
      case 'Stable': {
        this.#rebalancer.noteSync(group, member)
        this.#rebalancer.renewSession(group, member)
        const { protocolType, protocolName } = group
        return { errorCode: 0, protocolType, protocolName, assignment: member.assignment }
      }
      default:
        return assertNever(state)
    }
  }

  /** @throws KafkaError UNKNOWN_MEMBER_ID, FENCED_INSTANCE_ID, ILLEGAL_GENERATION, REBALANCE_IN_PROGRESS. */
  heartbeat(group: ClassicGroup, request: HeartbeatRequest): void {
    const member = group.validated(request.memberId, request.groupInstanceId)
    if (request.generationId !== group.generation) throw new KafkaError('ILLEGAL_GENERATION')
    if (group.state === 'Empty' || group.state === 'Dead') throw new KafkaError('UNKNOWN_MEMBER_ID')
    this.#rebalancer.renewSession(group, member)
    if (group.state === 'PreparingRebalance') throw new KafkaError('REBALANCE_IN_PROGRESS')
  }

  /** Takes members out, one outcome each; those that are left rebalance. */
  leave(group: ClassicGroup, leaving: readonly LeavingMember[]): ErrorName[] {
    const outcomes = leaving.map((each) => this.#leaveOne(group, each))
    if (outcomes.includes('NONE')) this.#rebalancer.afterRemoval(group, 'members leave')
    return outcomes
  }

  /**
   * Whether the committer may store positions now; a member's session is renewed by it.
   * @throws KafkaError UNKNOWN_MEMBER_ID, FENCED_INSTANCE_ID, ILLEGAL_GENERATION, REBALANCE_IN_PROGRESS.
   */
  checkCommit(group: ClassicGroup, committer: Committer): void {
    const { memberId, groupInstanceId, generationId } = committer
    if (generationId < 0 && group.state === 'Empty') return
    if (generationId < 0 && memberId === UNKNOWN_MEMBER && groupInstanceId === null) {
      throw new KafkaError('UNKNOWN_MEMBER_ID', 'A group with members takes positions from them alone')
    }
    const member = group.validated(memberId, groupInstanceId)
    if (generationId !== group.generation) throw new KafkaError('ILLEGAL_GENERATION')
    if (group.state === 'CompletingRebalance') throw new KafkaError('REBALANCE_IN_PROGRESS')
    this.#rebalancer.renewSession(group, member)
  }

  #storeAssignment(group: ClassicGroup, request: SyncGroupRequest): void {
    const { generation } = group
    // Copied: the request's bytes belong to the connection.
    const assignments = new Map(
      request.assignments.map(({ memberId, assignment }) => [memberId, Buffer.from(assignment)]),
    )
    const isStillCurrent = () => group.state === 'CompletingRebalance' && group.generation === generation
    this.#context.store(group, assignments).then(
      () => {
        if (isStillCurrent()) this.#rebalancer.distribute(group, assignments)
      },
      (error: unknown) => {
        if (!(error instanceof KafkaError)) throw error
        if (!isStillCurrent()) return
        this.#rebalancer.failSyncs(group, error.errorName)
        this.#rebalancer.prepare(group, 'the assignment could not be stored')
      },
    )
  }

  #leaveOne(group: ClassicGroup, { memberId, groupInstanceId }: LeavingMember): ErrorName {
    if (memberId !== UNKNOWN_MEMBER && group.pendingMembers.has(memberId)) {
      if (groupInstanceId !== null) return 'UNKNOWN_MEMBER_ID'
      group.removePending(memberId)
      return 'NONE'
    }
    try {
      // A tool removes a static member by its instance id, without knowing its member id.
      const staticId = groupInstanceId === null ? undefined : group.staticMembers.get(groupInstanceId)
      group.remove(
        group.validated(memberId === UNKNOWN_MEMBER ? (staticId ?? memberId) : memberId, groupInstanceId),
      )
      return 'NONE'
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      return error.errorName
    }
  }

  #park(group: ClassicGroup, member: ClassicMember, closed: AbortSignal): Promise<SyncAnswer> {
    // A SyncGroup that is sent again takes the place of the one that waits.
    member.answerSync(syncError('REBALANCE_IN_PROGRESS'))
    const parked = new Parked<SyncAnswer>({
      closed,
      answerIfClosed: syncError('REBALANCE_IN_PROGRESS'),
      onAbandoned: () => {
        if (member.parkedSync === parked) this.#rebalancer.renewSession(group, member)
      },
    })
    member.parkedSync = parked
    return parked.promise
  }
}

/** A client that names a protocol means the one of the generation. */
function isOther(named: string | null, actual: string | null): boolean {
  return named !== null && named !== actual
}
