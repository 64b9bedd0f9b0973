import { joinInt64 } from '../base/safe-integer.ts'
import { KafkaError } from './kafka-error.ts'
import { MAX_VARINT_BYTES, unzigzag } from './varint.ts'

/**
 * Reads protocol values from a buffer that a peer filled.
 *
 * Nothing here trusts a length: every read is checked against the bytes that are there, so a length can never
 * drive an allocation. Every violation is a KafkaError INVALID_REQUEST. Byte fields are slices of the buffer,
 * not copies: whoever keeps one beyond the request copies it.
 */

/** A topic, directory or cluster-wide id: 16 bytes written as Kafka does, 22 characters of base64url. */
export type Uuid = string

/** The id that stands for "none". */
export const ZERO_UUID: Uuid = 'AAAAAAAAAAAAAAAAAAAAAA'

/** Elements an array of a message may announce (Kafka 4.4 has the same limit). */
export const MAX_ARRAY_ELEMENTS = 1_000_000

/** Tagged fields one section may announce. */
export const MAX_TAGGED_FIELDS = 10_000

const UUID_BYTES = 16

/** A cursor over `buffer` from `offset` up to `end`. */
export class Reader {
  readonly buffer: Buffer
  /** Position of the next byte to read, absolute in `buffer`. */
  offset: number
  /** First position that may not be read. */
  readonly end: number

  constructor(buffer: Buffer, offset = 0, end = buffer.length) {
    if (offset < 0 || offset > end || end > buffer.length) throw truncated()
    this.buffer = buffer
    this.offset = offset
    this.end = end
  }

  /** Bytes that are left. */
  get remaining(): number {
    return this.end - this.offset
  }

  int8(): number {
    return this.buffer.readInt8(this.#take(1))
  }

  int16(): number {
    return this.buffer.readInt16BE(this.#take(2))
  }

  int32(): number {
    return this.buffer.readInt32BE(this.#take(4))
  }

  uint16(): number {
    return this.buffer.readUInt16BE(this.#take(2))
  }

  uint32(): number {
    return this.buffer.readUInt32BE(this.#take(4))
  }

  /** A signed 64-bit integer as a number. @throws KafkaError INVALID_REQUEST beyond 2^53. */
  int64(): number {
    const at = this.#take(8)
    const value = joinInt64(this.buffer.readInt32BE(at), this.buffer.readUInt32BE(at + 4))
    if (value === null) throw invalid('an int64 exceeds 2^53')
    return value
  }

  float64(): number {
    return this.buffer.readDoubleBE(this.#take(8))
  }

  /** Any byte but 0 is true. */
  boolean(): boolean {
    return this.buffer[this.#take(1)] !== 0
  }

  uuid(): Uuid {
    const at = this.#take(UUID_BYTES)
    return this.buffer.toString('base64url', at, at + UUID_BYTES)
  }

  /** An unsigned 32-bit varint. */
  unsignedVarint(): number {
    let value = 0
    for (let index = 0; index < MAX_VARINT_BYTES; index++) {
      // #take has checked that the position lies inside the buffer.
      const byte = this.buffer[this.#take(1)] as number
      // The fifth byte carries four bits; more would not fit 32.
      if (index === MAX_VARINT_BYTES - 1 && byte > 0x0f) throw invalid('a varint exceeds 32 bits')
      value += (byte & 0x7f) * 2 ** (7 * index)
      if (byte < 0x80) return value
    }
    throw invalid('a varint exceeds 32 bits')
  }

  /** A zigzag encoded int32. */
  varint(): number {
    return unzigzag(this.unsignedVarint())
  }

  string(): string {
    return this.#text(this.#present(this.int16()))
  }

  nullableString(): string | null {
    const length = this.int16()
    return length === -1 ? null : this.#text(length)
  }

  compactString(): string {
    return this.#text(this.#present(this.unsignedVarint() - 1))
  }

  compactNullableString(): string | null {
    const length = this.unsignedVarint() - 1
    return length === -1 ? null : this.#text(length)
  }

  bytes(): Buffer {
    return this.#slice(this.#present(this.int32()))
  }

  nullableBytes(): Buffer | null {
    const length = this.int32()
    return length === -1 ? null : this.#slice(length)
  }

  compactBytes(): Buffer {
    return this.#slice(this.#present(this.unsignedVarint() - 1))
  }

  compactNullableBytes(): Buffer | null {
    const length = this.unsignedVarint() - 1
    return length === -1 ? null : this.#slice(length)
  }

  /** Record batches: travel as bytes do. */
  records(): Buffer {
    return this.bytes()
  }

  nullableRecords(): Buffer | null {
    return this.nullableBytes()
  }

  compactRecords(): Buffer {
    return this.compactBytes()
  }

  compactNullableRecords(): Buffer | null {
    return this.compactNullableBytes()
  }

  /** The number of elements that follow, each of at least `minElementBytes`; the bytes for them are there. */
  arrayLength(minElementBytes = 1): number {
    return this.#elements(this.#present(this.int32()), minElementBytes)
  }

  /** As `arrayLength`; -1 stands for a null array. */
  nullableArrayLength(minElementBytes = 1): number {
    const length = this.int32()
    return length === -1 ? -1 : this.#elements(length, minElementBytes)
  }

  compactArrayLength(minElementBytes = 1): number {
    return this.#elements(this.#present(this.unsignedVarint() - 1), minElementBytes)
  }

  /** As `compactArrayLength`; -1 stands for a null array. */
  compactNullableArrayLength(minElementBytes = 1): number {
    const length = this.unsignedVarint() - 1
    return length === -1 ? -1 : this.#elements(length, minElementBytes)
  }

  /** Whether a nullable struct follows. */
  structPresent(): boolean {
    return this.int8() >= 0
  }

  /** The number of tagged fields that follow; each is a tag, a size and that many bytes. */
  taggedFieldCount(): number {
    const count = this.unsignedVarint()
    if (count > MAX_TAGGED_FIELDS) throw invalid('too many tagged fields')
    if (count * 2 > this.remaining) throw truncated()
    return count
  }

  /** The size of a tagged field as the position where it has to end. */
  taggedFieldEnd(): number {
    const size = this.unsignedVarint()
    if (size > this.remaining) throw truncated()
    return this.offset + size
  }

  /** Checks that a tagged field took exactly the bytes it announced. */
  expectOffset(offset: number): void {
    if (this.offset !== offset) throw invalid('a tagged field is not as long as announced')
  }

  /** Skips a whole section of tagged fields. */
  skipTaggedFields(): void {
    for (let rest = this.taggedFieldCount(); rest > 0; rest--) {
      this.unsignedVarint()
      this.offset = this.taggedFieldEnd()
    }
  }

  skip(sizeBytes: number): void {
    this.#take(sizeBytes)
  }

  /** The next `sizeBytes` as a slice. */
  raw(sizeBytes: number): Buffer {
    return this.#slice(sizeBytes)
  }

  #take(sizeBytes: number): number {
    const at = this.offset
    if (sizeBytes < 0 || sizeBytes > this.end - at) throw truncated()
    this.offset = at + sizeBytes
    return at
  }

  #present(length: number): number {
    if (length === -1) throw invalid('null where a value is required')
    return length
  }

  #text(length: number): string {
    const at = this.#take(length)
    return length === 0 ? '' : this.buffer.toString('utf8', at, at + length)
  }

  #slice(length: number): Buffer {
    const at = this.#take(length)
    return this.buffer.subarray(at, at + length)
  }

  #elements(length: number, minElementBytes: number): number {
    if (length > MAX_ARRAY_ELEMENTS) throw invalid('an array announces too many elements')
    if (length < 0 || length * minElementBytes > this.remaining) throw truncated()
    return length
  }
}

function truncated(): KafkaError {
  return new KafkaError('INVALID_REQUEST', 'The message ends before its announced length.')
}

function invalid(reason: string): KafkaError {
  return new KafkaError('INVALID_REQUEST', `The message cannot be read: ${reason}.`)
}
