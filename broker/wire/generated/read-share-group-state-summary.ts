// Generated from broker/wire/schema/87-read-share-group-state-summary.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Reads the start offsets of share partitions. */
export const readShareGroupStateSummary: ApiCodec<ReadShareGroupStateSummaryRequest, ReadShareGroupStateSummaryRequestInput, ReadShareGroupStateSummaryResponse, ReadShareGroupStateSummaryResponseInput> = {
  key: 87,
  name: 'ReadShareGroupStateSummary',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('ReadShareGroupStateSummaryRequest', version, { min: 0, max: 1 })
      encodeReadShareGroupStateSummaryRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ReadShareGroupStateSummaryRequest', version, { min: 0, max: 1 })
      return decodeReadShareGroupStateSummaryRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ReadShareGroupStateSummaryResponse', version, { min: 0, max: 1 })
      encodeReadShareGroupStateSummaryResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ReadShareGroupStateSummaryResponse', version, { min: 0, max: 1 })
      return decodeReadShareGroupStateSummaryResponse(reader, version)
    },
  },
}

/** Reads the start offsets of share partitions. */
export interface ReadShareGroupStateSummaryRequest {
  /** The group. (v0+) */
  readonly groupId: string
  /** The topics. (v0+) */
  readonly topics: readonly ReadShareGroupStateSummaryRequestReadStateSummaryData[]
}

/** What encode takes for ReadShareGroupStateSummaryRequest. */
export interface ReadShareGroupStateSummaryRequestInput {
  readonly groupId: string
  readonly topics: readonly ReadShareGroupStateSummaryRequestReadStateSummaryDataInput[]
}

/** The topics. */
export interface ReadShareGroupStateSummaryRequestReadStateSummaryData {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly ReadShareGroupStateSummaryRequestPartitionData[]
}

/** What encode takes for ReadShareGroupStateSummaryRequestReadStateSummaryData. */
export interface ReadShareGroupStateSummaryRequestReadStateSummaryDataInput {
  readonly topicId: Uuid
  readonly partitions: readonly ReadShareGroupStateSummaryRequestPartitionDataInput[]
}

/** The partitions. */
export interface ReadShareGroupStateSummaryRequestPartitionData {
  /** The partition. (v0+) */
  readonly partition: number
  /** The leader epoch of the partition. (v0+) */
  readonly leaderEpoch: number
}

/** What encode takes for ReadShareGroupStateSummaryRequestPartitionData. */
export interface ReadShareGroupStateSummaryRequestPartitionDataInput {
  readonly partition: number
  readonly leaderEpoch: number
}

function encodeReadShareGroupStateSummaryRequestPartitionData(writer: Writer, message: ReadShareGroupStateSummaryRequestPartitionDataInput, _version: number): void {
  const partition = message.partition
  writer.int32(partition)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateSummaryRequestPartitionData(reader: Reader, _version: number): ReadShareGroupStateSummaryRequestPartitionData {
  const partition = reader.int32()
  const leaderEpoch = reader.int32()
  reader.skipTaggedFields()
  return { partition, leaderEpoch }
}

function encodeReadShareGroupStateSummaryRequestReadStateSummaryData(writer: Writer, message: ReadShareGroupStateSummaryRequestReadStateSummaryDataInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeReadShareGroupStateSummaryRequestPartitionData(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateSummaryRequestReadStateSummaryData(reader: Reader, version: number): ReadShareGroupStateSummaryRequestReadStateSummaryData {
  const topicId = reader.uuid()
  let partitions: readonly ReadShareGroupStateSummaryRequestPartitionData[]
  {
    const count = reader.compactArrayLength(9)
    const items: ReadShareGroupStateSummaryRequestPartitionData[] = []
    for (let index = 0; index < count; index++) items.push(decodeReadShareGroupStateSummaryRequestPartitionData(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeReadShareGroupStateSummaryRequest(writer: Writer, message: ReadShareGroupStateSummaryRequestInput, version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeReadShareGroupStateSummaryRequestReadStateSummaryData(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateSummaryRequest(reader: Reader, version: number): ReadShareGroupStateSummaryRequest {
  const groupId = reader.compactString()
  let topics: readonly ReadShareGroupStateSummaryRequestReadStateSummaryData[]
  {
    const count = reader.compactArrayLength(18)
    const items: ReadShareGroupStateSummaryRequestReadStateSummaryData[] = []
    for (let index = 0; index < count; index++) items.push(decodeReadShareGroupStateSummaryRequestReadStateSummaryData(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { groupId, topics }
}

/** The answer to ReadShareGroupStateSummary. */
export interface ReadShareGroupStateSummaryResponse {
  /** One entry per topic. (v0+) */
  readonly results: readonly ReadShareGroupStateSummaryResponseReadStateSummaryResult[]
}

/** What encode takes for ReadShareGroupStateSummaryResponse. */
export interface ReadShareGroupStateSummaryResponseInput {
  readonly results: readonly ReadShareGroupStateSummaryResponseReadStateSummaryResultInput[]
}

/** One entry per topic. */
export interface ReadShareGroupStateSummaryResponseReadStateSummaryResult {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly ReadShareGroupStateSummaryResponsePartitionResult[]
}

/** What encode takes for ReadShareGroupStateSummaryResponseReadStateSummaryResult. */
export interface ReadShareGroupStateSummaryResponseReadStateSummaryResultInput {
  readonly topicId: Uuid
  readonly partitions: readonly ReadShareGroupStateSummaryResponsePartitionResultInput[]
}

/** The partitions. */
export interface ReadShareGroupStateSummaryResponsePartitionResult {
  /** The partition. (v0+) */
  readonly partition: number
  /** The outcome for this item; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** Raised whenever the state begins anew. (v0+) */
  readonly stateEpoch: number
  /** The leader epoch of the partition. (v0+) */
  readonly leaderEpoch: number
  /** First offset that is not done with; -1 for none. (v0+) */
  readonly startOffset: number
  /** Offsets from the start on that are done with; -1 when unknown. (v1+) */
  readonly deliveryCompleteCount: number
}

/** What encode takes for ReadShareGroupStateSummaryResponsePartitionResult. */
export interface ReadShareGroupStateSummaryResponsePartitionResultInput {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly stateEpoch: number
  readonly leaderEpoch: number
  readonly startOffset: number
  readonly deliveryCompleteCount?: number | undefined
}

function encodeReadShareGroupStateSummaryResponsePartitionResult(writer: Writer, message: ReadShareGroupStateSummaryResponsePartitionResultInput, version: number): void {
  const partition = message.partition
  writer.int32(partition)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  const stateEpoch = message.stateEpoch
  writer.int32(stateEpoch)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  const startOffset = message.startOffset
  writer.int64(startOffset)
  if (version === 1) {
    const deliveryCompleteCount: number = message.deliveryCompleteCount ?? -1
    writer.int32(deliveryCompleteCount)
  }
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateSummaryResponsePartitionResult(reader: Reader, version: number): ReadShareGroupStateSummaryResponsePartitionResult {
  const partition = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const stateEpoch = reader.int32()
  const leaderEpoch = reader.int32()
  const startOffset = reader.int64()
  const deliveryCompleteCount: number = version === 1 ? reader.int32() : -1
  reader.skipTaggedFields()
  return { partition, errorCode, errorMessage, stateEpoch, leaderEpoch, startOffset, deliveryCompleteCount }
}

function encodeReadShareGroupStateSummaryResponseReadStateSummaryResult(writer: Writer, message: ReadShareGroupStateSummaryResponseReadStateSummaryResultInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeReadShareGroupStateSummaryResponsePartitionResult(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateSummaryResponseReadStateSummaryResult(reader: Reader, version: number): ReadShareGroupStateSummaryResponseReadStateSummaryResult {
  const topicId = reader.uuid()
  let partitions: readonly ReadShareGroupStateSummaryResponsePartitionResult[]
  {
    const count = reader.compactArrayLength(24)
    const items: ReadShareGroupStateSummaryResponsePartitionResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeReadShareGroupStateSummaryResponsePartitionResult(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeReadShareGroupStateSummaryResponse(writer: Writer, message: ReadShareGroupStateSummaryResponseInput, version: number): void {
  const results = message.results
  writer.compactArrayLength(results.length)
  for (const item of results) encodeReadShareGroupStateSummaryResponseReadStateSummaryResult(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateSummaryResponse(reader: Reader, version: number): ReadShareGroupStateSummaryResponse {
  let results: readonly ReadShareGroupStateSummaryResponseReadStateSummaryResult[]
  {
    const count = reader.compactArrayLength(18)
    const items: ReadShareGroupStateSummaryResponseReadStateSummaryResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeReadShareGroupStateSummaryResponseReadStateSummaryResult(reader, version))
    results = items
  }
  reader.skipTaggedFields()
  return { results }
}
