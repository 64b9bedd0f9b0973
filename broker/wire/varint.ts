import { assert } from '../base/assert.ts'

/**
 * Variable-length integers, as sizes and pure transforms; `Reader` and `Writer` move the bytes.
 * Seven bits a byte, least significant first. Signed values are zigzag encoded: 0, -1, 1, -2 become 0, 1, 2, 3.
 */

/** Bytes of an unsigned 32-bit varint at most. */
export const MAX_VARINT_BYTES = 5

const UINT32_MAX = 0xffff_ffff

/** Bytes that `value` takes as an unsigned varint; 0 <= value <= 2^32 - 1. */
export function unsignedVarintSize(value: number): number {
  assert(value >= 0 && value <= UINT32_MAX, 'unsigned varint is a uint32', { value })
  if (value < 0x80) return 1
  if (value < 0x4000) return 2
  if (value < 0x20_0000) return 3
  return value < 0x1000_0000 ? 4 : 5
}

/** Bytes that an int32 takes as a zigzag varint. */
export function varintSize(value: number): number {
  return unsignedVarintSize(zigzag(value))
}

/** Bytes that a safe integer takes as a zigzag varlong. */
export function varlongSize(value: number): number {
  let rest = zigzagLong(value)
  let size = 1
  while (rest >= 0x80) {
    rest = Math.floor(rest / 0x80)
    size++
  }
  return size
}

/** Maps an int32 to a uint32 so that small magnitudes stay small. */
export function zigzag(value: number): number {
  return ((value << 1) ^ (value >> 31)) >>> 0
}

/** The inverse of `zigzag`. */
export function unzigzag(value: number): number {
  return (value >>> 1) ^ -(value & 1)
}

/** `zigzag` for a safe integer; |value| < 2^52, so that the doubled value is exact. */
export function zigzagLong(value: number): number {
  assert(Number.isSafeInteger(value), 'varlong is a safe integer', { value })
  assert(Math.abs(value) < 2 ** 52, 'varlong stays exact when doubled', { value })
  return value < 0 ? -2 * value - 1 : 2 * value
}
