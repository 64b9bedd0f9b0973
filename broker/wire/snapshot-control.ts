/** Control records that open and close a snapshot of the metadata log. Source: Kafka's ControlRecordType, KIP-630. */
import { type BatchHeader, writeInt64 } from './record-batch.ts'
import { encodeBatch, forEachRecord } from './record-batch-records.ts'

export type SnapshotControl = 'header' | 'footer'

const KEY_VERSION = 0
const VALUE_VERSION = 0
const HEADER_TYPE = 3
const FOOTER_TYPE = 4
const KEY_BYTES = 4
const HEADER_VALUE_BYTES = 11
const FOOTER_VALUE_BYTES = 3
const INT16_BYTES = 2

/** Where a control batch stands, and when. */
export interface SnapshotBatchPlace {
  readonly baseOffset: number
  readonly epoch: number
  readonly timestampMs: number
}

/** The batch that opens a snapshot. */
export function encodeSnapshotHeader(
  place: SnapshotBatchPlace & { readonly lastContainedLogTimestampMs: number },
): Buffer {
  const value = Buffer.alloc(HEADER_VALUE_BYTES)
  value.writeInt16BE(VALUE_VERSION, 0)
  writeInt64(value, INT16_BYTES, place.lastContainedLogTimestampMs)
  return controlBatch(HEADER_TYPE, value, place)
}

/** The batch that closes a snapshot: one without it is not whole. */
export function encodeSnapshotFooter(place: SnapshotBatchPlace): Buffer {
  const value = Buffer.alloc(FOOTER_VALUE_BYTES)
  value.writeInt16BE(VALUE_VERSION, 0)
  return controlBatch(FOOTER_TYPE, value, place)
}

/** What a control batch of a snapshot says, or null for other kinds. @throws KafkaError CORRUPT_MESSAGE. */
export function decodeSnapshotControl(buffer: Buffer, header: BatchHeader): SnapshotControl | null {
  let control: SnapshotControl | null = null
  forEachRecord(buffer, header, (view) => {
    const key = view.key()
    if (key === null || key.length < KEY_BYTES) return false
    const type = key.readInt16BE(INT16_BYTES)
    if (type === HEADER_TYPE) control = 'header'
    else if (type === FOOTER_TYPE) control = 'footer'
    return false
  })
  return control
}

function controlBatch(type: number, value: Buffer, place: SnapshotBatchPlace): Buffer {
  const key = Buffer.alloc(KEY_BYTES)
  key.writeInt16BE(KEY_VERSION, 0)
  key.writeInt16BE(type, INT16_BYTES)
  return encodeBatch({
    records: [{ timestampMs: place.timestampMs, key, value }],
    baseOffset: place.baseOffset,
    partitionLeaderEpoch: place.epoch,
    isControl: true,
  })
}
