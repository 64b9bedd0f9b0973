/**
 * Demo data: the shop's topics, its records flowing, a group that keeps up and one that falls behind.
 * Made with the public client only, as anybody's program would. Bounded on disk by the topics' own
 * retention, and in rate by `RATES`.
 */
import { KafkaClient, nodeClientRuntime, type Producer } from '#broker'
import { delay } from '#broker/base/clock'
import { describeError } from '#broker/base/logger'
import { SeededRandom } from '#broker/base/random'
import { MIB } from '#broker/base/units'
import { runConsumers } from './consumers.ts'
import { CUSTOMER_COUNT, Shop, type ShopRecord } from './shop.ts'

/** Records a second of each kind. */
const RATES = { clicks: 250, purchases: 5, customers: 0.5 } as const

const TICK_MS = 100
const TICKS_PER_SECOND = 1_000 / TICK_MS

/** The same shop at every start, but for its order ids, which go on. */
const SEED = 20_26

/** Wait before the demo tries again after the cluster failed it. */
const RETRY_DELAY_MS = 2_000

const bounded = (bytes: number) => ({
  'retention.bytes': String(bytes),
  'segment.bytes': String(Math.max(MIB, bytes / 4)),
})

interface TopicSpec {
  readonly name: string
  readonly partitionCount: number
  readonly configs: Readonly<Record<string, string>>
}

/** At most some 130 MiB together. */
const TOPICS: readonly TopicSpec[] = [
  { name: 'orders', partitionCount: 6, configs: bounded(4 * MIB) },
  { name: 'payments', partitionCount: 3, configs: bounded(4 * MIB) },
  { name: 'clicks', partitionCount: 6, configs: bounded(8 * MIB) },
  {
    name: 'customers',
    partitionCount: 3,
    configs: { ...bounded(4 * MIB), 'cleanup.policy': 'compact,delete', 'retention.ms': '-1' },
  },
  { name: 'orders.dead-letters', partitionCount: 1, configs: bounded(4 * MIB) },
]

export interface Demo {
  readonly recordsPerSec: () => number
  /** What went wrong last, while it is wrong; null otherwise. */
  readonly error: () => string | null
  stop(): Promise<void>
}

/** Replicas of each topic, where there are as many brokers: the loss of one stops nobody. */
const REPLICAS = 3

/** Starts the demo; it keeps trying while the cluster is away, and stops when told. */
export function startDemo(options: {
  readonly bootstrap: string
  readonly onError: (message: string) => void
}): Demo {
  const stopped = new AbortController()
  const status = { sentInWindow: 0, recordsPerSec: 0, error: null as string | null }
  const { clock } = nodeClientRuntime
  const stopMeter = clock.every(1_000, () => {
    status.recordsPerSec = status.sentInWindow
    status.sentInWindow = 0
  })
  const run = async () => {
    while (!stopped.signal.aborted) {
      try {
        await runOnce(options.bootstrap, status, stopped.signal)
      } catch (error) {
        if (stopped.signal.aborted) return
        status.error = describeError(error)
        options.onError(status.error)
        await delay(clock, RETRY_DELAY_MS, stopped.signal).catch(() => {}) // stopped while waiting
      }
    }
  }
  const running = run()
  return {
    recordsPerSec: () => status.recordsPerSec,
    error: () => status.error,
    stop: async () => {
      stopMeter()
      stopped.abort()
      await running
    },
  }
}

interface DemoStatus {
  sentInWindow: number
  error: string | null
}

async function runOnce(bootstrap: string, status: DemoStatus, signal: AbortSignal): Promise<void> {
  const client = new KafkaClient({
    bootstrapServers: bootstrap.split(','),
    clientId: 'shop-demo',
    runtime: nodeClientRuntime,
  })
  // One failure ends both halves; they begin again together.
  const ended = new AbortController()
  const stop = () => ended.abort(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    await makeTopics(client, signal)
    status.error = null
    await Promise.all([produceShop(client, status, ended.signal), runConsumers(client, ended.signal)]).catch(
      (error: unknown) => {
        ended.abort(error)
        throw error
      },
    )
  } finally {
    signal.removeEventListener('abort', stop)
    ended.abort()
    await client.close()
  }
}

/** What is there needs no controller: the shop goes on while it is down. */
async function makeTopics(client: KafkaClient, signal: AbortSignal): Promise<void> {
  const { topics, brokers } = await client.metadata({ fresh: true, signal })
  const missing = TOPICS.filter(({ name }) => topics.get(name) === undefined)
  if (missing.length === 0) return
  const results = await client.admin.createTopics(
    missing.map(({ name, partitionCount, configs }) => ({
      name,
      partitionCount,
      replicationFactor: Math.min(REPLICAS, brokers.length),
      configs: new Map(Object.entries(configs)),
    })),
    { signal },
  )
  for (const { error } of results) {
    if (error !== null && error.errorName !== 'TOPIC_ALREADY_EXISTS') throw error
  }
}

async function produceShop(client: KafkaClient, status: DemoStatus, signal: AbortSignal): Promise<void> {
  const { clock } = nodeClientRuntime
  const random = new SeededRandom(SEED)
  const shop = new Shop(random, clock.nowMs())
  const producer = client.producer({ compression: 'lz4', lingerMs: 100 })
  let failure: { readonly error: unknown } | null = null
  const send = (record: ShopRecord) => {
    sendRecord(producer, record, clock.nowMs()).then(
      () => (status.sentInWindow += 1),
      (error: unknown) => (failure ??= { error }),
    )
  }
  try {
    for (let index = 0; index < CUSTOMER_COUNT; index += 1) send(shop.customer(index, clock.nowMs()))
    const owed = { clicks: 0, purchases: 0, customers: 0 }
    while (!signal.aborted) {
      const nowMs = clock.nowMs()
      for (owed.clicks += RATES.clicks / TICKS_PER_SECOND; owed.clicks >= 1; owed.clicks -= 1)
        send(shop.click(nowMs))
      for (owed.purchases += RATES.purchases / TICKS_PER_SECOND; owed.purchases >= 1; owed.purchases -= 1) {
        for (const record of shop.purchase(nowMs)) send(record)
      }
      for (owed.customers += RATES.customers / TICKS_PER_SECOND; owed.customers >= 1; owed.customers -= 1) {
        send(shop.customer(random.below(CUSTOMER_COUNT), nowMs))
      }
      await delay(clock, TICK_MS, signal).catch(() => {}) // stopped: the loop ends
      if (failure !== null) throw (failure as { readonly error: unknown }).error // set by a send, unseen by flow analysis
    }
  } finally {
    await producer.close()
  }
}

async function sendRecord(producer: Producer, record: ShopRecord, nowMs: number): Promise<void> {
  await producer.send({
    topic: record.topic,
    key: record.key === null ? null : Buffer.from(record.key),
    value: record.value === null ? null : Buffer.from(record.value),
    headers: Object.entries(record.headers).map(([key, value]) => ({ key, value: Buffer.from(value) })),
    timestampMs: nowMs,
  })
}
