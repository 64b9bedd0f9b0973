// Generated from broker/wire/schema/records/share-snapshot-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of a snapshot. */
export const shareSnapshotKey: RecordCodec<ShareSnapshotKey, ShareSnapshotKeyInput> = {
  recordType: null,
  name: 'ShareSnapshotKey',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ShareSnapshotKey', version, { min: 0, max: 0 })
    encodeShareSnapshotKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareSnapshotKey', version, { min: 0, max: 0 })
    return decodeShareSnapshotKey(reader, version)
  },
}

/** Key of a snapshot. */
export interface ShareSnapshotKey {
  /** The group. (v0+) */
  readonly groupId: string
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partition. (v0+) */
  readonly partition: number
}

/** What encode takes for ShareSnapshotKey. */
export interface ShareSnapshotKeyInput {
  readonly groupId: string
  readonly topicId: Uuid
  readonly partition: number
}

function encodeShareSnapshotKey(writer: Writer, message: ShareSnapshotKeyInput, _version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
  const topicId = message.topicId
  writer.uuid(topicId)
  const partition = message.partition
  writer.int32(partition)
}

function decodeShareSnapshotKey(reader: Reader, _version: number): ShareSnapshotKey {
  const groupId = reader.string()
  const topicId = reader.uuid()
  const partition = reader.int32()
  return { groupId, topicId, partition }
}
