// Generated from broker/wire/schema/56-alter-partition.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Lets a leader change the in-sync replicas of its partitions. */
export const alterPartition: ApiCodec<AlterPartitionRequest, AlterPartitionRequestInput, AlterPartitionResponse, AlterPartitionResponseInput> = {
  key: 56,
  name: 'AlterPartition',
  minVersion: 2,
  maxVersion: 3,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('AlterPartitionRequest', version, { min: 2, max: 3 })
      encodeAlterPartitionRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AlterPartitionRequest', version, { min: 2, max: 3 })
      return decodeAlterPartitionRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('AlterPartitionResponse', version, { min: 2, max: 3 })
      encodeAlterPartitionResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AlterPartitionResponse', version, { min: 2, max: 3 })
      return decodeAlterPartitionResponse(reader, version)
    },
  },
}

/** Lets a leader change the in-sync replicas of its partitions. */
export interface AlterPartitionRequest {
  /** The leader. (v0+) */
  readonly brokerId: number
  /** Its broker epoch. (v0+) */
  readonly brokerEpoch: number
  /** The changes. (v0+) */
  readonly topics: readonly AlterPartitionRequestTopic[]
}

/** What encode takes for AlterPartitionRequest. */
export interface AlterPartitionRequestInput {
  readonly brokerId: number
  readonly brokerEpoch?: number | undefined
  readonly topics: readonly AlterPartitionRequestTopicInput[]
}

/** The changes. */
export interface AlterPartitionRequestTopic {
  /** The topic. (v2+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly AlterPartitionRequestPartition[]
}

/** What encode takes for AlterPartitionRequestTopic. */
export interface AlterPartitionRequestTopicInput {
  readonly topicId: Uuid
  readonly partitions: readonly AlterPartitionRequestPartitionInput[]
}

/** The partitions. */
export interface AlterPartitionRequestPartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The leader epoch. (v0+) */
  readonly leaderEpoch: number
  /** The in-sync replicas wanted. (v0-2) */
  readonly newIsr: readonly number[]
  /** The in-sync replicas wanted, with their broker epochs. (v3+) */
  readonly newIsrWithEpochs: readonly AlterPartitionRequestBrokerState[]
  /** Whether the leader still recovers from an unclean election: 1 it does. (v1+) */
  readonly leaderRecoveryState: number
  /** The partition epoch the change is based on. (v0+) */
  readonly partitionEpoch: number
}

/** What encode takes for AlterPartitionRequestPartition. */
export interface AlterPartitionRequestPartitionInput {
  readonly partitionIndex: number
  readonly leaderEpoch: number
  readonly newIsr?: readonly number[] | undefined
  readonly newIsrWithEpochs?: readonly AlterPartitionRequestBrokerStateInput[] | undefined
  readonly leaderRecoveryState?: number | undefined
  readonly partitionEpoch: number
}

/** The in-sync replicas wanted, with their broker epochs. */
export interface AlterPartitionRequestBrokerState {
  /** The broker. (v3+) */
  readonly brokerId: number
  /** Its broker epoch; -1 when unknown. (v3+) */
  readonly brokerEpoch: number
}

/** What encode takes for AlterPartitionRequestBrokerState. */
export interface AlterPartitionRequestBrokerStateInput {
  readonly brokerId: number
  readonly brokerEpoch?: number | undefined
}

function encodeAlterPartitionRequestBrokerState(writer: Writer, message: AlterPartitionRequestBrokerStateInput, _version: number): void {
  const brokerId = message.brokerId
  writer.int32(brokerId)
  const brokerEpoch: number = message.brokerEpoch ?? -1
  writer.int64(brokerEpoch)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionRequestBrokerState(reader: Reader, _version: number): AlterPartitionRequestBrokerState {
  const brokerId = reader.int32()
  const brokerEpoch = reader.int64()
  reader.skipTaggedFields()
  return { brokerId, brokerEpoch }
}

function encodeAlterPartitionRequestPartition(writer: Writer, message: AlterPartitionRequestPartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  const newIsr: readonly number[] = message.newIsr ?? []
  if (version === 2) {
    writer.compactArrayLength(newIsr.length)
    for (const item of newIsr) writer.int32(item)
  } else if (newIsr.length > 0) throw cannotCarry('newIsr', version)
  const newIsrWithEpochs: readonly AlterPartitionRequestBrokerStateInput[] = message.newIsrWithEpochs ?? []
  if (version === 3) {
    writer.compactArrayLength(newIsrWithEpochs.length)
    for (const item of newIsrWithEpochs) encodeAlterPartitionRequestBrokerState(writer, item, version)
  } else if (newIsrWithEpochs.length > 0) throw cannotCarry('newIsrWithEpochs', version)
  const leaderRecoveryState: number = message.leaderRecoveryState ?? 0
  writer.int8(leaderRecoveryState)
  const partitionEpoch = message.partitionEpoch
  writer.int32(partitionEpoch)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionRequestPartition(reader: Reader, version: number): AlterPartitionRequestPartition {
  const partitionIndex = reader.int32()
  const leaderEpoch = reader.int32()
  let newIsr: readonly number[] = []
  if (version === 2) {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    newIsr = items
  }
  let newIsrWithEpochs: readonly AlterPartitionRequestBrokerState[] = []
  if (version === 3) {
    const count = reader.compactArrayLength(13)
    const items: AlterPartitionRequestBrokerState[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterPartitionRequestBrokerState(reader, version))
    newIsrWithEpochs = items
  }
  const leaderRecoveryState = reader.int8()
  const partitionEpoch = reader.int32()
  reader.skipTaggedFields()
  return { partitionIndex, leaderEpoch, newIsr, newIsrWithEpochs, leaderRecoveryState, partitionEpoch }
}

function encodeAlterPartitionRequestTopic(writer: Writer, message: AlterPartitionRequestTopicInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeAlterPartitionRequestPartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionRequestTopic(reader: Reader, version: number): AlterPartitionRequestTopic {
  const topicId = reader.uuid()
  let partitions: readonly AlterPartitionRequestPartition[]
  {
    const count = reader.compactArrayLength(15)
    const items: AlterPartitionRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterPartitionRequestPartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeAlterPartitionRequest(writer: Writer, message: AlterPartitionRequestInput, version: number): void {
  const brokerId = message.brokerId
  writer.int32(brokerId)
  const brokerEpoch: number = message.brokerEpoch ?? -1
  writer.int64(brokerEpoch)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeAlterPartitionRequestTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionRequest(reader: Reader, version: number): AlterPartitionRequest {
  const brokerId = reader.int32()
  const brokerEpoch = reader.int64()
  let topics: readonly AlterPartitionRequestTopic[]
  {
    const count = reader.compactArrayLength(18)
    const items: AlterPartitionRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterPartitionRequestTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { brokerId, brokerEpoch, topics }
}

/** The answer to AlterPartition. */
export interface AlterPartitionResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** The state after the change. (v0+) */
  readonly topics: readonly AlterPartitionResponseTopic[]
}

/** What encode takes for AlterPartitionResponse. */
export interface AlterPartitionResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly topics: readonly AlterPartitionResponseTopicInput[]
}

/** The state after the change. */
export interface AlterPartitionResponseTopic {
  /** The topic. (v2+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly AlterPartitionResponsePartition[]
}

/** What encode takes for AlterPartitionResponseTopic. */
export interface AlterPartitionResponseTopicInput {
  readonly topicId: Uuid
  readonly partitions: readonly AlterPartitionResponsePartitionInput[]
}

/** The partitions. */
export interface AlterPartitionResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
  /** The leader. (v0+) */
  readonly leaderId: number
  /** The leader epoch. (v0+) */
  readonly leaderEpoch: number
  /** The in-sync replicas. (v0+) */
  readonly isr: readonly number[]
  /** Recovery of the leader. (v1+) */
  readonly leaderRecoveryState: number
  /** The partition epoch. (v0+) */
  readonly partitionEpoch: number
}

/** What encode takes for AlterPartitionResponsePartition. */
export interface AlterPartitionResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly isr: readonly number[]
  readonly leaderRecoveryState?: number | undefined
  readonly partitionEpoch: number
}

function encodeAlterPartitionResponsePartition(writer: Writer, message: AlterPartitionResponsePartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const leaderId = message.leaderId
  writer.int32(leaderId)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  const isr = message.isr
  writer.compactArrayLength(isr.length)
  for (const item of isr) writer.int32(item)
  const leaderRecoveryState: number = message.leaderRecoveryState ?? 0
  writer.int8(leaderRecoveryState)
  const partitionEpoch = message.partitionEpoch
  writer.int32(partitionEpoch)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionResponsePartition(reader: Reader, _version: number): AlterPartitionResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  let isr: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    isr = items
  }
  const leaderRecoveryState = reader.int8()
  const partitionEpoch = reader.int32()
  reader.skipTaggedFields()
  return { partitionIndex, errorCode, leaderId, leaderEpoch, isr, leaderRecoveryState, partitionEpoch }
}

function encodeAlterPartitionResponseTopic(writer: Writer, message: AlterPartitionResponseTopicInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeAlterPartitionResponsePartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionResponseTopic(reader: Reader, version: number): AlterPartitionResponseTopic {
  const topicId = reader.uuid()
  let partitions: readonly AlterPartitionResponsePartition[]
  {
    const count = reader.compactArrayLength(21)
    const items: AlterPartitionResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterPartitionResponsePartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeAlterPartitionResponse(writer: Writer, message: AlterPartitionResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeAlterPartitionResponseTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionResponse(reader: Reader, version: number): AlterPartitionResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  let topics: readonly AlterPartitionResponseTopic[]
  {
    const count = reader.compactArrayLength(18)
    const items: AlterPartitionResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterPartitionResponseTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, topics }
}
