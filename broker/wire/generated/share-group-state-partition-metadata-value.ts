// Generated from broker/wire/schema/records/share-group-state-partition-metadata-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** The partitions with a state. */
export const shareGroupStatePartitionMetadataValue: RecordCodec<ShareGroupStatePartitionMetadataValue, ShareGroupStatePartitionMetadataValueInput> = {
  recordType: null,
  name: 'ShareGroupStatePartitionMetadataValue',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ShareGroupStatePartitionMetadataValue', version, { min: 0, max: 0 })
    encodeShareGroupStatePartitionMetadataValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareGroupStatePartitionMetadataValue', version, { min: 0, max: 0 })
    return decodeShareGroupStatePartitionMetadataValue(reader, version)
  },
}

/** The partitions with a state. */
export interface ShareGroupStatePartitionMetadataValue {
  /** Partitions whose state is being made. (v0+) */
  readonly initializingTopics: readonly ShareGroupStatePartitionMetadataValueInitializingTopic[]
  /** Partitions that have a state. (v0+) */
  readonly initializedTopics: readonly ShareGroupStatePartitionMetadataValueInitializedTopic[]
  /** Topics whose state is being deleted. (v0+) */
  readonly deletingTopics: readonly ShareGroupStatePartitionMetadataValueTopicInfo[]
}

/** What encode takes for ShareGroupStatePartitionMetadataValue. */
export interface ShareGroupStatePartitionMetadataValueInput {
  readonly initializingTopics: readonly ShareGroupStatePartitionMetadataValueInitializingTopicInput[]
  readonly initializedTopics: readonly ShareGroupStatePartitionMetadataValueInitializedTopicInput[]
  readonly deletingTopics: readonly ShareGroupStatePartitionMetadataValueTopicInfoInput[]
}

/** Partitions whose state is being made. */
export interface ShareGroupStatePartitionMetadataValueInitializingTopic {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The topic. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for ShareGroupStatePartitionMetadataValueInitializingTopic. */
export interface ShareGroupStatePartitionMetadataValueInitializingTopicInput {
  readonly topicId: Uuid
  readonly topicName: string
  readonly partitions: readonly number[]
}

/** Partitions that have a state. */
export interface ShareGroupStatePartitionMetadataValueInitializedTopic {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The topic. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for ShareGroupStatePartitionMetadataValueInitializedTopic. */
export interface ShareGroupStatePartitionMetadataValueInitializedTopicInput {
  readonly topicId: Uuid
  readonly topicName: string
  readonly partitions: readonly number[]
}

/** Topics whose state is being deleted. */
export interface ShareGroupStatePartitionMetadataValueTopicInfo {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The topic. (v0+) */
  readonly topicName: string
}

/** What encode takes for ShareGroupStatePartitionMetadataValueTopicInfo. */
export interface ShareGroupStatePartitionMetadataValueTopicInfoInput {
  readonly topicId: Uuid
  readonly topicName: string
}

function encodeShareGroupStatePartitionMetadataValueTopicInfo(writer: Writer, message: ShareGroupStatePartitionMetadataValueTopicInfoInput, _version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const topicName = message.topicName
  writer.compactString(topicName)
  writer.unsignedVarint(0)
}

function decodeShareGroupStatePartitionMetadataValueTopicInfo(reader: Reader, _version: number): ShareGroupStatePartitionMetadataValueTopicInfo {
  const topicId = reader.uuid()
  const topicName = reader.compactString()
  reader.skipTaggedFields()
  return { topicId, topicName }
}

function encodeShareGroupStatePartitionMetadataValueInitializedTopic(writer: Writer, message: ShareGroupStatePartitionMetadataValueInitializedTopicInput, _version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const topicName = message.topicName
  writer.compactString(topicName)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeShareGroupStatePartitionMetadataValueInitializedTopic(reader: Reader, _version: number): ShareGroupStatePartitionMetadataValueInitializedTopic {
  const topicId = reader.uuid()
  const topicName = reader.compactString()
  let partitions: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, topicName, partitions }
}

function encodeShareGroupStatePartitionMetadataValueInitializingTopic(writer: Writer, message: ShareGroupStatePartitionMetadataValueInitializingTopicInput, _version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const topicName = message.topicName
  writer.compactString(topicName)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeShareGroupStatePartitionMetadataValueInitializingTopic(reader: Reader, _version: number): ShareGroupStatePartitionMetadataValueInitializingTopic {
  const topicId = reader.uuid()
  const topicName = reader.compactString()
  let partitions: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, topicName, partitions }
}

function encodeShareGroupStatePartitionMetadataValue(writer: Writer, message: ShareGroupStatePartitionMetadataValueInput, version: number): void {
  const initializingTopics = message.initializingTopics
  writer.compactArrayLength(initializingTopics.length)
  for (const item of initializingTopics) encodeShareGroupStatePartitionMetadataValueInitializingTopic(writer, item, version)
  const initializedTopics = message.initializedTopics
  writer.compactArrayLength(initializedTopics.length)
  for (const item of initializedTopics) encodeShareGroupStatePartitionMetadataValueInitializedTopic(writer, item, version)
  const deletingTopics = message.deletingTopics
  writer.compactArrayLength(deletingTopics.length)
  for (const item of deletingTopics) encodeShareGroupStatePartitionMetadataValueTopicInfo(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareGroupStatePartitionMetadataValue(reader: Reader, version: number): ShareGroupStatePartitionMetadataValue {
  let initializingTopics: readonly ShareGroupStatePartitionMetadataValueInitializingTopic[]
  {
    const count = reader.compactArrayLength(19)
    const items: ShareGroupStatePartitionMetadataValueInitializingTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareGroupStatePartitionMetadataValueInitializingTopic(reader, version))
    initializingTopics = items
  }
  let initializedTopics: readonly ShareGroupStatePartitionMetadataValueInitializedTopic[]
  {
    const count = reader.compactArrayLength(19)
    const items: ShareGroupStatePartitionMetadataValueInitializedTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareGroupStatePartitionMetadataValueInitializedTopic(reader, version))
    initializedTopics = items
  }
  let deletingTopics: readonly ShareGroupStatePartitionMetadataValueTopicInfo[]
  {
    const count = reader.compactArrayLength(18)
    const items: ShareGroupStatePartitionMetadataValueTopicInfo[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareGroupStatePartitionMetadataValueTopicInfo(reader, version))
    deletingTopics = items
  }
  reader.skipTaggedFields()
  return { initializingTopics, initializedTopics, deletingTopics }
}
