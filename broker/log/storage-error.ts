import { DiskError } from '../base/disk.ts'
import { KafkaError } from '../wire/kafka-error.ts'

/** Runs `act`; a failure of the disk becomes KAFKA_STORAGE_ERROR, everything else passes through. */
export function onDisk<T>(what: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw asStorageError(what, error)
  }
}

/** KAFKA_STORAGE_ERROR for a failure of the disk; any other error as it is. */
export function asStorageError(what: string, error: unknown): unknown {
  if (!(error instanceof DiskError)) return error
  return new KafkaError('KAFKA_STORAGE_ERROR', `${what} failed: ${reasonOf(error)} (${error.path})`, {
    cause: error,
  })
}

/** What a message says of a failure of the disk. */
export function reasonOf(error: DiskError): string {
  return error.code === 'DISK_FULL' ? 'the disk is full' : error.message
}

/** The full disk behind a KAFKA_STORAGE_ERROR, or null when it has another reason. */
export function fullDiskBehind(error: unknown): DiskError | null {
  if (!(error instanceof KafkaError) || !(error.cause instanceof DiskError)) return null
  return error.cause.code === 'DISK_FULL' ? error.cause : null
}
