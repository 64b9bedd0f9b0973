import { MIB } from '../../base/units.ts'
import { KafkaError } from '../kafka-error.ts'
import { gzipCompress, gzipDecompress } from './gzip.ts'
import { lz4Compress, lz4Decompress } from './lz4.ts'
import { snappyCompress, snappyDecompress } from './snappy.ts'
import { zstdCompress, zstdDecompress } from './zstd.ts'

/**
 * The five codecs of the record batch format behind two functions. Every decompression is bounded by the
 * caller: what a peer declares never decides how much memory is taken.
 */

/** Compressions by id: the index is what bits 0-2 of the batch attributes hold. */
export const COMPRESSION_NAMES = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const

export type CompressionName = (typeof COMPRESSION_NAMES)[number]

/** Most bytes one batch may decompress to unless the caller says otherwise. */
export const MAX_DECOMPRESSED_BATCH_BYTES = 128 * MIB

/** The name of a compression id, or null when the format knows none of that id. */
export function compressionNameOf(id: number): CompressionName | null {
  return COMPRESSION_NAMES[id] ?? null
}

/** The id of a compression. */
export function compressionIdOf(name: CompressionName): number {
  return COMPRESSION_NAMES.indexOf(name)
}

/**
 * Compresses `bytes`. `level` is that of the codec (gzip 1-9, zstd -131072 to 22; -1 or absent: the
 * codec's default); snappy and lz4 have one level here.
 * @throws KafkaError UNSUPPORTED_COMPRESSION_TYPE where the runtime lacks zstd.
 */
export function compress(codec: CompressionName, bytes: Buffer, level?: number): Buffer {
  switch (codec) {
    case 'none':
      return bytes
    case 'gzip':
      return gzipCompress(bytes, level)
    case 'snappy':
      return snappyCompress(bytes)
    case 'lz4':
      return lz4Compress(bytes)
    case 'zstd':
      return zstdCompress(bytes, level)
  }
}

/**
 * Decompresses `bytes` to at most `maxOutputBytes`.
 * @throws KafkaError CORRUPT_MESSAGE for malformed input and for output past the limit,
 * UNSUPPORTED_COMPRESSION_TYPE where the runtime lacks zstd.
 */
export function decompress(codec: CompressionName, bytes: Buffer, maxOutputBytes: number): Buffer {
  switch (codec) {
    case 'none':
      if (bytes.length > maxOutputBytes) {
        throw new KafkaError('CORRUPT_MESSAGE', `Records take more than the ${maxOutputBytes} bytes allowed`)
      }
      return bytes
    case 'gzip':
      return gzipDecompress(bytes, maxOutputBytes)
    case 'snappy':
      return snappyDecompress(bytes, maxOutputBytes)
    case 'lz4':
      return lz4Decompress(bytes, maxOutputBytes)
    case 'zstd':
      return zstdDecompress(bytes, maxOutputBytes)
  }
}
