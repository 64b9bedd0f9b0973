// Generated from broker/wire/schema/27-write-txn-markers.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Writes the end of transactions into partitions. */
export const writeTxnMarkers: ApiCodec<WriteTxnMarkersRequest, WriteTxnMarkersRequestInput, WriteTxnMarkersResponse, WriteTxnMarkersResponseInput> = {
  key: 27,
  name: 'WriteTxnMarkers',
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 1,
  request: {
    encode(writer, message, version) {
      checkVersion('WriteTxnMarkersRequest', version, { min: 1, max: 2 })
      encodeWriteTxnMarkersRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('WriteTxnMarkersRequest', version, { min: 1, max: 2 })
      return decodeWriteTxnMarkersRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('WriteTxnMarkersResponse', version, { min: 1, max: 2 })
      encodeWriteTxnMarkersResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('WriteTxnMarkersResponse', version, { min: 1, max: 2 })
      return decodeWriteTxnMarkersResponse(reader, version)
    },
  },
}

/** Writes the end of transactions into partitions. */
export interface WriteTxnMarkersRequest {
  /** The markers. (v0+) */
  readonly markers: readonly WriteTxnMarkersRequestMarker[]
}

/** What encode takes for WriteTxnMarkersRequest. */
export interface WriteTxnMarkersRequestInput {
  readonly markers: readonly WriteTxnMarkersRequestMarkerInput[]
}

/** The markers. */
export interface WriteTxnMarkersRequestMarker {
  /** The producer. (v0+) */
  readonly producerId: number
  /** Its epoch. (v0+) */
  readonly producerEpoch: number
  /** Whether the transaction was committed. (v0+) */
  readonly transactionResult: boolean
  /** Where to write. (v0+) */
  readonly topics: readonly WriteTxnMarkersRequestTopic[]
  /** Epoch of the transaction coordinator. (v0+) */
  readonly coordinatorEpoch: number
  /** Version of the transaction protocol. (v2+) */
  readonly transactionVersion: number
}

/** What encode takes for WriteTxnMarkersRequestMarker. */
export interface WriteTxnMarkersRequestMarkerInput {
  readonly producerId: number
  readonly producerEpoch: number
  readonly transactionResult: boolean
  readonly topics: readonly WriteTxnMarkersRequestTopicInput[]
  readonly coordinatorEpoch: number
  readonly transactionVersion?: number | undefined
}

/** Where to write. */
export interface WriteTxnMarkersRequestTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitionIndexes: readonly number[]
}

/** What encode takes for WriteTxnMarkersRequestTopic. */
export interface WriteTxnMarkersRequestTopicInput {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

function encodeWriteTxnMarkersRequestTopic(writer: Writer, message: WriteTxnMarkersRequestTopicInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const partitionIndexes = message.partitionIndexes
  writer.compactArrayLength(partitionIndexes.length)
  for (const item of partitionIndexes) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeWriteTxnMarkersRequestTopic(reader: Reader, _version: number): WriteTxnMarkersRequestTopic {
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

function encodeWriteTxnMarkersRequestMarker(writer: Writer, message: WriteTxnMarkersRequestMarkerInput, version: number): void {
  const producerId = message.producerId
  writer.int64(producerId)
  const producerEpoch = message.producerEpoch
  writer.int16(producerEpoch)
  const transactionResult = message.transactionResult
  writer.boolean(transactionResult)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeWriteTxnMarkersRequestTopic(writer, item, version)
  const coordinatorEpoch = message.coordinatorEpoch
  writer.int32(coordinatorEpoch)
  if (version === 2) {
    const transactionVersion: number = message.transactionVersion ?? 0
    writer.int8(transactionVersion)
  }
  writer.unsignedVarint(0)
}

function decodeWriteTxnMarkersRequestMarker(reader: Reader, version: number): WriteTxnMarkersRequestMarker {
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  const transactionResult = reader.boolean()
  let topics: readonly WriteTxnMarkersRequestTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: WriteTxnMarkersRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeWriteTxnMarkersRequestTopic(reader, version))
    topics = items
  }
  const coordinatorEpoch = reader.int32()
  const transactionVersion: number = version === 2 ? reader.int8() : 0
  reader.skipTaggedFields()
  return { producerId, producerEpoch, transactionResult, topics, coordinatorEpoch, transactionVersion }
}

function encodeWriteTxnMarkersRequest(writer: Writer, message: WriteTxnMarkersRequestInput, version: number): void {
  const markers = message.markers
  writer.compactArrayLength(markers.length)
  for (const item of markers) encodeWriteTxnMarkersRequestMarker(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeWriteTxnMarkersRequest(reader: Reader, version: number): WriteTxnMarkersRequest {
  let markers: readonly WriteTxnMarkersRequestMarker[]
  {
    const count = reader.compactArrayLength(17)
    const items: WriteTxnMarkersRequestMarker[] = []
    for (let index = 0; index < count; index++) items.push(decodeWriteTxnMarkersRequestMarker(reader, version))
    markers = items
  }
  reader.skipTaggedFields()
  return { markers }
}

/** The answer to WriteTxnMarkers. */
export interface WriteTxnMarkersResponse {
  /** The outcome per marker. (v0+) */
  readonly markers: readonly WriteTxnMarkersResponseMarker[]
}

/** What encode takes for WriteTxnMarkersResponse. */
export interface WriteTxnMarkersResponseInput {
  readonly markers: readonly WriteTxnMarkersResponseMarkerInput[]
}

/** The outcome per marker. */
export interface WriteTxnMarkersResponseMarker {
  /** The producer. (v0+) */
  readonly producerId: number
  /** The outcome per topic. (v0+) */
  readonly topics: readonly WriteTxnMarkersResponseTopic[]
}

/** What encode takes for WriteTxnMarkersResponseMarker. */
export interface WriteTxnMarkersResponseMarkerInput {
  readonly producerId: number
  readonly topics: readonly WriteTxnMarkersResponseTopicInput[]
}

/** The outcome per topic. */
export interface WriteTxnMarkersResponseTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The outcome per partition. (v0+) */
  readonly partitions: readonly WriteTxnMarkersResponsePartition[]
}

/** What encode takes for WriteTxnMarkersResponseTopic. */
export interface WriteTxnMarkersResponseTopicInput {
  readonly name: string
  readonly partitions: readonly WriteTxnMarkersResponsePartitionInput[]
}

/** The outcome per partition. */
export interface WriteTxnMarkersResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
}

/** What encode takes for WriteTxnMarkersResponsePartition. */
export interface WriteTxnMarkersResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
}

function encodeWriteTxnMarkersResponsePartition(writer: Writer, message: WriteTxnMarkersResponsePartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  writer.unsignedVarint(0)
}

function decodeWriteTxnMarkersResponsePartition(reader: Reader, _version: number): WriteTxnMarkersResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  reader.skipTaggedFields()
  return { partitionIndex, errorCode }
}

function encodeWriteTxnMarkersResponseTopic(writer: Writer, message: WriteTxnMarkersResponseTopicInput, version: number): void {
  const name = message.name
  writer.compactString(name)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeWriteTxnMarkersResponsePartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeWriteTxnMarkersResponseTopic(reader: Reader, version: number): WriteTxnMarkersResponseTopic {
  const name = reader.compactString()
  let partitions: readonly WriteTxnMarkersResponsePartition[]
  {
    const count = reader.compactArrayLength(7)
    const items: WriteTxnMarkersResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeWriteTxnMarkersResponsePartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { name, partitions }
}

function encodeWriteTxnMarkersResponseMarker(writer: Writer, message: WriteTxnMarkersResponseMarkerInput, version: number): void {
  const producerId = message.producerId
  writer.int64(producerId)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeWriteTxnMarkersResponseTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeWriteTxnMarkersResponseMarker(reader: Reader, version: number): WriteTxnMarkersResponseMarker {
  const producerId = reader.int64()
  let topics: readonly WriteTxnMarkersResponseTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: WriteTxnMarkersResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeWriteTxnMarkersResponseTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { producerId, topics }
}

function encodeWriteTxnMarkersResponse(writer: Writer, message: WriteTxnMarkersResponseInput, version: number): void {
  const markers = message.markers
  writer.compactArrayLength(markers.length)
  for (const item of markers) encodeWriteTxnMarkersResponseMarker(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeWriteTxnMarkersResponse(reader: Reader, version: number): WriteTxnMarkersResponse {
  let markers: readonly WriteTxnMarkersResponseMarker[]
  {
    const count = reader.compactArrayLength(10)
    const items: WriteTxnMarkersResponseMarker[] = []
    for (let index = 0; index < count; index++) items.push(decodeWriteTxnMarkersResponseMarker(reader, version))
    markers = items
  }
  reader.skipTaggedFields()
  return { markers }
}
