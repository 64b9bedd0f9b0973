/**
 * Records of the kinds of groups beside the classic one: each kind registers a table of its record types,
 * and the shard encodes, decodes and replays them without knowing what they say. The int16 a key starts
 * with tells the type; the generated schemas say the rest.
 */

import type { RecordCodec } from '../wire/codec.ts'
import { Reader } from '../wire/reader.ts'
import { Writer } from '../wire/writer.ts'

/** A record of one type; a null value takes it away. */
export interface KindRecord<Type extends string, Key extends { readonly groupId: string }, Value> {
  readonly type: Type
  readonly key: Key
  readonly value: Value | null
}

/** Any record of any kind, for tables. */
export type AnyKindRecord = KindRecord<string, { readonly groupId: string }, unknown>

/** How records of one type are written. */
export interface RecordType<Key, Value> {
  /** The version of the key, which tells the type. */
  readonly keyVersion: number
  readonly key: RecordCodec<Key, Key>
  readonly value: RecordCodec<Value, Value>
  /** Copies what points into the bytes that were read: views would keep whole slices of the log in memory. */
  readonly detach?: (value: Value) => Value
}

/** All types of one kind of group. */
export type RecordTypes<Record extends AnyKindRecord> = {
  readonly [Type in Record['type']]: RecordType<
    Extract<Record, { readonly type: Type }>['key'],
    NonNullable<Extract<Record, { readonly type: Type }>['value']>
  >
}

/** The one version of values there is. */
const VALUE_VERSION = 0
const CHUNK_BYTES = 256

/** Key and value of a record. */
export function encodeKindRecord<Key, Value>(
  { keyVersion, key, value }: RecordType<Key, Value>,
  record: { readonly key: Key; readonly value: Value | null },
): { readonly key: Buffer; readonly value: Buffer | null } {
  return {
    key: encodeVersioned(key, record.key, keyVersion),
    value: record.value === null ? null : encodeVersioned(value, record.value, VALUE_VERSION),
  }
}

/** The parts of a record; `key` begins with the version. @throws KafkaError INVALID_REQUEST, UNSUPPORTED_VERSION. */
export function decodeKindRecord<Key, Value>(
  { keyVersion, key, value, detach }: RecordType<Key, Value>,
  bytes: { readonly key: Buffer; readonly value: Buffer | null },
): { readonly key: Key; readonly value: Value | null } {
  const keyReader = new Reader(bytes.key)
  keyReader.int16()
  const decodedKey = key.decode(keyReader, keyVersion)
  if (bytes.value === null) return { key: decodedKey, value: null }
  const valueReader = new Reader(bytes.value)
  const decoded = value.decode(valueReader, valueReader.int16())
  return { key: decodedKey, value: detach === undefined ? decoded : detach(decoded) }
}

function encodeVersioned<Value>(codec: RecordCodec<Value, Value>, value: Value, version: number): Buffer {
  const writer = new Writer(CHUNK_BYTES)
  writer.int16(version)
  codec.encode(writer, value, version)
  return writer.toBuffer()
}
