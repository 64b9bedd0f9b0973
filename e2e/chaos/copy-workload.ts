/**
 * A copy job under kills: workers of one group read numbers, double them, write them and commit their
 * positions, each batch in a transaction. Workers crash too. Readers of committed records find every
 * number once.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Consumer, ConsumerRecord, KafkaClient, TransactionalProducer } from '#broker'
import { type Random, SeededRandom } from '#broker/base/random'
import type { RunningCluster } from '#broker/start-cluster'
import {
  type ChaosPlan,
  chaosClient,
  compareReplicas,
  createReplicatedTopic,
  killAtRandom,
  type ReplicaComparison,
  startChaosCluster,
} from './chaos-cluster.ts'

const SOURCE = 'numbers'
const TARGET = 'doubled'
const GROUP = 'copy'
const PARTITIONS = 6
const WORKERS = 3
const RECORDS_PER_TRANSACTION = 500
/** The numbers come in steps, so that the job has something to do for as long as nodes are killed. */
const NUMBERS_PER_STEP = 300
const STEP_MS = 20
/** Longest time from one worker that vanishes in the middle of a transaction to the next, as long as nodes are killed:
 *  the group stands still until it has given up on the member. */
const MAX_CRASH_GAP_MS = 15_000
/** Silence after which it gives up; the cluster allows no less. */
const SESSION_TIMEOUT_MS = 2_000
const DELIVERY_TIMEOUT_MS = 120_000
/** ListOffsets: the end of the log. */
const LATEST = -1
/** How long the job may take to catch up after the last kill. */
const CATCH_UP_MS = 120_000
const MAX_EMPTY_POLLS = 6

export interface CopyOutcome {
  readonly kills: number
  /** Workers that vanished within a transaction. */
  readonly crashes: number
  readonly transactions: { readonly committed: number; readonly aborted: number }
  /** Numbers written, and their sum. */
  readonly numbers: number
  readonly sum: number
  /** Sum of what readers of committed records see; twice `sum` when all is well. */
  readonly copiedSum: number
  readonly missing: number
  readonly duplicated: number
  readonly replicas: ReplicaComparison
}

interface Job {
  readonly cluster: RunningCluster
  readonly stop: AbortSignal
  readonly random: Random
  /** When the next worker vanishes. */
  nextCrashMs: number
  readonly counts: { committed: number; aborted: number; crashes: number }
  /** Why work was given up, by message. */
  readonly troubles: Map<string, number>
}

export async function runCopyWorkload(plan: ChaosPlan): Promise<CopyOutcome> {
  const cluster = await startChaosCluster(plan)
  const stop = new AbortController()
  try {
    const client = chaosClient(cluster, 'chaos-copy')
    await createReplicatedTopic(client, SOURCE, PARTITIONS)
    await createReplicatedTopic(client, TARGET, PARTITIONS)
    const counts = { committed: 0, aborted: 0, crashes: 0 }
    const random = new SeededRandom(plan.seed + 1)
    const job: Job = {
      random,
      nextCrashMs: performance.now() + random.below(MAX_CRASH_GAP_MS),
      cluster,
      stop: stop.signal,
      counts,
      troubles: new Map(),
    }
    const workers = Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(job, worker)))
    const sourceEnd = new AbortController()
    const writing = writeNumbers(client, sourceEnd.signal)
    const kills = await killAtRandom(cluster, plan, () => {
      const troubles = [...job.troubles].map(([reason, count]) => `${count} × ${reason}`).join('; ')
      return `${counts.committed} committed, ${counts.aborted} aborted, ${counts.crashes} crashed; ${troubles}`
    })
    sourceEnd.abort()
    job.nextCrashMs = Number.POSITIVE_INFINITY
    const numbers = await writing
    await untilCaughtUp(client)
    stop.abort()
    await workers
    const check = await readCopies(client, numbers)
    const replicas = await compareReplicas(cluster, client, TARGET)
    await client.close()
    const { crashes, ...transactions } = counts
    return { kills, crashes, transactions, numbers, sum: sumBelow(numbers), ...check, replicas }
  } finally {
    stop.abort()
    await cluster.stop()
  }
}

/** Writes 0, 1, 2… until told to stop. Resolves with how many, all of them acknowledged. */
async function writeNumbers(client: KafkaClient, signal: AbortSignal): Promise<number> {
  const producer = client.producer({ deliveryTimeoutMs: DELIVERY_TIMEOUT_MS })
  let next = 0
  while (!signal.aborted) {
    const end = next + NUMBERS_PER_STEP
    const sent: Promise<unknown>[] = []
    for (; next < end; next += 1) {
      const value = Buffer.from(String(next))
      sent.push(producer.send({ topic: SOURCE, partition: next % PARTITIONS, key: null, value }))
    }
    await Promise.all(sent)
    await delay(STEP_MS)
  }
  await producer.close()
  return next
}

/** One worker, replaced by another of the same transactional id whenever it cannot go on or crashes. */
async function work(job: Job, worker: number): Promise<void> {
  while (!job.stop.aborted) {
    const client = chaosClient(job.cluster, `copy-${worker}`)
    const consumer = client.consumer({
      groupId: GROUP,
      autoOffsetReset: 'earliest',
      isolation: 'readCommitted',
      sessionTimeoutMs: SESSION_TIMEOUT_MS,
      heartbeatIntervalMs: 500,
      maxPollRecords: RECORDS_PER_TRANSACTION,
    })
    const producer = client.transactionalProducer({
      transactionalId: `copy-${worker}`,
      transactionTimeoutMs: 30_000,
      deliveryTimeoutMs: DELIVERY_TIMEOUT_MS,
    })
    try {
      // First, as every such job does: positions in a transaction that was left open are waited for otherwise.
      await producer.init({ timeoutMs: DELIVERY_TIMEOUT_MS })
      await consumer.subscribe([SOURCE])
      while (!job.stop.aborted) {
        const records = await consumer.poll({ maxWaitMs: 200 })
        if (records.length > 0 && (await copy(job, consumer, producer, records)) === 'crashed') break
      }
      if (job.stop.aborted) await consumer.close()
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      job.troubles.set(reason, (job.troubles.get(reason) ?? 0) + 1)
      await consumer.close().catch(() => undefined)
      await delay(100)
    }
    await client.close()
  }
}

/** One transaction. What fails in it is taken back and read again; rejects when that fails too. */
async function copy(
  job: Job,
  consumer: Consumer,
  producer: TransactionalProducer,
  records: readonly ConsumerRecord[],
): Promise<'done' | 'crashed'> {
  const member = consumer.member()
  const next = new Map<number, number>()
  const first = new Map<number, number>()
  for (const { partition, offset } of records) {
    if (!first.has(partition)) first.set(partition, offset)
    next.set(partition, offset + 1)
  }
  await producer.begin()
  try {
    const sent = records.map(({ partition, value }) => {
      const doubled = Buffer.from(String(Number(String(value)) * 2))
      return producer.send({ topic: TARGET, partition, key: null, value: doubled })
    })
    if (performance.now() >= job.nextCrashMs) {
      job.nextCrashMs = performance.now() + job.random.below(MAX_CRASH_GAP_MS)
      sent.forEach((each) => void each.catch(() => undefined))
      await delay(50) // some of it may be written
      job.counts.crashes += 1
      return 'crashed'
    }
    await Promise.all(sent)
    const offsets = [...next].map(([partition, offset]) => ({ topic: SOURCE, partition, offset }))
    await producer.sendOffsets(offsets, { groupId: GROUP, member })
    await producer.commit({ timeoutMs: DELIVERY_TIMEOUT_MS })
    job.counts.committed += 1
  } catch (error) {
    job.counts.aborted += 1
    const reason = error instanceof Error ? error.message : String(error)
    job.troubles.set(reason, (job.troubles.get(reason) ?? 0) + 1)
    await producer.abort({ timeoutMs: DELIVERY_TIMEOUT_MS })
    for (const [partition, offset] of first) consumer.seek(SOURCE, partition, offset)
  }
  return 'done'
}

/** Waits until the group's positions are the ends of all partitions. */
async function untilCaughtUp(client: KafkaClient): Promise<void> {
  const untilMs = performance.now() + CATCH_UP_MS
  const wanted = Array.from({ length: PARTITIONS }, (_, partition) => ({
    topic: SOURCE,
    partition,
    timestampMs: LATEST,
  }))
  for (;;) {
    const ends = await client.admin.listOffsets(wanted)
    const [group] = await client.admin.listGroupOffsets([GROUP])
    const positions = new Map(group?.partitions.map(({ partition, offset }) => [partition, offset]))
    if (ends.every(({ partition, offset }) => positions.get(partition) === offset)) return
    if (performance.now() > untilMs) throw new TypeError('the copy job did not catch up in time')
    await delay(500)
  }
}

async function readCopies(
  client: KafkaClient,
  numbers: number,
): Promise<Pick<CopyOutcome, 'copiedSum' | 'missing' | 'duplicated'>> {
  const consumer = client.consumer({ isolation: 'readCommitted', maxPollRecords: 10_000 })
  consumer.assign(
    Array.from({ length: PARTITIONS }, (_, partition) => ({ topic: TARGET, partition, offset: 'earliest' })),
  )
  const seen = new Set<number>()
  let copiedSum = 0
  let duplicated = 0
  for (let emptyPolls = 0; emptyPolls < MAX_EMPTY_POLLS; ) {
    const records = await consumer.poll({ maxWaitMs: 500 })
    emptyPolls = records.length === 0 ? emptyPolls + 1 : 0
    for (const { value } of records) {
      const number = Number(String(value))
      copiedSum += number
      if (seen.has(number)) duplicated += 1
      seen.add(number)
    }
  }
  await consumer.close()
  const missing = Array.from({ length: numbers }, (_, number) => number).filter(
    (number) => !seen.has(number * 2),
  ).length
  return { copiedSum, missing, duplicated }
}

/** 0 + 1 + … up to and without `count`. */
function sumBelow(count: number): number {
  return (count * (count - 1)) / 2
}
