import { assert } from './assert.ts'

/**
 * int64 on the wire path is a checked `number`, never BigInt: reading an int64 as two halves costs a
 * tenth of a BigInt read (ADR 4). Kafka's own values (offsets, timestamps, ids) stay below 2^53.
 */

const TWO_TO_32 = 0x1_0000_0000

/** Joins two 32-bit halves; null when the result is not a safe integer (the caller decides what that means). */
export function joinInt64(high: number, low: number): number | null {
  const value = (high | 0) * TWO_TO_32 + (low >>> 0)
  return Number.isSafeInteger(value) ? value : null
}

/** The upper 32 bits of `value`, signed. */
export function highHalf(value: number): number {
  assert(Number.isSafeInteger(value), 'int64 is a safe integer', { value })
  return Math.floor(value / TWO_TO_32) | 0
}

/** The lower 32 bits of `value`, unsigned. */
export function lowHalf(value: number): number {
  return value >>> 0 === value ? value : Number(((value % TWO_TO_32) + TWO_TO_32) % TWO_TO_32) >>> 0
}
