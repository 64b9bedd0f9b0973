/** Scans over scripted partitions: real batches, a clock that moves only when everything waits. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { KafkaError } from '#broker'
import { ManualClock } from '#broker/base/clock'
import { SeededRandom } from '#broker/base/random'
import { writeCrc } from '#broker/wire/record-batch'
import { encodeBatch } from '#broker/wire/record-batch-records'
import type { ScanEvent, ScanInput, ScanRange } from '#contract/messages'
import { type ScanOptions, scan } from './scan.ts'

interface FakePartition {
  readonly timestamps: readonly number[]
  leaderId?: number
  /** What a fetch of it fails with. */
  error?: KafkaError
  isSilent?: boolean
  /** What is done to a batch before it is handed out. */
  spoil?: (batch: Buffer, baseOffset: number) => Buffer
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
        const { timestamps, error = null, spoil } = partitions[partition] ?? { timestamps: [] }
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
              : (spoil ?? asIs)(encodeBatch({ records, baseOffset: base }), base),
        }
      })
    },
  }
}

const asIs = (batch: Buffer) => batch

/** A batch with a header as it should be, and a payload that gzip refuses. */
function notGzip(batch: Buffer): Buffer {
  const spoiled = Buffer.concat([batch.subarray(0, 61), Buffer.from('garbage')])
  spoiled.writeInt32BE(spoiled.length - 12, 8)
  spoiled.writeInt16BE(1, 21)
  return signed(spoiled)
}

/** A batch whose records end before their count is reached. */
function cutRecords(batch: Buffer): Buffer {
  const spoiled = Buffer.from(batch.subarray(0, batch.length - 4))
  spoiled.writeInt32BE(spoiled.length - 12, 8)
  return signed(spoiled)
}

/** With the checksum that fits what is in it. */
function signed(batch: Buffer): Buffer {
  writeCrc(batch, 0, batch.length)
  return batch
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
    leftOut: progress?.partitions.flatMap(({ partition, leftOut }) =>
      leftOut === null ? [] : [{ partition, ...leftOut }],
    ),
    scannedRecords: progress?.scannedRecords,
    elapsedMs: progress?.elapsedMs ?? Number.POSITIVE_INFINITY,
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

describe('a batch that cannot be decoded', () => {
  const times = (count: number) => Array.from({ length: count }, (_, at) => at * 10)
  const spoilAt =
    (...offsets: number[]) =>
    (batch: Buffer, base: number) =>
      offsets.includes(base) ? notGzip(batch) : batch

  it.each(['oldest', 'newest'] as const)(
    'is left out and named, and all others are read from %s within a second',
    async (type) => {
      const client = clientOn([{ timestamps: times(30), spoil: spoilAt(7) }, { timestamps: times(9) }])
      const found = await run(client, { from: { type } })
      expect(found.names).toHaveLength(30 - 7 + 9)
      expect(found.names.filter((name) => /^0@(?:[7-9]|1[0-3])$/.test(name))).toEqual([])
      expect(found.leftOut).toMatchObject([{ partition: 0, batchCount: 1, offset: 7 }])
      expect(found.leftOut?.[0]?.reason).toMatch(
        /^the batch cannot be decoded \(.*gzip.*\); it was left out$/,
      )
      expect(found).toMatchObject({ reason: 'end', rest: [], errors: [], scannedRecords: 32 })
      expect(found.elapsedMs).toBeLessThan(1_000)
    },
  )

  it('is one that fails its checksum, too', async () => {
    const flipped = (batch: Buffer, base: number) => {
      if (base === 7) batch.writeUInt8(batch.readUInt8(batch.length - 1) ^ 1, batch.length - 1)
      return batch
    }
    const found = await run(clientOn([{ timestamps: times(21), spoil: flipped }]), {
      from: { type: 'oldest' },
    })
    expect(found.names).toHaveLength(21 - 7)
    expect(found.leftOut).toMatchObject([{ partition: 0, batchCount: 1, offset: 7 }])
    expect(found.leftOut?.[0]?.reason).toContain('checksum')
  })

  it.each(['oldest', 'newest'] as const)(
    'does not keep a partition full of them from its end, from %s',
    async (type) => {
      const found = await run(clientOn([{ timestamps: times(700), spoil: notGzip }]), { from: { type } })
      expect(found).toMatchObject({ names: [], reason: 'end', rest: [], scannedRecords: 0 })
      expect(found.leftOut).toMatchObject([{ partition: 0, batchCount: 100 }])
    },
  )

  it('keeps the records before the place where it is malformed', async () => {
    const spoil = (batch: Buffer, base: number) => (base === 7 ? cutRecords(batch) : batch)
    for (const type of ['oldest', 'newest'] as const) {
      const found = await run(clientOn([{ timestamps: times(21), spoil }]), { from: { type } })
      expect(found.names).toHaveLength(20)
      expect(found.leftOut).toMatchObject([{ batchCount: 1, offset: 13 }])
      expect(found.leftOut?.[0]?.reason).toContain('the rest of it was left out')
    }
  })

  it.each(['oldest', 'newest'] as const)(
    'is counted once when a scan goes on in parts, from %s',
    async (type) => {
      const client = clientOn([
        { timestamps: times(210), spoil: spoilAt(0, 35, 42, 105, 203) },
        { timestamps: times(50) },
      ])
      let ranges: readonly ScanRange[] | undefined
      let batchCount = 0
      let reason: string | undefined = 'limit'
      const names: string[] = []
      for (let round = 0; round < 40 && reason === 'limit'; round += 1) {
        const part = ranges === undefined ? {} : { ranges: [...ranges] }
        const next = await run(client, { from: { type }, limit: 11, ...part })
        names.push(...next.names)
        batchCount += next.leftOut?.[0]?.batchCount ?? 0
        ranges = next.rest
        reason = next.reason
      }
      expect(new Set(names).size).toBe(names.length)
      expect({ reason, rows: names.length, batchCount }).toEqual({
        reason: 'end',
        rows: 260 - 35,
        batchCount: 5,
      })
    },
  )

  it('does not stop a live tail', async () => {
    const timestamps: number[] = []
    const log = clientOn([{ timestamps, spoil: spoilAt(7) }])
    const fetchBatches: typeof log.fetchBatches = async (query) => {
      await nextTurn() // an empty answer takes time as well
      return log.fetchBatches(query)
    }
    const client = { ...log, fetchBatches }
    const abort = new AbortController()
    const clock = new ManualClock()
    const events: ScanEvent[] = []
    const input: ScanInput = { ...INPUT, from: { type: 'live' } }
    const reading = (async () => {
      for await (const event of scan({ client, input, clock, signal: abort.signal })) events.push(event)
    })()
    for (let turn = 0; turn < 150; turn += 1) {
      if (turn === 20) timestamps.push(...times(21))
      await nextTurn()
      clock.advance(10)
    }
    abort.abort()
    await reading
    const rows = events.flatMap((event) => (event.type === 'records' ? event.records : []))
    expect(rows.map(({ offset }) => offset)).toEqual([0, 1, 2, 3, 4, 5, 6, 14, 15, 16, 17, 18, 19, 20])
    const progress = events.findLast((event) => event.type === 'progress')
    expect(progress?.partitions[0]?.leftOut).toMatchObject({ batchCount: 1, offset: 7 })
  })

  it('gives its partition up when not even its end is known', async () => {
    const spoil = (batch: Buffer) => {
      batch.writeInt8(9, 16) // no magic byte there is
      return batch
    }
    const { names, errors, reason } = await run(
      clientOn([{ timestamps: times(3), spoil }, { timestamps: times(3) }]),
      {},
    )
    expect(names).toHaveLength(3)
    expect(errors).toMatchObject([{ partition: 0, error: expect.stringContaining('offset 0') }])
    expect(reason).toBe('end')
  })
})
