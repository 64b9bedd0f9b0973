/** Control records: the markers that end a transaction in a partition. Source: Kafka's ControlRecordType, EndTxnMarker. */
import { type BatchHeader } from './record-batch.ts'
import { encodeBatch, forEachRecord } from './record-batch-records.ts'

/** How a transaction ended in a partition, and which incarnation of its coordinator said so. */
export interface TransactionMarker {
  readonly isCommit: boolean
  readonly coordinatorEpoch: number
}

const KEY_VERSION = 0
const VALUE_VERSION = 0
const ABORT = 0
const COMMIT = 1
const KEY_BYTES = 4
const VALUE_BYTES = 6

/** A control batch with one marker, ready for the log to place. */
export function encodeMarkerBatch(
  marker: TransactionMarker & {
    readonly producerId: number
    readonly producerEpoch: number
    readonly timestampMs: number
  },
): Buffer {
  const key = Buffer.alloc(KEY_BYTES)
  key.writeInt16BE(KEY_VERSION, 0)
  key.writeInt16BE(marker.isCommit ? COMMIT : ABORT, 2)
  const value = Buffer.alloc(VALUE_BYTES)
  value.writeInt16BE(VALUE_VERSION, 0)
  value.writeInt32BE(marker.coordinatorEpoch, 2)
  return encodeBatch({
    records: [{ timestampMs: marker.timestampMs, key, value }],
    producerId: marker.producerId,
    producerEpoch: marker.producerEpoch,
    isTransactional: true,
    isControl: true,
  })
}

/** The marker of a control batch, or null for control records of other kinds. @throws KafkaError CORRUPT_MESSAGE. */
export function decodeMarker(buffer: Buffer, header: BatchHeader): TransactionMarker | null {
  let marker: TransactionMarker | null = null
  forEachRecord(buffer, header, (view) => {
    const key = view.key()
    const value = view.value()
    if (key === null || key.length < KEY_BYTES || value === null || value.length < VALUE_BYTES) return false
    const type = key.readInt16BE(2)
    if (type === ABORT || type === COMMIT) {
      marker = { isCommit: type === COMMIT, coordinatorEpoch: value.readInt32BE(2) }
    }
    return false
  })
  return marker
}
