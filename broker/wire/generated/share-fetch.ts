// Generated from broker/wire/schema/78-share-fetch.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { RecordsInput, Writer } from '../writer.ts'

/** Acquires records for a member of a share group, and acknowledges earlier ones. */
export const shareFetch: ApiCodec<ShareFetchRequest, ShareFetchRequestInput, ShareFetchResponse, ShareFetchResponseInput> = {
  key: 78,
  name: 'ShareFetch',
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('ShareFetchRequest', version, { min: 1, max: 2 })
      encodeShareFetchRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ShareFetchRequest', version, { min: 1, max: 2 })
      return decodeShareFetchRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ShareFetchResponse', version, { min: 1, max: 2 })
      encodeShareFetchResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ShareFetchResponse', version, { min: 1, max: 2 })
      return decodeShareFetchResponse(reader, version)
    },
  },
}

/** Acquires records for a member of a share group, and acknowledges earlier ones. */
export interface ShareFetchRequest {
  /** The group. (v1+) */
  readonly groupId: string | null
  /** The member. (v1+) */
  readonly memberId: string | null
  /** 0 opens a share session, -1 closes it; otherwise counts its requests. (v1+) */
  readonly shareSessionEpoch: number
  /** How long to wait for records, ms. (v1+) */
  readonly maxWaitMs: number
  /** Bytes to wait for. (v1+) */
  readonly minBytes: number
  /** Most bytes of records to return. (v1+) */
  readonly maxBytes: number
  /** Most records to acquire; may be exceeded up to the end of a batch. (v1+) */
  readonly maxRecords: number
  /** Best number of records per acquired batch. (v1+) */
  readonly batchSize: number
  /** 0 acquires whole batches, 1 no more than the limit. (v2+) */
  readonly shareAcquireMode: number
  /** Whether acknowledgements of type 4 are among them. (v2+) */
  readonly isRenewAck: boolean
  /** The topics. (v1+) */
  readonly topics: readonly ShareFetchRequestFetchTopic[]
  /** What the session no longer reads. (v1+) */
  readonly forgottenTopicsData: readonly ShareFetchRequestForgottenTopic[]
}

/** What encode takes for ShareFetchRequest. */
export interface ShareFetchRequestInput {
  readonly groupId?: string | null | undefined
  readonly memberId: string | null
  readonly shareSessionEpoch: number
  readonly maxWaitMs: number
  readonly minBytes: number
  readonly maxBytes?: number | undefined
  readonly maxRecords: number
  readonly batchSize: number
  readonly shareAcquireMode?: number | undefined
  readonly isRenewAck?: boolean | undefined
  readonly topics: readonly ShareFetchRequestFetchTopicInput[]
  readonly forgottenTopicsData: readonly ShareFetchRequestForgottenTopicInput[]
}

/** The topics. */
export interface ShareFetchRequestFetchTopic {
  /** The id of the topic. (v1+) */
  readonly topicId: Uuid
  /** The partitions. (v1+) */
  readonly partitions: readonly ShareFetchRequestFetchPartition[]
}

/** What encode takes for ShareFetchRequestFetchTopic. */
export interface ShareFetchRequestFetchTopicInput {
  readonly topicId: Uuid
  readonly partitions: readonly ShareFetchRequestFetchPartitionInput[]
}

/** The partitions. */
export interface ShareFetchRequestFetchPartition {
  /** The partition. (v1+) */
  readonly partitionIndex: number
  /** Ranges of offsets that are acknowledged. (v1+) */
  readonly acknowledgementBatches: readonly ShareFetchRequestAcknowledgementBatch[]
}

/** What encode takes for ShareFetchRequestFetchPartition. */
export interface ShareFetchRequestFetchPartitionInput {
  readonly partitionIndex: number
  readonly acknowledgementBatches: readonly ShareFetchRequestAcknowledgementBatchInput[]
}

/** Ranges of offsets that are acknowledged. */
export interface ShareFetchRequestAcknowledgementBatch {
  /** First offset of the range. (v1+) */
  readonly firstOffset: number
  /** Last offset of the range, inclusive. (v1+) */
  readonly lastOffset: number
  /** One for the range or one per offset: 0 gap, 1 accept, 2 release, 3 reject, 4 renew. (v1+) */
  readonly acknowledgeTypes: readonly number[]
}

/** What encode takes for ShareFetchRequestAcknowledgementBatch. */
export interface ShareFetchRequestAcknowledgementBatchInput {
  readonly firstOffset: number
  readonly lastOffset: number
  readonly acknowledgeTypes: readonly number[]
}

/** What the session no longer reads. */
export interface ShareFetchRequestForgottenTopic {
  /** The id of the topic. (v1+) */
  readonly topicId: Uuid
  /** The partitions. (v1+) */
  readonly partitions: readonly number[]
}

/** What encode takes for ShareFetchRequestForgottenTopic. */
export interface ShareFetchRequestForgottenTopicInput {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

function encodeShareFetchRequestForgottenTopic(writer: Writer, message: ShareFetchRequestForgottenTopicInput, _version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeShareFetchRequestForgottenTopic(reader: Reader, _version: number): ShareFetchRequestForgottenTopic {
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

function encodeShareFetchRequestAcknowledgementBatch(writer: Writer, message: ShareFetchRequestAcknowledgementBatchInput, _version: number): void {
  const firstOffset = message.firstOffset
  writer.int64(firstOffset)
  const lastOffset = message.lastOffset
  writer.int64(lastOffset)
  const acknowledgeTypes = message.acknowledgeTypes
  writer.compactArrayLength(acknowledgeTypes.length)
  for (const item of acknowledgeTypes) writer.int8(item)
  writer.unsignedVarint(0)
}

function decodeShareFetchRequestAcknowledgementBatch(reader: Reader, _version: number): ShareFetchRequestAcknowledgementBatch {
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

function encodeShareFetchRequestFetchPartition(writer: Writer, message: ShareFetchRequestFetchPartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const acknowledgementBatches = message.acknowledgementBatches
  writer.compactArrayLength(acknowledgementBatches.length)
  for (const item of acknowledgementBatches) encodeShareFetchRequestAcknowledgementBatch(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareFetchRequestFetchPartition(reader: Reader, version: number): ShareFetchRequestFetchPartition {
  const partitionIndex = reader.int32()
  let acknowledgementBatches: readonly ShareFetchRequestAcknowledgementBatch[]
  {
    const count = reader.compactArrayLength(18)
    const items: ShareFetchRequestAcknowledgementBatch[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareFetchRequestAcknowledgementBatch(reader, version))
    acknowledgementBatches = items
  }
  reader.skipTaggedFields()
  return { partitionIndex, acknowledgementBatches }
}

function encodeShareFetchRequestFetchTopic(writer: Writer, message: ShareFetchRequestFetchTopicInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeShareFetchRequestFetchPartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareFetchRequestFetchTopic(reader: Reader, version: number): ShareFetchRequestFetchTopic {
  const topicId = reader.uuid()
  let partitions: readonly ShareFetchRequestFetchPartition[]
  {
    const count = reader.compactArrayLength(6)
    const items: ShareFetchRequestFetchPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareFetchRequestFetchPartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeShareFetchRequest(writer: Writer, message: ShareFetchRequestInput, version: number): void {
  const groupId: string | null = message.groupId === undefined ? null : message.groupId
  writer.compactNullableString(groupId)
  const memberId = message.memberId
  writer.compactNullableString(memberId)
  const shareSessionEpoch = message.shareSessionEpoch
  writer.int32(shareSessionEpoch)
  const maxWaitMs = message.maxWaitMs
  writer.int32(maxWaitMs)
  const minBytes = message.minBytes
  writer.int32(minBytes)
  const maxBytes: number = message.maxBytes ?? 2147483647
  writer.int32(maxBytes)
  const maxRecords = message.maxRecords
  writer.int32(maxRecords)
  const batchSize = message.batchSize
  writer.int32(batchSize)
  if (version === 2) {
    const shareAcquireMode: number = message.shareAcquireMode ?? 0
    writer.int8(shareAcquireMode)
  }
  const isRenewAck: boolean = message.isRenewAck ?? false
  if (version === 2) {
    writer.boolean(isRenewAck)
  } else if (isRenewAck !== false) throw cannotCarry('isRenewAck', version)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeShareFetchRequestFetchTopic(writer, item, version)
  const forgottenTopicsData = message.forgottenTopicsData
  writer.compactArrayLength(forgottenTopicsData.length)
  for (const item of forgottenTopicsData) encodeShareFetchRequestForgottenTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareFetchRequest(reader: Reader, version: number): ShareFetchRequest {
  const groupId = reader.compactNullableString()
  const memberId = reader.compactNullableString()
  const shareSessionEpoch = reader.int32()
  const maxWaitMs = reader.int32()
  const minBytes = reader.int32()
  const maxBytes = reader.int32()
  const maxRecords = reader.int32()
  const batchSize = reader.int32()
  const shareAcquireMode: number = version === 2 ? reader.int8() : 0
  const isRenewAck: boolean = version === 2 ? reader.boolean() : false
  let topics: readonly ShareFetchRequestFetchTopic[]
  {
    const count = reader.compactArrayLength(18)
    const items: ShareFetchRequestFetchTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareFetchRequestFetchTopic(reader, version))
    topics = items
  }
  let forgottenTopicsData: readonly ShareFetchRequestForgottenTopic[]
  {
    const count = reader.compactArrayLength(18)
    const items: ShareFetchRequestForgottenTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareFetchRequestForgottenTopic(reader, version))
    forgottenTopicsData = items
  }
  reader.skipTaggedFields()
  return { groupId, memberId, shareSessionEpoch, maxWaitMs, minBytes, maxBytes, maxRecords, batchSize, shareAcquireMode, isRenewAck, topics, forgottenTopicsData }
}

/** The answer to ShareFetch. */
export interface ShareFetchResponse {
  /** How long the quota of the client delays it, ms. (v1+) */
  readonly throttleTimeMs: number
  /** The outcome for this item; 0 is success. (v1+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v1+) */
  readonly errorMessage: string | null
  /** How long acquired records stay locked, ms. (v1+) */
  readonly acquisitionLockTimeoutMs: number
  /** One entry per topic. (v1+) */
  readonly responses: readonly ShareFetchResponseShareFetchableTopicResponse[]
  /** Where the leaders named above listen. (v1+) */
  readonly nodeEndpoints: readonly ShareFetchResponseNodeEndpoint[]
}

/** What encode takes for ShareFetchResponse. */
export interface ShareFetchResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly acquisitionLockTimeoutMs: number
  readonly responses: readonly ShareFetchResponseShareFetchableTopicResponseInput[]
  readonly nodeEndpoints: readonly ShareFetchResponseNodeEndpointInput[]
}

/** One entry per topic. */
export interface ShareFetchResponseShareFetchableTopicResponse {
  /** The id of the topic. (v1+) */
  readonly topicId: Uuid
  /** The partitions. (v1+) */
  readonly partitions: readonly ShareFetchResponsePartitionData[]
}

/** What encode takes for ShareFetchResponseShareFetchableTopicResponse. */
export interface ShareFetchResponseShareFetchableTopicResponseInput {
  readonly topicId: Uuid
  readonly partitions: readonly ShareFetchResponsePartitionDataInput[]
}

/** The partitions. */
export interface ShareFetchResponsePartitionData {
  /** The partition. (v1+) */
  readonly partitionIndex: number
  /** The outcome for this item; 0 is success. (v1+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v1+) */
  readonly errorMessage: string | null
  /** The outcome of the acknowledgements; 0 is success. (v1+) */
  readonly acknowledgeErrorCode: number
  /** What went wrong with them, for people; null on success. (v1+) */
  readonly acknowledgeErrorMessage: string | null
  /** The leader, when it is another broker. (v1+) */
  readonly currentLeader: ShareFetchResponseLeaderIdAndEpoch
  /** The records. (v1+) */
  readonly records: Buffer
  /** What the member has acquired of them. (v1+) */
  readonly acquiredRecords: readonly ShareFetchResponseAcquiredRecords[]
}

/** What encode takes for ShareFetchResponsePartitionData. */
export interface ShareFetchResponsePartitionDataInput {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly acknowledgeErrorCode: number
  readonly acknowledgeErrorMessage?: string | null | undefined
  readonly currentLeader: ShareFetchResponseLeaderIdAndEpochInput
  readonly records: RecordsInput
  readonly acquiredRecords: readonly ShareFetchResponseAcquiredRecordsInput[]
}

/** The leader, when it is another broker. */
export interface ShareFetchResponseLeaderIdAndEpoch {
  /** The leader; -1 when unknown. (v1+) */
  readonly leaderId: number
  /** The leader epoch of the partition. (v1+) */
  readonly leaderEpoch: number
}

/** What encode takes for ShareFetchResponseLeaderIdAndEpoch. */
export interface ShareFetchResponseLeaderIdAndEpochInput {
  readonly leaderId: number
  readonly leaderEpoch: number
}

/** What the member has acquired of them. */
export interface ShareFetchResponseAcquiredRecords {
  /** First offset of the range. (v1+) */
  readonly firstOffset: number
  /** Last offset of the range, inclusive. (v1+) */
  readonly lastOffset: number
  /** How often the records were delivered. (v1+) */
  readonly deliveryCount: number
}

/** What encode takes for ShareFetchResponseAcquiredRecords. */
export interface ShareFetchResponseAcquiredRecordsInput {
  readonly firstOffset: number
  readonly lastOffset: number
  readonly deliveryCount: number
}

/** Where the leaders named above listen. */
export interface ShareFetchResponseNodeEndpoint {
  /** The broker. (v1+) */
  readonly nodeId: number
  /** Its host. (v1+) */
  readonly host: string
  /** Its port. (v1+) */
  readonly port: number
  /** Its rack. (v1+) */
  readonly rack: string | null
}

/** What encode takes for ShareFetchResponseNodeEndpoint. */
export interface ShareFetchResponseNodeEndpointInput {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack?: string | null | undefined
}

function encodeShareFetchResponseNodeEndpoint(writer: Writer, message: ShareFetchResponseNodeEndpointInput, _version: number): void {
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

function decodeShareFetchResponseNodeEndpoint(reader: Reader, _version: number): ShareFetchResponseNodeEndpoint {
  const nodeId = reader.int32()
  const host = reader.compactString()
  const port = reader.int32()
  const rack = reader.compactNullableString()
  reader.skipTaggedFields()
  return { nodeId, host, port, rack }
}

function encodeShareFetchResponseAcquiredRecords(writer: Writer, message: ShareFetchResponseAcquiredRecordsInput, _version: number): void {
  const firstOffset = message.firstOffset
  writer.int64(firstOffset)
  const lastOffset = message.lastOffset
  writer.int64(lastOffset)
  const deliveryCount = message.deliveryCount
  writer.int16(deliveryCount)
  writer.unsignedVarint(0)
}

function decodeShareFetchResponseAcquiredRecords(reader: Reader, _version: number): ShareFetchResponseAcquiredRecords {
  const firstOffset = reader.int64()
  const lastOffset = reader.int64()
  const deliveryCount = reader.int16()
  reader.skipTaggedFields()
  return { firstOffset, lastOffset, deliveryCount }
}

function encodeShareFetchResponseLeaderIdAndEpoch(writer: Writer, message: ShareFetchResponseLeaderIdAndEpochInput, _version: number): void {
  const leaderId = message.leaderId
  writer.int32(leaderId)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  writer.unsignedVarint(0)
}

function decodeShareFetchResponseLeaderIdAndEpoch(reader: Reader, _version: number): ShareFetchResponseLeaderIdAndEpoch {
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  reader.skipTaggedFields()
  return { leaderId, leaderEpoch }
}

function encodeShareFetchResponsePartitionData(writer: Writer, message: ShareFetchResponsePartitionDataInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  const acknowledgeErrorCode = message.acknowledgeErrorCode
  writer.int16(acknowledgeErrorCode)
  const acknowledgeErrorMessage: string | null = message.acknowledgeErrorMessage === undefined ? null : message.acknowledgeErrorMessage
  writer.compactNullableString(acknowledgeErrorMessage)
  const currentLeader = message.currentLeader
  encodeShareFetchResponseLeaderIdAndEpoch(writer, currentLeader, version)
  const records = message.records
  writer.compactRecords(records)
  const acquiredRecords = message.acquiredRecords
  writer.compactArrayLength(acquiredRecords.length)
  for (const item of acquiredRecords) encodeShareFetchResponseAcquiredRecords(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareFetchResponsePartitionData(reader: Reader, version: number): ShareFetchResponsePartitionData {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const acknowledgeErrorCode = reader.int16()
  const acknowledgeErrorMessage = reader.compactNullableString()
  const currentLeader = decodeShareFetchResponseLeaderIdAndEpoch(reader, version)
  const records = reader.compactRecords()
  let acquiredRecords: readonly ShareFetchResponseAcquiredRecords[]
  {
    const count = reader.compactArrayLength(19)
    const items: ShareFetchResponseAcquiredRecords[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareFetchResponseAcquiredRecords(reader, version))
    acquiredRecords = items
  }
  reader.skipTaggedFields()
  return { partitionIndex, errorCode, errorMessage, acknowledgeErrorCode, acknowledgeErrorMessage, currentLeader, records, acquiredRecords }
}

function encodeShareFetchResponseShareFetchableTopicResponse(writer: Writer, message: ShareFetchResponseShareFetchableTopicResponseInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeShareFetchResponsePartitionData(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareFetchResponseShareFetchableTopicResponse(reader: Reader, version: number): ShareFetchResponseShareFetchableTopicResponse {
  const topicId = reader.uuid()
  let partitions: readonly ShareFetchResponsePartitionData[]
  {
    const count = reader.compactArrayLength(22)
    const items: ShareFetchResponsePartitionData[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareFetchResponsePartitionData(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeShareFetchResponse(writer: Writer, message: ShareFetchResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  const acquisitionLockTimeoutMs = message.acquisitionLockTimeoutMs
  writer.int32(acquisitionLockTimeoutMs)
  const responses = message.responses
  writer.compactArrayLength(responses.length)
  for (const item of responses) encodeShareFetchResponseShareFetchableTopicResponse(writer, item, version)
  const nodeEndpoints = message.nodeEndpoints
  writer.compactArrayLength(nodeEndpoints.length)
  for (const item of nodeEndpoints) encodeShareFetchResponseNodeEndpoint(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareFetchResponse(reader: Reader, version: number): ShareFetchResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const acquisitionLockTimeoutMs = reader.int32()
  let responses: readonly ShareFetchResponseShareFetchableTopicResponse[]
  {
    const count = reader.compactArrayLength(18)
    const items: ShareFetchResponseShareFetchableTopicResponse[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareFetchResponseShareFetchableTopicResponse(reader, version))
    responses = items
  }
  let nodeEndpoints: readonly ShareFetchResponseNodeEndpoint[]
  {
    const count = reader.compactArrayLength(11)
    const items: ShareFetchResponseNodeEndpoint[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareFetchResponseNodeEndpoint(reader, version))
    nodeEndpoints = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage, acquisitionLockTimeoutMs, responses, nodeEndpoints }
}
