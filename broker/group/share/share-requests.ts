/**
 * Requests to the share groups of one shard: heartbeats, what is told of groups, and start offsets that are
 * set, deleted and told. Each decides from what is stored, and answers when its records are committed.
 */
import type { ShareGroupDescribeResponseDescribedGroupInput } from '../../wire/generated/share-group-describe.ts'
import type {
  ShareGroupHeartbeatRequest,
  ShareGroupHeartbeatResponseInput,
} from '../../wire/generated/share-group-heartbeat.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import { type Uuid, ZERO_UUID } from '../../wire/reader.ts'
import { assignmentOf, minus, NO_PARTITIONS, toTopicPartitions, union } from '../modern/assignment.ts'
import {
  checkGroupRoom,
  type GroupClient,
  JOIN_EPOCH,
  LEAVE_EPOCH,
  unknownMember,
} from '../modern/membership.ts'
import { withNames } from '../modern/topics.ts'
import { decideShareHeartbeat, decideShareLeave, groupRecord } from './heartbeat.ts'
import { ShareGroup } from './share-group.ts'
import type { ShareGroups } from './share-groups.ts'
import { statesRecord } from './states-record.ts'

/** The one assignor there is. */
const ASSIGNOR = 'simple'

/** One start offset to set. */
export interface StartOffset {
  readonly topicName: string
  readonly partition: number
  readonly startOffset: number
}

/** What became of one partition, or one topic. */
export interface ShareOffsetOutcome {
  readonly topicName: string
  readonly topicId: Uuid
  /** -1 where the topic as a whole is meant. */
  readonly partition: number
  readonly error: KafkaError | null
}

/** A partition whose start offset is to be told. */
export interface NamedPartition {
  readonly topicName: string
  readonly topicId: Uuid
  readonly partition: number
}

const WHOLE_TOPIC = -1

export class ShareRequests {
  readonly #groups: ShareGroups

  constructor(groups: ShareGroups) {
    this.#groups = groups
  }

  /** Joins, keeps alive and leaves; the request was checked. Rejects with KafkaError. */
  async heartbeat(
    request: ShareGroupHeartbeatRequest,
    client: GroupClient,
  ): Promise<ShareGroupHeartbeatResponseInput> {
    const { groupId, memberId, memberEpoch } = request
    const { context } = this.#groups
    if (memberEpoch === LEAVE_EPOCH) return this.#leave(request)
    const present = this.#groups.find(groupId)
    if (present === undefined) this.#requireNewGroup(request)
    const group = present ?? new ShareGroup(groupId)
    checkGroupRoom(group.members, memberId, { kind: 'share', maxSize: context.settings().share.maxSize })
    const decided = decideShareHeartbeat(group, request, { client, image: context.image })
    const written = context.write(decided.records)
    if (this.#groups.find(groupId)?.members.has(memberId) === true) {
      this.#groups.renewSession(groupId, memberId)
      this.#groups.initializeStates(groupId)
    }
    await written
    const { assignment } = decided
    return {
      errorCode: 0,
      memberId,
      memberEpoch: decided.memberEpoch,
      heartbeatIntervalMs: context.groupSettings(groupId).shareHeartbeatIntervalMs,
      assignment: assignment === null ? null : { topicPartitions: toTopicPartitions(assignment) },
    }
  }

  /** A group and its members. @throws KafkaError GROUP_ID_NOT_FOUND. */
  describe(groupId: string): ShareGroupDescribeResponseDescribedGroupInput {
    const group = this.#existing(groupId)
    const { image } = this.#groups.context
    return {
      errorCode: 0,
      groupId,
      groupState: group.state,
      groupEpoch: group.groupEpoch,
      assignmentEpoch: group.assignmentEpoch,
      assignorName: ASSIGNOR,
      members: [...group.members.values()].map((member) => ({
        memberId: member.memberId,
        rackId: member.rackId,
        memberEpoch: member.memberEpoch,
        clientId: member.clientId,
        clientHost: member.clientHost,
        subscribedTopicNames: [...member.subscribedTopicNames],
        assignment: { topicPartitions: withNames(member.assigned, image) },
      })),
    }
  }

  /**
   * Sets start offsets of a group without members; one that is not there is made. Rejects with KafkaError
   * NON_EMPTY_GROUP, GROUP_ID_NOT_FOUND when the id belongs to a group of another kind.
   */
  async setStartOffsets(groupId: string, offsets: readonly StartOffset[]): Promise<ShareOffsetOutcome[]> {
    const { context, store } = this.#groups
    const group = this.#groups.find(groupId) ?? this.#newGroup(groupId)
    if (group.members.size > 0) throw new KafkaError('NON_EMPTY_GROUP')
    const stateEpoch = group.groupEpoch
    const outcomes = await Promise.all(
      offsets.map(async ({ topicName, partition, startOffset }): Promise<ShareOffsetOutcome> => {
        const topic = context.image.topics.get(topicName)
        const named = { topicName, topicId: topic?.topicId ?? ZERO_UUID, partition }
        if (topic?.partitions[partition] === undefined) {
          return { ...named, error: new KafkaError('UNKNOWN_TOPIC_OR_PARTITION') }
        }
        try {
          const key = { groupId, topicId: topic.topicId, partition }
          await store.initialize(key, { stateEpoch, startOffset })
          return { ...named, error: null }
        } catch (error) {
          if (!(error instanceof KafkaError)) throw error
          return { ...named, error }
        }
      }),
    ) // no more than the request names
    const done = assignmentOf(
      outcomes
        .filter(({ error }) => error === null)
        .map(({ topicId, partition }) => ({ topicId, partitions: [partition] })),
    )
    const present = this.#groups.find(groupId)
    const latest = present ?? group
    const initializing = minus(assignmentOf(latest.states.initializing), done)
    const initialized = union(latest.initialized, done)
    await context.write([
      ...(present === undefined ? [groupRecord(groupId, { epoch: 0, metadataHash: 0 })] : []),
      statesRecord(latest, context.image, { initializing, initialized }),
    ])
    return outcomes
  }

  /** Forgets what is stored of topics. Rejects with KafkaError GROUP_ID_NOT_FOUND, NON_EMPTY_GROUP. */
  async deleteStartOffsets(groupId: string, topicNames: readonly string[]): Promise<ShareOffsetOutcome[]> {
    const { context, store } = this.#groups
    const group = this.#existing(groupId)
    if (group.members.size > 0) throw new KafkaError('NON_EMPTY_GROUP')
    const outcomes = await Promise.all(
      topicNames.map(async (topicName): Promise<ShareOffsetOutcome> => {
        const topicId = context.image.topics.get(topicName)?.topicId
        const missing = { topicName, topicId: ZERO_UUID, partition: WHOLE_TOPIC }
        if (topicId === undefined) {
          return { ...missing, error: new KafkaError('UNKNOWN_TOPIC_OR_PARTITION') }
        }
        const partitions = [...(group.initialized.get(topicId) ?? [])]
        if (partitions.length === 0) {
          const message = 'There is no offset information to delete.'
          return { ...missing, error: new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', message) }
        }
        const named = { topicName, topicId, partition: WHOLE_TOPIC }
        try {
          await Promise.all(partitions.map((partition) => store.remove({ groupId, topicId, partition })))
          return { ...named, error: null }
        } catch (error) {
          if (!(error instanceof KafkaError)) throw error
          return { ...named, error }
        }
      }),
    ) // no more than the request names
    const latest = this.#groups.find(groupId)
    const removed = new Set(outcomes.filter(({ error }) => error === null).map(({ topicId }) => topicId))
    if (latest === undefined || removed.size === 0) return outcomes
    const initialized = assignmentOf(latest.states.initialized.filter(({ topicId }) => !removed.has(topicId)))
    const initializing = assignmentOf(
      latest.states.initializing.filter(({ topicId }) => !removed.has(topicId)),
    )
    await context.write([statesRecord(latest, context.image, { initializing, initialized })])
    return outcomes
  }

  /** The partitions of a request for start offsets: those it names, or all that have a state. */
  partitionsToDescribe(
    groupId: string,
    topics: readonly { readonly topicName: string; readonly partitions: readonly number[] }[] | null,
  ): NamedPartition[] {
    const { image } = this.#groups.context
    if (topics !== null) {
      return topics.flatMap(({ topicName, partitions }) =>
        partitions.map((partition) => ({
          topicName,
          topicId: image.topics.get(topicName)?.topicId ?? ZERO_UUID,
          partition,
        })),
      )
    }
    const initialized = this.#groups.find(groupId)?.initialized ?? NO_PARTITIONS
    return withNames(initialized, image).flatMap(({ topicName, topicId, partitions }) =>
      partitions.map((partition) => ({ topicName, topicId, partition })),
    )
  }

  async #leave({ groupId, memberId }: ShareGroupHeartbeatRequest): Promise<ShareGroupHeartbeatResponseInput> {
    const group = this.#existing(groupId)
    const { context } = this.#groups
    if (!group.members.has(memberId)) throw unknownMember(groupId, memberId)
    await context.write(decideShareLeave(group, memberId, context.image))
    return { errorCode: 0, memberId, memberEpoch: LEAVE_EPOCH, heartbeatIntervalMs: 0 }
  }

  #requireNewGroup({ groupId, memberEpoch }: ShareGroupHeartbeatRequest): void {
    this.#newGroup(groupId)
    if (memberEpoch !== JOIN_EPOCH) {
      throw new KafkaError('GROUP_ID_NOT_FOUND', `Share group ${groupId} not found.`)
    }
  }

  /** @throws KafkaError GROUP_ID_NOT_FOUND when the id belongs to a group of another kind. */
  #newGroup(groupId: string): ShareGroup {
    if (this.#groups.context.kindOf(groupId) !== undefined) throw notShare(groupId)
    return new ShareGroup(groupId)
  }

  #existing(groupId: string): ShareGroup {
    const group = this.#groups.find(groupId)
    if (group !== undefined) return group
    if (this.#groups.context.kindOf(groupId) !== undefined) throw notShare(groupId)
    throw new KafkaError('GROUP_ID_NOT_FOUND', `Group ${groupId} not found.`)
  }
}

function notShare(groupId: string): KafkaError {
  return new KafkaError('GROUP_ID_NOT_FOUND', `Group ${groupId} is not a share group.`)
}
