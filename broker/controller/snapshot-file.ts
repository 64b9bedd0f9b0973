/**
 * A snapshot of the metadata log as bytes: a control batch that opens it, the records that make the image,
 * and a control batch that closes it. The form of Kafka's `.checkpoint` files (KIP-630), which its tools read.
 */
import { MIB } from '../base/units.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecord } from '../wire/metadata-record.ts'
import { isCrcValid, splitBatches } from '../wire/record-batch.ts'
import { decodeRecords, encodeBatch } from '../wire/record-batch-records.ts'
import {
  decodeSnapshotControl,
  encodeSnapshotFooter,
  encodeSnapshotHeader,
} from '../wire/snapshot-control.ts'

/** What a snapshot stands for: everything below `endOffset`, the last of it written in `epoch`. */
export interface SnapshotId {
  readonly endOffset: number
  readonly epoch: number
}

/** Largest snapshot that is taken from others or read. */
export const MAX_SNAPSHOT_BYTES = 256 * MIB

/** Records of one batch of a snapshot. */
const RECORDS_PER_BATCH = 1_000

/** The bytes of a snapshot. */
export function encodeSnapshot(
  id: SnapshotId,
  content: {
    readonly records: readonly MetadataRecord[]
    readonly nowMs: number
    /** Of the last record of the log that is in it. */
    readonly lastContainedLogTimestampMs: number
  },
): Buffer {
  const { records, nowMs } = content
  const place = (baseOffset: number) => ({ baseOffset, epoch: id.epoch, timestampMs: nowMs })
  const { lastContainedLogTimestampMs } = content
  const chunks = [encodeSnapshotHeader({ ...place(0), lastContainedLogTimestampMs })]
  for (let from = 0; from < records.length; from += RECORDS_PER_BATCH) {
    chunks.push(
      encodeBatch({
        records: records.slice(from, from + RECORDS_PER_BATCH).map((record) => ({
          timestampMs: nowMs,
          key: null,
          value: encodeMetadataRecord(record),
        })),
        baseOffset: from + 1,
        partitionLeaderEpoch: id.epoch,
      }),
    )
  }
  chunks.push(encodeSnapshotFooter(place(records.length + 1)))
  return Buffer.concat(chunks)
}

/** The records of a snapshot. @throws KafkaError CORRUPT_MESSAGE when it is damaged or not whole. */
export function decodeSnapshot(bytes: Buffer): MetadataRecord[] {
  const headers = splitBatches(bytes, 'strict')
  const [first, last] = [headers[0], headers.at(-1)]
  const isWhole =
    first?.isControl === true &&
    last?.isControl === true &&
    decodeSnapshotControl(bytes, first) === 'header' &&
    decodeSnapshotControl(bytes, last) === 'footer'
  if (!isWhole) throw new KafkaError('CORRUPT_MESSAGE', 'The snapshot is not whole')
  const records: MetadataRecord[] = []
  for (const header of headers) {
    if (!isCrcValid(bytes, header)) throw new KafkaError('CORRUPT_MESSAGE', 'The snapshot is damaged')
    if (header.isControl) continue
    for (const { value } of decodeRecords(bytes, header)) {
      if (value !== null) records.push(decodeMetadataRecord(value))
    }
  }
  return records
}
