import { MIB } from '../base/units.ts'
import {
  boolean,
  type DefinitionOptions,
  double,
  int,
  list,
  long,
  MAX_INT32,
  MAX_LONG,
  string,
} from './definition.ts'

/** Broker configs about logs: defaults of topics, retention, flushing, compaction. */

function dynamic(options: DefinitionOptions = {}): DefinitionOptions {
  return { update: 'cluster-wide', ...options }
}

const GZIP_LEVEL = {
  valid: '-1, or 1 to 9',
  problemWith: (value: string) =>
    /^(-1|[1-9])$/.test(value.trim()) ? null : 'it must be -1 (default) or 1 to 9',
}

const NOT_ZERO_RETENTION = {
  valid: '-1, or at least 1',
  problemWith: (value: string) =>
    Number(value) === -1 || Number(value) >= 1 ? null : 'it must be -1 or at least 1',
}

export const brokerLogConfigs = [
  string('log.dir', '/tmp/kafka-logs', 'Data directory, used where log.dirs is not set.'),
  string('log.dirs', null, 'Data directories, separated by commas.'),
  long(
    'log.dir.failure.timeout.ms',
    30_000,
    'Milliseconds a broker waits to report a failed data directory before it shuts down.',
    { min: 1, since: '3.7' },
  ),
  list(
    'log.cleanup.policy',
    'delete',
    'Default of the topic config cleanup.policy.',
    dynamic({ oneOf: ['compact', 'delete'], canBeEmpty: true }),
  ),
  boolean(
    'log.cleaner.enable',
    true,
    'Whether compaction runs. It always does for compacted topics since 4.0.',
    { since: '0.8.1' },
  ),
  long(
    'log.cleaner.backoff.ms',
    15_000,
    'Milliseconds the cleaner sleeps when there is nothing to clean.',
    dynamic({ min: 0 }),
  ),
  long(
    'log.cleaner.dedupe.buffer.size',
    134_217_728,
    'Bytes all cleaner threads may use for deduplication.',
    dynamic(),
  ),
  long(
    'log.cleaner.delete.retention.ms',
    86_400_000,
    'Default of the topic config delete.retention.ms.',
    dynamic({ min: 0 }),
  ),
  int(
    'log.cleaner.io.buffer.size',
    524_288,
    'Bytes all cleaner threads may use for reading and writing.',
    dynamic({ min: 0 }),
  ),
  double('log.cleaner.io.buffer.load.factor', 0.9, 'How full the deduplication buffer may get.', dynamic()),
  double(
    'log.cleaner.io.max.bytes.per.second',
    1.7976931348623157e308,
    'Most bytes the cleaner reads and writes per second.',
    dynamic(),
  ),
  long(
    'log.cleaner.max.compaction.lag.ms',
    MAX_LONG,
    'Default of the topic config max.compaction.lag.ms.',
    dynamic({ min: 1, since: '2.3' }),
  ),
  double(
    'log.cleaner.min.cleanable.ratio',
    0.5,
    'Default of the topic config min.cleanable.dirty.ratio.',
    dynamic({ min: 0, max: 1 }),
  ),
  long(
    'log.cleaner.min.compaction.lag.ms',
    0,
    'Default of the topic config min.compaction.lag.ms.',
    dynamic({ min: 0, since: '0.10.1' }),
  ),
  int('log.cleaner.threads', 1, 'Cleaner threads. Reported only.', dynamic({ min: 0 })),
  long(
    'log.flush.interval.messages',
    MAX_LONG,
    'Default of the topic config flush.messages.',
    dynamic({ min: 1 }),
  ),
  long(
    'log.flush.interval.ms',
    null,
    'Default of the topic config flush.ms; unset means log.flush.scheduler.interval.ms.',
    dynamic(),
  ),
  int(
    'log.flush.offset.checkpoint.interval.ms',
    60_000,
    'Milliseconds between checkpoints of the recovery points.',
    { min: 0 },
  ),
  long(
    'log.flush.scheduler.interval.ms',
    MAX_LONG,
    'Milliseconds between checks whether a log has to be flushed.',
  ),
  int(
    'log.flush.start.offset.checkpoint.interval.ms',
    60_000,
    'Milliseconds between checkpoints of the log start offsets.',
    { min: 0, since: '0.11' },
  ),
  int(
    'log.index.interval.bytes',
    4096,
    'Default of the topic config index.interval.bytes.',
    dynamic({ min: 0 }),
  ),
  int(
    'log.index.size.max.bytes',
    10_485_760,
    'Default of the topic config segment.index.bytes.',
    dynamic({ min: 4 }),
  ),
  long(
    'log.initial.task.delay.ms',
    30_000,
    'Milliseconds after the start before periodic work on logs begins.',
    { min: 0, since: '3.8' },
  ),
  long(
    'log.local.retention.bytes',
    -2,
    'Default of the topic config local.retention.bytes.',
    dynamic({ min: -2, since: '3.6' }),
  ),
  long(
    'log.local.retention.ms',
    -2,
    'Default of the topic config local.retention.ms.',
    dynamic({ min: -2, since: '3.6' }),
  ),
  long(
    'log.message.timestamp.after.max.ms',
    3_600_000,
    'Default of the topic config message.timestamp.after.max.ms.',
    dynamic({ min: 0, since: '3.6' }),
  ),
  long(
    'log.message.timestamp.before.max.ms',
    MAX_LONG,
    'Default of the topic config message.timestamp.before.max.ms.',
    dynamic({ min: 0, since: '3.6' }),
  ),
  string(
    'log.message.timestamp.type',
    'CreateTime',
    'Default of the topic config message.timestamp.type.',
    dynamic({ oneOf: ['CreateTime', 'LogAppendTime'], since: '0.10' }),
  ),
  boolean('log.preallocate', false, 'Default of the topic config preallocate.', dynamic()),
  long('log.retention.bytes', -1, 'Default of the topic config retention.bytes.', dynamic()),
  long(
    'log.retention.check.interval.ms',
    300_000,
    'Milliseconds between checks for segments past retention.',
    { min: 1 },
  ),
  int(
    'log.retention.hours',
    168,
    'Hours records are kept where log.retention.minutes and log.retention.ms are not set.',
  ),
  int('log.retention.minutes', null, 'Minutes records are kept where log.retention.ms is not set.'),
  long(
    'log.retention.ms',
    null,
    'Default of the topic config retention.ms; -1 is for ever.',
    dynamic({ rule: NOT_ZERO_RETENTION }),
  ),
  int('log.roll.hours', 168, 'Hours after which a segment is closed where log.roll.ms is not set.', {
    min: 1,
  }),
  int(
    'log.roll.jitter.hours',
    0,
    'Most hours taken off log.roll.hours where log.roll.jitter.ms is not set.',
    { min: 0 },
  ),
  long('log.roll.jitter.ms', null, 'Default of the topic config segment.jitter.ms.', dynamic()),
  long('log.roll.ms', null, 'Default of the topic config segment.ms.', dynamic()),
  int(
    'log.segment.bytes',
    1_073_741_824,
    'Default of the topic config segment.bytes.',
    dynamic({ min: MIB, max: MAX_INT32 }),
  ),
  long(
    'log.segment.delete.delay.ms',
    60_000,
    'Default of the topic config file.delete.delay.ms.',
    dynamic({ min: 0 }),
  ),
  int('message.max.bytes', 1_048_588, 'Default of the topic config max.message.bytes.', dynamic({ min: 0 })),
  int('min.insync.replicas', 1, 'Default of the topic config min.insync.replicas.', dynamic({ min: 1 })),
  string(
    'compression.type',
    'producer',
    'Default of the topic config compression.type.',
    dynamic({ oneOf: ['uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer'] }),
  ),
  int(
    'compression.gzip.level',
    -1,
    'Default of the topic config of the same name.',
    dynamic({ rule: GZIP_LEVEL, since: '3.8' }),
  ),
  int(
    'compression.lz4.level',
    9,
    'Default of the topic config of the same name.',
    dynamic({ min: 1, max: 17, since: '3.8' }),
  ),
  int(
    'compression.zstd.level',
    3,
    'Default of the topic config of the same name.',
    dynamic({ min: -131072, max: 22, since: '3.8' }),
  ),
  int(
    'num.recovery.threads.per.data.dir',
    2,
    'Threads that recover logs at the start. Reported only.',
    dynamic({ min: 1 }),
  ),
  int(
    'producer.id.expiration.ms',
    86_400_000,
    'Milliseconds without a batch after which a partition forgets an idempotent producer.',
    dynamic({ min: 1, since: '3.4' }),
  ),
  int(
    'producer.id.expiration.check.interval.ms',
    600_000,
    'Milliseconds between checks for producers to forget.',
    { min: 1, since: '3.4' },
  ),
]
