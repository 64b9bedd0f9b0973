/**
 * Idempotent producing under kills: every acknowledged record is in the log once, in the order it was
 * sent, and all replicas have the same bytes.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { KafkaClient } from '#broker'
import {
  type ChaosPlan,
  chaosClient,
  compareReplicas,
  createReplicatedTopic,
  killAtRandom,
  type ReplicaComparison,
  startChaosCluster,
} from './chaos-cluster.ts'

const TOPIC = 'chaos'
const PARTITIONS = 6
/** Records sent and not answered. */
const MAX_IN_FLIGHT = 4_000
/** Pace of sending: what is remembered of three minutes must fit in memory. */
const RECORDS_PER_MS = 25
const DELIVERY_TIMEOUT_MS = 120_000
/** Empty polls after which a log counts as read to its end. */
const MAX_EMPTY_POLLS = 6

export interface ProduceOutcome {
  readonly kills: number
  readonly acknowledged: number
  /** Rejected sends, by error. */
  readonly failed: Readonly<Record<string, number>>
  /** Acknowledged and not in the log. */
  readonly lost: number
  /** In the log more than once. */
  readonly duplicated: number
  /** Records that stand behind a later one of their partition. */
  readonly outOfOrder: number
  /** Longest time without any acknowledgement. */
  readonly longestGapMs: number
  readonly replicas: ReplicaComparison
}

export async function runProduceWorkload(plan: ChaosPlan): Promise<ProduceOutcome> {
  const cluster = await startChaosCluster(plan)
  try {
    const client = chaosClient(cluster, 'chaos-produce')
    await createReplicatedTopic(client, TOPIC, PARTITIONS)
    const ledger = new Ledger()
    const stop = new AbortController()
    const producing = produce(client, ledger, stop.signal)
    const kills = await killAtRandom(cluster, plan, () => ledger.summary)
    stop.abort()
    await producing
    const check = await readBack(client, ledger)
    const replicas = await compareReplicas(cluster, client, TOPIC)
    await client.close()
    const { acknowledged, failed, longestGapMs } = ledger
    return { kills, acknowledged, failed: Object.fromEntries(failed), longestGapMs, ...check, replicas }
  } finally {
    await cluster.stop()
  }
}

/** What was acknowledged: numbers in the order they were sent, per partition. */
class Ledger {
  readonly acknowledgedOf: number[][] = Array.from({ length: PARTITIONS }, () => [])
  readonly failed = new Map<string, number>()
  acknowledged = 0
  longestGapMs = 0
  #lastMs = performance.now()

  noteAcknowledged(partition: number, value: number): void {
    this.acknowledgedOf[partition]?.push(value)
    this.acknowledged += 1
    const nowMs = performance.now()
    this.longestGapMs = Math.max(this.longestGapMs, nowMs - this.#lastMs)
    this.#lastMs = nowMs
  }

  noteFailed(error: unknown): void {
    const name = error instanceof Error ? error.message : String(error)
    this.failed.set(name, (this.failed.get(name) ?? 0) + 1)
  }

  get summary(): string {
    const failed = [...this.failed.values()].reduce((sum, count) => sum + count, 0)
    return `${this.acknowledged} acknowledged, ${failed} failed`
  }
}

async function produce(client: KafkaClient, ledger: Ledger, signal: AbortSignal): Promise<void> {
  const producer = client.producer({ deliveryTimeoutMs: DELIVERY_TIMEOUT_MS })
  let inFlight = 0
  for (let value = 0; !signal.aborted; value += 1) {
    const partition = value % PARTITIONS
    inFlight += 1
    producer
      .send({ topic: TOPIC, partition, key: null, value: Buffer.from(String(value)) })
      .then(
        () => ledger.noteAcknowledged(partition, value),
        (error: unknown) => ledger.noteFailed(error),
      )
      .finally(() => {
        inFlight -= 1
      })
    while (inFlight >= MAX_IN_FLIGHT) await delay(1)
    if (value % RECORDS_PER_MS === 0) await delay(1)
  }
  await producer.close()
}

async function readBack(
  client: KafkaClient,
  ledger: Ledger,
): Promise<Pick<ProduceOutcome, 'lost' | 'duplicated' | 'outOfOrder'>> {
  const consumer = client.consumer({ maxPollRecords: 10_000 })
  const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition)
  consumer.assign(partitions.map((partition) => ({ topic: TOPIC, partition, offset: 'earliest' as const })))
  const seen = partitions.map(() => new Set<number>())
  const last = partitions.map(() => -1)
  let duplicated = 0
  let outOfOrder = 0
  for (let emptyPolls = 0; emptyPolls < MAX_EMPTY_POLLS; ) {
    const records = await consumer.poll({ maxWaitMs: 500 })
    emptyPolls = records.length === 0 ? emptyPolls + 1 : 0
    for (const { partition, value } of records) {
      const number = Number(String(value))
      const known = seen[partition]
      if (known?.has(number)) duplicated += 1
      known?.add(number)
      if (number < (last[partition] ?? -1)) outOfOrder += 1
      last[partition] = number
    }
  }
  await consumer.close()
  const lost = ledger.acknowledgedOf
    .map((values, partition) => values.filter((value) => !seen[partition]?.has(value)).length)
    .reduce((sum, count) => sum + count, 0)
  return { lost, duplicated, outOfOrder }
}
