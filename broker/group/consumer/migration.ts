/**
 * A classic group becomes a consumer group and back, with members in it: what is stored of the one,
 * from the other. Pure. Source: KIP-848, Kafka's ConsumerGroup.fromClassicGroup, ClassicGroup.fromConsumerGroup.
 */
import type { BrokerGroupSettings } from '../../config/broker-settings.ts'
import type { ClusterImage } from '../../controller/image/cluster-image.ts'
import {
  decodeConsumerAssignment,
  decodeConsumerSubscription,
  encodeConsumerAssignment,
} from '../../wire/consumer-protocol.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { Uuid } from '../../wire/reader.ts'
import { ClassicMember } from '../classic/member.ts'
import { ClassicGroup, CONSUMER_PROTOCOL_TYPE } from '../classic/state-machine.ts'
import type { Assignment } from '../modern/assignment.ts'
import { hashOfTopics, withNames } from '../modern/topics.ts'
import type { ConsumerGroup } from './consumer-group.ts'
import { subscribersOf } from './consumer-group.ts'
import type { ConsumerRecord } from './consumer-records.ts'
import { type ConsumerMember, currentRecord, emptyMember, metadataRecord } from './member.ts'
import { targetRecord } from './target.ts'

/** Consumer protocol messages grow with their version; what is newer than this is read like it. */
const MAX_ASSIGNMENT_VERSION = 3

/** @throws KafkaError GROUP_ID_NOT_FOUND when the group must stay a classic one. */
export function checkUpgrade(group: ClassicGroup, settings: BrokerGroupSettings): void {
  const { migrationPolicy, maxSize } = settings.consumer
  if (migrationPolicy !== 'bidirectional' && migrationPolicy !== 'upgrade') {
    throw cannotUpgrade(group.groupId, 'online upgrade is disabled')
  }
  if (group.protocolType !== CONSUMER_PROTOCOL_TYPE) {
    throw cannotUpgrade(group.groupId, 'the group does not use the consumer embedded protocol')
  }
  if (group.members.size > maxSize) {
    throw cannotUpgrade(group.groupId, 'the group size exceeds the consumer group maximum size')
  }
}

/** The records that make a consumer group of a classic one. @throws KafkaError GROUP_ID_NOT_FOUND. */
export function upgradeRecords(group: ClassicGroup, image: ClusterImage): ConsumerRecord[] {
  const { groupId, generation } = group
  const members = [...group.members.values()].map((member) => upgradedMember(group, member, image))
  const subscribers = subscribersOf(members, new Map())
  const metadataHash = hashOfTopics(subscribers.keys(), image)
  return [
    ...members.map((member) => metadataRecord(groupId, member)),
    { type: 'consumerGroup', key: { groupId }, value: { epoch: generation, metadataHash } },
    ...members.map(({ memberId, assigned }) => targetRecord(groupId, memberId, assigned)),
    { type: 'consumerTarget', key: { groupId }, value: { assignmentEpoch: generation } },
    ...members.map((member) => currentRecord(groupId, member)),
  ]
}

/** Every member stands where the last generation has put it; those that were rebalancing are told to join again. */
function upgradedMember(group: ClassicGroup, member: ClassicMember, image: ClusterImage): ConsumerMember {
  const { groupId, generation, protocolName } = group
  const told = protocolName === null ? member.terms.protocols[0]?.metadata : member.metadataFor(protocolName)
  const subscription = readSubscription(groupId, told)
  return {
    ...emptyMember(member.memberId),
    instanceId: member.groupInstanceId,
    rackId: subscription.rackId,
    clientId: member.clientId,
    clientHost: member.clientHost,
    subscribedTopicNames: subscription.topics,
    rebalanceTimeoutMs: member.terms.rebalanceTimeoutMs,
    classic: {
      sessionTimeoutMs: member.terms.sessionTimeoutMs,
      supportedProtocols: member.terms.protocols,
    },
    memberEpoch: generation,
    previousMemberEpoch: generation,
    assigned: readAssignment(groupId, member.assignment, image),
  }
}

function readSubscription(groupId: string, metadata: Buffer | undefined) {
  try {
    const { topics, rackId } = decodeConsumerSubscription(metadata ?? Buffer.alloc(0))
    return { topics, rackId: rackId === '' ? null : rackId }
  } catch (error) {
    throw malformed(groupId, error)
  }
}

function readAssignment(groupId: string, bytes: Buffer, image: ClusterImage): Assignment {
  if (bytes.length === 0) return new Map()
  const { assignedPartitions, userData } = decodeOrRefuse(groupId, bytes)
  if (userData !== null && userData.length > 0) {
    throw cannotUpgrade(
      groupId,
      'an unsupported custom assignor is in use. Please refer to the documentation or switch to a default assignor before re-attempting the upgrade',
    )
  }
  return fromNames(assignedPartitions, image)
}

function decodeOrRefuse(groupId: string, bytes: Buffer) {
  try {
    return decodeConsumerAssignment(bytes)
  } catch (error) {
    throw malformed(groupId, error)
  }
}

/** Partitions by topic id of partitions by topic name; topics that are gone are left out. */
export function fromNames(
  topics: readonly { readonly topic: string; readonly partitions: readonly number[] }[],
  image: ClusterImage,
): Assignment {
  const assignment = new Map<Uuid, ReadonlySet<number>>()
  for (const { topic, partitions } of topics) {
    const topicId = image.topics.get(topic)?.topicId
    if (topicId !== undefined && partitions.length > 0) assignment.set(topicId, new Set(partitions))
  }
  return assignment
}

/** An assignment in the form a classic member takes it, in the version it speaks. */
export function toClassicAssignment(
  assignment: Assignment,
  metadata: Buffer | undefined,
  image: ClusterImage,
): Buffer {
  const version = metadata !== undefined && metadata.length >= 2 ? metadata.readInt16BE(0) : 0
  const assignedPartitions = withNames(assignment, image).map(({ topicName, partitions }) => ({
    topic: topicName,
    partitions,
  }))
  return encodeConsumerAssignment(
    { assignedPartitions, userData: null },
    Math.max(0, Math.min(version, MAX_ASSIGNMENT_VERSION)),
  )
}

/** Whether all that stay speak the classic protocol, and the group may go back to it. There must be some. */
export function canDowngrade(
  group: ConsumerGroup,
  leavingIds: ReadonlySet<string>,
  change: { readonly settings: BrokerGroupSettings; readonly joiningCount: number },
): boolean {
  const { migrationPolicy } = change.settings.consumer
  if (migrationPolicy !== 'bidirectional' && migrationPolicy !== 'downgrade') return false
  let stayingCount = change.joiningCount
  for (const { memberId, classic } of group.members.values()) {
    if (leavingIds.has(memberId)) continue
    if (classic === null) return false
    stayingCount += 1
  }
  return stayingCount > 0 && stayingCount <= change.settings.maxSize
}

/** The classic group that a consumer group of classic members becomes: stable, everyone with its part of the target. */
export function downgraded(
  group: ConsumerGroup,
  members: readonly ConsumerMember[],
  at: {
    readonly image: ClusterImage
    readonly nowMs: number
    readonly generation: number
    /** The member whose part of the target another one takes over, by the id of that one. */
    readonly heirs: ReadonlyMap<string, string>
  },
): ClassicGroup {
  return ClassicGroup.stable({
    groupId: group.groupId,
    nowMs: at.nowMs,
    generation: at.generation,
    protocolType: CONSUMER_PROTOCOL_TYPE,
    members: members.map((member) => {
      const protocols = member.classic?.supportedProtocols ?? []
      const classic = new ClassicMember({
        memberId: member.memberId,
        groupInstanceId: member.instanceId,
        clientId: member.clientId,
        clientHost: member.clientHost,
        terms: {
          rebalanceTimeoutMs: member.rebalanceTimeoutMs,
          sessionTimeoutMs: member.classic?.sessionTimeoutMs ?? 0,
          protocols,
        },
      })
      const target = group.target(at.heirs.get(member.memberId) ?? member.memberId)
      classic.assignment = toClassicAssignment(target, protocols[0]?.metadata, at.image)
      return classic
    }),
  })
}

function cannotUpgrade(groupId: string, reason: string): KafkaError {
  return new KafkaError(
    'GROUP_ID_NOT_FOUND',
    `Cannot upgrade classic group ${groupId} to consumer group because ${reason}.`,
  )
}

function malformed(groupId: string, error: unknown): KafkaError {
  if (!(error instanceof KafkaError)) throw error
  return cannotUpgrade(groupId, 'the embedded consumer protocol is malformed')
}
