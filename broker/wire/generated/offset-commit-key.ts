// Generated from broker/wire/schema/records/offset-commit-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of a committed offset. */
export const offsetCommitKey: RecordCodec<OffsetCommitKey, OffsetCommitKeyInput> = {
  recordType: null,
  name: 'OffsetCommitKey',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('OffsetCommitKey', version, { min: 0, max: 1 })
    encodeOffsetCommitKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('OffsetCommitKey', version, { min: 0, max: 1 })
    return decodeOffsetCommitKey(reader, version)
  },
}

/** Key of a committed offset. */
export interface OffsetCommitKey {
  /** The group. (v0+) */
  readonly group: string
  /** The topic. (v0+) */
  readonly topic: string
  /** The partition. (v0+) */
  readonly partition: number
}

/** What encode takes for OffsetCommitKey. */
export interface OffsetCommitKeyInput {
  readonly group: string
  readonly topic: string
  readonly partition: number
}

function encodeOffsetCommitKey(writer: Writer, message: OffsetCommitKeyInput, _version: number): void {
  const group = message.group
  writer.string(group)
  const topic = message.topic
  writer.string(topic)
  const partition = message.partition
  writer.int32(partition)
}

function decodeOffsetCommitKey(reader: Reader, _version: number): OffsetCommitKey {
  const group = reader.string()
  const topic = reader.string()
  const partition = reader.int32()
  return { group, topic, partition }
}
