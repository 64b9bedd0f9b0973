import { lz4Compress as wasmCompress } from '@platformatic/wasm-utils/bundled'
import { KIB } from '../../base/units.ts'
import { copyLiteral, copyMatch, littleEndian } from './byte-copy.ts'
import { malformed, tooLarge } from './malformed.ts'

/**
 * LZ4 in its frame format. Compression is WebAssembly and sets independent blocks, which Java's reader
 * demands. Decompression is our own, for the reason given in `snappy.ts`, and reads dependent blocks too.
 *
 * A first pass over the tokens measures the output, so memory is taken once, exactly, and after the limit
 * was checked. Checksums of the frame are skipped: the CRC-32C of the batch covers the same bytes.
 */

const FRAME_MAGIC = 0x184d2204
const FLAG_VERSION_MASK = 0xc0
const FLAG_VERSION = 0x40
const FLAG_BLOCK_CHECKSUM = 0x10
const FLAG_CONTENT_SIZE = 0x08
const FLAG_CONTENT_CHECKSUM = 0x04
const FLAG_DICTIONARY_ID = 0x01
const STORED_BIT = 0x8000_0000
const MIN_MATCH = 4
/** Sizes of block size ids 4 to 7. */
const MAX_BLOCK_BYTES: Readonly<Record<number, number>> = {
  4: 64 * KIB,
  5: 256 * KIB,
  6: 1024 * KIB,
  7: 4096 * KIB,
}

/** One LZ4 frame with independent blocks. */
export function lz4Compress(bytes: Buffer): Buffer {
  return wasmCompress(bytes)
}

/** @throws KafkaError CORRUPT_MESSAGE for malformed input or output past `maxOutputBytes`. */
export function lz4Decompress(bytes: Buffer, maxOutputBytes: number): Buffer {
  const blocks = frameBlocks(bytes)
  let totalBytes = 0
  for (const block of blocks) {
    totalBytes += block.outputBytes
    if (totalBytes > maxOutputBytes) throw tooLarge('lz4', maxOutputBytes)
  }
  const output = Buffer.allocUnsafe(totalBytes)
  let written = 0
  for (const block of blocks) {
    if (block.isStored) bytes.copy(output, written, block.start, block.end)
    else decodeBlock(bytes, block, output, written)
    written += block.outputBytes
  }
  return output
}

interface Block {
  readonly start: number
  readonly end: number
  readonly isStored: boolean
  readonly outputBytes: number
}

function frameBlocks(bytes: Buffer): Block[] {
  if (bytes.length < 7 || bytes.readUInt32LE(0) !== FRAME_MAGIC) throw malformed('lz4', 'it is not a frame')
  const flags = bytes.readUInt8(4)
  if ((flags & FLAG_VERSION_MASK) !== FLAG_VERSION) throw malformed('lz4', 'the frame version is unknown')
  if ((flags & FLAG_DICTIONARY_ID) !== 0) throw malformed('lz4', 'frames with a dictionary are not supported')
  const maxBlockBytes = MAX_BLOCK_BYTES[(bytes.readUInt8(5) >> 4) & 7]
  if (maxBlockBytes === undefined) throw malformed('lz4', 'the block size id is unknown')
  const checksumBytes = (flags & FLAG_BLOCK_CHECKSUM) === 0 ? 0 : 4
  const blocks: Block[] = []
  // Magic, flags, block descriptor, the optional content size, and the header checksum.
  let at = 4 + 2 + ((flags & FLAG_CONTENT_SIZE) === 0 ? 0 : 8) + 1
  for (;;) {
    if (at + 4 > bytes.length) throw malformed('lz4', 'the frame has no end mark')
    const word = bytes.readUInt32LE(at)
    at += 4
    if (word === 0) break
    const isStored = word >= STORED_BIT
    const length = isStored ? word - STORED_BIT : word
    const end = at + length
    if (end + checksumBytes > bytes.length) throw malformed('lz4', 'a block is cut short')
    const outputBytes = isStored ? length : measureBlock(bytes, at, end)
    if (outputBytes > maxBlockBytes) throw malformed('lz4', 'a block is larger than the frame allows')
    blocks.push({ start: at, end, isStored, outputBytes })
    at = end + checksumBytes
  }
  const trailerBytes = (flags & FLAG_CONTENT_CHECKSUM) === 0 ? 0 : 4
  if (at + trailerBytes !== bytes.length) throw malformed('lz4', 'bytes follow the frame')
  return blocks
}

/** Walks the tokens of a block, checks that each lies inside it, and adds up what they make. */
function measureBlock(input: Uint8Array, start: number, end: number): number {
  let at = start
  let outputBytes = 0
  while (at < end) {
    const token = input[at] as number // at is below end
    at += 1
    let literalBytes = token >> 4
    if (literalBytes === 15) {
      let more = 255
      while (more === 255) {
        if (at >= end) throw malformed('lz4', 'a literal length is cut short')
        more = input[at] as number // just checked
        at += 1
        literalBytes += more
      }
    }
    at += literalBytes
    outputBytes += literalBytes
    if (at > end) throw malformed('lz4', 'a literal is cut short')
    if (at === end) return outputBytes
    at += 2
    let matchBytes = (token & 15) + MIN_MATCH
    if ((token & 15) === 15) {
      let more = 255
      while (more === 255) {
        if (at >= end) throw malformed('lz4', 'a match length is cut short')
        more = input[at] as number // just checked
        at += 1
        matchBytes += more
      }
    }
    if (at > end) throw malformed('lz4', 'a match is cut short')
    outputBytes += matchBytes
  }
  return outputBytes
}

/** Unfolds a block that `measureBlock` has walked; only the distances are left to check. */
function decodeBlock(input: Uint8Array, block: Block, output: Uint8Array, outputStart: number): void {
  let at = block.start
  let written = outputStart
  while (at < block.end) {
    const token = input[at] as number // measured: inside the block
    at += 1
    let literalBytes = token >> 4
    if (literalBytes === 15) {
      let more = 255
      while (more === 255) {
        more = input[at] as number // measured
        at += 1
        literalBytes += more
      }
    }
    copyLiteral(input, { at, length: literalBytes }, output, written)
    at += literalBytes
    written += literalBytes
    if (at >= block.end) return
    const distance = littleEndian(input, at, 2)
    at += 2
    if (distance === 0 || distance > written) throw malformed('lz4', 'a match reaches before the data')
    let matchBytes = (token & 15) + MIN_MATCH
    if ((token & 15) === 15) {
      let more = 255
      while (more === 255) {
        more = input[at] as number // measured
        at += 1
        matchBytes += more
      }
    }
    copyMatch(output, written, distance, matchBytes)
    written += matchBytes
  }
}
