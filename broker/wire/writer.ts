import { assert } from '../base/assert.ts'
import { highHalf, lowHalf } from '../base/safe-integer.ts'
import { KIB } from '../base/units.ts'
import { KafkaError } from './kafka-error.ts'
import { unsignedVarintSize, zigzag, zigzagLong } from './varint.ts'

/**
 * Writes protocol values into chunks ready for one gathered socket write.
 *
 * Small values go into a chunk that successive messages share; a byte field of `EXTERNAL_BYTES` or more joins
 * the output as it is, without a copy, so its owner must not change it until it has been sent. A finished
 * region is never written to again: the chunk is only filled further, then replaced.
 */

/** Record batches to write: one piece, or pieces that follow each other. */
export type RecordsInput = Uint8Array | readonly Uint8Array[]

/** Byte fields of at least this size are passed on by reference. */
export const EXTERNAL_BYTES = 2 * KIB

const DEFAULT_CHUNK_BYTES = 16 * KIB
const TAGGED_CHUNK_BYTES = 256
const MAX_INT16 = 0x7fff
const UUID_BYTES = 16
const FRAME_PREFIX_BYTES = 4

/** Collects one message after another; see the paragraph above. */
export class Writer {
  readonly #chunkBytes: number
  #done: Uint8Array[] = []
  #doneBytes = 0
  #chunk: Buffer
  /** Where the region of the chunk that is not in `#done` yet begins. */
  #start = 0
  #offset = 0
  #prefix: Buffer | null = null

  constructor(chunkBytes = DEFAULT_CHUNK_BYTES) {
    assert(chunkBytes >= UUID_BYTES, 'a chunk holds the largest fixed value', { chunkBytes })
    this.#chunkBytes = chunkBytes
    this.#chunk = Buffer.allocUnsafeSlow(chunkBytes)
  }

  /** Bytes written since the last `finish`, the frame prefix included. */
  get sizeBytes(): number {
    return this.#doneBytes + this.#offset - this.#start
  }

  int8(value: number): void {
    const at = this.#reserve(1)
    this.#chunk.writeInt8(value, at)
  }

  int16(value: number): void {
    const at = this.#reserve(2)
    this.#chunk.writeInt16BE(value, at)
  }

  int32(value: number): void {
    const at = this.#reserve(4)
    this.#chunk.writeInt32BE(value, at)
  }

  uint16(value: number): void {
    const at = this.#reserve(2)
    this.#chunk.writeUInt16BE(value, at)
  }

  uint32(value: number): void {
    const at = this.#reserve(4)
    this.#chunk.writeUInt32BE(value, at)
  }

  /** A safe integer as a signed 64-bit integer. */
  int64(value: number): void {
    const at = this.#reserve(8)
    this.#chunk.writeInt32BE(highHalf(value), at)
    this.#chunk.writeUInt32BE(lowHalf(value), at + 4)
  }

  float64(value: number): void {
    const at = this.#reserve(8)
    this.#chunk.writeDoubleBE(value, at)
  }

  boolean(value: boolean): void {
    this.int8(value ? 1 : 0)
  }

  /** @throws KafkaError INVALID_REQUEST when `value` is not 16 bytes of base64url. */
  uuid(value: string): void {
    const at = this.#reserve(UUID_BYTES)
    const written = value.length === 22 ? this.#chunk.write(value, at, UUID_BYTES, 'base64url') : 0
    if (written !== UUID_BYTES) throw new KafkaError('INVALID_REQUEST', 'An id is not 16 bytes of base64url.')
  }

  /** A uint32 as a varint. */
  unsignedVarint(value: number): void {
    let at = this.#reserve(unsignedVarintSize(value))
    let rest = value
    while (rest >= 0x80) {
      this.#chunk[at++] = (rest & 0x7f) | 0x80
      rest = rest >>> 7
    }
    this.#chunk[at] = rest
  }

  /** An int32 as a zigzag varint. */
  varint(value: number): void {
    this.unsignedVarint(zigzag(value))
  }

  /** A safe integer as a zigzag varlong. */
  varlong(value: number): void {
    let rest = zigzagLong(value)
    while (rest >= 0x80) {
      this.int8((((rest % 0x80) | 0x80) << 24) >> 24)
      rest = Math.floor(rest / 0x80)
    }
    this.int8(rest)
  }

  /** @throws KafkaError INVALID_REQUEST beyond 32,767 bytes. */
  string(value: string): void {
    const length = Buffer.byteLength(value)
    if (length > MAX_INT16) throw new KafkaError('INVALID_REQUEST', 'A string exceeds 32,767 bytes.')
    this.int16(length)
    this.#text(value, length)
  }

  nullableString(value: string | null): void {
    if (value === null) this.int16(-1)
    else this.string(value)
  }

  compactString(value: string): void {
    const length = Buffer.byteLength(value)
    this.unsignedVarint(length + 1)
    this.#text(value, length)
  }

  compactNullableString(value: string | null): void {
    if (value === null) this.unsignedVarint(0)
    else this.compactString(value)
  }

  bytes(value: Uint8Array): void {
    this.int32(value.length)
    this.raw(value)
  }

  nullableBytes(value: Uint8Array | null): void {
    if (value === null) this.int32(-1)
    else this.bytes(value)
  }

  compactBytes(value: Uint8Array): void {
    this.unsignedVarint(value.length + 1)
    this.raw(value)
  }

  compactNullableBytes(value: Uint8Array | null): void {
    if (value === null) this.unsignedVarint(0)
    else this.compactBytes(value)
  }

  records(value: RecordsInput): void {
    this.int32(recordsSize(value))
    this.#pieces(value)
  }

  nullableRecords(value: RecordsInput | null): void {
    if (value === null) this.int32(-1)
    else this.records(value)
  }

  compactRecords(value: RecordsInput): void {
    this.unsignedVarint(recordsSize(value) + 1)
    this.#pieces(value)
  }

  compactNullableRecords(value: RecordsInput | null): void {
    if (value === null) this.unsignedVarint(0)
    else this.compactRecords(value)
  }

  /** The number of elements; -1 for a null array. */
  arrayLength(length: number): void {
    this.int32(length)
  }

  /** The number of elements; -1 for a null array. */
  compactArrayLength(length: number): void {
    this.unsignedVarint(length + 1)
  }

  /** The byte in front of a nullable struct. */
  structPresent(isPresent: boolean): void {
    this.int8(isPresent ? 1 : -1)
  }

  /** Tag, size and content of one tagged field. */
  taggedField(tag: number, writeContent: (writer: Writer) => void): void {
    const content = new Writer(TAGGED_CHUNK_BYTES)
    writeContent(content)
    this.unsignedVarint(tag)
    this.unsignedVarint(content.sizeBytes)
    for (const piece of content.finish()) this.raw(piece)
  }

  /** Bytes without a length. From `EXTERNAL_BYTES` on they are not copied. */
  raw(value: Uint8Array): void {
    if (value.length === 0) return
    if (value.length >= EXTERNAL_BYTES) {
      this.#seal()
      this.#done.push(value)
      this.#doneBytes += value.length
      return
    }
    const at = this.#reserve(value.length)
    this.#chunk.set(value, at)
  }

  /** Leaves room for the length in front of a frame, which `finish` fills in. */
  startFrame(): void {
    assert(this.sizeBytes === 0, 'a frame starts an empty message')
    const at = this.#reserve(FRAME_PREFIX_BYTES)
    this.#prefix = this.#chunk.subarray(at, at + FRAME_PREFIX_BYTES)
  }

  /** Everything written since the last call, in order; the writer is ready for the next message. */
  finish(): Uint8Array[] {
    const sizeBytes = this.sizeBytes
    this.#prefix?.writeInt32BE(sizeBytes - FRAME_PREFIX_BYTES)
    this.#seal()
    const chunks = this.#done
    this.#done = []
    this.#doneBytes = 0
    this.#prefix = null
    return chunks
  }

  /** Drops everything written since the last `finish`. */
  discard(): void {
    this.finish()
  }

  /** `finish` as one buffer of its own. */
  toBuffer(): Buffer {
    return Buffer.concat(this.finish())
  }

  #text(value: string, length: number): void {
    if (length === 0) return
    const at = this.#reserve(length)
    const written = this.#chunk.write(value, at, length, 'utf8')
    assert(written === length, 'a string takes the bytes it was measured at', { written, length })
  }

  #pieces(value: RecordsInput): void {
    if (value instanceof Uint8Array) this.raw(value)
    else for (const piece of value) this.raw(piece)
  }

  /** Moves the open region of the chunk to the output. */
  #seal(): void {
    if (this.#offset === this.#start) return
    this.#done.push(this.#chunk.subarray(this.#start, this.#offset))
    this.#doneBytes += this.#offset - this.#start
    this.#start = this.#offset
  }

  #reserve(sizeBytes: number): number {
    if (this.#offset + sizeBytes > this.#chunk.length) {
      this.#seal()
      this.#chunk = Buffer.allocUnsafeSlow(Math.max(this.#chunkBytes, sizeBytes))
      this.#start = 0
      this.#offset = 0
    }
    const at = this.#offset
    this.#offset = at + sizeBytes
    return at
  }
}

function recordsSize(value: RecordsInput): number {
  if (value instanceof Uint8Array) return value.length
  let size = 0
  for (const piece of value) size += piece.length
  return size
}
