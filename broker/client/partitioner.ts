/**
 * Which partition a record goes to. A key decides by its murmur2 hash exactly as in the Java client, so
 * that all producers of a topic agree. Source: `org.apache.kafka.common.utils.Utils.murmur2`.
 */

const SEED = 0x9747b28c
const MULTIPLIER = 0x5bd1e995
const SHIFT = 24

/** Murmur2, 32 bit, as a signed integer. */
export function murmur2(bytes: Uint8Array): number {
  const { length } = bytes
  const at = (index: number) => bytes[index] ?? 0
  let hash = SEED ^ length
  const wholeEnd = length - (length % 4)
  for (let index = 0; index < wholeEnd; index += 4) {
    let word = at(index) | (at(index + 1) << 8) | (at(index + 2) << 16) | (at(index + 3) << 24)
    word = Math.imul(word, MULTIPLIER)
    word ^= word >>> SHIFT
    word = Math.imul(word, MULTIPLIER)
    hash = Math.imul(hash, MULTIPLIER) ^ word
  }
  const rest = length - wholeEnd
  if (rest === 3) hash ^= at(wholeEnd + 2) << 16
  if (rest >= 2) hash ^= at(wholeEnd + 1) << 8
  if (rest >= 1) hash = Math.imul(hash ^ at(wholeEnd), MULTIPLIER)
  hash ^= hash >>> 13
  hash = Math.imul(hash, MULTIPLIER)
  return hash ^ (hash >>> 15)
}

/** The partition of a key: the hash without its sign, modulo the number of partitions. */
export function partitionOfKey(key: Uint8Array, partitionCount: number): number {
  return (murmur2(key) & 0x7fff_ffff) % partitionCount
}
