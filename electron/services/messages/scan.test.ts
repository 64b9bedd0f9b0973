/** Scans over scripted partitions: real batches, a clock that moves only when everything waits. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { KafkaError } from '#broker'
import { ManualClock } from '#broker/base/clock'
import { SeededRandom } from '#broker/base/random'
import { encodeBatch } from '#broker/wire/record-batch-records'
import type { ScanEvent, ScanInput, ScanRange } from '#contract/messages'
import { type ScanOptions, scan } from './scan.ts'

interface FakePartition {
  readonly timestamps: readonly number[]
  leaderId?: number
  /** What a fetch of it fails with. */
  error?: KafkaError
  isSilent?: boolean
}

const BATCH_RECORDS = 7

function clientOn(partitions: FakePartition[], fetchPartitions = { count: 0 }): ScanOptions['client'] {
  const leaderOf = (partition: number) => partitions[partition]?.leaderId ?? 1
  return {
    metadata: async () =>
      ({
        topics: new Map([
          [
            't',
            {
              name: 't',
              error: null,
              partitions: partitions.map((_, partition) => ({ partition, leaderId: leaderOf(partition) })),
            },
          ],
        ]),
      }) as never, // the parts of it that a scan looks at
    admin: {
      listOffsets: async (wanted) =>
        wanted.map(({ topic, partition, timestampMs }) => {
          const { timestamps } = partitions[partition] ?? { timestamps: [] }
          const found = timestamps.findIndex((one) => one >= timestampMs)
          const offset = timestampMs === -2 ? 0 : timestampMs === -1 ? timestamps.length : found
          return { topic, partition, offset, timestampMs, leaderEpoch: 0, error: null }
        }),
    },
    fetchBatches: async ({ broker, partitions: asked, signal }) => {
      if (asked.some(({ partition }) => partitions[partition]?.isSilent && leaderOf(partition) === broker)) {
        await new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason))
          timeouts.push(() => reject(new KafkaError('REQUEST_TIMED_OUT', 'The broker is silent')))
        })
      }
      fetchPartitions.count += asked.length
      return asked.map(({ topic, partition, fetchOffset }) => {
        const { timestamps, error = null } = partitions[partition] ?? { timestamps: [] }
        const base = Math.floor(fetchOffset / BATCH_RECORDS) * BATCH_RECORDS
        const part = timestamps.slice(base, base + BATCH_RECORDS)
        const records = part.map((timestampMs, index) => ({
          key: null,
          value: Buffer.from(`${partition}@${base + index}`),
          timestampMs,
        }))
        return {
          topic,
          partition,
          error,
          highWatermark: timestamps.length,
          lastStableOffset: timestamps.length,
          logStartOffset: 0,
          abortedTransactions: [],
          records:
            error !== null || records.length === 0
              ? Buffer.alloc(0)
              : encodeBatch({ records, baseOffset: base }),
        }
      })
    },
  }
}

const timeouts: (() => void)[] = []

const INPUT: ScanInput = {
  connectionId: 'c' as ScanInput['connectionId'], // an id like any other
  topic: 't',
  from: { type: 'oldest' },
  partitions: [],
  limit: 100,
  contains: '',
  isolation: 'readCommitted',
}

async function run(client: ScanOptions['client'], change: Partial<ScanInput>) {
  const clock = new ManualClock()
  const signal = new AbortController().signal
  const events: ScanEvent[] = []
  let isOver = false
  const reading = (async () => {
    for await (const event of scan({ client, input: { ...INPUT, ...change }, clock, signal }))
      events.push(event)
  })().finally(() => {
    isOver = true
  })
  for (let turn = 0; turn < 5_000 && !isOver; turn += 1) {
    await nextTurn()
    clock.advance(10)
    if (clock.monotonicMs() % 8_000 < 10) for (const expire of timeouts.splice(0)) expire()
  }
  await reading
  const rows = events.flatMap((event) => (event.type === 'records' ? event.records : []))
  const done = events.find((event) => event.type === 'done')
  const progress = events.findLast((event) => event.type === 'progress')
  return {
    names: rows.map(({ partition, offset }) => `${partition}@${offset}`),
    times: rows.map(({ timestampMs }) => timestampMs),
    reason: done?.reason,
    rest: done?.rest ?? [],
    errors: progress?.partitions.filter(({ error }) => error !== null) ?? [],
  }
}

const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b)
const descending = (values: readonly number[]) => ascending(values).reverse()

/** Partitions of very different speed, with times that interleave. */
function topic(): FakePartition[] {
  const random = new SeededRandom(7)
  return [400, 30, 3, 0, 150].map((count) => {
    let at = 1_000
    return { timestamps: Array.from({ length: count }, () => (at += 1 + random.below(50))) }
  })
}

const allTimes = (partitions: readonly FakePartition[]) =>
  ascending(partitions.flatMap(({ timestamps }) => timestamps))

describe('a scan over several partitions', () => {
  it('hands on rows merged by time, not one partition after the other', async () => {
    const partitions = topic()
    const { times, names, reason } = await run(clientOn(partitions), { limit: 60 })
    expect(times).toEqual(allTimes(partitions).slice(0, 60))
    expect(new Set(names.map((name) => name.split('@')[0])).size).toBeGreaterThan(2)
    expect(reason).toBe('limit')
  })

  it('keeps the order of a partition even where its times go back', async () => {
    const { names } = await run(clientOn([{ timestamps: [50, 10, 60] }, { timestamps: [20, 55] }]), {})
    expect(names).toEqual(['1@0', '0@0', '0@1', '1@1', '0@2'])
  })

  it('starts at a time and at an offset merged as well', async () => {
    const partitions = topic()
    const middle = allTimes(partitions)[200] ?? 0
    const timed = await run(clientOn(partitions), {
      from: { type: 'timestamp', timestampMs: middle },
      limit: 40,
    })
    expect(timed.times).toEqual(
      allTimes(partitions)
        .filter((time) => time >= middle)
        .slice(0, 40),
    )
    const offset = await run(clientOn(partitions), { from: { type: 'offset', offset: 20 }, limit: 40 })
    const expected = ascending(partitions.flatMap(({ timestamps }) => timestamps.slice(20))).slice(0, 40)
    expect(offset.times).toEqual(expected)
  })

  it('takes the newest over all partitions, newest first', async () => {
    const partitions = topic()
    const { times, reason } = await run(clientOn(partitions), { from: { type: 'newest' }, limit: 60 })
    expect(times).toEqual(descending(allTimes(partitions)).slice(0, 60))
    expect(reason).toBe('limit')
  })

  it.each(['oldest', 'newest'] as const)(
    'goes on from %s without a gap and without a repetition',
    async (type) => {
      const partitions = topic()
      const client = clientOn(partitions)
      const names: string[] = []
      let ranges: readonly ScanRange[] | undefined
      let reason: string | undefined = 'limit'
      for (let round = 0; round < 30 && reason === 'limit'; round += 1) {
        const next = await run(client, {
          from: { type },
          limit: 50,
          ...(ranges === undefined ? {} : { ranges: [...ranges] }),
        })
        names.push(...next.names)
        ranges = next.rest
        reason = next.reason
      }
      expect(reason).toBe('end')
      expect(names).toHaveLength(583)
      expect(new Set(names).size).toBe(583)
    },
  )

  it('says that there is more when a thousand partitions hold more than the limit', async () => {
    const many = Array.from({ length: 1_000 }, (_, partition) => ({
      timestamps: [1, 2, 3, 4, 5].map((turn) => turn * 10_000 + partition),
    }))
    const { names, reason, rest } = await run(clientOn(many), { from: { type: 'newest' }, limit: 500 })
    expect(names).toHaveLength(500)
    expect(new Set(names).size).toBe(500)
    expect(reason).toBe('limit')
    expect(rest).toHaveLength(1_000)
  })

  it('reads no more of each partition than its share while others are behind', async () => {
    const reads = { count: 0 }
    const long = Array.from({ length: 3 }, () => ({
      timestamps: Array.from({ length: 50_000 }, (_, at) => at),
    }))
    await run(clientOn(long, reads), { limit: 30 })
    expect(reads.count).toBeLessThan(60)
  })

  it('finds what contains a text while partitions without a match are still read', async () => {
    const partitions = topic()
    const { names, reason } = await run(clientOn(partitions), {
      contains: '4@149',
      from: { type: 'newest' },
    })
    expect(names).toEqual(['4@149'])
    expect(reason).toBe('end')
  })
})

describe('a partition that cannot be read', () => {
  const fine = { timestamps: [10, 30, 50] }

  it('is named, and the others are read on', async () => {
    const error = new KafkaError('KAFKA_STORAGE_ERROR', 'The disk is gone')
    const { names, errors, reason } = await run(clientOn([fine, { timestamps: [20], error }]), {})
    expect(names).toEqual(['0@0', '0@1', '0@2'])
    expect(errors).toMatchObject([{ partition: 1, error: 'The disk is gone' }])
    expect(reason).toBe('end')
  })

  it.each(['oldest', 'newest'] as const)(
    'holds the others up for a while only when it is silent, read from %s',
    async (type) => {
      const silent = { timestamps: [20], leaderId: 2, isSilent: true }
      const { names, errors, rest } = await run(clientOn([fine, silent]), { from: { type } })
      expect(names).toHaveLength(3)
      expect(errors).toMatchObject([{ partition: 1, error: 'The broker is silent' }])
      expect(rest).toEqual([{ partition: 1, from: 0, to: 1 }])
    },
  )

  it('is named when it has no leader', async () => {
    const { names, errors } = await run(clientOn([fine, { timestamps: [20], leaderId: -1 }]), {})
    expect(names).toHaveLength(3)
    expect(errors).toMatchObject([{ partition: 1 }])
  })
})
