// Generated from broker/wire/schema/23-offset-for-leader-epoch.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Asks where a leader epoch ends. */
export const offsetForLeaderEpoch: ApiCodec<OffsetForLeaderEpochRequest, OffsetForLeaderEpochRequestInput, OffsetForLeaderEpochResponse, OffsetForLeaderEpochResponseInput> = {
  key: 23,
  name: 'OffsetForLeaderEpoch',
  minVersion: 2,
  maxVersion: 4,
  flexibleFrom: 4,
  request: {
    encode(writer, message, version) {
      checkVersion('OffsetForLeaderEpochRequest', version, { min: 2, max: 4 })
      encodeOffsetForLeaderEpochRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('OffsetForLeaderEpochRequest', version, { min: 2, max: 4 })
      return decodeOffsetForLeaderEpochRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('OffsetForLeaderEpochResponse', version, { min: 2, max: 4 })
      encodeOffsetForLeaderEpochResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('OffsetForLeaderEpochResponse', version, { min: 2, max: 4 })
      return decodeOffsetForLeaderEpochResponse(reader, version)
    },
  },
}

/** Asks where a leader epoch ends. */
export interface OffsetForLeaderEpochRequest {
  /** The follower that asks; -1 for a consumer, -2 when unknown. (v3+) */
  readonly replicaId: number
  /** What to look up. (v0+) */
  readonly topics: readonly OffsetForLeaderEpochRequestTopic[]
}

/** What encode takes for OffsetForLeaderEpochRequest. */
export interface OffsetForLeaderEpochRequestInput {
  readonly replicaId?: number | undefined
  readonly topics: readonly OffsetForLeaderEpochRequestTopicInput[]
}

/** What to look up. */
export interface OffsetForLeaderEpochRequestTopic {
  /** The topic. (v0+) */
  readonly topic: string
  /** The partitions. (v0+) */
  readonly partitions: readonly OffsetForLeaderEpochRequestPartition[]
}

/** What encode takes for OffsetForLeaderEpochRequestTopic. */
export interface OffsetForLeaderEpochRequestTopicInput {
  readonly topic: string
  readonly partitions: readonly OffsetForLeaderEpochRequestPartitionInput[]
}

/** The partitions. */
export interface OffsetForLeaderEpochRequestPartition {
  /** The partition. (v0+) */
  readonly partition: number
  /** The leader epoch the client knows; -1 for none. (v2+) */
  readonly currentLeaderEpoch: number
  /** The epoch to look up. (v0+) */
  readonly leaderEpoch: number
}

/** What encode takes for OffsetForLeaderEpochRequestPartition. */
export interface OffsetForLeaderEpochRequestPartitionInput {
  readonly partition: number
  readonly currentLeaderEpoch?: number | undefined
  readonly leaderEpoch: number
}

function encodeOffsetForLeaderEpochRequestPartition(writer: Writer, message: OffsetForLeaderEpochRequestPartitionInput, version: number): void {
  const partition = message.partition
  writer.int32(partition)
  const currentLeaderEpoch: number = message.currentLeaderEpoch ?? -1
  writer.int32(currentLeaderEpoch)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  if (version === 4) writer.unsignedVarint(0)
}

function decodeOffsetForLeaderEpochRequestPartition(reader: Reader, version: number): OffsetForLeaderEpochRequestPartition {
  const partition = reader.int32()
  const currentLeaderEpoch = reader.int32()
  const leaderEpoch = reader.int32()
  if (version === 4) reader.skipTaggedFields()
  return { partition, currentLeaderEpoch, leaderEpoch }
}

function encodeOffsetForLeaderEpochRequestTopic(writer: Writer, message: OffsetForLeaderEpochRequestTopicInput, version: number): void {
  const topic = message.topic
  if (version === 4) writer.compactString(topic)
  else writer.string(topic)
  const partitions = message.partitions
  if (version === 4) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeOffsetForLeaderEpochRequestPartition(writer, item, version)
  if (version === 4) writer.unsignedVarint(0)
}

function decodeOffsetForLeaderEpochRequestTopic(reader: Reader, version: number): OffsetForLeaderEpochRequestTopic {
  const topic = (version >= 4 ? reader.compactString() : reader.string())
  let partitions: readonly OffsetForLeaderEpochRequestPartition[]
  {
    const count = version >= 4 ? reader.compactArrayLength(12) : reader.arrayLength(12)
    const items: OffsetForLeaderEpochRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetForLeaderEpochRequestPartition(reader, version))
    partitions = items
  }
  if (version === 4) reader.skipTaggedFields()
  return { topic, partitions }
}

function encodeOffsetForLeaderEpochRequest(writer: Writer, message: OffsetForLeaderEpochRequestInput, version: number): void {
  if (version >= 3) {
    const replicaId: number = message.replicaId ?? -2
    writer.int32(replicaId)
  }
  const topics = message.topics
  if (version === 4) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeOffsetForLeaderEpochRequestTopic(writer, item, version)
  if (version === 4) writer.unsignedVarint(0)
}

function decodeOffsetForLeaderEpochRequest(reader: Reader, version: number): OffsetForLeaderEpochRequest {
  const replicaId: number = version >= 3 ? reader.int32() : -2
  let topics: readonly OffsetForLeaderEpochRequestTopic[]
  {
    const count = version >= 4 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: OffsetForLeaderEpochRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetForLeaderEpochRequestTopic(reader, version))
    topics = items
  }
  if (version === 4) reader.skipTaggedFields()
  return { replicaId, topics }
}

/** The answer to OffsetForLeaderEpoch. */
export interface OffsetForLeaderEpochResponse {
  /** How long the quota of the client delays it, ms. (v2+) */
  readonly throttleTimeMs: number
  /** What was found. (v0+) */
  readonly topics: readonly OffsetForLeaderEpochResponseTopic[]
}

/** What encode takes for OffsetForLeaderEpochResponse. */
export interface OffsetForLeaderEpochResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly topics: readonly OffsetForLeaderEpochResponseTopicInput[]
}

/** What was found. */
export interface OffsetForLeaderEpochResponseTopic {
  /** The topic. (v0+) */
  readonly topic: string
  /** The partitions. (v0+) */
  readonly partitions: readonly OffsetForLeaderEpochResponsePartition[]
}

/** What encode takes for OffsetForLeaderEpochResponseTopic. */
export interface OffsetForLeaderEpochResponseTopicInput {
  readonly topic: string
  readonly partitions: readonly OffsetForLeaderEpochResponsePartitionInput[]
}

/** The partitions. */
export interface OffsetForLeaderEpochResponsePartition {
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
  /** The partition. (v0+) */
  readonly partition: number
  /** The largest epoch up to the one asked for; -1 for none. (v1+) */
  readonly leaderEpoch: number
  /** Where that epoch ends; -1 when unknown. (v0+) */
  readonly endOffset: number
}

/** What encode takes for OffsetForLeaderEpochResponsePartition. */
export interface OffsetForLeaderEpochResponsePartitionInput {
  readonly errorCode: number
  readonly partition: number
  readonly leaderEpoch?: number | undefined
  readonly endOffset?: number | undefined
}

function encodeOffsetForLeaderEpochResponsePartition(writer: Writer, message: OffsetForLeaderEpochResponsePartitionInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const partition = message.partition
  writer.int32(partition)
  const leaderEpoch: number = message.leaderEpoch ?? -1
  writer.int32(leaderEpoch)
  const endOffset: number = message.endOffset ?? -1
  writer.int64(endOffset)
  if (version === 4) writer.unsignedVarint(0)
}

function decodeOffsetForLeaderEpochResponsePartition(reader: Reader, version: number): OffsetForLeaderEpochResponsePartition {
  const errorCode = reader.int16()
  const partition = reader.int32()
  const leaderEpoch = reader.int32()
  const endOffset = reader.int64()
  if (version === 4) reader.skipTaggedFields()
  return { errorCode, partition, leaderEpoch, endOffset }
}

function encodeOffsetForLeaderEpochResponseTopic(writer: Writer, message: OffsetForLeaderEpochResponseTopicInput, version: number): void {
  const topic = message.topic
  if (version === 4) writer.compactString(topic)
  else writer.string(topic)
  const partitions = message.partitions
  if (version === 4) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeOffsetForLeaderEpochResponsePartition(writer, item, version)
  if (version === 4) writer.unsignedVarint(0)
}

function decodeOffsetForLeaderEpochResponseTopic(reader: Reader, version: number): OffsetForLeaderEpochResponseTopic {
  const topic = (version >= 4 ? reader.compactString() : reader.string())
  let partitions: readonly OffsetForLeaderEpochResponsePartition[]
  {
    const count = version >= 4 ? reader.compactArrayLength(18) : reader.arrayLength(18)
    const items: OffsetForLeaderEpochResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetForLeaderEpochResponsePartition(reader, version))
    partitions = items
  }
  if (version === 4) reader.skipTaggedFields()
  return { topic, partitions }
}

function encodeOffsetForLeaderEpochResponse(writer: Writer, message: OffsetForLeaderEpochResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const topics = message.topics
  if (version === 4) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeOffsetForLeaderEpochResponseTopic(writer, item, version)
  if (version === 4) writer.unsignedVarint(0)
}

function decodeOffsetForLeaderEpochResponse(reader: Reader, version: number): OffsetForLeaderEpochResponse {
  const throttleTimeMs = reader.int32()
  let topics: readonly OffsetForLeaderEpochResponseTopic[]
  {
    const count = version >= 4 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: OffsetForLeaderEpochResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetForLeaderEpochResponseTopic(reader, version))
    topics = items
  }
  if (version === 4) reader.skipTaggedFields()
  return { throttleTimeMs, topics }
}
