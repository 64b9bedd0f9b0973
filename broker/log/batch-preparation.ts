import { assert } from '../base/assert.ts'
import type { LogConfig } from '../base/log-config.ts'
import type { CompressionName } from '../wire/compression/codec.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import {
  type BatchHeader,
  isCrcValid,
  readBatchHeader,
  splitBatches,
  writeBaseOffset,
  writeLogAppendTime,
  writePartitionLeaderEpoch,
} from '../wire/record-batch.ts'
import { forEachRecord, recompressBatch } from '../wire/record-batch-records.ts'
import { validateProducedBatches } from '../wire/record-batch-validation.ts'
import { type AppendOrigin, forcedCompression } from './log-types.ts'

/**
 * What happens to a produced batch before it gets its offset. The common case touches the header alone;
 * records are looked at only where the topic asks for it (compaction wants keys, a forced compression
 * wants the payload, the strict switch wants everything).
 */

/** Record errors listed in one answer at most. */
export const MAX_RECORD_ERRORS = 100

/** One refused record of a batch, by its index. */
export interface RecordError {
  readonly batchIndex: number
  readonly message: string
}

/** INVALID_RECORD with the records at fault, which Produce v8 and later report. */
export class InvalidRecordsError extends KafkaError {
  readonly recordErrors: readonly RecordError[]

  constructor(message: string, recordErrors: readonly RecordError[]) {
    super('INVALID_RECORD', message)
    this.name = 'InvalidRecordsError'
    this.recordErrors = recordErrors
  }
}

export interface PreparationOptions {
  readonly config: LogConfig
  readonly nowMs: number
  /** Check every record of every batch, as Kafka does. */
  readonly isStrict: boolean
}

/** Headers of what a leader is asked to append. @throws KafkaError as `validateProducedBatches`. */
export function validateForLeader(
  records: Buffer,
  origin: AppendOrigin,
  options: PreparationOptions,
): BatchHeader[] {
  if (origin === 'coordinator') {
    const headers = splitBatches(records, 'strict')
    assert(headers.length > 0, 'a coordinator appends at least one batch')
    return headers
  }
  const { config, nowMs } = options
  const header = validateProducedBatches(records, {
    maxMessageBytes: config.maxMessageBytes,
    nowMs,
    timestampType: config.messageTimestampType,
    timestampBeforeMaxMs: config.messageTimestampBeforeMaxMs,
    timestampAfterMaxMs: config.messageTimestampAfterMaxMs,
  })
  return [header]
}

/** Bytes and the headers that describe them. */
export interface PreparedBatches {
  readonly bytes: Buffer
  readonly headers: readonly BatchHeader[]
}

/**
 * Checks the records the topic wants checked, and rewrites batches into the form it wants stored.
 * @throws InvalidRecordsError; KafkaError CORRUPT_MESSAGE, MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE,
 * UNSUPPORTED_COMPRESSION_TYPE.
 */
export function transformForLeader(
  bytes: Buffer,
  headers: readonly BatchHeader[],
  options: PreparationOptions,
): PreparedBatches {
  const { config } = options
  for (const header of headers) {
    if (header.isControl) continue
    if (config.cleanupPolicy.isCompact || options.isStrict) checkRecords(bytes, header, options)
  }
  const forced = forcedCompression(config)
  const needsRecompression = forced !== null && headers.some((header) => mustRecompress(header, forced))
  const prepared = needsRecompression ? recompressAll(bytes, headers, config, forced) : { bytes, headers }
  if (prepared.bytes.length > config.segmentBytes) {
    throw new KafkaError(
      'RECORD_LIST_TOO_LARGE',
      `${prepared.bytes.length} bytes do not fit a segment of ${config.segmentBytes}`,
    )
  }
  if (config.messageTimestampType === 'CreateTime') return prepared
  return stampAll(prepared, options.nowMs)
}

/** Gives batches, in place, their offsets one behind another and the epoch of their leader. */
export function placeBatches(
  bytes: Buffer,
  headers: readonly BatchHeader[],
  place: { readonly baseOffset: number; readonly leaderEpoch: number },
): BatchHeader[] {
  let nextOffset = place.baseOffset
  return headers.map((header) => {
    const baseOffset = nextOffset
    nextOffset += header.lastOffsetDelta + 1
    writeBaseOffset(bytes, header.position, baseOffset)
    writePartitionLeaderEpoch(bytes, header.position, place.leaderEpoch)
    return { ...header, baseOffset, lastOffset: nextOffset - 1, partitionLeaderEpoch: place.leaderEpoch }
  })
}

/**
 * Headers of the whole batches a leader sent to its follower, which has everything below `endOffset`.
 * @throws KafkaError CORRUPT_MESSAGE, OFFSET_OUT_OF_RANGE when they begin before that.
 */
export function checkFromLeader(records: Buffer, endOffset: number): BatchHeader[] {
  const headers = splitBatches(records, 'tolerant')
  let nextOffset = endOffset
  for (const header of headers) {
    if (!isCrcValid(records, header))
      throw new KafkaError('CORRUPT_MESSAGE', 'The leader sent a damaged batch')
    if (header.baseOffset < nextOffset) {
      throw new KafkaError(
        'OFFSET_OUT_OF_RANGE',
        `The leader sent offset ${header.baseOffset} where ${nextOffset} or later was expected`,
      )
    }
    nextOffset = header.lastOffset + 1
  }
  return headers
}

function checkRecords(bytes: Buffer, header: BatchHeader, options: PreparationOptions): void {
  const errors: RecordError[] = []
  const wantsKeys = options.config.cleanupPolicy.isCompact
  let index = 0
  forEachRecord(bytes, header, (view) => {
    const refuse = (message: string) => {
      if (errors.length < MAX_RECORD_ERRORS) errors.push({ batchIndex: index, message })
    }
    if (wantsKeys && view.keyStart < 0) refuse('A record of a compacted topic needs a key')
    if (options.isStrict && view.offset - header.baseOffset !== index)
      refuse('The offset delta is not the index')
    index += 1
  })
  const first = errors[0]
  if (first === undefined) return
  throw new InvalidRecordsError(`One or more records were refused: ${first.message}`, errors)
}

function mustRecompress(header: BatchHeader, forced: CompressionName): boolean {
  return !header.isControl && header.compression !== forced
}

function recompressAll(
  bytes: Buffer,
  headers: readonly BatchHeader[],
  config: LogConfig,
  forced: CompressionName,
): PreparedBatches {
  const target = { compression: forced, ...levelFor(config, forced) }
  const batches = headers.map((header) =>
    mustRecompress(header, forced)
      ? recompressBatch(bytes, header, target)
      : bytes.subarray(header.position, header.position + header.sizeBytes),
  )
  for (const batch of batches) {
    if (batch.length > config.maxMessageBytes) {
      throw new KafkaError(
        'MESSAGE_TOO_LARGE',
        `Stored as ${config.compressionType} the batch takes ${batch.length} bytes, more than max.message.bytes`,
      )
    }
  }
  const joined = Buffer.concat(batches)
  return { bytes: joined, headers: splitBatches(joined, 'strict') }
}

function levelFor(config: LogConfig, forced: CompressionName): { level?: number } {
  if (forced === 'gzip') return { level: config.compressionGzipLevel }
  if (forced === 'zstd') return { level: config.compressionZstdLevel }
  return {}
}

function stampAll(prepared: PreparedBatches, nowMs: number): PreparedBatches {
  const headers = prepared.headers.map((header) => {
    if (header.isControl) return header
    writeLogAppendTime(prepared.bytes, header, nowMs)
    return readBatchHeader(prepared.bytes, header.position)
  })
  return { bytes: prepared.bytes, headers }
}
