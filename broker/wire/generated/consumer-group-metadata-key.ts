// Generated from broker/wire/schema/records/consumer-group-metadata-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of a modern consumer group. */
export const consumerGroupMetadataKey: RecordCodec<ConsumerGroupMetadataKey, ConsumerGroupMetadataKeyInput> = {
  recordType: null,
  name: 'ConsumerGroupMetadataKey',
  minVersion: 3,
  maxVersion: 3,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ConsumerGroupMetadataKey', version, { min: 3, max: 3 })
    encodeConsumerGroupMetadataKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerGroupMetadataKey', version, { min: 3, max: 3 })
    return decodeConsumerGroupMetadataKey(reader, version)
  },
}

/** Key of a modern consumer group. */
export interface ConsumerGroupMetadataKey {
  /** The group. (v3) */
  readonly groupId: string
}

/** What encode takes for ConsumerGroupMetadataKey. */
export interface ConsumerGroupMetadataKeyInput {
  readonly groupId: string
}

function encodeConsumerGroupMetadataKey(writer: Writer, message: ConsumerGroupMetadataKeyInput, _version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
}

function decodeConsumerGroupMetadataKey(reader: Reader, _version: number): ConsumerGroupMetadataKey {
  const groupId = reader.string()
  return { groupId }
}
