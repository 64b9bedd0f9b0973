/** The configs of a group as typed values. */
import { numericValue } from './definition.ts'
import {
  type BrokerConfigSources,
  type ConfigValues,
  resolveBrokerConfig,
  resolveGroupConfig,
} from './resolve.ts'

/** What a group's configuration means for its members. */
export interface GroupSettings {
  readonly consumerSessionTimeoutMs: number
  readonly consumerHeartbeatIntervalMs: number
  readonly shareSessionTimeoutMs: number
  readonly shareHeartbeatIntervalMs: number
}

/** Typed settings of a group with these overrides on this broker. Values were validated when they were set. */
export function groupSettingsFrom(overrides: ConfigValues, broker: BrokerConfigSources): GroupSettings {
  const number = (name: string) => numericValue(resolveGroupConfig(name, overrides, broker).trim())
  return {
    consumerSessionTimeoutMs: number('consumer.session.timeout.ms'),
    consumerHeartbeatIntervalMs: number('consumer.heartbeat.interval.ms'),
    shareSessionTimeoutMs: number('share.session.timeout.ms'),
    shareHeartbeatIntervalMs: number('share.heartbeat.interval.ms'),
  }
}

/** Group configs that must lie between two configs of the broker. */
const BOUNDED_CONFIGS: readonly {
  readonly name: string
  readonly min: string
  readonly max: string
}[] = [
  {
    name: 'consumer.heartbeat.interval.ms',
    min: 'group.consumer.min.heartbeat.interval.ms',
    max: 'group.consumer.max.heartbeat.interval.ms',
  },
  {
    name: 'consumer.session.timeout.ms',
    min: 'group.consumer.min.session.timeout.ms',
    max: 'group.consumer.max.session.timeout.ms',
  },
  {
    name: 'share.heartbeat.interval.ms',
    min: 'group.share.min.heartbeat.interval.ms',
    max: 'group.share.max.heartbeat.interval.ms',
  },
  {
    name: 'share.session.timeout.ms',
    min: 'group.share.min.session.timeout.ms',
    max: 'group.share.max.session.timeout.ms',
  },
  {
    name: 'share.record.lock.duration.ms',
    min: 'group.share.min.record.lock.duration.ms',
    max: 'group.share.max.record.lock.duration.ms',
  },
]

/** What is wrong with overrides of a group on this broker, in a sentence, or null. */
export function problemWithGroupConfigs(overrides: ConfigValues, broker: BrokerConfigSources): string | null {
  for (const { name, min, max } of BOUNDED_CONFIGS) {
    const text = overrides.get(name)
    if (text === undefined) continue
    const value = numericValue(text)
    if (value < brokerNumber(min, broker)) return `${name} must be greater than or equal to ${min}`
    if (value > brokerNumber(max, broker)) return `${name} must be less than or equal to ${max}`
  }
  const settings = groupSettingsFrom(overrides, broker)
  if (settings.consumerSessionTimeoutMs <= settings.consumerHeartbeatIntervalMs) {
    return 'consumer.session.timeout.ms must be greater than consumer.heartbeat.interval.ms'
  }
  if (settings.shareSessionTimeoutMs <= settings.shareHeartbeatIntervalMs) {
    return 'share.session.timeout.ms must be greater than share.heartbeat.interval.ms'
  }
  return null
}

function brokerNumber(name: string, broker: BrokerConfigSources): number {
  return numericValue(resolveBrokerConfig(name, broker) ?? '')
}
