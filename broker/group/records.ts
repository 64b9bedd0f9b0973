/** What the coordinator stores, as values, and their form in `__consumer_offsets`. */
import { assertNever } from '../base/assert.ts'
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
import type { RecordInput } from '../wire/record.ts'
import { encodeBatch } from '../wire/record-batch-records.ts'
import { Writer } from '../wire/writer.ts'
import { TARGET_BATCH_BYTES } from './limits.ts'

/** A classic group as stored: its last completed generation. */
export type StoredGroup = GroupMetadataValue

/** A position as stored. */
export type StoredOffset = OffsetCommitValue

/** One change of what is stored; a null value takes it away. */
export type CoordinatorRecord =
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
    const key = encodeCoordinatorKey(record)
    const value = encodeValue(record)
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
  if (about === null) return null
  switch (about.type) {
    case 'offset':
      return { ...about, value: value === null ? null : decodeOffsetCommitValue(value) }
    case 'group':
      return { ...about, value: value === null ? null : detached(decodeGroupMetadataValue(value)) }
    default:
      return assertNever(about)
  }
}

function encodeValue(record: CoordinatorRecord): Buffer | null {
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
