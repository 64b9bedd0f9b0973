import { snappyCompress as wasmCompress } from '@platformatic/wasm-utils/bundled'
import { KIB } from '../../base/units.ts'
import { copyLiteral, copyMatch, littleEndian } from './byte-copy.ts'
import { malformed, tooLarge } from './malformed.ts'

/**
 * Snappy in the two forms Kafka clients send: framed as the xerial Java library does it (a 16-byte header,
 * then length-prefixed blocks), and one raw block. Written framed, because Java's reader wants that.
 *
 * Compression is WebAssembly. Decompression is our own: the WebAssembly reader traps on bad input and leaks
 * what it had allocated, and bad input is a peer's to send.
 */

const XERIAL_MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00])
const XERIAL_HEADER_BYTES = 16
const XERIAL_VERSION = 1
/** Java's default block. */
const BLOCK_BYTES = 32 * KIB
/** No element of three bytes makes more than 64, so a longer declared length is a lie. */
const MAX_EXPANSION = 64

/** Framed snappy. */
export function snappyCompress(bytes: Buffer): Buffer {
  const header = Buffer.alloc(XERIAL_HEADER_BYTES)
  XERIAL_MAGIC.copy(header)
  header.writeInt32BE(XERIAL_VERSION, 8)
  header.writeInt32BE(XERIAL_VERSION, 12)
  const parts: Buffer[] = [header]
  for (let start = 0; start < bytes.length; start += BLOCK_BYTES) {
    const block = wasmCompress(bytes.subarray(start, start + BLOCK_BYTES))
    const length = Buffer.allocUnsafe(4)
    length.writeInt32BE(block.length)
    parts.push(length, block)
  }
  return Buffer.concat(parts)
}

/** Reads either form. @throws KafkaError CORRUPT_MESSAGE for malformed input or output past the limit. */
export function snappyDecompress(bytes: Buffer, maxOutputBytes: number): Buffer {
  const isFramed =
    bytes.length >= XERIAL_HEADER_BYTES && bytes.compare(XERIAL_MAGIC, 0, 8, 0, XERIAL_MAGIC.length) === 0
  const blocks = isFramed ? framedBlocks(bytes) : [rawBlock(bytes, 0, bytes.length)]
  let totalBytes = 0
  for (const block of blocks) {
    totalBytes += block.outputBytes
    if (totalBytes > maxOutputBytes) throw tooLarge('snappy', maxOutputBytes)
  }
  const output = Buffer.allocUnsafe(totalBytes)
  let written = 0
  for (const block of blocks) {
    decodeBlock(bytes, block, output.subarray(written, written + block.outputBytes))
    written += block.outputBytes
  }
  return output
}

interface Block {
  /** First byte after the length preamble. */
  readonly start: number
  readonly end: number
  readonly outputBytes: number
}

function framedBlocks(bytes: Buffer): Block[] {
  const blocks: Block[] = []
  let at = XERIAL_HEADER_BYTES
  while (at < bytes.length) {
    if (at + 4 > bytes.length) throw malformed('snappy', 'a block length is cut short')
    const length = bytes.readInt32BE(at)
    at += 4
    if (length < 0 || at + length > bytes.length) throw malformed('snappy', `a block claims ${length} bytes`)
    // Concatenated streams repeat the header; its first four bytes read as a negative length, caught above.
    blocks.push(rawBlock(bytes, at, at + length))
    at += length
  }
  return blocks
}

function rawBlock(bytes: Buffer, start: number, end: number): Block {
  let outputBytes = 0
  for (let index = 0; index < 5 && start + index < end; index += 1) {
    const byte = bytes[start + index] as number // index is below end
    outputBytes += (byte & 0x7f) * 2 ** (7 * index)
    if (byte < 0x80) {
      const bodyBytes = end - start - index - 1
      if (outputBytes > bodyBytes * MAX_EXPANSION)
        throw malformed('snappy', `a block claims to hold ${outputBytes} bytes`)
      return { start: start + index + 1, end, outputBytes }
    }
  }
  throw malformed('snappy', 'the length preamble does not end')
}

/** Unfolds one block into `output`, which has exactly the declared size. Every index is checked before use. */
function decodeBlock(input: Uint8Array, block: Block, output: Uint8Array): void {
  let at = block.start
  let written = 0
  while (at < block.end) {
    const tag = input[at] as number // at is below end
    at += 1
    let length: number
    let distance: number
    switch (tag & 3) {
      case 0: {
        length = (tag >> 2) + 1
        if (length > 60) {
          const extraBytes = length - 60
          if (at + extraBytes > block.end) throw malformed('snappy', 'a literal length is cut short')
          length = littleEndian(input, at, extraBytes) + 1
          at += extraBytes
        }
        if (at + length > block.end) throw malformed('snappy', 'a literal is cut short')
        if (written + length > output.length) throw malformed('snappy', 'a block holds more than it claims')
        copyLiteral(input, { at, length }, output, written)
        at += length
        written += length
        continue
      }
      case 1:
        length = ((tag >> 2) & 7) + 4
        if (at + 1 > block.end) throw malformed('snappy', 'a copy is cut short')
        distance = ((tag >> 5) << 8) | littleEndian(input, at, 1)
        at += 1
        break
      case 2:
        length = (tag >> 2) + 1
        if (at + 2 > block.end) throw malformed('snappy', 'a copy is cut short')
        distance = littleEndian(input, at, 2)
        at += 2
        break
      default:
        length = (tag >> 2) + 1
        if (at + 4 > block.end) throw malformed('snappy', 'a copy is cut short')
        distance = littleEndian(input, at, 4)
        at += 4
    }
    if (distance === 0 || distance > written) throw malformed('snappy', 'a copy reaches before the block')
    if (written + length > output.length) throw malformed('snappy', 'a block holds more than it claims')
    copyMatch(output, written, distance, length)
    written += length
  }
  if (written !== output.length) throw malformed('snappy', 'a block holds less than it claims')
}
