import type { ConfigEntry } from '#contract/brokers'

type Definition = readonly [name: string, type: string, defaultValue: string, documentation: string]

const TOPIC_CONFIGS: readonly Definition[] = [
  ['cleanup.policy', 'LIST', 'delete', 'What happens to old segments: delete, compact, or both.'],
  ['compression.gzip.level', 'INT', '-1', 'The level used when the compression type is gzip.'],
  [
    'compression.type',
    'STRING',
    'producer',
    'The codec batches are stored with; producer keeps what was sent.',
  ],
  ['delete.retention.ms', 'LONG', '86400000', 'How long tombstones of a compacted topic are kept.'],
  ['file.delete.delay.ms', 'LONG', '60000', 'How long a deleted file stays on disk.'],
  ['flush.messages', 'LONG', '9223372036854775807', 'Records after which data is forced to disk.'],
  ['flush.ms', 'LONG', '9223372036854775807', 'Time after which data is forced to disk.'],
  ['index.interval.bytes', 'INT', '4096', 'Bytes between two entries of the offset index.'],
  ['max.compaction.lag.ms', 'LONG', '9223372036854775807', 'Longest time a record stays uncompacted.'],
  ['max.message.bytes', 'INT', '1048588', 'Largest batch the topic takes.'],
  [
    'message.timestamp.type',
    'STRING',
    'CreateTime',
    'Whether timestamps are the producer’s or the broker’s.',
  ],
  ['min.cleanable.dirty.ratio', 'DOUBLE', '0.5', 'Share of uncompacted data that starts compaction.'],
  ['min.compaction.lag.ms', 'LONG', '0', 'Shortest time a record stays uncompacted.'],
  ['min.insync.replicas', 'INT', '1', 'Replicas that must have a record before acks=all is answered.'],
  ['preallocate', 'BOOLEAN', 'false', 'Whether files take their full size when they are made.'],
  ['retention.bytes', 'LONG', '-1', 'Size of a partition above which old segments go; -1: no limit.'],
  ['retention.ms', 'LONG', '604800000', 'Age above which segments go; -1: no limit.'],
  ['segment.bytes', 'INT', '1073741824', 'Size at which a segment is closed.'],
  ['segment.jitter.ms', 'LONG', '0', 'Random delay of rolling, so that partitions do not roll together.'],
  ['segment.ms', 'LONG', '604800000', 'Age at which a segment is closed.'],
  [
    'unclean.leader.election.enable',
    'BOOLEAN',
    'false',
    'Whether a replica out of sync may lead, losing records.',
  ],
]

const BROKER_CONFIGS: readonly Definition[] = [
  ['advertised.listeners', 'STRING', '', 'The address clients are told.'],
  ['auto.create.topics.enable', 'BOOLEAN', 'true', 'Whether asking for a topic makes it.'],
  ['default.replication.factor', 'INT', '1', 'Replicas of a topic that is made by itself.'],
  [
    'group.initial.rebalance.delay.ms',
    'INT',
    '3000',
    'How long a group waits for members before its first rebalance.',
  ],
  ['log.dirs', 'STRING', '/tmp/kafka-logs', 'Where partitions are kept.'],
  ['log.retention.ms', 'LONG', '604800000', 'Age above which segments go, unless the topic says otherwise.'],
  ['log.segment.bytes', 'INT', '1073741824', 'Size at which a segment is closed.'],
  ['message.max.bytes', 'INT', '1048588', 'Largest batch a topic takes, unless it says otherwise.'],
  ['node.id', 'INT', '1', 'The broker’s number.'],
  ['num.partitions', 'INT', '1', 'Partitions of a topic that is made by itself.'],
  ['offsets.retention.minutes', 'INT', '10080', 'How long an empty group keeps its offsets.'],
  ['ssl.keystore.password', 'PASSWORD', '', 'The password of the key store.'],
]

export function fakeTopicConfigs(overrides: ReadonlyMap<string, string>): ConfigEntry[] {
  return TOPIC_CONFIGS.map(([name, type, defaultValue, documentation]) => {
    const override = overrides.get(name)
    return {
      name,
      type,
      documentation,
      value: override ?? defaultValue,
      source: override === undefined ? 'default' : 'topic',
      isReadOnly: false,
      isSensitive: false,
      defaultValue,
      synonyms: [{ name: `log.${name}`, value: defaultValue, source: 'default' }],
    }
  })
}

export function fakeBrokerConfigs(node: { readonly id: number; readonly port: number }): ConfigEntry[] {
  const set: Readonly<Record<string, string>> = {
    'node.id': String(node.id),
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${node.port}`,
    'default.replication.factor': '3',
    'group.initial.rebalance.delay.ms': '0',
    'log.dirs': `/home/ada/.loupe/cluster/node-${node.id}`,
  }
  return BROKER_CONFIGS.map(([name, type, defaultValue, documentation]) => ({
    name,
    type,
    documentation,
    value: type === 'PASSWORD' ? null : (set[name] ?? defaultValue),
    source: name in set ? 'static' : 'default',
    isReadOnly: name in set,
    isSensitive: type === 'PASSWORD',
    defaultValue: type === 'PASSWORD' ? null : defaultValue,
    synonyms: [],
  }))
}
