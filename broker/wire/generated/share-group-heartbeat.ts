// Generated from broker/wire/schema/76-share-group-heartbeat.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Keeps a member in its share group and tells what it may read. */
export const shareGroupHeartbeat: ApiCodec<ShareGroupHeartbeatRequest, ShareGroupHeartbeatRequestInput, ShareGroupHeartbeatResponse, ShareGroupHeartbeatResponseInput> = {
  key: 76,
  name: 'ShareGroupHeartbeat',
  minVersion: 1,
  maxVersion: 1,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('ShareGroupHeartbeatRequest', version, { min: 1, max: 1 })
      encodeShareGroupHeartbeatRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ShareGroupHeartbeatRequest', version, { min: 1, max: 1 })
      return decodeShareGroupHeartbeatRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ShareGroupHeartbeatResponse', version, { min: 1, max: 1 })
      encodeShareGroupHeartbeatResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ShareGroupHeartbeatResponse', version, { min: 1, max: 1 })
      return decodeShareGroupHeartbeatResponse(reader, version)
    },
  },
}

/** Keeps a member in its share group and tells what it may read. */
export interface ShareGroupHeartbeatRequest {
  /** The group. (v1+) */
  readonly groupId: string
  /** The member. (v1+) */
  readonly memberId: string
  /** Its epoch: 0 to join, -1 to leave. (v1+) */
  readonly memberEpoch: number
  /** Its rack; null when it did not change or there is none. (v1+) */
  readonly rackId: string | null
  /** Topics it subscribes to. (v1+) */
  readonly subscribedTopicNames: readonly string[] | null
}

/** What encode takes for ShareGroupHeartbeatRequest. */
export interface ShareGroupHeartbeatRequestInput {
  readonly groupId: string
  readonly memberId: string
  readonly memberEpoch: number
  readonly rackId?: string | null | undefined
  readonly subscribedTopicNames?: readonly string[] | null | undefined
}

function encodeShareGroupHeartbeatRequest(writer: Writer, message: ShareGroupHeartbeatRequestInput, _version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  const memberId = message.memberId
  writer.compactString(memberId)
  const memberEpoch = message.memberEpoch
  writer.int32(memberEpoch)
  const rackId: string | null = message.rackId === undefined ? null : message.rackId
  writer.compactNullableString(rackId)
  const subscribedTopicNames: readonly string[] | null = message.subscribedTopicNames === undefined ? null : message.subscribedTopicNames
  writer.compactArrayLength(subscribedTopicNames === null ? -1 : subscribedTopicNames.length)
  if (subscribedTopicNames !== null) for (const item of subscribedTopicNames) writer.compactString(item)
  writer.unsignedVarint(0)
}

function decodeShareGroupHeartbeatRequest(reader: Reader, _version: number): ShareGroupHeartbeatRequest {
  const groupId = reader.compactString()
  const memberId = reader.compactString()
  const memberEpoch = reader.int32()
  const rackId = reader.compactNullableString()
  let subscribedTopicNames: readonly string[] | null
  {
    const count = reader.compactNullableArrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(reader.compactString())
    subscribedTopicNames = count < 0 ? null : items
  }
  reader.skipTaggedFields()
  return { groupId, memberId, memberEpoch, rackId, subscribedTopicNames }
}

/** The answer to ShareGroupHeartbeat. */
export interface ShareGroupHeartbeatResponse {
  /** How long the quota of the client delays it, ms. (v1+) */
  readonly throttleTimeMs: number
  /** The outcome for this item; 0 is success. (v1+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v1+) */
  readonly errorMessage: string | null
  /** The member. (v1+) */
  readonly memberId: string | null
  /** Its epoch. (v1+) */
  readonly memberEpoch: number
  /** How often to send a heartbeat, ms. (v1+) */
  readonly heartbeatIntervalMs: number
  /** What the member may read. (v1+) */
  readonly assignment: ShareGroupHeartbeatResponseAssignment | null
}

/** What encode takes for ShareGroupHeartbeatResponse. */
export interface ShareGroupHeartbeatResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly memberId?: string | null | undefined
  readonly memberEpoch: number
  readonly heartbeatIntervalMs: number
  readonly assignment?: ShareGroupHeartbeatResponseAssignmentInput | null | undefined
}

/** What the member may read. */
export interface ShareGroupHeartbeatResponseAssignment {
  /** The partitions, by topic. (v1+) */
  readonly topicPartitions: readonly ShareGroupHeartbeatResponseTopicPartitions[]
}

/** What encode takes for ShareGroupHeartbeatResponseAssignment. */
export interface ShareGroupHeartbeatResponseAssignmentInput {
  readonly topicPartitions: readonly ShareGroupHeartbeatResponseTopicPartitionsInput[]
}

/** The partitions, by topic. */
export interface ShareGroupHeartbeatResponseTopicPartitions {
  /** The id of the topic. (v1+) */
  readonly topicId: Uuid
  /** The partitions. (v1+) */
  readonly partitions: readonly number[]
}

/** What encode takes for ShareGroupHeartbeatResponseTopicPartitions. */
export interface ShareGroupHeartbeatResponseTopicPartitionsInput {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

function encodeShareGroupHeartbeatResponseTopicPartitions(writer: Writer, message: ShareGroupHeartbeatResponseTopicPartitionsInput, _version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeShareGroupHeartbeatResponseTopicPartitions(reader: Reader, _version: number): ShareGroupHeartbeatResponseTopicPartitions {
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

function encodeShareGroupHeartbeatResponseAssignment(writer: Writer, message: ShareGroupHeartbeatResponseAssignmentInput, version: number): void {
  const topicPartitions = message.topicPartitions
  writer.compactArrayLength(topicPartitions.length)
  for (const item of topicPartitions) encodeShareGroupHeartbeatResponseTopicPartitions(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareGroupHeartbeatResponseAssignment(reader: Reader, version: number): ShareGroupHeartbeatResponseAssignment {
  let topicPartitions: readonly ShareGroupHeartbeatResponseTopicPartitions[]
  {
    const count = reader.compactArrayLength(18)
    const items: ShareGroupHeartbeatResponseTopicPartitions[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareGroupHeartbeatResponseTopicPartitions(reader, version))
    topicPartitions = items
  }
  reader.skipTaggedFields()
  return { topicPartitions }
}

function encodeShareGroupHeartbeatResponse(writer: Writer, message: ShareGroupHeartbeatResponseInput, version: number): void {
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
  const assignment: ShareGroupHeartbeatResponseAssignmentInput | null = message.assignment === undefined ? null : message.assignment
  writer.structPresent(assignment !== null)
  if (assignment !== null) encodeShareGroupHeartbeatResponseAssignment(writer, assignment, version)
  writer.unsignedVarint(0)
}

function decodeShareGroupHeartbeatResponse(reader: Reader, version: number): ShareGroupHeartbeatResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const memberId = reader.compactNullableString()
  const memberEpoch = reader.int32()
  const heartbeatIntervalMs = reader.int32()
  const assignment = (reader.structPresent() ? decodeShareGroupHeartbeatResponseAssignment(reader, version) : null)
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage, memberId, memberEpoch, heartbeatIntervalMs, assignment }
}
