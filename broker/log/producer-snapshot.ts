import { joinInt64 } from '../base/safe-integer.ts'
import { crc32c } from '../wire/crc32c.ts'
import { writeInt64 } from '../wire/record-batch.ts'
import { type ProducerEntry, sequenceAfter } from './producer-state.ts'

/**
 * Producer snapshots in Kafka's format: version int16, CRC-32C of what follows it, a count, and per
 * producer 46 bytes with its last batch. The older batches of a producer are not in it, as in Kafka:
 * after a restart only the last one is recognised unless the log behind the snapshot is read again.
 */

const VERSION = 1
const HEADER_BYTES = 2 + 4 + 4
const CRC_AT = 2
const CRC_COVERS_FROM = 6
const ENTRY_BYTES = 8 + 2 + 4 + 8 + 4 + 8 + 4 + 8

/** The bytes of a snapshot file. */
export function encodeProducerSnapshot(entries: Iterable<ProducerEntry>): Buffer {
  const list = [...entries]
  const bytes = Buffer.alloc(HEADER_BYTES + list.length * ENTRY_BYTES)
  bytes.writeInt16BE(VERSION, 0)
  bytes.writeInt32BE(list.length, CRC_COVERS_FROM)
  for (const [index, entry] of list.entries()) {
    const at = HEADER_BYTES + index * ENTRY_BYTES
    const last = entry.batches.at(-1)
    writeInt64(bytes, at, entry.producerId)
    bytes.writeInt16BE(entry.epoch, at + 8)
    bytes.writeInt32BE(last?.lastSequence ?? -1, at + 10)
    writeInt64(bytes, at + 14, last?.lastOffset ?? -1)
    bytes.writeInt32BE(last === undefined ? 0 : last.lastOffset - last.firstOffset, at + 22)
    writeInt64(bytes, at + 26, Math.min(entry.lastTimestampMs, Number.MAX_SAFE_INTEGER))
    bytes.writeInt32BE(entry.coordinatorEpoch, at + 34)
    writeInt64(bytes, at + 38, entry.currentTransactionFirstOffset)
  }
  bytes.writeUInt32BE(crc32c(bytes, CRC_COVERS_FROM), CRC_AT)
  return bytes
}

/** The producers of a snapshot file, or null when it is damaged or of another version. */
export function decodeProducerSnapshot(bytes: Buffer): ProducerEntry[] | null {
  if (bytes.length < HEADER_BYTES || bytes.readInt16BE(0) !== VERSION) return null
  if (crc32c(bytes, CRC_COVERS_FROM) !== bytes.readUInt32BE(CRC_AT)) return null
  const count = bytes.readInt32BE(CRC_COVERS_FROM)
  if (count < 0 || bytes.length !== HEADER_BYTES + count * ENTRY_BYTES) return null
  const entries: ProducerEntry[] = []
  for (let index = 0; index < count; index += 1) {
    const entry = decodeEntry(bytes, HEADER_BYTES + index * ENTRY_BYTES)
    if (entry === null) return null
    entries.push(entry)
  }
  return entries
}

function decodeEntry(bytes: Buffer, at: number): ProducerEntry | null {
  const producerId = readInt64(bytes, at)
  const lastOffset = readInt64(bytes, at + 14)
  const timestampMs = readInt64(bytes, at + 26)
  const currentTransactionFirstOffset = readInt64(bytes, at + 38)
  if (producerId === null || lastOffset === null) return null
  if (timestampMs === null || currentTransactionFirstOffset === null) return null
  const lastSequence = bytes.readInt32BE(at + 10)
  const offsetDelta = bytes.readInt32BE(at + 22)
  const batch = {
    baseSequence: sequenceBefore(lastSequence, offsetDelta),
    lastSequence,
    firstOffset: lastOffset - offsetDelta,
    lastOffset,
    timestampMs,
  }
  return {
    producerId,
    epoch: bytes.readInt16BE(at + 8),
    batches: lastSequence < 0 ? [] : [batch],
    lastTimestampMs: timestampMs,
    coordinatorEpoch: bytes.readInt32BE(at + 34),
    currentTransactionFirstOffset,
  }
}

function sequenceBefore(sequence: number, steps: number): number {
  return sequence >= steps ? sequence - steps : sequenceAfter(0x7fff_ffff, sequence - steps + 1)
}

function readInt64(bytes: Buffer, at: number): number | null {
  return joinInt64(bytes.readInt32BE(at), bytes.readInt32BE(at + 4))
}
