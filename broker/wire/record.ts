import { KafkaError } from './kafka-error.ts'

/**
 * One record of a v2 batch: zigzag varints, key, value and headers. Reading is bounded by the record's own
 * length, which is bounded by the batch; a declared length or count never decides an allocation.
 * Source: KIP-98, "Record".
 */

/** A header of a record. Keys repeat freely; the order is kept. */
export interface RecordHeader {
  readonly key: string
  readonly value: Buffer | null
}

/** A record in values. Key, value and header values are views into the batch: copy what must outlive it. */
export interface KafkaRecord {
  readonly offset: number
  readonly timestampMs: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly RecordHeader[]
}

/** A record to be written. */
export interface RecordInput {
  readonly timestampMs: number
  readonly key: Uint8Array | null
  readonly value: Uint8Array | null
  readonly headers?: readonly { readonly key: string; readonly value: Uint8Array | null }[]
  /** Absolute offset; absent: the base offset of the batch plus the index of the record. */
  readonly offset?: number
}

/**
 * Where the parts of a record lie: filled anew for each record, so that a scan allocates nothing.
 * Ranges are half open; `start` is -1 for null.
 */
export class RecordView {
  /** The bytes the ranges point into: those of the batch, or what it decompressed to. */
  bytes: Buffer = Buffer.alloc(0)
  offset = 0
  timestampMs = 0
  keyStart = -1
  keyEnd = -1
  valueStart = -1
  valueEnd = -1
  headerCount = 0
  headersStart = 0
  /** End of the record. */
  end = 0

  /** The key as a view into `bytes`. */
  key(): Buffer | null {
    return this.keyStart < 0 ? null : this.bytes.subarray(this.keyStart, this.keyEnd)
  }

  /** The value as a view into `bytes`. */
  value(): Buffer | null {
    return this.valueStart < 0 ? null : this.bytes.subarray(this.valueStart, this.valueEnd)
  }

  /** The headers, parsed. @throws KafkaError CORRUPT_MESSAGE. */
  headers(): RecordHeader[] {
    const cursor = new RecordCursor(this.bytes, this.headersStart, this.end)
    const headers: RecordHeader[] = []
    for (let index = 0; index < this.headerCount; index += 1) {
      const keyLength = cursor.readVarint()
      if (keyLength < 0) throw corruptRecord('a header has no key')
      const keyStart = cursor.skip(keyLength)
      const valueLength = cursor.readVarint()
      const valueStart = valueLength < 0 ? -1 : cursor.skip(valueLength)
      headers.push({
        key: this.bytes.toString('utf8', keyStart, keyStart + keyLength),
        value: valueStart < 0 ? null : this.bytes.subarray(valueStart, valueStart + valueLength),
      })
    }
    if (cursor.position !== this.end) throw corruptRecord('bytes follow the headers')
    return headers
  }

  /** The whole record in values. @throws KafkaError CORRUPT_MESSAGE for malformed headers. */
  toRecord(): KafkaRecord {
    return {
      offset: this.offset,
      timestampMs: this.timestampMs,
      key: this.key(),
      value: this.value(),
      headers: this.headerCount === 0 ? NO_HEADERS : this.headers(),
    }
  }
}

const NO_HEADERS: readonly RecordHeader[] = []

/** What all records of a batch share. */
export interface RecordContext {
  readonly baseOffset: number
  readonly baseTimestampMs: number
  /** The broker's time, which then holds for every record; null when the producers' times count. */
  readonly logAppendTimeMs: number | null
}

/** Reads the record at the cursor into `view` and moves behind it. @throws KafkaError CORRUPT_MESSAGE. */
export function readRecord(cursor: RecordCursor, context: RecordContext, view: RecordView): void {
  const length = cursor.readVarint()
  const start = cursor.position
  const end = start + length
  if (length <= 0 || end > cursor.limit) throw corruptRecord(`a record claims ${length} bytes`)
  cursor.skip(1) // Attributes: no bit of them is in use.
  const timestampDelta = cursor.readVarlong()
  const offsetDelta = cursor.readVarint()
  const keyLength = cursor.readVarint()
  view.keyStart = keyLength < 0 ? -1 : cursor.skip(keyLength)
  view.keyEnd = cursor.position
  const valueLength = cursor.readVarint()
  view.valueStart = valueLength < 0 ? -1 : cursor.skip(valueLength)
  view.valueEnd = cursor.position
  view.headerCount = cursor.readVarint()
  view.headersStart = cursor.position
  view.end = end
  if (cursor.position > end) throw corruptRecord('its fields run past its end')
  // A header takes at least two bytes, so the count can be held against what is left.
  if (view.headerCount < 0 || view.headerCount * 2 > end - cursor.position) {
    throw corruptRecord(`a record claims ${view.headerCount} headers`)
  }
  if (view.headerCount === 0 && cursor.position !== end) throw corruptRecord('bytes follow its fields')
  view.offset = context.baseOffset + offsetDelta
  view.timestampMs = context.logAppendTimeMs ?? context.baseTimestampMs + timestampDelta
  cursor.position = end
}

/** A position in a buffer that never reads past its limit. */
export class RecordCursor {
  readonly bytes: Buffer
  readonly limit: number
  position: number

  constructor(bytes: Buffer, position: number, limit: number) {
    this.bytes = bytes
    this.position = position
    this.limit = limit
  }

  /** A zigzag int32 of at most five bytes. */
  readVarint(): number {
    let raw = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#byte()
      raw |= (byte & 0x7f) << shift
      if (byte < 0x80) return (raw >>> 1) ^ -(raw & 1)
    }
    throw corruptRecord('a varint is longer than five bytes')
  }

  /** A zigzag int64 of at most ten bytes; past 2^53 the nearest double. */
  readVarlong(): number {
    let raw = 0
    for (let index = 0, scale = 1; index < 10; index += 1, scale *= 128) {
      const byte = this.#byte()
      raw += (byte & 0x7f) * scale
      if (byte < 0x80) return raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2
    }
    throw corruptRecord('a varlong is longer than ten bytes')
  }

  /** Moves over `length` bytes and returns where they begin. */
  skip(length: number): number {
    const start = this.position
    if (length > this.limit - start) throw corruptRecord('it is cut short')
    this.position = start + length
    return start
  }

  #byte(): number {
    if (this.position >= this.limit) throw corruptRecord('it is cut short')
    const byte = this.bytes[this.position] as number // below the limit, which is inside the buffer
    this.position += 1
    return byte
  }
}

/** Bytes `value` takes as a zigzag varint; `value` is a safe integer of magnitude below 2^52. */
export function varintSize(value: number): number {
  if (value >= -64 && value < 64) return 1
  let raw = value >= 0 ? value * 2 : -value * 2 - 1
  let size = 1
  for (; raw >= 128; raw = Math.floor(raw / 128)) size += 1
  return size
}

/** Writes `value` as a zigzag varint and returns the position behind it. */
export function writeVarint(target: Buffer, position: number, value: number): number {
  if (value >= -64 && value < 64) {
    target[position] = (value << 1) ^ (value >> 31)
    return position + 1
  }
  let raw = value >= 0 ? value * 2 : -value * 2 - 1
  let at = position
  for (; raw >= 128; raw = Math.floor(raw / 128)) {
    target[at] = (raw % 128) | 0x80
    at += 1
  }
  target[at] = raw
  return at + 1
}

/** Bytes of a record without its own length prefix. */
export function recordBodySize(record: RecordInput, timestampDelta: number, offsetDelta: number): number {
  let size = 1 + varintSize(timestampDelta) + varintSize(offsetDelta)
  size += bytesSize(record.key) + bytesSize(record.value)
  const headers = record.headers ?? []
  size += varintSize(headers.length)
  for (const header of headers) {
    const keyBytes = Buffer.byteLength(header.key)
    size += varintSize(keyBytes) + keyBytes + bytesSize(header.value)
  }
  return size
}

/** Where and how a record is written. */
export interface RecordPlacement {
  readonly position: number
  readonly bodySize: number
  readonly timestampDelta: number
  readonly offsetDelta: number
}

/** Writes a record with its length prefix and returns the position behind it. */
export function writeRecord(target: Buffer, record: RecordInput, placement: RecordPlacement): number {
  let at = writeVarint(target, placement.position, placement.bodySize)
  target[at] = 0
  at = writeVarint(target, at + 1, placement.timestampDelta)
  at = writeVarint(target, at, placement.offsetDelta)
  at = writeBytes(target, at, record.key)
  at = writeBytes(target, at, record.value)
  const headers = record.headers ?? []
  at = writeVarint(target, at, headers.length)
  for (const header of headers) {
    at = writeVarint(target, at, Buffer.byteLength(header.key))
    at += target.write(header.key, at)
    at = writeBytes(target, at, header.value)
  }
  return at
}

function bytesSize(bytes: Uint8Array | null): number {
  return bytes === null ? 1 : varintSize(bytes.length) + bytes.length
}

function writeBytes(target: Buffer, position: number, bytes: Uint8Array | null): number {
  if (bytes === null) return writeVarint(target, position, -1)
  const at = writeVarint(target, position, bytes.length)
  target.set(bytes, at)
  return at + bytes.length
}

/** The error for a record whose bytes do not follow the format. */
export function corruptRecord(what: string): KafkaError {
  return new KafkaError('CORRUPT_MESSAGE', `Corrupt record: ${what}`)
}
