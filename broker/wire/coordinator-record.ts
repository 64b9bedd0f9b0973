import { assertNever } from '../base/assert.ts'
import type { RecordCodec } from './codec.ts'
import { groupMetadataKey } from './generated/group-metadata-key.ts'
import {
  type GroupMetadataValue,
  type GroupMetadataValueInput,
  groupMetadataValue,
} from './generated/group-metadata-value.ts'
import { offsetCommitKey } from './generated/offset-commit-key.ts'
import {
  type OffsetCommitValue,
  type OffsetCommitValueInput,
  offsetCommitValue,
} from './generated/offset-commit-value.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

/**
 * Records of `__consumer_offsets`, as Kafka stores them: key and value each start with an int16 version.
 * In keys the version also tells the kind: 0 and 1 a committed offset, 2 a classic group; later kinds belong
 * to other group types and read as null.
 */

/** What a record is about. */
export type CoordinatorKey =
  | { readonly type: 'offset'; readonly group: string; readonly topic: string; readonly partition: number }
  | { readonly type: 'group'; readonly group: string }

const OFFSET_KEY_VERSION = 1
const GROUP_KEY_VERSION = 2
/** The version Kafka brokers of every age can read; it carries all but the topic id. */
const VALUE_VERSION = 3
const CHUNK_BYTES = 512

/** The key of a record. */
export function encodeCoordinatorKey(key: CoordinatorKey): Buffer {
  switch (key.type) {
    case 'offset':
      return encodeVersioned(offsetCommitKey, key, OFFSET_KEY_VERSION)
    case 'group':
      return encodeVersioned(groupMetadataKey, key, GROUP_KEY_VERSION)
    default:
      return assertNever(key)
  }
}

/** What a record is about; null for kinds that are not known. @throws KafkaError INVALID_REQUEST. */
export function decodeCoordinatorKey(bytes: Buffer): CoordinatorKey | null {
  const reader = new Reader(bytes)
  const version = reader.int16()
  if (version < 0 || version > GROUP_KEY_VERSION) return null
  if (version === GROUP_KEY_VERSION) {
    return { type: 'group', group: groupMetadataKey.decode(reader, version).group }
  }
  const { group, topic, partition } = offsetCommitKey.decode(reader, version)
  return { type: 'offset', group, topic, partition }
}

/** The value that stores a position. */
export function encodeOffsetCommitValue(value: OffsetCommitValueInput): Buffer {
  return encodeVersioned(offsetCommitValue, value, VALUE_VERSION)
}

/** The position in a value. @throws KafkaError INVALID_REQUEST, UNSUPPORTED_VERSION. */
export function decodeOffsetCommitValue(bytes: Buffer): OffsetCommitValue {
  const reader = new Reader(bytes)
  return offsetCommitValue.decode(reader, reader.int16())
}

/** The value that stores a classic group. */
export function encodeGroupMetadataValue(value: GroupMetadataValueInput): Buffer {
  return encodeVersioned(groupMetadataValue, value, VALUE_VERSION)
}

/** The classic group in a value. @throws KafkaError INVALID_REQUEST, UNSUPPORTED_VERSION. */
export function decodeGroupMetadataValue(bytes: Buffer): GroupMetadataValue {
  const reader = new Reader(bytes)
  return groupMetadataValue.decode(reader, reader.int16())
}

function encodeVersioned<Input>(codec: RecordCodec<unknown, Input>, value: Input, version: number): Buffer {
  const writer = new Writer(CHUNK_BYTES)
  writer.int16(version)
  codec.encode(writer, value, version)
  return writer.toBuffer()
}
