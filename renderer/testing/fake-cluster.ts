/**
 * A cluster that exists only in memory, for previews and tests of screens: three brokers, a shop's topics,
 * groups with lag. It changes as a real one does when topics are made and brokers are stopped.
 */
import type { BrokerRemoval, NodeState } from '#contract/local-cluster'
import { createSeeded, type Seeded } from './seeded.ts'

export interface FakePartition {
  readonly partition: number
  readonly replicas: readonly number[]
  startOffset: number
  endOffset: number
  sizeBytes: number
}

export interface FakeTopic {
  readonly name: string
  readonly topicId: string
  readonly isInternal: boolean
  readonly replicationFactor: number
  readonly partitions: FakePartition[]
  readonly overrides: Map<string, string>
  readonly recordsPerSec: number
  readonly lastWriteMs: number | null
}

export interface FakeNode {
  readonly id: number
  readonly port: number
  state: NodeState
  isKilled: boolean
  sinceMs: number
  cutFrom: readonly number[]
  diskLatencyMs: number
}

export interface FakeGroup {
  readonly groupId: string
  readonly state: string
  readonly kind: 'classic' | 'consumer' | 'share'
  readonly topics: readonly string[]
  readonly memberCount: number
  /** Share of a partition's records that is not read yet. */
  readonly lagRatio: number
}

export interface FakeCluster {
  readonly seeded: Seeded
  readonly clusterId: string
  /** The brokers. */
  readonly nodes: FakeNode[]
  readonly controller: FakeNode
  removal: BrokerRemoval | null
  readonly topics: Map<string, FakeTopic>
  readonly groups: FakeGroup[]
  isDemoEnabled: boolean
}

interface TopicSpec {
  readonly name: string
  readonly partitions?: number
  readonly recordsPerSec?: number
  readonly records?: number
  readonly recordBytes?: number
  readonly overrides?: Readonly<Record<string, string>>
  readonly isInternal?: boolean
  readonly replicationFactor?: number
}

const COMPACT = { 'cleanup.policy': 'compact' }

const SHOP: readonly TopicSpec[] = [
  { name: 'shop.orders', partitions: 6, recordsPerSec: 42.6, records: 1_284_310, recordBytes: 612 },
  { name: 'shop.order-lines', partitions: 6, recordsPerSec: 131.2, records: 4_120_884, recordBytes: 204 },
  { name: 'shop.payments', partitions: 6, recordsPerSec: 38.1, records: 1_190_022, recordBytes: 388 },
  { name: 'shop.payments.dlq', partitions: 1, recordsPerSec: 0.3, records: 1_312, recordBytes: 702 },
  {
    name: 'shop.clicks',
    partitions: 12,
    recordsPerSec: 318.4,
    records: 24_800_120,
    recordBytes: 148,
    overrides: { 'retention.ms': '86400000', 'compression.type': 'zstd' },
  },
  {
    name: 'shop.customers',
    partitions: 3,
    recordsPerSec: 1.8,
    records: 82_114,
    recordBytes: 940,
    overrides: COMPACT,
  },
  {
    name: 'shop.addresses',
    partitions: 3,
    recordsPerSec: 0.9,
    records: 91_330,
    recordBytes: 310,
    overrides: COMPACT,
  },
  {
    name: 'shop.products',
    partitions: 3,
    recordsPerSec: 0,
    records: 12_408,
    recordBytes: 1_930,
    overrides: COMPACT,
  },
  {
    name: 'shop.prices',
    partitions: 3,
    recordsPerSec: 4.2,
    records: 240_110,
    recordBytes: 96,
    overrides: COMPACT,
  },
  {
    name: 'shop.inventory',
    partitions: 6,
    recordsPerSec: 12.7,
    records: 702_441,
    recordBytes: 122,
    overrides: { 'cleanup.policy': 'compact,delete' },
  },
  { name: 'shop.shipments', partitions: 3, recordsPerSec: 9.4, records: 301_002, recordBytes: 455 },
  {
    name: 'shop.shipments.tracking',
    partitions: 6,
    recordsPerSec: 27.9,
    records: 2_004_118,
    recordBytes: 188,
  },
  { name: 'shop.returns', partitions: 3, recordsPerSec: 0.6, records: 18_220, recordBytes: 340 },
  { name: 'shop.reviews', partitions: 3, recordsPerSec: 0.2, records: 40_118, recordBytes: 804 },
  {
    name: 'shop.carts',
    partitions: 6,
    recordsPerSec: 64.3,
    records: 1_820_033,
    recordBytes: 260,
    overrides: { 'retention.ms': '172800000' },
  },
  { name: 'shop.carts.abandoned', partitions: 3, recordsPerSec: 3.1, records: 120_440, recordBytes: 270 },
  { name: 'shop.search-queries', partitions: 6, recordsPerSec: 88.2, records: 5_502_090, recordBytes: 84 },
  { name: 'shop.emails.outbox', partitions: 3, recordsPerSec: 7.7, records: 330_201, recordBytes: 1_420 },
  { name: 'shop.emails.bounced', partitions: 1, recordsPerSec: 0, records: 2_044, recordBytes: 380 },
  { name: 'shop.coupons', partitions: 1, recordsPerSec: 0, records: 0 },
  {
    name: 'billing.invoices',
    partitions: 3,
    recordsPerSec: 5.5,
    records: 210_090,
    recordBytes: 2_200,
    overrides: { 'retention.ms': '-1', 'min.insync.replicas': '2' },
  },
  {
    name: 'billing.ledger',
    partitions: 3,
    recordsPerSec: 11.2,
    records: 640_200,
    recordBytes: 300,
    overrides: { 'retention.ms': '-1', 'min.insync.replicas': '2' },
  },
  { name: 'billing.refunds', partitions: 3, recordsPerSec: 0.4, records: 9_882, recordBytes: 310 },
  { name: 'fraud.scores', partitions: 6, recordsPerSec: 37.7, records: 1_102_991, recordBytes: 150 },
  { name: 'fraud.alerts', partitions: 1, recordsPerSec: 0.1, records: 904, recordBytes: 900 },
  {
    name: 'analytics.page-views',
    partitions: 12,
    recordsPerSec: 204.6,
    records: 14_201_003,
    recordBytes: 210,
  },
  { name: 'analytics.sessions', partitions: 6, recordsPerSec: 15.5, records: 904_112, recordBytes: 520 },
  { name: 'analytics.experiments', partitions: 3, recordsPerSec: 2.2, records: 80_001, recordBytes: 240 },
  {
    name: 'cdc.shop.public.orders',
    partitions: 3,
    recordsPerSec: 40.2,
    records: 1_290_100,
    recordBytes: 1_104,
    overrides: COMPACT,
  },
  {
    name: 'cdc.shop.public.customers',
    partitions: 3,
    recordsPerSec: 1.8,
    records: 84_900,
    recordBytes: 1_320,
    overrides: COMPACT,
  },
  {
    name: 'cdc.shop.public.products',
    partitions: 3,
    recordsPerSec: 0,
    records: 13_022,
    recordBytes: 2_840,
    overrides: COMPACT,
  },
  {
    name: 'iot.warehouse.temperature',
    partitions: 3,
    recordsPerSec: 12,
    records: 3_104_880,
    recordBytes: 64,
  },
  { name: 'iot.warehouse.doors', partitions: 1, recordsPerSec: 0.4, records: 88_020, recordBytes: 72 },
  {
    name: 'audit.logins',
    partitions: 3,
    recordsPerSec: 2.9,
    records: 402_118,
    recordBytes: 280,
    overrides: { 'retention.ms': '31536000000' },
  },
  {
    name: 'audit.admin-actions-with-a-rather-long-name-that-somebody-chose-before-anyone-agreed-on-names',
    partitions: 1,
    recordsPerSec: 0,
    records: 12_204,
    recordBytes: 610,
  },
  { name: 'test', partitions: 1, recordsPerSec: 0, records: 3, recordBytes: 20, replicationFactor: 1 },
  {
    name: 'scratch.load-test',
    partitions: 24,
    recordsPerSec: 0,
    records: 1_000_000,
    recordBytes: 1_040,
    replicationFactor: 2,
  },
  {
    name: '__consumer_offsets',
    partitions: 16,
    recordsPerSec: 3.3,
    records: 204_220,
    recordBytes: 120,
    overrides: COMPACT,
    isInternal: true,
  },
  {
    name: '__transaction_state',
    partitions: 8,
    recordsPerSec: 0,
    records: 0,
    overrides: COMPACT,
    isInternal: true,
  },
]

const GROUPS: readonly FakeGroup[] = [
  {
    groupId: 'order-fulfilment',
    state: 'Stable',
    kind: 'consumer',
    topics: ['shop.orders', 'shop.payments'],
    memberCount: 3,
    lagRatio: 0.000_004,
  },
  {
    groupId: 'clicks-to-warehouse',
    state: 'Stable',
    kind: 'classic',
    topics: ['shop.clicks'],
    memberCount: 2,
    lagRatio: 0.0163,
  },
  {
    groupId: 'fraud-detector',
    state: 'Stable',
    kind: 'consumer',
    topics: ['shop.payments', 'fraud.scores'],
    memberCount: 4,
    lagRatio: 0,
  },
  {
    groupId: 'invoice-writer',
    state: 'PreparingRebalance',
    kind: 'classic',
    topics: ['shop.orders'],
    memberCount: 2,
    lagRatio: 0.0008,
  },
  {
    groupId: 'search-indexer',
    state: 'Stable',
    kind: 'classic',
    topics: ['shop.products', 'shop.prices'],
    memberCount: 1,
    lagRatio: 0.000_1,
  },
  {
    groupId: 'email-sender',
    state: 'Stable',
    kind: 'consumer',
    topics: ['shop.emails.outbox'],
    memberCount: 2,
    lagRatio: 0.000_02,
  },
  {
    groupId: 'sessionizer',
    state: 'Stable',
    kind: 'classic',
    topics: ['analytics.page-views'],
    memberCount: 6,
    lagRatio: 0.000_8,
  },
  {
    groupId: 'nightly-export',
    state: 'Empty',
    kind: 'classic',
    topics: ['shop.orders', 'shop.returns'],
    memberCount: 0,
    lagRatio: 0.21,
  },
  {
    groupId: 'console-consumer-41877',
    state: 'Empty',
    kind: 'classic',
    topics: ['shop.orders'],
    memberCount: 0,
    lagRatio: 0.9,
  },
  {
    groupId: 'label-printers',
    state: 'Stable',
    kind: 'share',
    topics: ['shop.orders'],
    memberCount: 3,
    lagRatio: 0.000_01,
  },
  { groupId: 'dlq-replayer', state: 'Dead', kind: 'classic', topics: [], memberCount: 0, lagRatio: 0 },
]

export interface FakeClusterOptions {
  readonly nowMs: number
  /** Topics in place of the shop's. */
  readonly topicCount?: number
  readonly isEmpty?: boolean
}

export function createFakeCluster(options: FakeClusterOptions): FakeCluster {
  const seeded = createSeeded(20_261_121)
  const cluster: FakeCluster = {
    seeded,
    clusterId: 'q8J3mYcXSCe0bWlTz5kHvA',
    nodes: [1, 2, 3].map((id) => runningNode(id, 9091 + id, options.nowMs)),
    controller: runningNode(101, 41_213, options.nowMs),
    topics: new Map(),
    groups: options.isEmpty === true ? [] : [...GROUPS],
    removal: null,
    isDemoEnabled: options.isEmpty !== true,
  }
  const specs =
    options.isEmpty === true
      ? []
      : options.topicCount === undefined
        ? SHOP
        : largeSpecs(options.topicCount, seeded)
  for (const spec of specs) addTopic(cluster, spec, options.nowMs)
  return cluster
}

function runningNode(id: number, port: number, nowMs: number): FakeNode {
  return {
    id,
    port,
    state: 'running',
    isKilled: false,
    sinceMs: nowMs - 2_640_000 - id * 900,
    cutFrom: [],
    diskLatencyMs: 0,
  }
}

/** Adds a topic as creating one does: empty unless the spec says otherwise. */
export function addTopic(cluster: FakeCluster, spec: TopicSpec, nowMs: number): FakeTopic {
  const { seeded } = cluster
  const partitionCount = spec.partitions ?? 1
  const replicationFactor = spec.replicationFactor ?? 3
  const first = seeded.between(0, cluster.nodes.length - 1)
  const isCompacted = spec.overrides?.['cleanup.policy']?.includes('compact') === true
  const partitions = Array.from({ length: partitionCount }, (_, partition) => {
    const share = 0.7 + seeded.next() * 0.6
    const count = Math.round(((spec.records ?? 0) / partitionCount) * share)
    const startOffset = isCompacted ? 0 : Math.round(count * seeded.next() * 2)
    return {
      partition,
      replicas: Array.from({ length: replicationFactor }, (__, replica) => {
        const index = (first + partition + replica) % cluster.nodes.length
        return cluster.nodes[index]?.id ?? 1
      }),
      startOffset,
      endOffset: startOffset + count,
      sizeBytes: Math.round(count * (spec.recordBytes ?? 0) * 0.9),
    }
  })
  const rate = spec.recordsPerSec ?? 0
  const topic: FakeTopic = {
    name: spec.name,
    topicId: Array.from({ length: 22 }, () => ID_CHARACTERS.charAt(seeded.between(0, 61))).join(''),
    isInternal: spec.isInternal === true,
    replicationFactor,
    partitions,
    overrides: new Map(Object.entries(spec.overrides ?? {})),
    recordsPerSec: rate,
    lastWriteMs:
      (spec.records ?? 0) === 0
        ? null
        : nowMs - (rate > 0 ? Math.round(900 / rate) : seeded.between(4, 900) * 3_600_000),
  }
  cluster.topics.set(spec.name, topic)
  return topic
}

const ID_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function largeSpecs(count: number, seeded: Seeded): readonly TopicSpec[] {
  const teams = ['shop', 'billing', 'fraud', 'analytics', 'logistics', 'search', 'iot', 'crm'] as const
  const nouns = ['orders', 'events', 'updates', 'commands', 'snapshots', 'errors', 'metrics'] as const
  return Array.from({ length: count }, (_, index) => ({
    name: `${seeded.pick([...teams])}.${seeded.pick([...nouns])}.${index.toString().padStart(5, '0')}.v${seeded.between(1, 4)}`,
    partitions: seeded.pick([1, 3, 6, 12]),
    recordsPerSec: seeded.next() < 0.4 ? 0 : Math.round(seeded.next() * 800) / 10,
    records: seeded.next() < 0.1 ? 0 : seeded.between(10, 4_000_000),
    recordBytes: seeded.between(60, 2_000),
    ...(seeded.next() < 0.2 ? { overrides: COMPACT } : {}),
  }))
}
