/**
 * States of share partitions in the form `__share_group_state` has them. A snapshot is a whole state; an
 * update changes the state of the snapshot before it. Key and value each start with an int16: the key's is the
 * type of the record, the value's its version.
 */
import { shareSnapshotKey } from '../wire/generated/share-snapshot-key.ts'
import { shareSnapshotValue } from '../wire/generated/share-snapshot-value.ts'
import { shareUpdateKey } from '../wire/generated/share-update-key.ts'
import { shareUpdateValue } from '../wire/generated/share-update-value.ts'
import { Reader } from '../wire/reader.ts'
import { encodeBatch } from '../wire/record-batch-records.ts'
import { Writer } from '../wire/writer.ts'
import type { StateBatch } from './state-batches.ts'
import type { SharePartitionKey } from './state-store.ts'

/** A whole state. */
export interface ShareSnapshot {
  readonly snapshotEpoch: number
  readonly stateEpoch: number
  readonly leaderEpoch: number
  readonly startOffset: number
  readonly deliveryCompleteCount: number
  readonly createTimestamp: number
  readonly writeTimestamp: number
  readonly stateBatches: readonly StateBatch[]
}

/** What has changed since; -1 of an epoch or offset is no change. */
export interface ShareUpdate {
  readonly snapshotEpoch: number
  readonly leaderEpoch: number
  readonly startOffset: number
  readonly deliveryCompleteCount: number
  readonly stateBatches: readonly StateBatch[]
}

/** A record of the state topic; a removal is the end of all that was stored of the key. */
export type ShareStateRecord =
  | { readonly type: 'snapshot'; readonly key: SharePartitionKey; readonly snapshot: ShareSnapshot }
  | { readonly type: 'update'; readonly key: SharePartitionKey; readonly update: ShareUpdate }
  | { readonly type: 'removal'; readonly key: SharePartitionKey }

/** Types of records, by number. Source: the share coordinator's CoordinatorRecordType. */
const SNAPSHOT = 0
const UPDATE = 1

const VERSION = 0
const CHUNK_BYTES = 256

/** The batch that stores a record. */
export function encodeShareStateRecord(record: ShareStateRecord, timestampMs: number): Buffer {
  const key = new Writer(CHUNK_BYTES)
  key.int16(record.type === 'update' ? UPDATE : SNAPSHOT)
  keyOf(record.type).encode(key, record.key, VERSION)
  return encodeBatch({ records: [{ timestampMs, key: key.toBuffer(), value: valueOf(record) }] })
}

/** What a record says; null for types of versions to come. @throws KafkaError when it cannot be read. */
export function decodeShareStateRecord(key: Buffer, value: Buffer | null): ShareStateRecord | null {
  const reader = new Reader(key)
  const type = reader.int16()
  if (type !== SNAPSHOT && type !== UPDATE) return null
  const decodedKey = keyOf(type === UPDATE ? 'update' : 'snapshot').decode(reader, VERSION)
  if (value === null) return { type: 'removal', key: decodedKey }
  const valueReader = new Reader(value)
  const version = valueReader.int16()
  return type === SNAPSHOT
    ? { type: 'snapshot', key: decodedKey, snapshot: shareSnapshotValue.decode(valueReader, version) }
    : { type: 'update', key: decodedKey, update: shareUpdateValue.decode(valueReader, version) }
}

/** A removal takes the snapshot away; updates go with what they are about. */
function keyOf(type: ShareStateRecord['type']) {
  return type === 'update' ? shareUpdateKey : shareSnapshotKey
}

function valueOf(record: ShareStateRecord): Buffer | null {
  if (record.type === 'removal') return null
  const writer = new Writer(CHUNK_BYTES)
  writer.int16(VERSION)
  if (record.type === 'snapshot') shareSnapshotValue.encode(writer, record.snapshot, VERSION)
  else shareUpdateValue.encode(writer, record.update, VERSION)
  return writer.toBuffer()
}
