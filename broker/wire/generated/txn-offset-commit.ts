// Generated from broker/wire/schema/28-txn-offset-commit.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Stores the position of a group within a transaction. */
export const txnOffsetCommit: ApiCodec<TxnOffsetCommitRequest, TxnOffsetCommitRequestInput, TxnOffsetCommitResponse, TxnOffsetCommitResponseInput> = {
  key: 28,
  name: 'TxnOffsetCommit',
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  request: {
    encode(writer, message, version) {
      checkVersion('TxnOffsetCommitRequest', version, { min: 0, max: 5 })
      encodeTxnOffsetCommitRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('TxnOffsetCommitRequest', version, { min: 0, max: 5 })
      return decodeTxnOffsetCommitRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('TxnOffsetCommitResponse', version, { min: 0, max: 5 })
      encodeTxnOffsetCommitResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('TxnOffsetCommitResponse', version, { min: 0, max: 5 })
      return decodeTxnOffsetCommitResponse(reader, version)
    },
  },
}

/** Stores the position of a group within a transaction. */
export interface TxnOffsetCommitRequest {
  /** The transactional id. (v0+) */
  readonly transactionalId: string
  /** The group. (v0+) */
  readonly groupId: string
  /** The producer. (v0+) */
  readonly producerId: number
  /** Its epoch. (v0+) */
  readonly producerEpoch: number
  /** The generation of the consumer; -1 for none. (v3+) */
  readonly generationId: number
  /** The consumer; empty for none. (v3+) */
  readonly memberId: string
  /** The id of a static member. (v3+) */
  readonly groupInstanceId: string | null
  /** What to store. (v0+) */
  readonly topics: readonly TxnOffsetCommitRequestTopic[]
}

/** What encode takes for TxnOffsetCommitRequest. */
export interface TxnOffsetCommitRequestInput {
  readonly transactionalId: string
  readonly groupId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly generationId?: number | undefined
  readonly memberId?: string | undefined
  readonly groupInstanceId?: string | null | undefined
  readonly topics: readonly TxnOffsetCommitRequestTopicInput[]
}

/** What to store. */
export interface TxnOffsetCommitRequestTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly TxnOffsetCommitRequestPartition[]
}

/** What encode takes for TxnOffsetCommitRequestTopic. */
export interface TxnOffsetCommitRequestTopicInput {
  readonly name: string
  readonly partitions: readonly TxnOffsetCommitRequestPartitionInput[]
}

/** The partitions. */
export interface TxnOffsetCommitRequestPartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The next offset to read. (v0+) */
  readonly committedOffset: number
  /** Leader epoch of the last record read; -1 when unknown. (v2+) */
  readonly committedLeaderEpoch: number
  /** Whatever the client wants to keep with it. (v0+) */
  readonly committedMetadata: string | null
}

/** What encode takes for TxnOffsetCommitRequestPartition. */
export interface TxnOffsetCommitRequestPartitionInput {
  readonly partitionIndex: number
  readonly committedOffset: number
  readonly committedLeaderEpoch?: number | undefined
  readonly committedMetadata: string | null
}

function encodeTxnOffsetCommitRequestPartition(writer: Writer, message: TxnOffsetCommitRequestPartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const committedOffset = message.committedOffset
  writer.int64(committedOffset)
  if (version >= 2) {
    const committedLeaderEpoch: number = message.committedLeaderEpoch ?? -1
    writer.int32(committedLeaderEpoch)
  }
  const committedMetadata = message.committedMetadata
  if (version >= 3) writer.compactNullableString(committedMetadata)
  else writer.nullableString(committedMetadata)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeTxnOffsetCommitRequestPartition(reader: Reader, version: number): TxnOffsetCommitRequestPartition {
  const partitionIndex = reader.int32()
  const committedOffset = reader.int64()
  const committedLeaderEpoch: number = version >= 2 ? reader.int32() : -1
  const committedMetadata = (version >= 3 ? reader.compactNullableString() : reader.nullableString())
  if (version >= 3) reader.skipTaggedFields()
  return { partitionIndex, committedOffset, committedLeaderEpoch, committedMetadata }
}

function encodeTxnOffsetCommitRequestTopic(writer: Writer, message: TxnOffsetCommitRequestTopicInput, version: number): void {
  const name = message.name
  if (version >= 3) writer.compactString(name)
  else writer.string(name)
  const partitions = message.partitions
  if (version >= 3) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeTxnOffsetCommitRequestPartition(writer, item, version)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeTxnOffsetCommitRequestTopic(reader: Reader, version: number): TxnOffsetCommitRequestTopic {
  const name = (version >= 3 ? reader.compactString() : reader.string())
  let partitions: readonly TxnOffsetCommitRequestPartition[]
  {
    const count = version >= 3 ? reader.compactArrayLength(14) : reader.arrayLength(14)
    const items: TxnOffsetCommitRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeTxnOffsetCommitRequestPartition(reader, version))
    partitions = items
  }
  if (version >= 3) reader.skipTaggedFields()
  return { name, partitions }
}

function encodeTxnOffsetCommitRequest(writer: Writer, message: TxnOffsetCommitRequestInput, version: number): void {
  const transactionalId = message.transactionalId
  if (version >= 3) writer.compactString(transactionalId)
  else writer.string(transactionalId)
  const groupId = message.groupId
  if (version >= 3) writer.compactString(groupId)
  else writer.string(groupId)
  const producerId = message.producerId
  writer.int64(producerId)
  const producerEpoch = message.producerEpoch
  writer.int16(producerEpoch)
  const generationId: number = message.generationId ?? -1
  if (version >= 3) {
    writer.int32(generationId)
  } else if (generationId !== -1) throw cannotCarry('generationId', version)
  const memberId: string = message.memberId ?? ''
  if (version >= 3) {
    writer.compactString(memberId)
  } else if (memberId !== '') throw cannotCarry('memberId', version)
  const groupInstanceId: string | null = message.groupInstanceId === undefined ? null : message.groupInstanceId
  if (version >= 3) {
    writer.compactNullableString(groupInstanceId)
  } else if (groupInstanceId !== null) throw cannotCarry('groupInstanceId', version)
  const topics = message.topics
  if (version >= 3) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeTxnOffsetCommitRequestTopic(writer, item, version)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeTxnOffsetCommitRequest(reader: Reader, version: number): TxnOffsetCommitRequest {
  const transactionalId = (version >= 3 ? reader.compactString() : reader.string())
  const groupId = (version >= 3 ? reader.compactString() : reader.string())
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  const generationId: number = version >= 3 ? reader.int32() : -1
  const memberId: string = version >= 3 ? reader.compactString() : ''
  const groupInstanceId: string | null = version >= 3 ? reader.compactNullableString() : null
  let topics: readonly TxnOffsetCommitRequestTopic[]
  {
    const count = version >= 3 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: TxnOffsetCommitRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeTxnOffsetCommitRequestTopic(reader, version))
    topics = items
  }
  if (version >= 3) reader.skipTaggedFields()
  return { transactionalId, groupId, producerId, producerEpoch, generationId, memberId, groupInstanceId, topics }
}

/** The answer to TxnOffsetCommit. */
export interface TxnOffsetCommitResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome per topic. (v0+) */
  readonly topics: readonly TxnOffsetCommitResponseTopic[]
}

/** What encode takes for TxnOffsetCommitResponse. */
export interface TxnOffsetCommitResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly topics: readonly TxnOffsetCommitResponseTopicInput[]
}

/** The outcome per topic. */
export interface TxnOffsetCommitResponseTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The outcome per partition. (v0+) */
  readonly partitions: readonly TxnOffsetCommitResponsePartition[]
}

/** What encode takes for TxnOffsetCommitResponseTopic. */
export interface TxnOffsetCommitResponseTopicInput {
  readonly name: string
  readonly partitions: readonly TxnOffsetCommitResponsePartitionInput[]
}

/** The outcome per partition. */
export interface TxnOffsetCommitResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
}

/** What encode takes for TxnOffsetCommitResponsePartition. */
export interface TxnOffsetCommitResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
}

function encodeTxnOffsetCommitResponsePartition(writer: Writer, message: TxnOffsetCommitResponsePartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeTxnOffsetCommitResponsePartition(reader: Reader, version: number): TxnOffsetCommitResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  if (version >= 3) reader.skipTaggedFields()
  return { partitionIndex, errorCode }
}

function encodeTxnOffsetCommitResponseTopic(writer: Writer, message: TxnOffsetCommitResponseTopicInput, version: number): void {
  const name = message.name
  if (version >= 3) writer.compactString(name)
  else writer.string(name)
  const partitions = message.partitions
  if (version >= 3) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeTxnOffsetCommitResponsePartition(writer, item, version)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeTxnOffsetCommitResponseTopic(reader: Reader, version: number): TxnOffsetCommitResponseTopic {
  const name = (version >= 3 ? reader.compactString() : reader.string())
  let partitions: readonly TxnOffsetCommitResponsePartition[]
  {
    const count = version >= 3 ? reader.compactArrayLength(6) : reader.arrayLength(6)
    const items: TxnOffsetCommitResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeTxnOffsetCommitResponsePartition(reader, version))
    partitions = items
  }
  if (version >= 3) reader.skipTaggedFields()
  return { name, partitions }
}

function encodeTxnOffsetCommitResponse(writer: Writer, message: TxnOffsetCommitResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const topics = message.topics
  if (version >= 3) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeTxnOffsetCommitResponseTopic(writer, item, version)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeTxnOffsetCommitResponse(reader: Reader, version: number): TxnOffsetCommitResponse {
  const throttleTimeMs = reader.int32()
  let topics: readonly TxnOffsetCommitResponseTopic[]
  {
    const count = version >= 3 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: TxnOffsetCommitResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeTxnOffsetCommitResponseTopic(reader, version))
    topics = items
  }
  if (version >= 3) reader.skipTaggedFields()
  return { throttleTimeMs, topics }
}
