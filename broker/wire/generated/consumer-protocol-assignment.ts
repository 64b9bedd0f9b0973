// Generated from broker/wire/schema/records/consumer-protocol-assignment.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** What the leader of a group assigns to a consumer. */
export const consumerProtocolAssignment: RecordCodec<ConsumerProtocolAssignment, ConsumerProtocolAssignmentInput> = {
  recordType: null,
  name: 'ConsumerProtocolAssignment',
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ConsumerProtocolAssignment', version, { min: 0, max: 3 })
    encodeConsumerProtocolAssignment(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerProtocolAssignment', version, { min: 0, max: 3 })
    return decodeConsumerProtocolAssignment(reader, version)
  },
}

/** What the leader of a group assigns to a consumer. */
export interface ConsumerProtocolAssignment {
  /** The partitions it may read. (v0+) */
  readonly assignedPartitions: readonly ConsumerProtocolAssignmentAssignedPartition[]
  /** What the assignor adds. (v0+) */
  readonly userData: Buffer | null
}

/** What encode takes for ConsumerProtocolAssignment. */
export interface ConsumerProtocolAssignmentInput {
  readonly assignedPartitions: readonly ConsumerProtocolAssignmentAssignedPartitionInput[]
  readonly userData?: Uint8Array | null | undefined
}

/** The partitions it may read. */
export interface ConsumerProtocolAssignmentAssignedPartition {
  /** The topic. (v0+) */
  readonly topic: string
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for ConsumerProtocolAssignmentAssignedPartition. */
export interface ConsumerProtocolAssignmentAssignedPartitionInput {
  readonly topic: string
  readonly partitions: readonly number[]
}

function encodeConsumerProtocolAssignmentAssignedPartition(writer: Writer, message: ConsumerProtocolAssignmentAssignedPartitionInput, _version: number): void {
  const topic = message.topic
  writer.string(topic)
  const partitions = message.partitions
  writer.arrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
}

function decodeConsumerProtocolAssignmentAssignedPartition(reader: Reader, _version: number): ConsumerProtocolAssignmentAssignedPartition {
  const topic = reader.string()
  let partitions: readonly number[]
  {
    const count = reader.arrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  return { topic, partitions }
}

function encodeConsumerProtocolAssignment(writer: Writer, message: ConsumerProtocolAssignmentInput, version: number): void {
  const assignedPartitions = message.assignedPartitions
  writer.arrayLength(assignedPartitions.length)
  for (const item of assignedPartitions) encodeConsumerProtocolAssignmentAssignedPartition(writer, item, version)
  const userData: Uint8Array | null = message.userData === undefined ? null : message.userData
  writer.nullableBytes(userData)
}

function decodeConsumerProtocolAssignment(reader: Reader, version: number): ConsumerProtocolAssignment {
  let assignedPartitions: readonly ConsumerProtocolAssignmentAssignedPartition[]
  {
    const count = reader.arrayLength(6)
    const items: ConsumerProtocolAssignmentAssignedPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeConsumerProtocolAssignmentAssignedPartition(reader, version))
    assignedPartitions = items
  }
  const userData = reader.nullableBytes()
  return { assignedPartitions, userData }
}
