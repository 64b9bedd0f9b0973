/** Fetches over real sockets from pooled memory: bytes stay what the log holds, and all memory comes back. */

import { afterEach, describe, expect, it } from 'vitest'
import { type BufferLease, BufferPool } from '../base/buffer-pool.ts'
import { deferred } from '../base/deferred.ts'
import { NEWEST_RELEASE } from '../base/kafka-releases.ts'
import { silentLogger } from '../base/logger.ts'
import type { NetworkConnection } from '../base/network.ts'
import { SeededRandom } from '../base/random.ts'
import { KIB, MIB } from '../base/units.ts'
import { fetchHandler } from '../handlers/01-fetch.ts'
import { FetchSessionCache } from '../handlers/fetch/sessions.ts'
import type { BrokerServices } from '../handlers/services.ts'
import { Listener } from '../net/listener.ts'
import { Partition } from '../replication/partition.ts'
import { Purgatory } from '../replication/purgatory.ts'
import { partitionImage } from '../testing/group-fixture.ts'
import { openTestLog, TEST_TOPIC_ID } from '../testing/log-fixture.ts'
import { aloneWith } from '../testing/replica-fixture.ts'
import { FrameAssembler, frameOf } from '../wire/frame.ts'
import { fetch } from '../wire/generated/fetch.ts'
import { decodeResponseHeader, encodeRequestHeader } from '../wire/header.ts'
import { Reader } from '../wire/reader.ts'
import { splitBatches } from '../wire/record-batch.ts'
import { encodeBatch } from '../wire/record-batch-records.ts'
import { Writer } from '../wire/writer.ts'
import { nodeNetwork } from './node-network.ts'
import { RequestLoop } from './request-loop.ts'
import { systemClock } from './system-clock.ts'

const SEED = 20_260_214
const VERSION = 11
const POISON = 0xee
const T0 = 1_700_000_000_000

/** Spoils what is released, so that anyone who still sends it is found out. */
class SpoilingPool extends BufferPool {
  override lease(): BufferLease {
    const inner = super.lease()
    const taken: Buffer[] = []
    return {
      take: (sizeBytes) => {
        const buffer = inner.take(sizeBytes)
        taken.push(buffer)
        return buffer
      },
      release: () => {
        for (const buffer of taken) buffer.fill(POISON)
        inner.release()
      },
    }
  }
}

/** A log of random batches. */
function filledPartition(
  partition: number,
  options: { readonly bytes: number; readonly random: SeededRandom },
) {
  const { log } = openTestLog()
  while (log.sizeBytes < options.bytes) {
    const value = options.random.bytes(1 + options.random.below(48 * KIB))
    const batch = encodeBatch({ records: [{ timestampMs: T0, key: null, value }] })
    log.appendAsLeader(batch, { leaderEpoch: 0, origin: 'client' })
  }
  log.advanceHighWatermark(log.logEndOffset)
  return new Partition({
    topic: 'orders',
    topicId: TEST_TOPIC_ID,
    brokerId: 1,
    image: partitionImage(partition, { leaderId: 1, inSyncReplicas: [1] }),
    log,
    settings: { minInSyncReplicas: 1, isThrottledAsLeader: false, isThrottledAsFollower: false },
    surroundings: aloneWith(systemClock),
  })
}

/** A broker that serves nothing but Fetch. */
async function serveFetch(partitions: readonly Partition[], pool: BufferPool) {
  const purgatory = new Purgatory(systemClock)
  const services = {
    replicas: {
      get: (_topic: string, partition: number) => partitions[partition],
      wait: (
        operation: Parameters<Purgatory['wait']>[0],
        { partitions: watched, ...rest }: { partitions: readonly Partition[]; maxWaitMs: number },
      ) => purgatory.wait(operation, { ...rest, lists: watched.map(({ watchers }) => watchers) }),
    },
    configs: { broker: { fetchMaxBytes: 55 * MIB } },
    fetchSessions: new FetchSessionCache({ clock: systemClock, random: new SeededRandom(1) }),
  } as unknown as BrokerServices // the parts that a fetch without errors uses
  const listener = new Listener({ clock: systemClock, network: nodeNetwork }, silentLogger, {
    host: '127.0.0.1',
    port: 0,
    maxRequestBytes: MIB,
    maxIdleMs: 60_000,
    maxConnections: 100,
    processor: new RequestLoop({
      release: NEWEST_RELEASE,
      handlers: new Map([[fetch.key, fetchHandler]]),
      services,
      logger: silentLogger,
      ready: Promise.resolve(),
      onFatal: (error) => {
        throw error
      },
      buffers: pool,
    }),
  })
  return { listener, purgatory, port: await listener.open() }
}

interface Ask {
  readonly partition: number
  readonly fetchOffset: number
  readonly maxBytes: number
  readonly minBytes?: number
  readonly maxWaitMs?: number
}

function fetchFrame(ask: Ask): Uint8Array[] {
  const writer = new Writer()
  encodeRequestHeader(writer, fetch, { apiVersion: VERSION, correlationId: 1, clientId: 'test' })
  const request = {
    maxWaitMs: ask.maxWaitMs ?? 0,
    minBytes: ask.minBytes ?? 1,
    maxBytes: 55 * MIB,
    sessionEpoch: -1,
    topics: [
      {
        topic: 'orders',
        partitions: [
          { partition: ask.partition, fetchOffset: ask.fetchOffset, partitionMaxBytes: ask.maxBytes },
        ],
      },
    ],
  }
  fetch.request.encode(writer, request, VERSION)
  return frameOf(writer.finish())
}

function recordsOf(frame: Buffer): Buffer {
  const reader = new Reader(frame)
  decodeResponseHeader(reader, fetch, VERSION)
  const response = fetch.response.decode(reader, VERSION)
  return response.responses[0]?.partitions[0]?.records ?? Buffer.alloc(0)
}

/** What the log holds from a batch on, in memory of its own. */
function expectedOf({ log }: Partition, { fetchOffset, maxBytes }: Ask): Buffer {
  return Buffer.from(
    log.read({ fetchOffset, maxBytes, upperBoundOffset: log.logEndOffset, minOneMessage: true }).records,
  )
}

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve))

/** Turns of the event loop that a condition may last; each takes microseconds. */
const MAX_TURNS = 500_000

async function turnsWhile(condition: () => boolean): Promise<void> {
  for (let count = 0; condition() && count < MAX_TURNS; count += 1) await turn()
}

/** Asks everything at once, then reads with pauses; hangs up after `hangUpAfterBytes`. Returns whole responses. */
async function askAll(
  port: number,
  asks: readonly Ask[],
  { random, hangUpAfterBytes }: { readonly random: SeededRandom; readonly hangUpAfterBytes: number },
): Promise<Buffer[]> {
  const connection: NetworkConnection = await nodeNetwork.connect({
    host: '127.0.0.1',
    port,
    timeoutMs: 5_000,
  })
  const assembler = new FrameAssembler({ maxFrameBytes: 64 * MIB })
  const frames: Buffer[] = []
  const ended = deferred<Buffer[]>()
  let receivedBytes = 0
  connection.handle({
    onData: (chunk) => {
      receivedBytes += chunk.length
      assembler.push(chunk, (frame) => frames.push(frame))
      if (receivedBytes >= hangUpAfterBytes || frames.length === asks.length) connection.destroy()
      else if (random.below(4) === 0) void rest(connection, 1 + random.below(20))
    },
    onDrain: () => {},
    onClose: () => ended.resolve(frames),
  })
  for (const ask of asks) connection.write(fetchFrame(ask))
  return ended.promise
}

async function rest(connection: NetworkConnection, turns: number): Promise<void> {
  connection.pause()
  for (let count = 0; count < turns; count += 1) await turn()
  connection.resume()
}

const opened: Listener[] = []
afterEach(async () => {
  for (const listener of opened.splice(0)) await listener.close()
})

describe('memory of fetch responses', () => {
  it(`keeps bytes equal under many slow and dying readers and comes back, seed ${SEED}`, async () => {
    const random = new SeededRandom(SEED)
    const partitions = [
      filledPartition(0, { bytes: 12 * MIB, random }),
      filledPartition(1, { bytes: 6 * MIB, random }),
    ]
    const pool = new SpoilingPool(8 * MIB)
    const { listener, port } = await serveFetch(partitions, pool)
    opened.push(listener)
    let compared = 0
    for (let round = 0; round < 4; round += 1) {
      const readers = Array.from({ length: 12 }, async (_, index) => {
        const asks = Array.from({ length: 1 + random.below(12) }, (): Ask => {
          const partition = random.below(2)
          const fetchOffset = random.below(partitions[partition]?.log.logEndOffset ?? 1)
          return { partition, fetchOffset, maxBytes: 64 * KIB + random.below(3 * MIB) }
        })
        const hangUpAfterBytes = index % 3 === 0 ? random.below(4 * MIB) : Number.POSITIVE_INFINITY
        const frames = await askAll(port, asks, { random, hangUpAfterBytes })
        if (hangUpAfterBytes === Number.POSITIVE_INFINITY) expect(frames.length).toBe(asks.length)
        for (const [at, frame] of frames.entries()) {
          const ask = asks[at]
          const partition = partitions[ask?.partition ?? -1]
          if (ask === undefined || partition === undefined) continue
          // Not `toEqual`: printing megabytes of difference helps nobody.
          expect(recordsOf(frame).equals(expectedOf(partition, ask))).toBe(true)
          compared += 1
        }
      })
      await Promise.all(readers)
    }
    expect(compared).toBeGreaterThan(100)
    await turnsWhile(() => listener.connectionCount > 0)
    await turnsWhile(() => pool.openLeaseCount > 0)
    expect(pool).toMatchObject({ openLeaseCount: 0, leasedBytes: 0 })
    expect(pool.freeBytes).toBeGreaterThan(0)
  })

  it('holds no memory while a fetch waits, and answers with what was appended meanwhile', async () => {
    const partition = filledPartition(0, { bytes: 64 * KIB, random: new SeededRandom(3) })
    const pool = new SpoilingPool()
    const { listener, purgatory, port } = await serveFetch([partition], pool)
    opened.push(listener)
    const ask = {
      partition: 0,
      fetchOffset: 0,
      maxBytes: MIB,
      minBytes: partition.log.sizeBytes + 100_000,
      maxWaitMs: 60_000,
    }
    const answered = askAll(port, [ask], {
      random: new SeededRandom(4),
      hangUpAfterBytes: Number.POSITIVE_INFINITY,
    })
    await turnsWhile(() => purgatory.waitingCount === 0)
    expect(pool.openLeaseCount).toBe(0)
    for (let count = 0; count < 4; count += 1) {
      const value = Buffer.alloc(30_000, count)
      const batch = encodeBatch({ records: [{ timestampMs: T0, key: null, value }] })
      partition.append(batch, { acks: 1, origin: 'client' })
      purgatory.wake(partition.watchers)
      if (count < 3) expect(pool.openLeaseCount).toBe(0)
    }
    const [frame] = await answered
    const records = recordsOf(frame ?? Buffer.alloc(0))
    expect(records.equals(expectedOf(partition, ask))).toBe(true)
    expect(splitBatches(records, 'tolerant').at(-1)?.lastOffset).toBe(partition.log.logEndOffset - 1)
    await turnsWhile(() => pool.openLeaseCount > 0)
    expect(pool.openLeaseCount).toBe(0)
  })

  it('lets go of a waiting fetch whose client hangs up', async () => {
    const partition = filledPartition(0, { bytes: 64 * KIB, random: new SeededRandom(5) })
    const pool = new SpoilingPool()
    const { listener, purgatory, port } = await serveFetch([partition], pool)
    opened.push(listener)
    const connection = await nodeNetwork.connect({ host: '127.0.0.1', port, timeoutMs: 5_000 })
    connection.handle({ onData: () => {}, onDrain: () => {}, onClose: () => {} })
    connection.write(
      fetchFrame({ partition: 0, fetchOffset: 0, maxBytes: MIB, minBytes: 10 * MIB, maxWaitMs: 60_000 }),
    )
    await turnsWhile(() => purgatory.waitingCount === 0)
    connection.destroy()
    await turnsWhile(() => purgatory.waitingCount > 0)
    await turnsWhile(() => pool.openLeaseCount > 0)
    expect(pool).toMatchObject({ openLeaseCount: 0, leasedBytes: 0 })
    expect(purgatory.waitingCount).toBe(0)
  })
})
