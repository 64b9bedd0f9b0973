// Generated from broker/wire/schema/records/consumer-group-partition-metadata-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of the topics of a modern consumer group, as stored before 4.1. */
export const consumerGroupPartitionMetadataKey: RecordCodec<ConsumerGroupPartitionMetadataKey, ConsumerGroupPartitionMetadataKeyInput> = {
  recordType: null,
  name: 'ConsumerGroupPartitionMetadataKey',
  minVersion: 4,
  maxVersion: 4,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ConsumerGroupPartitionMetadataKey', version, { min: 4, max: 4 })
    encodeConsumerGroupPartitionMetadataKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerGroupPartitionMetadataKey', version, { min: 4, max: 4 })
    return decodeConsumerGroupPartitionMetadataKey(reader, version)
  },
}

/** Key of the topics of a modern consumer group, as stored before 4.1. */
export interface ConsumerGroupPartitionMetadataKey {
  /** The group. (v4) */
  readonly groupId: string
}

/** What encode takes for ConsumerGroupPartitionMetadataKey. */
export interface ConsumerGroupPartitionMetadataKeyInput {
  readonly groupId: string
}

function encodeConsumerGroupPartitionMetadataKey(writer: Writer, message: ConsumerGroupPartitionMetadataKeyInput, _version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
}

function decodeConsumerGroupPartitionMetadataKey(reader: Reader, _version: number): ConsumerGroupPartitionMetadataKey {
  const groupId = reader.string()
  return { groupId }
}
