import { KafkaError } from './kafka-error.ts'

/** What generated codecs call when a message and a version do not go together. */

/** @throws KafkaError UNSUPPORTED_VERSION outside of `min` to `max`. */
export function checkVersion(name: string, version: number, range: { min: number; max: number }): void {
  if (version >= range.min && version <= range.max) return
  throw new KafkaError(
    'UNSUPPORTED_VERSION',
    `${name} has versions ${range.min} to ${range.max}, not ${version}.`,
  )
}

/** A value is set that the version has no field for. */
export function cannotCarry(field: string, version: number): KafkaError {
  return new KafkaError('UNSUPPORTED_VERSION', `Version ${version} cannot carry ${field}.`)
}

/** A value is null where the version has no null. */
export function cannotBeNull(field: string, version: number): KafkaError {
  return new KafkaError('UNSUPPORTED_VERSION', `Version ${version} cannot carry null for ${field}.`)
}
