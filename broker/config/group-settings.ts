/** The configs of a group as typed values. */
import { numericValue } from './definition.ts'
import { type BrokerConfigSources, type ConfigValues, resolveGroupConfig } from './resolve.ts'

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
