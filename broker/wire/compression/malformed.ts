import { KafkaError } from '../kafka-error.ts'

/** The error for compressed bytes that do not follow their format. */
export function malformed(codec: string, what: string, cause?: unknown): KafkaError {
  return new KafkaError('CORRUPT_MESSAGE', `Malformed ${codec} data: ${what}`, { cause })
}

/** The error for compressed bytes that would unfold past the caller's limit. */
export function tooLarge(codec: string, maxOutputBytes: number): KafkaError {
  return new KafkaError('CORRUPT_MESSAGE', `${codec} data unfolds to more than ${maxOutputBytes} bytes`)
}

/** Whether zlib stopped because the output passed `maxOutputLength`. */
export function isOutputLimit(error: unknown): boolean {
  return (
    error instanceof RangeError ||
    (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
  )
}
