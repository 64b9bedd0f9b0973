// Generated from broker/wire/schema/68-consumer-group-heartbeat.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Joins, keeps alive and leaves a modern consumer group. */
export const consumerGroupHeartbeat: ApiCodec<ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatRequestInput, ConsumerGroupHeartbeatResponse, ConsumerGroupHeartbeatResponseInput> = {
  key: 68,
  name: 'ConsumerGroupHeartbeat',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('ConsumerGroupHeartbeatRequest', version, { min: 0, max: 1 })
      encodeConsumerGroupHeartbeatRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ConsumerGroupHeartbeatRequest', version, { min: 0, max: 1 })
      return decodeConsumerGroupHeartbeatRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ConsumerGroupHeartbeatResponse', version, { min: 0, max: 1 })
      encodeConsumerGroupHeartbeatResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ConsumerGroupHeartbeatResponse', version, { min: 0, max: 1 })
      return decodeConsumerGroupHeartbeatResponse(reader, version)
    },
  },
}

/** Joins, keeps alive and leaves a modern consumer group. */
export interface ConsumerGroupHeartbeatRequest {
  /** The group. (v0+) */
  readonly groupId: string
  /** The member. (v0+) */
  readonly memberId: string
  /** Its epoch; 0 joins, -1 leaves, -2 leaves for a while. (v0+) */
  readonly memberEpoch: number
  /** The id of a static member. (v0+) */
  readonly instanceId: string | null
  /** Its rack; null for none or no change. (v0+) */
  readonly rackId: string | null
  /** How long it may take to give up partitions, ms; -1 for no change. (v0+) */
  readonly rebalanceTimeoutMs: number
  /** Topics it subscribes to; null for no change. (v0+) */
  readonly subscribedTopicNames: readonly string[] | null
  /** Regular expression it subscribes with; null for no change. (v1+) */
  readonly subscribedTopicRegex: string | null
  /** The assignor it wants; null for any or no change. (v0+) */
  readonly serverAssignor: string | null
  /** What it holds; null for no change. (v0+) */
  readonly topicPartitions: readonly ConsumerGroupHeartbeatRequestTopicPartition[] | null
}

/** What encode takes for ConsumerGroupHeartbeatRequest. */
export interface ConsumerGroupHeartbeatRequestInput {
  readonly groupId: string
  readonly memberId: string
  readonly memberEpoch: number
  readonly instanceId?: string | null | undefined
  readonly rackId?: string | null | undefined
  readonly rebalanceTimeoutMs?: number | undefined
  readonly subscribedTopicNames?: readonly string[] | null | undefined
  readonly subscribedTopicRegex?: string | null | undefined
  readonly serverAssignor?: string | null | undefined
  readonly topicPartitions?: readonly ConsumerGroupHeartbeatRequestTopicPartitionInput[] | null | undefined
}

/** What it holds; null for no change. */
export interface ConsumerGroupHeartbeatRequestTopicPartition {
  /** The topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for ConsumerGroupHeartbeatRequestTopicPartition. */
export interface ConsumerGroupHeartbeatRequestTopicPartitionInput {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

function encodeConsumerGroupHeartbeatRequestTopicPartition(writer: Writer, message: ConsumerGroupHeartbeatRequestTopicPartitionInput, _version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupHeartbeatRequestTopicPartition(reader: Reader, _version: number): ConsumerGroupHeartbeatRequestTopicPartition {
  const topicId = reader.uuid()
  let partitions: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeConsumerGroupHeartbeatRequest(writer: Writer, message: ConsumerGroupHeartbeatRequestInput, version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  const memberId = message.memberId
  writer.compactString(memberId)
  const memberEpoch = message.memberEpoch
  writer.int32(memberEpoch)
  const instanceId: string | null = message.instanceId === undefined ? null : message.instanceId
  writer.compactNullableString(instanceId)
  const rackId: string | null = message.rackId === undefined ? null : message.rackId
  writer.compactNullableString(rackId)
  const rebalanceTimeoutMs: number = message.rebalanceTimeoutMs ?? -1
  writer.int32(rebalanceTimeoutMs)
  const subscribedTopicNames: readonly string[] | null = message.subscribedTopicNames === undefined ? null : message.subscribedTopicNames
  writer.compactArrayLength(subscribedTopicNames === null ? -1 : subscribedTopicNames.length)
  if (subscribedTopicNames !== null) for (const item of subscribedTopicNames) writer.compactString(item)
  const subscribedTopicRegex: string | null = message.subscribedTopicRegex === undefined ? null : message.subscribedTopicRegex
  if (version === 1) {
    writer.compactNullableString(subscribedTopicRegex)
  } else if (subscribedTopicRegex !== null) throw cannotCarry('subscribedTopicRegex', version)
  const serverAssignor: string | null = message.serverAssignor === undefined ? null : message.serverAssignor
  writer.compactNullableString(serverAssignor)
  const topicPartitions: readonly ConsumerGroupHeartbeatRequestTopicPartitionInput[] | null = message.topicPartitions === undefined ? null : message.topicPartitions
  writer.compactArrayLength(topicPartitions === null ? -1 : topicPartitions.length)
  if (topicPartitions !== null) for (const item of topicPartitions) encodeConsumerGroupHeartbeatRequestTopicPartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupHeartbeatRequest(reader: Reader, version: number): ConsumerGroupHeartbeatRequest {
  const groupId = reader.compactString()
  const memberId = reader.compactString()
  const memberEpoch = reader.int32()
  const instanceId = reader.compactNullableString()
  const rackId = reader.compactNullableString()
  const rebalanceTimeoutMs = reader.int32()
  let subscribedTopicNames: readonly string[] | null
  {
    const count = reader.compactNullableArrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(reader.compactString())
    subscribedTopicNames = count < 0 ? null : items
  }
  const subscribedTopicRegex: string | null = version === 1 ? reader.compactNullableString() : null
  const serverAssignor = reader.compactNullableString()
  let topicPartitions: readonly ConsumerGroupHeartbeatRequestTopicPartition[] | null
  {
    const count = reader.compactNullableArrayLength(18)
    const items: ConsumerGroupHeartbeatRequestTopicPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeConsumerGroupHeartbeatRequestTopicPartition(reader, version))
    topicPartitions = count < 0 ? null : items
  }
  reader.skipTaggedFields()
  return { groupId, memberId, memberEpoch, instanceId, rackId, rebalanceTimeoutMs, subscribedTopicNames, subscribedTopicRegex, serverAssignor, topicPartitions }
}

/** The answer to ConsumerGroupHeartbeat. */
export interface ConsumerGroupHeartbeatResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** The member, when the coordinator made its id. (v0+) */
  readonly memberId: string | null
  /** Its epoch. (v0+) */
  readonly memberEpoch: number
  /** When to send the next heartbeat, ms. (v0+) */
  readonly heartbeatIntervalMs: number
  /** What it is to hold; null for no change. (v0+) */
  readonly assignment: ConsumerGroupHeartbeatResponseAssignment | null
}

/** What encode takes for ConsumerGroupHeartbeatResponse. */
export interface ConsumerGroupHeartbeatResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly memberId?: string | null | undefined
  readonly memberEpoch: number
  readonly heartbeatIntervalMs: number
  readonly assignment?: ConsumerGroupHeartbeatResponseAssignmentInput | null | undefined
}

/** What it is to hold; null for no change. */
export interface ConsumerGroupHeartbeatResponseAssignment {
  /** The partitions it may read. (v0+) */
  readonly topicPartitions: readonly ConsumerGroupHeartbeatResponseTopicPartition[]
}

/** What encode takes for ConsumerGroupHeartbeatResponseAssignment. */
export interface ConsumerGroupHeartbeatResponseAssignmentInput {
  readonly topicPartitions: readonly ConsumerGroupHeartbeatResponseTopicPartitionInput[]
}

/** The partitions it may read. */
export interface ConsumerGroupHeartbeatResponseTopicPartition {
  /** The topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for ConsumerGroupHeartbeatResponseTopicPartition. */
export interface ConsumerGroupHeartbeatResponseTopicPartitionInput {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

function encodeConsumerGroupHeartbeatResponseTopicPartition(writer: Writer, message: ConsumerGroupHeartbeatResponseTopicPartitionInput, _version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupHeartbeatResponseTopicPartition(reader: Reader, _version: number): ConsumerGroupHeartbeatResponseTopicPartition {
  const topicId = reader.uuid()
  let partitions: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeConsumerGroupHeartbeatResponseAssignment(writer: Writer, message: ConsumerGroupHeartbeatResponseAssignmentInput, version: number): void {
  const topicPartitions = message.topicPartitions
  writer.compactArrayLength(topicPartitions.length)
  for (const item of topicPartitions) encodeConsumerGroupHeartbeatResponseTopicPartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupHeartbeatResponseAssignment(reader: Reader, version: number): ConsumerGroupHeartbeatResponseAssignment {
  let topicPartitions: readonly ConsumerGroupHeartbeatResponseTopicPartition[]
  {
    const count = reader.compactArrayLength(18)
    const items: ConsumerGroupHeartbeatResponseTopicPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeConsumerGroupHeartbeatResponseTopicPartition(reader, version))
    topicPartitions = items
  }
  reader.skipTaggedFields()
  return { topicPartitions }
}

function encodeConsumerGroupHeartbeatResponse(writer: Writer, message: ConsumerGroupHeartbeatResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  const memberId: string | null = message.memberId === undefined ? null : message.memberId
  writer.compactNullableString(memberId)
  const memberEpoch = message.memberEpoch
  writer.int32(memberEpoch)
  const heartbeatIntervalMs = message.heartbeatIntervalMs
  writer.int32(heartbeatIntervalMs)
  const assignment: ConsumerGroupHeartbeatResponseAssignmentInput | null = message.assignment === undefined ? null : message.assignment
  writer.structPresent(assignment !== null)
  if (assignment !== null) encodeConsumerGroupHeartbeatResponseAssignment(writer, assignment, version)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupHeartbeatResponse(reader: Reader, version: number): ConsumerGroupHeartbeatResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const memberId = reader.compactNullableString()
  const memberEpoch = reader.int32()
  const heartbeatIntervalMs = reader.int32()
  const assignment = (reader.structPresent() ? decodeConsumerGroupHeartbeatResponseAssignment(reader, version) : null)
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage, memberId, memberEpoch, heartbeatIntervalMs, assignment }
}
