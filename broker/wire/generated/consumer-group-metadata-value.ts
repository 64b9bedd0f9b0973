// Generated from broker/wire/schema/records/consumer-group-metadata-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A modern consumer group. */
export const consumerGroupMetadataValue: RecordCodec<ConsumerGroupMetadataValue, ConsumerGroupMetadataValueInput> = {
  recordType: null,
  name: 'ConsumerGroupMetadataValue',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ConsumerGroupMetadataValue', version, { min: 0, max: 0 })
    encodeConsumerGroupMetadataValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerGroupMetadataValue', version, { min: 0, max: 0 })
    return decodeConsumerGroupMetadataValue(reader, version)
  },
}

/** A modern consumer group. */
export interface ConsumerGroupMetadataValue {
  /** Number of changes to the group. (v0+) */
  readonly epoch: number
  /** Hash of the topics the group is subscribed to; 0 for none. (v0+) */
  readonly metadataHash: number
}

/** What encode takes for ConsumerGroupMetadataValue. */
export interface ConsumerGroupMetadataValueInput {
  readonly epoch: number
  readonly metadataHash?: number | undefined
}

function encodeConsumerGroupMetadataValue(writer: Writer, message: ConsumerGroupMetadataValueInput, _version: number): void {
  const epoch = message.epoch
  writer.int32(epoch)
  const metadataHash: number = message.metadataHash ?? 0
  const metadataHashIsSet = metadataHash !== 0
  writer.unsignedVarint((metadataHashIsSet ? 1 : 0))
  if (metadataHashIsSet) {
    writer.taggedField(0, (inner) => {
      inner.int64(metadataHash)
    })
  }
}

function decodeConsumerGroupMetadataValue(reader: Reader, _version: number): ConsumerGroupMetadataValue {
  const epoch = reader.int32()
  let metadataHash: number = 0
  for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
    const tag = reader.unsignedVarint()
    const end = reader.taggedFieldEnd()
    if (tag === 0) {
      metadataHash = reader.int64()
      reader.expectOffset(end)
    } else reader.offset = end
  }
  return { epoch, metadataHash }
}
