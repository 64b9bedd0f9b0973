// Generated from broker/wire/schema/records/share-group-metadata-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A share group. */
export const shareGroupMetadataValue: RecordCodec<ShareGroupMetadataValue, ShareGroupMetadataValueInput> = {
  recordType: null,
  name: 'ShareGroupMetadataValue',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ShareGroupMetadataValue', version, { min: 0, max: 0 })
    encodeShareGroupMetadataValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareGroupMetadataValue', version, { min: 0, max: 0 })
    return decodeShareGroupMetadataValue(reader, version)
  },
}

/** A share group. */
export interface ShareGroupMetadataValue {
  /** The group epoch. (v0+) */
  readonly epoch: number
  /** Digest of the topics subscribed to. (v0+) */
  readonly metadataHash: number
}

/** What encode takes for ShareGroupMetadataValue. */
export interface ShareGroupMetadataValueInput {
  readonly epoch: number
  readonly metadataHash: number
}

function encodeShareGroupMetadataValue(writer: Writer, message: ShareGroupMetadataValueInput, _version: number): void {
  const epoch = message.epoch
  writer.int32(epoch)
  const metadataHash = message.metadataHash
  writer.int64(metadataHash)
  writer.unsignedVarint(0)
}

function decodeShareGroupMetadataValue(reader: Reader, _version: number): ShareGroupMetadataValue {
  const epoch = reader.int32()
  const metadataHash = reader.int64()
  reader.skipTaggedFields()
  return { epoch, metadataHash }
}
