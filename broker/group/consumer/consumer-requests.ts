/** ConsumerGroupHeartbeat and ConsumerGroupDescribe, carried out. */
import type { ConsumerGroupDescribeResponseGroupInput } from '../../wire/generated/consumer-group-describe.ts'
import type {
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponseInput,
} from '../../wire/generated/consumer-group-heartbeat.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { ClassicGroups } from '../classic/classic-groups.ts'
import type { ClassicGroup } from '../classic/state-machine.ts'
import { toTopicPartitions } from '../modern/assignment.ts'
import { checkGroupRoom, type GroupClient, JOIN_EPOCH, LEAVE_EPOCH } from '../modern/membership.ts'
import type { CoordinatorRecord } from '../records.ts'
import { ConsumerGroup } from './consumer-group.ts'
import type { ConsumerGroups } from './consumer-groups.ts'
import { describeConsumerGroup } from './describe.ts'
import { decideHeartbeat } from './heartbeat.ts'
import { decideStaticLeave, leavingMember } from './leave.ts'
import { STATIC_LEAVE_EPOCH } from './member.ts'
import { checkUpgrade, upgradeRecords } from './migration.ts'

/** A group to decide about, and what has to be stored for it to be as it is. */
interface GroupToJoin {
  readonly group: ConsumerGroup
  readonly records: readonly CoordinatorRecord[]
  /** The classic group it is made of. */
  readonly upgraded: ClassicGroup | null
}

export class ConsumerRequests {
  readonly #groups: ConsumerGroups
  readonly #classic: ClassicGroups

  constructor(groups: ConsumerGroups, classic: ClassicGroups) {
    this.#groups = groups
    this.#classic = classic
  }

  /**
   * Joins, keeps alive, leaves. The request was checked (`checkHeartbeat`).
   * Rejects with KafkaError, the error of the response.
   */
  heartbeat(
    request: ConsumerGroupHeartbeatRequest,
    client: GroupClient,
  ): Promise<ConsumerGroupHeartbeatResponseInput> {
    const { memberEpoch } = request
    return memberEpoch === LEAVE_EPOCH || memberEpoch === STATIC_LEAVE_EPOCH
      ? this.#leave(request)
      : this.#stay(request, client)
  }

  /** Rejects with KafkaError GROUP_ID_NOT_FOUND. */
  describe(groupId: string): ConsumerGroupDescribeResponseGroupInput {
    const group = this.#existing(groupId, `Group ${groupId} not found.`)
    return describeConsumerGroup(group, this.#groups.context.image, this.#groups.defaultAssignor)
  }

  async #stay(
    request: ConsumerGroupHeartbeatRequest,
    client: GroupClient,
  ): Promise<ConsumerGroupHeartbeatResponseInput> {
    const { groupId } = request
    const { context, timers } = this.#groups
    const { group, records, upgraded } = this.#groupFor(request)
    const { maxSize } = context.settings().consumer
    checkGroupRoom(group.members, request.memberId, { kind: 'consumer', maxSize })
    // Up to v0 the coordinator makes the id.
    const memberId = request.memberId === '' ? context.newMemberId(client.clientId) : request.memberId
    const decided = decideHeartbeat(
      group,
      { ...request, memberId },
      { ...this.#groups.changeContext(groupId), client },
    )
    const { member } = decided
    const metadataOffset = context.image.lastOffset
    const written = context.write([...records, ...decided.records])
    const stored = this.#groups.find(groupId)
    if (stored?.members.get(memberId) !== undefined) {
      if (upgraded !== null) this.#takeOver(upgraded)
      this.#groups.renewSession(groupId, memberId)
      timers.cancel({ groupId, memberId }, 'join')
      timers.cancel({ groupId, memberId }, 'sync')
      const hasMoved = decided.records.some(({ type }) => type === 'consumerMemberCurrent')
      if (hasMoved) this.#groups.noteState(groupId, member)
      this.#groups.refreshRegexes(stored, decided.mustResolve)
    }
    await written
    this.#groups.noteTopicsChecked(groupId, metadataOffset)
    return {
      errorCode: 0,
      memberId,
      memberEpoch: member.memberEpoch,
      heartbeatIntervalMs: context.groupSettings(groupId).consumerHeartbeatIntervalMs,
      assignment:
        decided.assignment === null ? null : { topicPartitions: toTopicPartitions(decided.assignment) },
    }
  }

  async #leave(request: ConsumerGroupHeartbeatRequest): Promise<ConsumerGroupHeartbeatResponseInput> {
    const { groupId, memberEpoch } = request
    const group = this.#existing(groupId, `Group ${groupId} not found.`)
    const member = leavingMember(group, request)
    if (memberEpoch === STATIC_LEAVE_EPOCH) await this.#groups.context.write(decideStaticLeave(group, member))
    else await this.#groups.fence(group, [member])
    return { errorCode: 0, memberId: member.memberId, memberEpoch, heartbeatIntervalMs: 0 }
  }

  /** The group of a heartbeat; one that joins makes it, or makes it of a classic one. @throws KafkaError GROUP_ID_NOT_FOUND. */
  #groupFor({ groupId, memberEpoch }: ConsumerGroupHeartbeatRequest): GroupToJoin {
    const present = this.#groups.find(groupId)
    if (present !== undefined) return { group: present, records: [], upgraded: null }
    const kind = this.#groups.context.kindOf(groupId)
    const mayMake = memberEpoch === JOIN_EPOCH && (kind === undefined || kind === this.#classic)
    if (!mayMake) this.#existing(groupId, `Consumer group ${groupId} not found.`)
    const draft = new ConsumerGroup(groupId)
    const classic = this.#classic.find(groupId)
    if (classic === undefined) return { group: draft, records: [], upgraded: null }
    const tombstones = this.#classic.decideRemoval(groupId)
    if (classic.state === 'Empty') return { group: draft, records: tombstones, upgraded: classic }
    const { settings, image } = this.#groups.context
    checkUpgrade(classic, settings())
    const records = upgradeRecords(classic, image)
    for (const record of records) draft.replay(record)
    return { group: draft, records: [...tombstones, ...records], upgraded: classic }
  }

  /** The classic group is one no longer: its members keep their sessions here. */
  #takeOver(classic: ClassicGroup): void {
    const { groupId, members } = classic
    for (const { memberId, terms } of members.values()) {
      const isStill = this.#groups.find(groupId)?.members.has(memberId) === true
      if (isStill) this.#groups.renewSession(groupId, memberId, terms.sessionTimeoutMs)
    }
    this.#classic.release(groupId)
    this.#groups.context.logger.info('classic group has become a consumer group', { group: groupId })
  }

  #existing(groupId: string, missing: string): ConsumerGroup {
    const group = this.#groups.find(groupId)
    if (group !== undefined) return group
    const isOther = this.#groups.context.kindOf(groupId) !== undefined
    throw new KafkaError(
      'GROUP_ID_NOT_FOUND',
      isOther ? `Group ${groupId} is not a consumer group.` : missing,
    )
  }
}
