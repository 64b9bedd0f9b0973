/** What the coordinator stores, as values, and their form in `__consumer_offsets`. */
import {
  decodeCoordinatorKey,
  decodeGroupMetadataValue,
  decodeOffsetCommitValue,
  encodeCoordinatorKey,
  encodeGroupMetadataValue,
  encodeOffsetCommitValue,
} from '../wire/coordinator-record.ts'
import type { GroupMetadataValue } from '../wire/generated/group-metadata-value.ts'
import { type OffsetCommitValue, offsetCommitValue } from '../wire/generated/offset-commit-value.ts'
import { Reader } from '../wire/reader.ts'
import type { RecordInput } from '../wire/record.ts'
import { encodeBatch } from '../wire/record-batch-records.ts'
import { Writer } from '../wire/writer.ts'
import { type ConsumerRecord, consumerRecordTypes } from './consumer/consumer-records.ts'
import { TARGET_BATCH_BYTES } from './limits.ts'
import {
  type AnyKindRecord,
  decodeKindRecord,
  encodeKindRecord,
  type RecordType,
  type RecordTypes,
} from './record-type.ts'
import { type ShareRecord, shareRecordTypes } from './share/share-records.ts'

/** A classic group as stored: its last completed generation. */
export type StoredGroup = GroupMetadataValue

/** A position as stored. */
export type StoredOffset = OffsetCommitValue

/** Records of the kinds of groups beside the classic one: each kind adds its union here, and its table below. */
export type KindRecords = ConsumerRecord | ShareRecord

const KIND_RECORD_TYPES: RecordTypes<KindRecords> = { ...consumerRecordTypes, ...shareRecordTypes }

/** One change of what is stored; a null value takes it away. */
export type CoordinatorRecord = ClassicRecord | KindRecords

/** One change of a classic group, or of a position. */
export type ClassicRecord =
  | { readonly type: 'group'; readonly group: string; readonly value: StoredGroup | null }
  | {
      readonly type: 'offset'
      readonly group: string
      readonly topic: string
      readonly partition: number
      readonly value: StoredOffset | null
    }

/** "No expiry of its own": the retention of the broker counts. */
export const NO_EXPIRY = -1

/** The one version of a position that carries an expiry; it has no leader epoch. */
const EXPIRY_VERSION = 1

const VALUE_CHUNK_BYTES = 128

/** A producer in whose transaction positions are stored. */
export interface TransactionalProducer {
  readonly producerId: number
  readonly producerEpoch: number
}

/** The batches that store `records`, in order, as part of a transaction if so told. There is at least one record. */
export function encodeRecords(
  records: readonly CoordinatorRecord[],
  timestampMs: number,
  producer?: TransactionalProducer,
): Buffer {
  const owner = producer === undefined ? {} : { ...producer, isTransactional: true }
  const batches: Buffer[] = []
  let batch: RecordInput[] = []
  let sizeBytes = 0
  for (const record of records) {
    const { key, value } = encodeRecord(record)
    const recordBytes = key.length + (value?.length ?? 0)
    if (batch.length > 0 && sizeBytes + recordBytes > TARGET_BATCH_BYTES) {
      batches.push(encodeBatch({ records: batch, ...owner }))
      batch = []
      sizeBytes = 0
    }
    batch.push({ timestampMs, key, value })
    sizeBytes += recordBytes
  }
  batches.push(encodeBatch({ records: batch, ...owner }))
  return Buffer.concat(batches)
}

/**
 * What a record of the log says; null for kinds that are not ours. Nothing in it points into the buffers.
 * @throws KafkaError INVALID_REQUEST, UNSUPPORTED_VERSION when it cannot be read.
 */
export function decodeRecord(key: Buffer, value: Buffer | null): CoordinatorRecord | null {
  const about = decodeCoordinatorKey(key)
  if (about === null) return decodeOfKind(key, value)
  if (about.type === 'offset')
    return { ...about, value: value === null ? null : decodeOffsetCommitValue(value) }
  return { ...about, value: value === null ? null : detached(decodeGroupMetadataValue(value)) }
}

/** True when the record is about a position or a classic group. */
export function isClassicRecord(record: CoordinatorRecord): record is ClassicRecord {
  return record.type === 'offset' || record.type === 'group'
}

function encodeRecord(record: CoordinatorRecord): { readonly key: Buffer; readonly value: Buffer | null } {
  if (isClassicRecord(record)) return { key: encodeCoordinatorKey(record), value: encodeValue(record) }
  return encodeKindRecord(recordTypeOf(record.type), record)
}

function decodeOfKind(key: Buffer, value: Buffer | null): KindRecords | null {
  const type = TYPE_OF_KEY_VERSION.get(new Reader(key).int16())
  if (type === undefined) return null
  // Safe: key and value were decoded by the codecs the table has for this very type.
  return { type, ...decodeKindRecord(recordTypeOf(type), { key, value }) } as KindRecords
}

/** The table is checked where it is made; whoever looks a type up has a record of that type in hand. */
function recordTypeOf(type: KindRecords['type']): RecordType<AnyKindRecord['key'], unknown> {
  return KIND_RECORD_TYPES[type] as RecordType<AnyKindRecord['key'], unknown>
}

const TYPE_OF_KEY_VERSION: ReadonlyMap<number, KindRecords['type']> = new Map(
  // Safe: these are the table's own keys.
  (Object.keys(KIND_RECORD_TYPES) as KindRecords['type'][]).map((type) => [
    KIND_RECORD_TYPES[type].keyVersion,
    type,
  ]),
)

function encodeValue(record: ClassicRecord): Buffer | null {
  if (record.value === null) return null
  if (record.type === 'group') return encodeGroupMetadataValue(record.value)
  return record.value.expireTimestamp === NO_EXPIRY
    ? encodeOffsetCommitValue(record.value)
    : encodeWithExpiry(record.value)
}

function encodeWithExpiry(value: StoredOffset): Buffer {
  const writer = new Writer(VALUE_CHUNK_BYTES)
  writer.int16(EXPIRY_VERSION)
  offsetCommitValue.encode(writer, value, EXPIRY_VERSION)
  return writer.toBuffer()
}

/** Copies the bytes of members: views would keep whole slices of the log in memory. */
function detached(group: StoredGroup): StoredGroup {
  return {
    ...group,
    members: group.members.map((member) => ({
      ...member,
      subscription: Buffer.from(member.subscription),
      assignment: Buffer.from(member.assignment),
    })),
  }
}
