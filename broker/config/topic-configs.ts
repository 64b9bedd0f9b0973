import { MIB } from '../base/units.ts'
import {
  type BrokerSynonym,
  boolean,
  catalogueOf,
  type DefinitionOptions,
  double,
  int,
  list,
  listItems,
  long,
  MAX_INT32,
  MAX_LONG,
  string,
} from './definition.ts'

/** Every config of a topic, with the broker configs its default comes from. Kafka 4.3. */

const MINUTES_TO_MS = 60_000
const HOURS_TO_MS = 3_600_000

/** Topic configs can all be changed while the cluster runs. */
function dynamic(
  synonym: string | readonly BrokerSynonym[] | null,
  options: DefinitionOptions = {},
): DefinitionOptions {
  const synonyms = typeof synonym === 'string' ? [{ name: synonym }] : (synonym ?? [])
  return { update: 'cluster-wide', synonyms, ...options }
}

const REPLICA_LIST = {
  valid: '* or a list of partition:broker',
  problemWith: (value: string) => {
    const items = listItems(value)
    if (items.length === 0 || (items.length === 1 && items[0] === '*')) return null
    return items.every((item) => /^\d+:\d+$/.test(item)) ? null : 'it must be * or a list of partition:broker'
  },
}

const ONLY_FALSE = {
  valid: 'false, because there is no tiered storage',
  problemWith: (value: string) =>
    /^false$/i.test(value.trim()) ? null : 'tiered storage is not available in this cluster',
}

const GZIP_LEVEL = {
  valid: '-1, or 1 to 9',
  problemWith: (value: string) =>
    /^(-1|[1-9])$/.test(value.trim()) ? null : 'it must be -1 (default) or 1 to 9',
}

export const topicConfigs = catalogueOf([
  list(
    'cleanup.policy',
    'delete',
    'What happens to old records: delete removes segments past retention, compact keeps the last record of each key. Both may be given; with neither, nothing is removed.',
    dynamic('log.cleanup.policy', { oneOf: ['compact', 'delete'], canBeEmpty: true, since: '0.8.1' }),
  ),
  int(
    'compression.gzip.level',
    -1,
    'Level for batches the broker compresses with gzip; -1 is the codec’s default.',
    dynamic('compression.gzip.level', { rule: GZIP_LEVEL, since: '3.8' }),
  ),
  int(
    'compression.lz4.level',
    9,
    'Level for batches the broker compresses with lz4. Accepted for compatibility; the codec here has one level.',
    dynamic('compression.lz4.level', { min: 1, max: 17, since: '3.8' }),
  ),
  string(
    'compression.type',
    'producer',
    'How batches are stored. producer keeps what the producer sent; any other value makes the broker recompress batches that differ.',
    dynamic('compression.type', {
      oneOf: ['uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer'],
      since: '0.9',
    }),
  ),
  int(
    'compression.zstd.level',
    3,
    'Level for batches the broker compresses with zstd.',
    dynamic('compression.zstd.level', { min: -131072, max: 22, since: '3.8' }),
  ),
  long(
    'delete.retention.ms',
    86_400_000,
    'Milliseconds that delete markers stay in a compacted topic, so that slow readers still see them.',
    dynamic('log.cleaner.delete.retention.ms', { min: 0, since: '0.8.1' }),
  ),
  boolean(
    'errors.deadletterqueue.group.enable',
    false,
    'Whether share groups may use this topic as their dead-letter queue.',
    dynamic(null, { since: '4.4' }),
  ),
  long(
    'file.delete.delay.ms',
    60_000,
    'Milliseconds between taking a file out of the log and removing it from disk.',
    dynamic('log.segment.delete.delay.ms', { min: 0, since: '0.8.1' }),
  ),
  long(
    'flush.messages',
    MAX_LONG,
    'Records after which the log is forced to disk. The default leaves it to replication and the operating system.',
    dynamic('log.flush.interval.messages', { min: 1, since: '0.8.1' }),
  ),
  long(
    'flush.ms',
    MAX_LONG,
    'Milliseconds after which the log is forced to disk.',
    dynamic([{ name: 'log.flush.interval.ms' }, { name: 'log.flush.scheduler.interval.ms' }], {
      min: 0,
      since: '0.8.1',
    }),
  ),
  list(
    'follower.replication.throttled.replicas',
    '',
    'Replicas whose fetching is throttled, as partition:broker pairs, or * for all.',
    dynamic(null, { rule: REPLICA_LIST, since: '0.10.1' }),
  ),
  int(
    'index.interval.bytes',
    4096,
    'Bytes of batches between two index entries. Smaller finds offsets faster and makes larger indexes.',
    dynamic('log.index.interval.bytes', { min: 0, since: '0.8.1' }),
  ),
  list(
    'leader.replication.throttled.replicas',
    '',
    'Replicas that are throttled when followers fetch from them, as partition:broker pairs, or * for all.',
    dynamic(null, { rule: REPLICA_LIST, since: '0.10.1' }),
  ),
  long(
    'local.retention.bytes',
    -2,
    'Bytes kept on the broker once tiered; -2 means the same as retention.bytes.',
    dynamic('log.local.retention.bytes', { min: -2, since: '3.6' }),
  ),
  long(
    'local.retention.ms',
    -2,
    'Milliseconds kept on the broker once tiered; -2 means the same as retention.ms.',
    dynamic('log.local.retention.ms', { min: -2, since: '3.6' }),
  ),
  long(
    'max.compaction.lag.ms',
    MAX_LONG,
    'Longest time in milliseconds that a record stays uncompacted.',
    dynamic('log.cleaner.max.compaction.lag.ms', { min: 1, since: '2.3' }),
  ),
  int(
    'max.message.bytes',
    1_048_588,
    'Largest batch, after compression, that the topic accepts.',
    dynamic('message.max.bytes', { min: 0, since: '0.8.1' }),
  ),
  long(
    'message.timestamp.after.max.ms',
    3_600_000,
    'How far in milliseconds a record’s timestamp may lie ahead of the broker’s clock. Only for CreateTime.',
    dynamic('log.message.timestamp.after.max.ms', { min: 0, since: '3.6' }),
  ),
  long(
    'message.timestamp.before.max.ms',
    MAX_LONG,
    'How far in milliseconds a record’s timestamp may lie behind the broker’s clock. Only for CreateTime.',
    dynamic('log.message.timestamp.before.max.ms', { min: 0, since: '3.6' }),
  ),
  string(
    'message.timestamp.type',
    'CreateTime',
    'Whose clock stamps the records: the producer’s (CreateTime) or the broker’s (LogAppendTime).',
    dynamic('log.message.timestamp.type', { oneOf: ['CreateTime', 'LogAppendTime'], since: '0.10' }),
  ),
  double(
    'min.cleanable.dirty.ratio',
    0.5,
    'Share of the log that must be uncompacted before compaction runs.',
    dynamic('log.cleaner.min.cleanable.ratio', { min: 0, max: 1, since: '0.8.1' }),
  ),
  long(
    'min.compaction.lag.ms',
    0,
    'Shortest time in milliseconds that a record stays uncompacted.',
    dynamic('log.cleaner.min.compaction.lag.ms', { min: 0, since: '0.10.1' }),
  ),
  int(
    'min.insync.replicas',
    1,
    'Replicas that must be in sync for a write with acks=all to succeed, and for the high watermark to move.',
    dynamic('min.insync.replicas', { min: 1, since: '0.8.2' }),
  ),
  boolean(
    'preallocate',
    false,
    'Reserve the space of a segment when it is begun. Accepted for compatibility; segments grow as they are written.',
    dynamic('log.preallocate', { since: '0.8.3' }),
  ),
  boolean(
    'remote.log.copy.disable',
    false,
    'Stop copying to tiered storage.',
    dynamic(null, { rule: ONLY_FALSE, since: '3.9' }),
  ),
  boolean(
    'remote.log.delete.on.disable',
    false,
    'Remove tiered data when tiering is switched off.',
    dynamic(null, { rule: ONLY_FALSE, since: '3.9' }),
  ),
  boolean(
    'remote.storage.enable',
    false,
    'Copy old segments to tiered storage.',
    dynamic(null, { rule: ONLY_FALSE, since: '3.6' }),
  ),
  long(
    'retention.bytes',
    -1,
    'Largest size of a partition before old segments are removed; -1 is no limit.',
    dynamic('log.retention.bytes', { since: '0.8.1' }),
  ),
  long(
    'retention.ms',
    604_800_000,
    'Milliseconds records are kept before their segment may be removed; -1 is for ever.',
    dynamic(
      [
        { name: 'log.retention.ms' },
        { name: 'log.retention.minutes', factor: MINUTES_TO_MS },
        { name: 'log.retention.hours', factor: HOURS_TO_MS },
      ],
      { min: -1, since: '0.8.1' },
    ),
  ),
  int(
    'segment.bytes',
    1_073_741_824,
    'Size of a segment file. Retention and compaction work on whole segments.',
    dynamic('log.segment.bytes', { min: MIB, max: MAX_INT32, since: '0.8.1' }),
  ),
  int(
    'segment.index.bytes',
    10_485_760,
    'Largest size of an index file; a full index begins a segment.',
    dynamic('log.index.size.max.bytes', { min: 4, since: '0.8.1' }),
  ),
  long(
    'segment.jitter.ms',
    0,
    'Most milliseconds taken off segment.ms, different for each partition, so that not all roll at once.',
    dynamic([{ name: 'log.roll.jitter.ms' }, { name: 'log.roll.jitter.hours', factor: HOURS_TO_MS }], {
      min: 0,
      since: '0.8.2',
    }),
  ),
  long(
    'segment.ms',
    604_800_000,
    'Milliseconds after which a segment is closed even if it is not full.',
    dynamic([{ name: 'log.roll.ms' }, { name: 'log.roll.hours', factor: HOURS_TO_MS }], {
      min: 1,
      since: '0.8.1',
    }),
  ),
  boolean(
    'unclean.leader.election.enable',
    false,
    'Whether a replica that is not in sync may lead when no other is left. Records can be lost then.',
    dynamic('unclean.leader.election.enable', { since: '0.9' }),
  ),
])

/** What is wrong with configs that are each valid but do not fit each other, or null. */
export function problemWithTopicConfigs(valueOf: (name: string) => string): string | null {
  const min = BigInt(valueOf('min.compaction.lag.ms').trim())
  const max = BigInt(valueOf('max.compaction.lag.ms').trim())
  if (min > max) return `min.compaction.lag.ms (${min}) is larger than max.compaction.lag.ms (${max})`
  return null
}
