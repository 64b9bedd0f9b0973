/**
 * The inner loops that the snappy and lz4 readers share. They check nothing: the callers have already
 * held every index against input and output.
 */

/** Below this many bytes a plain loop beats the call into a bulk copy. */
const BULK_COPY_FROM_BYTES = 24

/** Unsigned little-endian integer of 1 to 4 bytes. */
export function littleEndian(bytes: Uint8Array, at: number, byteCount: number): number {
  let value = 0
  for (let index = byteCount - 1; index >= 0; index -= 1) value = value * 256 + (bytes[at + index] as number)
  return value
}

/** Copies `source.length` bytes of `input` from `source.at` to `output` at `target`. */
export function copyLiteral(
  input: Uint8Array,
  source: { readonly at: number; readonly length: number },
  output: Uint8Array,
  target: number,
): void {
  const { at, length } = source
  if (length >= BULK_COPY_FROM_BYTES) {
    output.set(input.subarray(at, at + length), target)
    return
  }
  for (let index = 0; index < length; index += 1) output[target + index] = input[at + index] as number
}

/** Repeats `length` bytes from `distance` bytes back; the ranges may overlap, which repeats a pattern. */
export function copyMatch(output: Uint8Array, target: number, distance: number, length: number): void {
  const from = target - distance
  if (distance >= length && length >= BULK_COPY_FROM_BYTES) {
    output.copyWithin(target, from, from + length)
    return
  }
  for (let index = 0; index < length; index += 1) output[target + index] = output[from + index] as number
}
