import zlib from 'node:zlib'
import { KafkaError } from '../kafka-error.ts'
import { isOutputLimit, malformed, tooLarge } from './malformed.ts'

/** Whether this runtime can read and write zstd (Node 22.15 and later). */
export function isZstdSupported(): boolean {
  // The types promise the functions; older runtimes do not have them.
  return typeof (zlib as Partial<typeof zlib>).zstdCompressSync === 'function'
}

/** zstd, level -131072 to 22; absent means 3, as in Kafka. */
export function zstdCompress(bytes: Buffer, level = DEFAULT_LEVEL): Buffer {
  requireZstd()
  return zlib.zstdCompressSync(bytes, { params: { [zlib.constants.ZSTD_c_compressionLevel]: level } })
}

/**
 * @throws KafkaError CORRUPT_MESSAGE for malformed input and for output past `maxOutputBytes`;
 * UNSUPPORTED_COMPRESSION_TYPE where the runtime lacks zstd.
 */
export function zstdDecompress(bytes: Buffer, maxOutputBytes: number): Buffer {
  requireZstd()
  try {
    return zlib.zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, maxOutputBytes) })
  } catch (error) {
    if (isOutputLimit(error)) throw tooLarge('zstd', maxOutputBytes)
    throw malformed('zstd', 'zlib refused it', error)
  }
}

function requireZstd(): void {
  if (isZstdSupported()) return
  throw new KafkaError(
    'UNSUPPORTED_COMPRESSION_TYPE',
    'zstd needs Node 22.15 or later; this runtime does not have it',
  )
}

const DEFAULT_LEVEL = 3
