/** Metadata records in batches of the log's own format, as `__cluster_metadata` stores and Fetch carries them. */
import { assert } from '../base/assert.ts'
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecord } from '../wire/metadata-record.ts'
import { splitBatches } from '../wire/record-batch.ts'
import { decodeRecords, encodeBatch } from '../wire/record-batch-records.ts'

/** The one partition of the metadata log. */
export const METADATA_TOPIC = '__cluster_metadata'

/** Its id, the same in every Kafka cluster: the "metadata" reserved UUID (0,1). */
export const METADATA_TOPIC_ID = 'AAAAAAAAAAAAAAAAAAAAAQ'

export interface OffsetMetadataRecord {
  readonly offset: number
  /** Quorum epoch the record was written in. */
  readonly epoch: number
  readonly timestampMs: number
  readonly record: MetadataRecord
}

/** One batch of records, base offset 0: the log assigns the real one. */
export function encodeMetadataBatch(records: readonly MetadataRecord[], timestampMs: number): Buffer {
  assert(records.length > 0, 'a batch has records')
  return encodeBatch({
    records: records.map((record) => ({ timestampMs, key: null, value: encodeMetadataRecord(record) })),
  })
}

/** The records at `fromOffset` and above in `buffer`; a batch cut off at the end is left out. */
export function decodeMetadataBatches(buffer: Buffer, fromOffset: number): OffsetMetadataRecord[] {
  const decoded: OffsetMetadataRecord[] = []
  for (const header of splitBatches(buffer, 'tolerant')) {
    if (header.isControl) continue
    for (const { offset, timestampMs, value } of decodeRecords(buffer, header)) {
      if (offset < fromOffset || value === null) continue
      decoded.push({
        offset,
        epoch: header.partitionLeaderEpoch,
        timestampMs,
        record: decodeMetadataRecord(value),
      })
    }
  }
  return decoded
}
