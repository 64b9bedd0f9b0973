// Generated from broker/wire/schema/records/share-group-state-partition-metadata-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of the partitions with a state. */
export const shareGroupStatePartitionMetadataKey: RecordCodec<ShareGroupStatePartitionMetadataKey, ShareGroupStatePartitionMetadataKeyInput> = {
  recordType: null,
  name: 'ShareGroupStatePartitionMetadataKey',
  minVersion: 15,
  maxVersion: 15,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ShareGroupStatePartitionMetadataKey', version, { min: 15, max: 15 })
    encodeShareGroupStatePartitionMetadataKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareGroupStatePartitionMetadataKey', version, { min: 15, max: 15 })
    return decodeShareGroupStatePartitionMetadataKey(reader, version)
  },
}

/** Key of the partitions with a state. */
export interface ShareGroupStatePartitionMetadataKey {
  /** The group. (v0+) */
  readonly groupId: string
}

/** What encode takes for ShareGroupStatePartitionMetadataKey. */
export interface ShareGroupStatePartitionMetadataKeyInput {
  readonly groupId: string
}

function encodeShareGroupStatePartitionMetadataKey(writer: Writer, message: ShareGroupStatePartitionMetadataKeyInput, _version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
}

function decodeShareGroupStatePartitionMetadataKey(reader: Reader, _version: number): ShareGroupStatePartitionMetadataKey {
  const groupId = reader.string()
  return { groupId }
}
