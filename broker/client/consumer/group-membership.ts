/**
 * Membership in a classic consumer group: joining, sharing out as the leader, heartbeats on their own
 * timer, leaving. It survives coordinators that move, restart or forget the member: each of these ends
 * in joining again. It knows nothing of records or positions.
 *
 * Requests that wait for other members (join, sync) and heartbeats share a lane of their own; heartbeats
 * pause while the member joins. Source: KIP-62, KIP-345, KIP-394.
 */
import { type CancelTimer, delay } from '../../base/clock.ts'
import { describeError } from '../../base/logger.ts'
import { encodeConsumerSubscription } from '../../wire/consumer-protocol.ts'
import { heartbeat } from '../../wire/generated/heartbeat.ts'
import { type JoinGroupResponse, joinGroup } from '../../wire/generated/join-group.ts'
import { leaveGroup } from '../../wire/generated/leave-group.ts'
import { errorNameOf, KafkaError } from '../../wire/kafka-error.ts'
import type { Assignment } from '../assignors/assignor.ts'
import type { AssignorName } from '../assignors/index.ts'
import type { ClientCore } from '../client-core.ts'
import { COORDINATOR_ERRORS, isKafkaError, throwIfError } from '../failures.ts'
import { backoffMs } from '../retry.ts'
import type { CommittingMember } from './commit-offsets.ts'
import { syncMember } from './group-sync.ts'

/** What a member is in its group. */
export interface MembershipOptions {
  readonly groupId: string
  readonly groupInstanceId: string | null
  readonly sessionTimeoutMs: number
  readonly rebalanceTimeoutMs: number
  readonly heartbeatIntervalMs: number
  readonly assignors: readonly AssignorName[]
  /** Something changed that the owner should look at. */
  readonly onChange: () => void
}

const PROTOCOL_TYPE = 'consumer'
/** Version of the subscription: an eager member owns nothing when it joins, and all clients read this one. */
const SUBSCRIPTION_VERSION = 0
const LEAVE_TIMEOUT_MS = 5_000
/** First LeaveGroup version that lists members. */
const LEAVE_LIST_FROM = 3

export class GroupMembership {
  readonly #core: ClientCore
  readonly #options: MembershipOptions
  readonly #lane: string
  readonly #stopping = new AbortController()
  #topics: readonly string[] = []
  #memberId = ''
  #generation: CommittingMember | null = null
  #needsRejoin = true
  #isJoining = false
  #failure: KafkaError | null = null
  #cancelHeartbeat: CancelTimer = () => {}
  /** Partition counts the leader shared out; null for other members. */
  #sharedCounts: ReadonlyMap<string, number> | null = null

  constructor(core: ClientCore, options: MembershipOptions) {
    this.#core = core
    this.#options = options
    this.#lane = core.newLane('group')
  }

  /** The member in its present generation; null while there is none. */
  get member(): CommittingMember | null {
    return this.#generation
  }

  get needsRejoin(): boolean {
    return this.#needsRejoin && !this.#isJoining
  }

  /** Subscribes to other topics, from the next join on. */
  setTopics(topics: readonly string[]): void {
    this.#topics = [...topics]
    this.#needsRejoin = true
  }

  /** Joins again at the next opportunity. */
  requestRejoin(): void {
    this.#needsRejoin = true
    this.#options.onChange()
  }

  /** Takes note of an error that a commit met. */
  noteError(error: KafkaError): void {
    if (error.errorName === 'REBALANCE_IN_PROGRESS') this.requestRejoin()
    else if (isKafkaError(error, MEMBERSHIP_LOST)) this.#lose(error)
  }

  /** What ended the membership for good, once. */
  takeFailure(): KafkaError | null {
    const failure = this.#failure
    this.#failure = null
    return failure
  }

  /** Joins, for as long as it takes. Rejects with what another attempt cannot mend, or when stopped. */
  async join(): Promise<Assignment> {
    this.#cancelHeartbeat()
    this.#isJoining = true
    this.#needsRejoin = false
    this.#generation = null
    try {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await this.#joinOnce()
        } catch (error) {
          this.#stopping.signal.throwIfAborted()
          await this.#recover(error, attempt)
        }
      }
    } catch (error) {
      this.#needsRejoin = true
      throw error
    } finally {
      this.#isJoining = false
    }
  }

  /** Whether topics have other partitions than those this leader shared out; asks the metadata. */
  async checkPartitionCounts(): Promise<void> {
    const shared = this.#sharedCounts
    if (shared === null || this.#generation === null) return
    const scope = this.#core.scope({ signal: this.#stopping.signal }, this.#core.requestTimeoutMs)
    const { topics } = await this.#core.metadata({ topics: [...shared.keys()] }, scope)
    const hasChanged = [...shared].some(([name, count]) => {
      const topic = topics.get(name)
      return topic !== undefined && topic.error === null && topic.partitions.length !== count
    })
    if (hasChanged && shared === this.#sharedCounts) this.requestRejoin()
  }

  /** Ends the membership; tells the coordinator unless the member is static, which may come back. */
  async leave(): Promise<void> {
    this.stop()
    const memberId = this.#memberId
    this.#generation = null
    if (memberId === '' || this.#options.groupInstanceId !== null) return
    const { groupId } = this.#options
    const scope = this.#core.scope({}, LEAVE_TIMEOUT_MS)
    try {
      await this.#core.coordinators.run(groupId, scope, async (broker) => {
        const response = await this.#core.request(
          leaveGroup,
          (version) =>
            version >= LEAVE_LIST_FROM
              ? { groupId, members: [{ memberId, reason: 'the consumer was closed' }] }
              : { groupId, memberId },
          { broker, scope },
        )
        throwIfError(response.errorCode)
      })
    } catch (error) {
      // The session time-out removes the member as well, only later.
      this.#core.logger.debug('could not leave the group', { groupId, reason: describeError(error) })
    }
  }

  /** Ends all activity at once. */
  stop(): void {
    this.#cancelHeartbeat()
    this.#stopping.abort(new KafkaError('NETWORK_EXCEPTION', 'The consumer was closed'))
    this.#core.pool.closeLane(this.#lane)
  }

  async #joinOnce(): Promise<Assignment> {
    const { groupId, groupInstanceId, sessionTimeoutMs, rebalanceTimeoutMs, assignors } = this.#options
    const metadata = encodeConsumerSubscription({ topics: this.#topics }, SUBSCRIPTION_VERSION)
    const scope = this.#core.scope(
      { signal: this.#stopping.signal },
      rebalanceTimeoutMs + 2 * this.#core.requestTimeoutMs,
    )
    const broker = (await this.#core.coordinators.find([groupId], scope)).get(groupId)
    if (typeof broker !== 'number') throw broker ?? new KafkaError('COORDINATOR_NOT_AVAILABLE')
    const joined = await this.#core.request(
      joinGroup,
      () => ({
        groupId,
        sessionTimeoutMs,
        rebalanceTimeoutMs,
        memberId: this.#memberId,
        groupInstanceId,
        protocolType: PROTOCOL_TYPE,
        protocols: assignors.map((name) => ({ name, metadata })),
      }),
      { broker, scope, lane: this.#lane, waitMs: rebalanceTimeoutMs },
    )
    if (joined.memberId !== '') this.#memberId = joined.memberId
    throwIfError(joined.errorCode)
    const member = { memberId: this.#memberId, generationId: joined.generationId, groupInstanceId }
    const { assignment, sharedCounts } = await syncMember(this.#core, {
      groupId,
      member,
      joined,
      broker,
      lane: this.#lane,
      waitMs: rebalanceTimeoutMs,
      scope,
    })
    this.#begin(joined, member, sharedCounts)
    return assignment
  }

  #begin(
    joined: JoinGroupResponse,
    member: CommittingMember,
    sharedCounts: ReadonlyMap<string, number> | null,
  ): void {
    this.#generation = member
    this.#sharedCounts = sharedCounts
    this.#core.logger.info('joined the group', {
      groupId: this.#options.groupId,
      memberId: member.memberId,
      generationId: member.generationId,
      isLeader: joined.leader === member.memberId,
    })
    this.#scheduleHeartbeat(this.#options.heartbeatIntervalMs)
  }

  /** Prepares another attempt to join; rethrows what another attempt cannot mend. */
  async #recover(error: unknown, attempt: number): Promise<void> {
    if (!(error instanceof KafkaError)) throw error
    if (error.errorName === 'MEMBER_ID_REQUIRED') return
    if (error.errorName === 'UNKNOWN_MEMBER_ID' || error.errorName === 'ILLEGAL_GENERATION') {
      this.#memberId = ''
    } else if (error.isRetriable || WORTH_WAITING.has(error.errorName)) {
      this.#core.logger.debug('joining the group again', {
        groupId: this.#options.groupId,
        reason: error.message,
      })
    } else throw error
    if (isKafkaError(error, COORDINATOR_ERRORS)) this.#core.coordinators.invalidate(this.#options.groupId)
    const { clock, random } = this.#core.runtime
    await delay(clock, backoffMs(attempt, random), this.#stopping.signal)
  }

  #scheduleHeartbeat(afterMs: number): void {
    this.#cancelHeartbeat()
    if (this.#stopping.signal.aborted) return
    this.#cancelHeartbeat = this.#core.runtime.clock.after(afterMs, () => void this.#beat())
  }

  async #beat(): Promise<void> {
    const member = this.#generation
    if (member === null) return
    const { groupId, sessionTimeoutMs, heartbeatIntervalMs } = this.#options
    let nextMs = heartbeatIntervalMs
    try {
      const timeoutMs = Math.min(this.#core.requestTimeoutMs, sessionTimeoutMs)
      const scope = this.#core.scope({ signal: this.#stopping.signal }, timeoutMs)
      const broker = (await this.#core.coordinators.find([groupId], scope)).get(groupId)
      if (typeof broker !== 'number') throw broker ?? new KafkaError('COORDINATOR_NOT_AVAILABLE')
      const response = await this.#core.request(heartbeat, () => ({ groupId, ...member }), {
        broker,
        scope,
        lane: this.#lane,
      })
      if (this.#generation !== member) return
      if (errorNameOf(response.errorCode) === 'REBALANCE_IN_PROGRESS') this.requestRejoin()
      else throwIfError(response.errorCode)
    } catch (error) {
      if (this.#stopping.signal.aborted || this.#generation !== member) return
      if (isKafkaError(error, COORDINATOR_ERRORS)) this.#core.coordinators.invalidate(groupId)
      if (isKafkaError(error, MEMBERSHIP_LOST)) {
        this.#lose(error)
        return
      }
      this.#core.logger.warn('heartbeat failed', { groupId, reason: describeError(error) })
      nextMs = Math.min(heartbeatIntervalMs, backoffMs(2, this.#core.runtime.random))
    }
    if (this.#generation === member && !this.#isJoining) this.#scheduleHeartbeat(nextMs)
  }

  /** The coordinator no longer knows this member in this generation. */
  #lose(error: KafkaError): void {
    this.#cancelHeartbeat()
    this.#generation = null
    this.#sharedCounts = null
    if (error.errorName === 'UNKNOWN_MEMBER_ID') this.#memberId = ''
    if (error.errorName === 'FENCED_INSTANCE_ID') this.#failure = error
    this.requestRejoin()
  }
}

const MEMBERSHIP_LOST: ReadonlySet<KafkaError['errorName']> = new Set<KafkaError['errorName']>([
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'FENCED_INSTANCE_ID',
])

/** Errors that are not retriable as they are, but pass when the member simply joins again. */
const WORTH_WAITING: ReadonlySet<KafkaError['errorName']> = new Set<KafkaError['errorName']>([
  'REBALANCE_IN_PROGRESS',
  'BROKER_NOT_AVAILABLE',
])
