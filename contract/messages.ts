/** Records: the browser's scans and live tail, one record in full, and producing. */
import { z } from 'zod'
import { mutation, query, stream } from './define.ts'
import {
  Confirmation,
  ConnectionId,
  MAX_VALUE_BYTES,
  Offset,
  PartitionIndex,
  SizeBytes,
  TimestampMs,
} from './values.ts'

/** Characters of a key or value that a row of the grid carries; the rest is fetched on demand. */
export const PREVIEW_CHARACTERS = 2_048

/** Most records one scan hands out before it stops and says so. */
export const MAX_SCAN_RECORDS = 100_000

/** What the bytes of a key, value or header turned out to be. `null` (tombstone) and `empty` differ. */
export const PayloadKind = z.enum(['null', 'empty', 'json', 'text', 'binary'])
export type PayloadKind = z.infer<typeof PayloadKind>

/** A payload as a row shows it. JSON text is the producer's own: no number in it was ever parsed. */
export const PayloadPreview = z.object({
  kind: PayloadKind,
  sizeBytes: SizeBytes,
  /** At most `PREVIEW_CHARACTERS`; for binary, lower-case hex pairs. */
  text: z.string(),
  isTruncated: z.boolean(),
})
export type PayloadPreview = z.infer<typeof PayloadPreview>

/** A payload in full. */
export const Payload = z.object({
  kind: PayloadKind,
  sizeBytes: SizeBytes,
  /** The whole text; null when binary. */
  text: z.string().nullable(),
  /** All bytes; null when the payload is null. */
  base64: z.string().nullable(),
})
export type Payload = z.infer<typeof Payload>

export const RecordPreview = z.object({
  partition: PartitionIndex,
  offset: Offset,
  timestampMs: TimestampMs,
  timestampType: z.enum(['createTime', 'logAppendTime']),
  key: PayloadPreview,
  value: PayloadPreview,
  headerCount: z.number().int(),
  /** Of key, value and headers, uncompressed. */
  sizeBytes: SizeBytes,
})
export type RecordPreview = z.infer<typeof RecordPreview>

export const RecordDetail = z.object({
  topic: z.string(),
  partition: PartitionIndex,
  offset: Offset,
  timestampMs: TimestampMs,
  timestampType: z.enum(['createTime', 'logAppendTime']),
  leaderEpoch: z.number().int(),
  compression: z.enum(['none', 'gzip', 'snappy', 'lz4', 'zstd']),
  producerId: z.number().int(),
  isTransactional: z.boolean(),
  sizeBytes: SizeBytes,
  key: Payload,
  value: Payload,
  headers: z.array(z.object({ key: z.string(), value: Payload })),
})
export type RecordDetail = z.infer<typeof RecordDetail>

/** Where a scan begins. `newest` takes the last records and shows them newest first. */
export const SeekPosition = z.discriminatedUnion('type', [
  z.object({ type: z.literal('newest') }),
  z.object({ type: z.literal('oldest') }),
  z.object({ type: z.literal('offset'), offset: Offset.min(0) }),
  z.object({ type: z.literal('timestamp'), timestampMs: TimestampMs.min(0) }),
  /** Only what arrives from now on, until cancelled. */
  z.object({ type: z.literal('live') }),
])
export type SeekPosition = z.infer<typeof SeekPosition>

/** Offsets of one partition: `from` inclusive, `to` exclusive. */
export const ScanRange = z.object({ partition: PartitionIndex, from: Offset, to: Offset })
export type ScanRange = z.infer<typeof ScanRange>

export const ScanInput = z.object({
  connectionId: ConnectionId,
  topic: z.string(),
  from: SeekPosition,
  /** Empty means all. */
  partitions: z.array(PartitionIndex).max(10_000),
  /** To go on with what an earlier scan of the same input left: its `rest`. Then only this is read, and of
   *  `from` only the order counts. */
  ranges: z.array(ScanRange).max(10_000).optional(),
  /** Records to hand out over all partitions before the scan stops. Not used when live. */
  limit: z.number().int().min(1).max(MAX_SCAN_RECORDS),
  /** Text that key, value or a header must contain, as UTF-8 bytes; empty lets all pass. */
  contains: z.string().max(1_024),
  isolation: z.enum(['readCommitted', 'readUncommitted']),
})
export type ScanInput = z.infer<typeof ScanInput>

/** Batches whose bytes cannot be decoded: reading goes on behind them. */
export const LeftOutBatches = z.object({
  batchCount: z.number().int().min(1),
  /** First offset that could not be read in the one met first, and why, as a whole clause. */
  offset: Offset,
  reason: z.string(),
})
export type LeftOutBatches = z.infer<typeof LeftOutBatches>

export const PartitionProgress = z.object({
  partition: PartitionIndex,
  /** The range this scan covers: [from, to); `to` is the end at the start of the scan. */
  fromOffset: Offset,
  toOffset: Offset,
  /** `position - fromOffset` offsets were read; forward, it is the next one. */
  position: Offset,
  error: z.string().nullable(),
  /** Of what was handed out so far; not of `rest`. */
  leftOut: LeftOutBatches.nullable(),
})
export type PartitionProgress = z.infer<typeof PartitionProgress>

export const ScanEvent = z.discriminatedUnion('type', [
  /** Rows a batch at a time, at most 20 batches a second, in the order they are shown: partitions merged by
   *  timestamp, oldest first (newest first for `newest`), each partition in its own order. */
  z.object({ type: z.literal('records'), records: z.array(RecordPreview) }),
  z.object({
    type: z.literal('progress'),
    partitions: z.array(PartitionProgress),
    scannedRecords: z.number().int(),
    matchedRecords: z.number().int(),
    scannedBytes: SizeBytes,
    elapsedMs: z.number(),
  }),
  /** `end`: every partition that could be read was read to the end offset taken at the start. `limit`:
   *  stopped before that. `rest` is what was not handed out, partitions that failed included. */
  z.object({ type: z.literal('done'), reason: z.enum(['end', 'limit']), rest: z.array(ScanRange) }),
])
export type ScanEvent = z.infer<typeof ScanEvent>

/** What to produce for a key, value or header: null, empty, text as UTF-8, or bytes. */
export const PayloadInput = z.discriminatedUnion('type', [
  z.object({ type: z.literal('null') }),
  z.object({ type: z.literal('empty') }),
  z.object({ type: z.literal('text'), text: z.string().max(MAX_VALUE_BYTES) }),
  z.object({ type: z.literal('base64'), base64: z.base64().max(MAX_VALUE_BYTES * 2) }),
])
export type PayloadInput = z.infer<typeof PayloadInput>

export const ProduceInput = z.object({
  connectionId: ConnectionId,
  topic: z.string(),
  /** Null: by the key's murmur2 hash, or any partition when the key is null. */
  partition: PartitionIndex.nullable(),
  key: PayloadInput,
  value: PayloadInput,
  headers: z.array(z.object({ key: z.string().max(4_096), value: PayloadInput })).max(1_000),
  /** Null: now. */
  timestampMs: TimestampMs.nullable(),
  compression: z.enum(['none', 'gzip', 'snappy', 'lz4', 'zstd']),
  confirmation: Confirmation,
})
export type ProduceInput = z.infer<typeof ProduceInput>

export const messages = {
  scan: stream({
    doc: 'Reads a topic from a position to its end (taken at the start) or to `limit` matches; live tails until cancelled.',
    input: ScanInput,
    item: ScanEvent,
    errors: ['not-connected', 'timeout', 'not-found', 'broker-error', 'invalid-input'],
  }),
  get: query({
    doc: 'One record in full. `not-found` when the offset is gone or holds no record.',
    input: z.object({
      connectionId: ConnectionId,
      topic: z.string(),
      partition: PartitionIndex,
      offset: Offset.min(0),
    }),
    output: RecordDetail,
    errors: ['not-connected', 'timeout', 'not-found', 'broker-error'],
  }),
  produce: mutation({
    doc: 'Produces one record with acks=all and an idempotent producer; answers where it went.',
    input: ProduceInput,
    output: z.object({
      partition: PartitionIndex,
      offset: Offset,
      timestampMs: TimestampMs,
      sizeBytes: SizeBytes,
    }),
    errors: [
      'not-connected',
      'timeout',
      'not-found',
      'broker-error',
      'invalid-input',
      'read-only',
      'confirmation-required',
    ],
  }),
} as const
