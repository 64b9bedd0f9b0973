// Generated from broker/wire/schema/79-share-acknowledge.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Tells what has become of acquired records. */
export const shareAcknowledge: ApiCodec<ShareAcknowledgeRequest, ShareAcknowledgeRequestInput, ShareAcknowledgeResponse, ShareAcknowledgeResponseInput> = {
  key: 79,
  name: 'ShareAcknowledge',
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('ShareAcknowledgeRequest', version, { min: 1, max: 2 })
      encodeShareAcknowledgeRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ShareAcknowledgeRequest', version, { min: 1, max: 2 })
      return decodeShareAcknowledgeRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ShareAcknowledgeResponse', version, { min: 1, max: 2 })
      encodeShareAcknowledgeResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ShareAcknowledgeResponse', version, { min: 1, max: 2 })
      return decodeShareAcknowledgeResponse(reader, version)
    },
  },
}

/** Tells what has become of acquired records. */
export interface ShareAcknowledgeRequest {
  /** The group. (v1+) */
  readonly groupId: string | null
  /** The member. (v1+) */
  readonly memberId: string | null
  /** 0 opens a share session, -1 closes it; otherwise counts its requests. (v1+) */
  readonly shareSessionEpoch: number
  /** Whether acknowledgements of type 4 are among them. (v2+) */
  readonly isRenewAck: boolean
  /** The topics. (v1+) */
  readonly topics: readonly ShareAcknowledgeRequestAcknowledgeTopic[]
}

/** What encode takes for ShareAcknowledgeRequest. */
export interface ShareAcknowledgeRequestInput {
  readonly groupId?: string | null | undefined
  readonly memberId: string | null
  readonly shareSessionEpoch: number
  readonly isRenewAck?: boolean | undefined
  readonly topics: readonly ShareAcknowledgeRequestAcknowledgeTopicInput[]
}

/** The topics. */
export interface ShareAcknowledgeRequestAcknowledgeTopic {
  /** The id of the topic. (v1+) */
  readonly topicId: Uuid
  /** The partitions. (v1+) */
  readonly partitions: readonly ShareAcknowledgeRequestAcknowledgePartition[]
}

/** What encode takes for ShareAcknowledgeRequestAcknowledgeTopic. */
export interface ShareAcknowledgeRequestAcknowledgeTopicInput {
  readonly topicId: Uuid
  readonly partitions: readonly ShareAcknowledgeRequestAcknowledgePartitionInput[]
}

/** The partitions. */
export interface ShareAcknowledgeRequestAcknowledgePartition {
  /** The partition. (v1+) */
  readonly partitionIndex: number
  /** Ranges of offsets that are acknowledged. (v1+) */
  readonly acknowledgementBatches: readonly ShareAcknowledgeRequestAcknowledgementBatch[]
}

/** What encode takes for ShareAcknowledgeRequestAcknowledgePartition. */
export interface ShareAcknowledgeRequestAcknowledgePartitionInput {
  readonly partitionIndex: number
  readonly acknowledgementBatches: readonly ShareAcknowledgeRequestAcknowledgementBatchInput[]
}

/** Ranges of offsets that are acknowledged. */
export interface ShareAcknowledgeRequestAcknowledgementBatch {
  /** First offset of the range. (v1+) */
  readonly firstOffset: number
  /** Last offset of the range, inclusive. (v1+) */
  readonly lastOffset: number
  /** One for the range or one per offset: 0 gap, 1 accept, 2 release, 3 reject, 4 renew. (v1+) */
  readonly acknowledgeTypes: readonly number[]
}

/** What encode takes for ShareAcknowledgeRequestAcknowledgementBatch. */
export interface ShareAcknowledgeRequestAcknowledgementBatchInput {
  readonly firstOffset: number
  readonly lastOffset: number
  readonly acknowledgeTypes: readonly number[]
}

function encodeShareAcknowledgeRequestAcknowledgementBatch(writer: Writer, message: ShareAcknowledgeRequestAcknowledgementBatchInput, _version: number): void {
  const firstOffset = message.firstOffset
  writer.int64(firstOffset)
  const lastOffset = message.lastOffset
  writer.int64(lastOffset)
  const acknowledgeTypes = message.acknowledgeTypes
  writer.compactArrayLength(acknowledgeTypes.length)
  for (const item of acknowledgeTypes) writer.int8(item)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeRequestAcknowledgementBatch(reader: Reader, _version: number): ShareAcknowledgeRequestAcknowledgementBatch {
  const firstOffset = reader.int64()
  const lastOffset = reader.int64()
  let acknowledgeTypes: readonly number[]
  {
    const count = reader.compactArrayLength(1)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int8())
    acknowledgeTypes = items
  }
  reader.skipTaggedFields()
  return { firstOffset, lastOffset, acknowledgeTypes }
}

function encodeShareAcknowledgeRequestAcknowledgePartition(writer: Writer, message: ShareAcknowledgeRequestAcknowledgePartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const acknowledgementBatches = message.acknowledgementBatches
  writer.compactArrayLength(acknowledgementBatches.length)
  for (const item of acknowledgementBatches) encodeShareAcknowledgeRequestAcknowledgementBatch(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeRequestAcknowledgePartition(reader: Reader, version: number): ShareAcknowledgeRequestAcknowledgePartition {
  const partitionIndex = reader.int32()
  let acknowledgementBatches: readonly ShareAcknowledgeRequestAcknowledgementBatch[]
  {
    const count = reader.compactArrayLength(18)
    const items: ShareAcknowledgeRequestAcknowledgementBatch[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareAcknowledgeRequestAcknowledgementBatch(reader, version))
    acknowledgementBatches = items
  }
  reader.skipTaggedFields()
  return { partitionIndex, acknowledgementBatches }
}

function encodeShareAcknowledgeRequestAcknowledgeTopic(writer: Writer, message: ShareAcknowledgeRequestAcknowledgeTopicInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeShareAcknowledgeRequestAcknowledgePartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeRequestAcknowledgeTopic(reader: Reader, version: number): ShareAcknowledgeRequestAcknowledgeTopic {
  const topicId = reader.uuid()
  let partitions: readonly ShareAcknowledgeRequestAcknowledgePartition[]
  {
    const count = reader.compactArrayLength(6)
    const items: ShareAcknowledgeRequestAcknowledgePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareAcknowledgeRequestAcknowledgePartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeShareAcknowledgeRequest(writer: Writer, message: ShareAcknowledgeRequestInput, version: number): void {
  const groupId: string | null = message.groupId === undefined ? null : message.groupId
  writer.compactNullableString(groupId)
  const memberId = message.memberId
  writer.compactNullableString(memberId)
  const shareSessionEpoch = message.shareSessionEpoch
  writer.int32(shareSessionEpoch)
  const isRenewAck: boolean = message.isRenewAck ?? false
  if (version === 2) {
    writer.boolean(isRenewAck)
  } else if (isRenewAck !== false) throw cannotCarry('isRenewAck', version)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeShareAcknowledgeRequestAcknowledgeTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeRequest(reader: Reader, version: number): ShareAcknowledgeRequest {
  const groupId = reader.compactNullableString()
  const memberId = reader.compactNullableString()
  const shareSessionEpoch = reader.int32()
  const isRenewAck: boolean = version === 2 ? reader.boolean() : false
  let topics: readonly ShareAcknowledgeRequestAcknowledgeTopic[]
  {
    const count = reader.compactArrayLength(18)
    const items: ShareAcknowledgeRequestAcknowledgeTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareAcknowledgeRequestAcknowledgeTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { groupId, memberId, shareSessionEpoch, isRenewAck, topics }
}

/** The answer to ShareAcknowledge. */
export interface ShareAcknowledgeResponse {
  /** How long the quota of the client delays it, ms. (v1+) */
  readonly throttleTimeMs: number
  /** The outcome for this item; 0 is success. (v1+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v1+) */
  readonly errorMessage: string | null
  /** How long acquired records stay locked, ms. (v2+) */
  readonly acquisitionLockTimeoutMs: number
  /** One entry per topic. (v1+) */
  readonly responses: readonly ShareAcknowledgeResponseShareAcknowledgeTopicResponse[]
  /** Where the leaders named above listen. (v1+) */
  readonly nodeEndpoints: readonly ShareAcknowledgeResponseNodeEndpoint[]
}

/** What encode takes for ShareAcknowledgeResponse. */
export interface ShareAcknowledgeResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly acquisitionLockTimeoutMs?: number | undefined
  readonly responses: readonly ShareAcknowledgeResponseShareAcknowledgeTopicResponseInput[]
  readonly nodeEndpoints: readonly ShareAcknowledgeResponseNodeEndpointInput[]
}

/** One entry per topic. */
export interface ShareAcknowledgeResponseShareAcknowledgeTopicResponse {
  /** The id of the topic. (v1+) */
  readonly topicId: Uuid
  /** The partitions. (v1+) */
  readonly partitions: readonly ShareAcknowledgeResponsePartitionData[]
}

/** What encode takes for ShareAcknowledgeResponseShareAcknowledgeTopicResponse. */
export interface ShareAcknowledgeResponseShareAcknowledgeTopicResponseInput {
  readonly topicId: Uuid
  readonly partitions: readonly ShareAcknowledgeResponsePartitionDataInput[]
}

/** The partitions. */
export interface ShareAcknowledgeResponsePartitionData {
  /** The partition. (v1+) */
  readonly partitionIndex: number
  /** The outcome for this item; 0 is success. (v1+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v1+) */
  readonly errorMessage: string | null
  /** The leader, when it is another broker. (v1+) */
  readonly currentLeader: ShareAcknowledgeResponseLeaderIdAndEpoch
}

/** What encode takes for ShareAcknowledgeResponsePartitionData. */
export interface ShareAcknowledgeResponsePartitionDataInput {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly currentLeader: ShareAcknowledgeResponseLeaderIdAndEpochInput
}

/** The leader, when it is another broker. */
export interface ShareAcknowledgeResponseLeaderIdAndEpoch {
  /** The leader; -1 when unknown. (v1+) */
  readonly leaderId: number
  /** The leader epoch of the partition. (v1+) */
  readonly leaderEpoch: number
}

/** What encode takes for ShareAcknowledgeResponseLeaderIdAndEpoch. */
export interface ShareAcknowledgeResponseLeaderIdAndEpochInput {
  readonly leaderId: number
  readonly leaderEpoch: number
}

/** Where the leaders named above listen. */
export interface ShareAcknowledgeResponseNodeEndpoint {
  /** The broker. (v1+) */
  readonly nodeId: number
  /** Its host. (v1+) */
  readonly host: string
  /** Its port. (v1+) */
  readonly port: number
  /** Its rack. (v1+) */
  readonly rack: string | null
}

/** What encode takes for ShareAcknowledgeResponseNodeEndpoint. */
export interface ShareAcknowledgeResponseNodeEndpointInput {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack?: string | null | undefined
}

function encodeShareAcknowledgeResponseNodeEndpoint(writer: Writer, message: ShareAcknowledgeResponseNodeEndpointInput, _version: number): void {
  const nodeId = message.nodeId
  writer.int32(nodeId)
  const host = message.host
  writer.compactString(host)
  const port = message.port
  writer.int32(port)
  const rack: string | null = message.rack === undefined ? null : message.rack
  writer.compactNullableString(rack)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeResponseNodeEndpoint(reader: Reader, _version: number): ShareAcknowledgeResponseNodeEndpoint {
  const nodeId = reader.int32()
  const host = reader.compactString()
  const port = reader.int32()
  const rack = reader.compactNullableString()
  reader.skipTaggedFields()
  return { nodeId, host, port, rack }
}

function encodeShareAcknowledgeResponseLeaderIdAndEpoch(writer: Writer, message: ShareAcknowledgeResponseLeaderIdAndEpochInput, _version: number): void {
  const leaderId = message.leaderId
  writer.int32(leaderId)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeResponseLeaderIdAndEpoch(reader: Reader, _version: number): ShareAcknowledgeResponseLeaderIdAndEpoch {
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  reader.skipTaggedFields()
  return { leaderId, leaderEpoch }
}

function encodeShareAcknowledgeResponsePartitionData(writer: Writer, message: ShareAcknowledgeResponsePartitionDataInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  const currentLeader = message.currentLeader
  encodeShareAcknowledgeResponseLeaderIdAndEpoch(writer, currentLeader, version)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeResponsePartitionData(reader: Reader, version: number): ShareAcknowledgeResponsePartitionData {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const currentLeader = decodeShareAcknowledgeResponseLeaderIdAndEpoch(reader, version)
  reader.skipTaggedFields()
  return { partitionIndex, errorCode, errorMessage, currentLeader }
}

function encodeShareAcknowledgeResponseShareAcknowledgeTopicResponse(writer: Writer, message: ShareAcknowledgeResponseShareAcknowledgeTopicResponseInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeShareAcknowledgeResponsePartitionData(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeResponseShareAcknowledgeTopicResponse(reader: Reader, version: number): ShareAcknowledgeResponseShareAcknowledgeTopicResponse {
  const topicId = reader.uuid()
  let partitions: readonly ShareAcknowledgeResponsePartitionData[]
  {
    const count = reader.compactArrayLength(17)
    const items: ShareAcknowledgeResponsePartitionData[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareAcknowledgeResponsePartitionData(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeShareAcknowledgeResponse(writer: Writer, message: ShareAcknowledgeResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  if (version === 2) {
    const acquisitionLockTimeoutMs: number = message.acquisitionLockTimeoutMs ?? 0
    writer.int32(acquisitionLockTimeoutMs)
  }
  const responses = message.responses
  writer.compactArrayLength(responses.length)
  for (const item of responses) encodeShareAcknowledgeResponseShareAcknowledgeTopicResponse(writer, item, version)
  const nodeEndpoints = message.nodeEndpoints
  writer.compactArrayLength(nodeEndpoints.length)
  for (const item of nodeEndpoints) encodeShareAcknowledgeResponseNodeEndpoint(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeResponse(reader: Reader, version: number): ShareAcknowledgeResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const acquisitionLockTimeoutMs: number = version === 2 ? reader.int32() : 0
  let responses: readonly ShareAcknowledgeResponseShareAcknowledgeTopicResponse[]
  {
    const count = reader.compactArrayLength(18)
    const items: ShareAcknowledgeResponseShareAcknowledgeTopicResponse[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareAcknowledgeResponseShareAcknowledgeTopicResponse(reader, version))
    responses = items
  }
  let nodeEndpoints: readonly ShareAcknowledgeResponseNodeEndpoint[]
  {
    const count = reader.compactArrayLength(11)
    const items: ShareAcknowledgeResponseNodeEndpoint[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareAcknowledgeResponseNodeEndpoint(reader, version))
    nodeEndpoints = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage, acquisitionLockTimeoutMs, responses, nodeEndpoints }
}
