import { catalogueOf, type DefinitionOptions, int, string } from './definition.ts'

/** Configs of a single group (resource type GROUP), with the broker configs their defaults come from. */

function dynamic(synonym: string, options: DefinitionOptions = {}): DefinitionOptions {
  return { update: 'cluster-wide', synonyms: [{ name: synonym }], ...options }
}

const AUTO_OFFSET_RESET = {
  valid: 'latest, earliest or by_duration:<ISO 8601 duration>',
  problemWith: (value: string) =>
    /^(latest|earliest|by_duration:P.+)$/.test(value)
      ? null
      : 'it must be latest, earliest or by_duration:<duration>',
}

export const groupConfigs = catalogueOf([
  int(
    'consumer.heartbeat.interval.ms',
    5_000,
    'Milliseconds between heartbeats of members of a consumer group.',
    dynamic('group.consumer.heartbeat.interval.ms', { min: 1, since: '4.0' }),
  ),
  int(
    'consumer.session.timeout.ms',
    45_000,
    'Milliseconds without a heartbeat after which a member of a consumer group is removed.',
    dynamic('group.consumer.session.timeout.ms', { min: 1, since: '4.0' }),
  ),
  string('share.auto.offset.reset', 'latest', 'Where a share group begins that has no state yet.', {
    update: 'cluster-wide',
    rule: AUTO_OFFSET_RESET,
    since: '4.0',
  }),
  int(
    'share.heartbeat.interval.ms',
    5_000,
    'Milliseconds between heartbeats of members of a share group.',
    dynamic('group.share.heartbeat.interval.ms', { min: 1, since: '4.0' }),
  ),
  string(
    'share.isolation.level',
    'read_uncommitted',
    'Whether a share group sees records of open and aborted transactions.',
    { update: 'cluster-wide', oneOf: ['read_committed', 'read_uncommitted'], since: '4.1' },
  ),
  int(
    'share.record.lock.duration.ms',
    30_000,
    'Milliseconds a record stays locked for the member that acquired it.',
    dynamic('group.share.record.lock.duration.ms', { min: 1_000, since: '4.0' }),
  ),
  int(
    'share.session.timeout.ms',
    45_000,
    'Milliseconds without a heartbeat after which a member of a share group is removed.',
    dynamic('group.share.session.timeout.ms', { min: 1, since: '4.0' }),
  ),
  int(
    'streams.heartbeat.interval.ms',
    5_000,
    'Milliseconds between heartbeats of members of a streams group.',
    dynamic('group.streams.heartbeat.interval.ms', { min: 1, since: '4.1' }),
  ),
  int(
    'streams.num.standby.replicas',
    0,
    'Standby copies of each stateful task of a streams group.',
    dynamic('group.streams.num.standby.replicas', { min: 0, since: '4.1' }),
  ),
  int(
    'streams.session.timeout.ms',
    45_000,
    'Milliseconds without a heartbeat after which a member of a streams group is removed.',
    dynamic('group.streams.session.timeout.ms', { min: 1, since: '4.1' }),
  ),
])
