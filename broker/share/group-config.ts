/** Configs of one share group as typed values. */

import { unreachable } from '../base/assert.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../base/units.ts'
import { numericValue } from '../config/definition.ts'
import {
  type BrokerConfigSources,
  type ConfigValues,
  resolveBrokerConfig,
  resolveGroupConfig,
} from '../config/resolve.ts'
import type { InFlightLimits } from './in-flight.ts'

/** Where a group begins that has nothing stored. */
export type AutoOffsetReset =
  | { readonly kind: 'earliest' }
  | { readonly kind: 'latest' }
  | { readonly kind: 'by_duration'; readonly durationMs: number }

export interface ShareGroupConfig extends InFlightLimits {
  readonly autoOffsetReset: AutoOffsetReset
  readonly isReadCommitted: boolean
  readonly recordLockDurationMs: number
}

/** What a group's configs come to. Values were validated when they were set. */
export function shareGroupConfigFrom(overrides: ConfigValues, broker: BrokerConfigSources): ShareGroupConfig {
  const group = (name: string) => resolveGroupConfig(name, overrides, broker)
  const ofBroker = (name: string) =>
    numericValue(
      resolveBrokerConfig(name, broker) ?? unreachable('the broker config has a default', { name }),
    )
  return {
    autoOffsetReset: autoOffsetResetOf(group('share.auto.offset.reset')),
    isReadCommitted: group('share.isolation.level') === 'read_committed',
    recordLockDurationMs: numericValue(group('share.record.lock.duration.ms')),
    maxDeliveryCount: ofBroker('group.share.delivery.count.limit'),
    maxRecordLocks: ofBroker('group.share.partition.max.record.locks'),
  }
}

/** What `share.auto.offset.reset` says; a duration that cannot be read counts as latest. */
export function autoOffsetResetOf(value: string): AutoOffsetReset {
  if (value === 'earliest') return { kind: 'earliest' }
  const durationMs = value.startsWith(DURATION_PREFIX)
    ? durationMsOf(value.slice(DURATION_PREFIX.length))
    : null
  return durationMs === null ? { kind: 'latest' } : { kind: 'by_duration', durationMs }
}

const DURATION_PREFIX = 'by_duration:'

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,9})?)S)?)?$/i

/** Milliseconds of an ISO 8601 duration of days and smaller units, or null. */
export function durationMsOf(text: string): number | null {
  const parts = DURATION.exec(text)
  if (parts === null || /[PT]$/i.test(text)) return null
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0))
  return (
    (days ?? 0) * DAY_MS + (hours ?? 0) * HOUR_MS + (minutes ?? 0) * MINUTE_MS + (seconds ?? 0) * SECOND_MS
  )
}
