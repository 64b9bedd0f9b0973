// Generated from broker/wire/schema/61-describe-producers.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Describes the producers that a partition remembers. */
export const describeProducers: ApiCodec<DescribeProducersRequest, DescribeProducersRequestInput, DescribeProducersResponse, DescribeProducersResponseInput> = {
  key: 61,
  name: 'DescribeProducers',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('DescribeProducersRequest', version, { min: 0, max: 0 })
      encodeDescribeProducersRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeProducersRequest', version, { min: 0, max: 0 })
      return decodeDescribeProducersRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DescribeProducersResponse', version, { min: 0, max: 0 })
      encodeDescribeProducersResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeProducersResponse', version, { min: 0, max: 0 })
      return decodeDescribeProducersResponse(reader, version)
    },
  },
}

/** Describes the producers that a partition remembers. */
export interface DescribeProducersRequest {
  /** What to describe. (v0+) */
  readonly topics: readonly DescribeProducersRequestTopic[]
}

/** What encode takes for DescribeProducersRequest. */
export interface DescribeProducersRequestInput {
  readonly topics: readonly DescribeProducersRequestTopicInput[]
}

/** What to describe. */
export interface DescribeProducersRequestTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitionIndexes: readonly number[]
}

/** What encode takes for DescribeProducersRequestTopic. */
export interface DescribeProducersRequestTopicInput {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

function encodeDescribeProducersRequestTopic(writer: Writer, message: DescribeProducersRequestTopicInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const partitionIndexes = message.partitionIndexes
  writer.compactArrayLength(partitionIndexes.length)
  for (const item of partitionIndexes) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeDescribeProducersRequestTopic(reader: Reader, _version: number): DescribeProducersRequestTopic {
  const name = reader.compactString()
  let partitionIndexes: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitionIndexes = items
  }
  reader.skipTaggedFields()
  return { name, partitionIndexes }
}

function encodeDescribeProducersRequest(writer: Writer, message: DescribeProducersRequestInput, version: number): void {
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeDescribeProducersRequestTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeProducersRequest(reader: Reader, version: number): DescribeProducersRequest {
  let topics: readonly DescribeProducersRequestTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: DescribeProducersRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeProducersRequestTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { topics }
}

/** The answer to DescribeProducers. */
export interface DescribeProducersResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** What was found. (v0+) */
  readonly topics: readonly DescribeProducersResponseTopic[]
}

/** What encode takes for DescribeProducersResponse. */
export interface DescribeProducersResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly topics: readonly DescribeProducersResponseTopicInput[]
}

/** What was found. */
export interface DescribeProducersResponseTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly DescribeProducersResponsePartition[]
}

/** What encode takes for DescribeProducersResponseTopic. */
export interface DescribeProducersResponseTopicInput {
  readonly name: string
  readonly partitions: readonly DescribeProducersResponsePartitionInput[]
}

/** The partitions. */
export interface DescribeProducersResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** The producers. (v0+) */
  readonly activeProducers: readonly DescribeProducersResponseActiveProducer[]
}

/** What encode takes for DescribeProducersResponsePartition. */
export interface DescribeProducersResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly activeProducers: readonly DescribeProducersResponseActiveProducerInput[]
}

/** The producers. */
export interface DescribeProducersResponseActiveProducer {
  /** The producer. (v0+) */
  readonly producerId: number
  /** Its epoch. (v0+) */
  readonly producerEpoch: number
  /** The last sequence it wrote; -1 for none. (v0+) */
  readonly lastSequence: number
  /** The last timestamp it wrote, ms since 1970; -1 for none. (v0+) */
  readonly lastTimestamp: number
  /** Epoch of its transaction coordinator. (v0+) */
  readonly coordinatorEpoch: number
  /** Where its open transaction starts; -1 for none. (v0+) */
  readonly currentTxnStartOffset: number
}

/** What encode takes for DescribeProducersResponseActiveProducer. */
export interface DescribeProducersResponseActiveProducerInput {
  readonly producerId: number
  readonly producerEpoch: number
  readonly lastSequence?: number | undefined
  readonly lastTimestamp?: number | undefined
  readonly coordinatorEpoch: number
  readonly currentTxnStartOffset?: number | undefined
}

function encodeDescribeProducersResponseActiveProducer(writer: Writer, message: DescribeProducersResponseActiveProducerInput, _version: number): void {
  const producerId = message.producerId
  writer.int64(producerId)
  const producerEpoch = message.producerEpoch
  writer.int32(producerEpoch)
  const lastSequence: number = message.lastSequence ?? -1
  writer.int32(lastSequence)
  const lastTimestamp: number = message.lastTimestamp ?? -1
  writer.int64(lastTimestamp)
  const coordinatorEpoch = message.coordinatorEpoch
  writer.int32(coordinatorEpoch)
  const currentTxnStartOffset: number = message.currentTxnStartOffset ?? -1
  writer.int64(currentTxnStartOffset)
  writer.unsignedVarint(0)
}

function decodeDescribeProducersResponseActiveProducer(reader: Reader, _version: number): DescribeProducersResponseActiveProducer {
  const producerId = reader.int64()
  const producerEpoch = reader.int32()
  const lastSequence = reader.int32()
  const lastTimestamp = reader.int64()
  const coordinatorEpoch = reader.int32()
  const currentTxnStartOffset = reader.int64()
  reader.skipTaggedFields()
  return { producerId, producerEpoch, lastSequence, lastTimestamp, coordinatorEpoch, currentTxnStartOffset }
}

function encodeDescribeProducersResponsePartition(writer: Writer, message: DescribeProducersResponsePartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  const activeProducers = message.activeProducers
  writer.compactArrayLength(activeProducers.length)
  for (const item of activeProducers) encodeDescribeProducersResponseActiveProducer(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeProducersResponsePartition(reader: Reader, version: number): DescribeProducersResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  let activeProducers: readonly DescribeProducersResponseActiveProducer[]
  {
    const count = reader.compactArrayLength(37)
    const items: DescribeProducersResponseActiveProducer[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeProducersResponseActiveProducer(reader, version))
    activeProducers = items
  }
  reader.skipTaggedFields()
  return { partitionIndex, errorCode, errorMessage, activeProducers }
}

function encodeDescribeProducersResponseTopic(writer: Writer, message: DescribeProducersResponseTopicInput, version: number): void {
  const name = message.name
  writer.compactString(name)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeDescribeProducersResponsePartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeProducersResponseTopic(reader: Reader, version: number): DescribeProducersResponseTopic {
  const name = reader.compactString()
  let partitions: readonly DescribeProducersResponsePartition[]
  {
    const count = reader.compactArrayLength(9)
    const items: DescribeProducersResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeProducersResponsePartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { name, partitions }
}

function encodeDescribeProducersResponse(writer: Writer, message: DescribeProducersResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeDescribeProducersResponseTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeProducersResponse(reader: Reader, version: number): DescribeProducersResponse {
  const throttleTimeMs = reader.int32()
  let topics: readonly DescribeProducersResponseTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: DescribeProducersResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeProducersResponseTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, topics }
}
