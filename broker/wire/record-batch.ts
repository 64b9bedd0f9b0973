import { joinInt64 } from '../base/safe-integer.ts'
import { type CompressionName, compressionNameOf } from './compression/codec.ts'
import { crc32c } from './crc32c.ts'
import { KafkaError } from './kafka-error.ts'

/**
 * Record batches of format v2 as bytes: where each header field lies, reading a header, the checks that
 * need the header alone, and the two fields a broker overwrites (both lie outside the checksum).
 *
 * Nothing here touches a record: that is `record-batch-records.ts`. Reading a header costs one small
 * object per batch and no copy, which is what keeps the append path at a cost per batch.
 * Source: KIP-98; the layout table of broker.md §3.1.
 */

/** Where the fields of a v2 batch header begin. */
export const BATCH_OFFSETS = {
  baseOffset: 0,
  batchLength: 8,
  partitionLeaderEpoch: 12,
  magic: 16,
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  baseTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  producerEpoch: 51,
  baseSequence: 53,
  recordCount: 57,
} as const

/** Bytes before the first record. */
export const BATCH_HEADER_BYTES = 61
/** Bytes of base offset and length, which the length itself does not count. */
export const BATCH_LOG_OVERHEAD_BYTES = 12
/** The checksum covers everything from here to the end of the batch. */
export const CRC_COVERS_FROM = 21
/** The one format that is read and written. */
export const MAGIC_V2 = 2
/** Fewest bytes a record takes: seven fields of at least one byte each. */
export const MIN_RECORD_BYTES = 7
/** Timestamp of a record without one. */
export const NO_TIMESTAMP = -1
/** Producer id of a batch from a producer that is not idempotent. */
export const NO_PRODUCER_ID = -1

/** Bits of the attributes field. */
export const BATCH_ATTRIBUTES = {
  compressionMask: 0x07,
  logAppendTime: 0x08,
  transactional: 0x10,
  control: 0x20,
  deleteHorizon: 0x40,
} as const

export type TimestampType = 'CreateTime' | 'LogAppendTime'

/** A batch header in values. Timestamps past 2^53 (nanoseconds by mistake) are read to the nearest double. */
export interface BatchHeader {
  /** Where in the buffer the batch begins. */
  readonly position: number
  readonly baseOffset: number
  /** The length field: bytes after it. */
  readonly batchLength: number
  /** All bytes of the batch. */
  readonly sizeBytes: number
  readonly partitionLeaderEpoch: number
  readonly magic: number
  readonly crc: number
  readonly attributes: number
  readonly compression: CompressionName
  readonly timestampType: TimestampType
  readonly isTransactional: boolean
  readonly isControl: boolean
  readonly hasDeleteHorizon: boolean
  readonly lastOffsetDelta: number
  readonly baseTimestampMs: number
  readonly maxTimestampMs: number
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly recordCount: number
  readonly lastOffset: number
}

/**
 * Reads the header of the batch at `position`; the batch need not be complete, its header must be.
 * @throws KafkaError CORRUPT_MESSAGE for impossible values, UNSUPPORTED_FOR_MESSAGE_FORMAT for magic 0 and 1.
 */
export function readBatchHeader(buffer: Buffer, position: number): BatchHeader {
  if (position + BATCH_HEADER_BYTES > buffer.length) throw corrupt('the batch header is cut short')
  const magic = buffer.readInt8(position + BATCH_OFFSETS.magic)
  refuseOtherMagic(magic)
  const batchLength = buffer.readInt32BE(position + BATCH_OFFSETS.batchLength)
  if (batchLength < BATCH_HEADER_BYTES - BATCH_LOG_OVERHEAD_BYTES) {
    throw corrupt(`the batch length ${batchLength} is smaller than a header`)
  }
  const attributes = buffer.readInt16BE(position + BATCH_OFFSETS.attributes)
  const compression = compressionNameOf(attributes & BATCH_ATTRIBUTES.compressionMask)
  if (compression === null) throw corrupt('the batch names an unknown compression')
  const baseOffset = readExact(buffer, position + BATCH_OFFSETS.baseOffset)
  const lastOffsetDelta = buffer.readInt32BE(position + BATCH_OFFSETS.lastOffsetDelta)
  if (lastOffsetDelta < 0) throw corrupt(`the last offset delta is ${lastOffsetDelta}`)
  return {
    position,
    baseOffset,
    batchLength,
    sizeBytes: batchLength + BATCH_LOG_OVERHEAD_BYTES,
    partitionLeaderEpoch: buffer.readInt32BE(position + BATCH_OFFSETS.partitionLeaderEpoch),
    magic,
    crc: buffer.readUInt32BE(position + BATCH_OFFSETS.crc),
    attributes,
    compression,
    timestampType: (attributes & BATCH_ATTRIBUTES.logAppendTime) === 0 ? 'CreateTime' : 'LogAppendTime',
    isTransactional: (attributes & BATCH_ATTRIBUTES.transactional) !== 0,
    isControl: (attributes & BATCH_ATTRIBUTES.control) !== 0,
    hasDeleteHorizon: (attributes & BATCH_ATTRIBUTES.deleteHorizon) !== 0,
    lastOffsetDelta,
    baseTimestampMs: readNearest(buffer, position + BATCH_OFFSETS.baseTimestamp),
    maxTimestampMs: readNearest(buffer, position + BATCH_OFFSETS.maxTimestamp),
    producerId: readExact(buffer, position + BATCH_OFFSETS.producerId),
    producerEpoch: buffer.readInt16BE(position + BATCH_OFFSETS.producerEpoch),
    baseSequence: buffer.readInt32BE(position + BATCH_OFFSETS.baseSequence),
    recordCount: buffer.readInt32BE(position + BATCH_OFFSETS.recordCount),
    lastOffset: baseOffset + lastOffsetDelta,
  }
}

/** Gives the batch at `position` its place in the log. Outside the checksum. */
export function writeBaseOffset(buffer: Buffer, position: number, baseOffset: number): void {
  writeInt64(buffer, position + BATCH_OFFSETS.baseOffset, baseOffset)
}

/** Stamps the batch with the epoch of the leader that appends it; what clients send there means nothing. */
export function writePartitionLeaderEpoch(buffer: Buffer, position: number, leaderEpoch: number): void {
  buffer.writeInt32BE(leaderEpoch, position + BATCH_OFFSETS.partitionLeaderEpoch)
}

/** Turns the batch into one stamped with the broker's time; recomputes the checksum. */
export function writeLogAppendTime(buffer: Buffer, header: BatchHeader, timestampMs: number): void {
  buffer.writeInt16BE(
    header.attributes | BATCH_ATTRIBUTES.logAppendTime,
    header.position + BATCH_OFFSETS.attributes,
  )
  writeInt64(buffer, header.position + BATCH_OFFSETS.maxTimestamp, timestampMs)
  writeCrc(buffer, header.position, header.sizeBytes)
}

/** Recomputes and stores the checksum of a batch. */
export function writeCrc(buffer: Buffer, position: number, sizeBytes: number): void {
  buffer.writeUInt32BE(
    crc32c(buffer, position + CRC_COVERS_FROM, position + sizeBytes),
    position + BATCH_OFFSETS.crc,
  )
}

/** Whether the stored checksum fits the bytes. The batch must be complete in `buffer`. */
export function isCrcValid(buffer: Buffer, header: BatchHeader): boolean {
  const end = header.position + header.sizeBytes
  return end <= buffer.length && crc32c(buffer, header.position + CRC_COVERS_FROM, end) === header.crc
}

/**
 * Headers of the batches in `buffer`, in order. `tolerant` stops at an incomplete batch at the end, as
 * consumers must (a fetch may cut there); `strict` refuses one, as a produce request must be whole.
 * @throws KafkaError CORRUPT_MESSAGE, UNSUPPORTED_FOR_MESSAGE_FORMAT.
 */
export function splitBatches(buffer: Buffer, mode: 'strict' | 'tolerant'): BatchHeader[] {
  const headers: BatchHeader[] = []
  let position = 0
  while (position < buffer.length) {
    if (!isBatchComplete(buffer, position)) {
      if (mode === 'tolerant') break
      throw corrupt('the last batch is cut short')
    }
    const header = readBatchHeader(buffer, position)
    headers.push(header)
    position += header.sizeBytes
  }
  return headers
}

/** Whether all bytes of the batch at `position` are there, going by its length field alone. */
function isBatchComplete(buffer: Buffer, position: number): boolean {
  const remainingBytes = buffer.length - position
  if (remainingBytes <= BATCH_OFFSETS.magic) return false
  const batchLength = buffer.readInt32BE(position + BATCH_OFFSETS.batchLength)
  // A nonsense length is "complete" so that reading the header reports it instead of waiting for more.
  return batchLength < 0 || batchLength + BATCH_LOG_OVERHEAD_BYTES <= remainingBytes
}

function refuseOtherMagic(magic: number): void {
  if (magic === MAGIC_V2) return
  if (magic === 0 || magic === 1) {
    throw new KafkaError(
      'UNSUPPORTED_FOR_MESSAGE_FORMAT',
      `message format v${magic} is not supported, only v2`,
    )
  }
  throw corrupt(`the magic byte is ${magic}`)
}

function readExact(buffer: Buffer, position: number): number {
  const value = joinInt64(buffer.readInt32BE(position), buffer.readInt32BE(position + 4))
  if (value === null) throw corrupt('an int64 of the batch header is out of range')
  return value
}

function readNearest(buffer: Buffer, position: number): number {
  return buffer.readInt32BE(position) * 0x1_0000_0000 + buffer.readUInt32BE(position + 4)
}

/** Writes a safe integer as int64. */
export function writeInt64(buffer: Buffer, position: number, value: number): void {
  const high = Math.floor(value / 0x1_0000_0000)
  buffer.writeInt32BE(high, position)
  buffer.writeUInt32BE(value - high * 0x1_0000_0000, position + 4)
}

function corrupt(what: string): KafkaError {
  return new KafkaError('CORRUPT_MESSAGE', `Corrupt record batch: ${what}`)
}
