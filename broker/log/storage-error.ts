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
  const why = error.code === 'DISK_FULL' ? 'the disk is full' : error.message
  return new KafkaError('KAFKA_STORAGE_ERROR', `${what} failed: ${why} (${error.path})`, { cause: error })
}
