// Generated from broker/wire/schema/records/share-update-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of a change. */
export const shareUpdateKey: RecordCodec<ShareUpdateKey, ShareUpdateKeyInput> = {
  recordType: null,
  name: 'ShareUpdateKey',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ShareUpdateKey', version, { min: 0, max: 0 })
    encodeShareUpdateKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareUpdateKey', version, { min: 0, max: 0 })
    return decodeShareUpdateKey(reader, version)
  },
}

/** Key of a change. */
export interface ShareUpdateKey {
  /** The group. (v0+) */
  readonly groupId: string
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partition. (v0+) */
  readonly partition: number
}

/** What encode takes for ShareUpdateKey. */
export interface ShareUpdateKeyInput {
  readonly groupId: string
  readonly topicId: Uuid
  readonly partition: number
}

function encodeShareUpdateKey(writer: Writer, message: ShareUpdateKeyInput, _version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
  const topicId = message.topicId
  writer.uuid(topicId)
  const partition = message.partition
  writer.int32(partition)
}

function decodeShareUpdateKey(reader: Reader, _version: number): ShareUpdateKey {
  const groupId = reader.string()
  const topicId = reader.uuid()
  const partition = reader.int32()
  return { groupId, topicId, partition }
}
