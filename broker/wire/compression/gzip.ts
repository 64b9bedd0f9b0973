import { gunzipSync, gzipSync } from 'node:zlib'
import { isOutputLimit, malformed, tooLarge } from './malformed.ts'

/** gzip, level 1-9; -1 or absent means zlib's own default (6). */
export function gzipCompress(bytes: Buffer, level?: number): Buffer {
  return gzipSync(bytes, level === undefined ? {} : { level })
}

/** @throws KafkaError CORRUPT_MESSAGE for malformed input and for output past `maxOutputBytes`. */
export function gzipDecompress(bytes: Buffer, maxOutputBytes: number): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: Math.max(1, maxOutputBytes) })
  } catch (error) {
    if (isOutputLimit(error)) throw tooLarge('gzip', maxOutputBytes)
    throw malformed('gzip', 'zlib refused it', error)
  }
}
