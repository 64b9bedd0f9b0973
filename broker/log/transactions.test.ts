import { describe, expect, it } from 'vitest'
import { openTestLog } from '../testing/log-fixture.ts'
import { MemoryDisk } from '../testing/memory-disk.ts'
import { encodeMarkerBatch } from '../wire/control-record.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { encodeBatch } from '../wire/record-batch-records.ts'
import type { PartitionLog } from './partition-log.ts'

const T0 = 1_700_000_000_000

/** Appends a batch of a producer inside its transaction; answers its first offset. */
function write(
  log: PartitionLog,
  batch: {
    readonly producerId: number
    readonly epoch?: number
    readonly sequence: number
    readonly count?: number
  },
): number {
  const records = Array.from({ length: batch.count ?? 1 }, () => ({
    timestampMs: T0,
    key: null,
    value: Buffer.from('v'),
  }))
  const bytes = encodeBatch({
    records,
    producerId: batch.producerId,
    producerEpoch: batch.epoch ?? 0,
    baseSequence: batch.sequence,
    isTransactional: true,
  })
  return log.appendAsLeader(bytes, { leaderEpoch: 0, origin: 'client' }).firstOffset
}

function end(
  log: PartitionLog,
  marker: {
    readonly producerId: number
    readonly epoch?: number
    readonly isCommit: boolean
    readonly coordinatorEpoch?: number
  },
): number {
  const bytes = encodeMarkerBatch({
    producerId: marker.producerId,
    producerEpoch: marker.epoch ?? 0,
    isCommit: marker.isCommit,
    coordinatorEpoch: marker.coordinatorEpoch ?? 0,
    timestampMs: T0,
  })
  return log.appendAsLeader(bytes, { leaderEpoch: 0, origin: 'coordinator' }).firstOffset
}

function plain(log: PartitionLog): void {
  const bytes = encodeBatch({ records: [{ timestampMs: T0, key: null, value: Buffer.from('p') }] })
  log.appendAsLeader(bytes, { leaderEpoch: 0, origin: 'client' })
}

const replicateAll = (log: PartitionLog) => log.advanceHighWatermark(log.logEndOffset)

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof KafkaError) return error.errorName
    throw error
  }
  return 'NONE'
}

describe('the last stable offset', () => {
  it('stands at the first open transaction until its marker is replicated', () => {
    const { log } = openTestLog()
    plain(log)
    write(log, { producerId: 1, sequence: 0 })
    write(log, { producerId: 2, sequence: 0 })
    replicateAll(log)
    expect(log.lastStableOffset).toBe(1)
    end(log, { producerId: 1, isCommit: true })
    expect(log.lastStableOffset).toBe(1)
    replicateAll(log)
    expect(log.lastStableOffset).toBe(2)
    end(log, { producerId: 2, isCommit: false })
    replicateAll(log)
    expect(log.lastStableOffset).toBe(log.logEndOffset)
  })

  it('never passes the high watermark', () => {
    const { log } = openTestLog()
    plain(log)
    expect([log.highWatermark, log.lastStableOffset]).toEqual([0, 0])
  })

  it('is found again after a crash and after a clean end', async () => {
    for (const isClean of [true, false]) {
      const disk = new MemoryDisk()
      const first = openTestLog({ disk })
      plain(first.log)
      write(first.log, { producerId: 7, sequence: 0 })
      if (isClean) await first.log.close()
      else first.log.abandon()
      const { log } = openTestLog({ disk, hadCleanShutdown: isClean })
      replicateAll(log)
      expect(log.lastStableOffset).toBe(1)
      expect(log.openTransactionOf(7, 0)).toBe(1)
    }
  })

  it('goes back with a truncation that takes a marker away', () => {
    const { log } = openTestLog()
    write(log, { producerId: 1, sequence: 0 })
    const marker = end(log, { producerId: 1, isCommit: false })
    plain(log)
    expect(log.abortedTransactions(0, 10)).toHaveLength(1)
    log.truncateTo(marker)
    replicateAll(log)
    expect(log.lastStableOffset).toBe(0)
    expect(log.abortedTransactions(0, 10)).toEqual([])
  })
})

describe('aborted transactions', () => {
  it('are told to readers of what they touch, and to nobody else', () => {
    const { log } = openTestLog()
    write(log, { producerId: 1, sequence: 0, count: 2 }) // 0..1
    end(log, { producerId: 1, isCommit: false }) // 2
    write(log, { producerId: 1, sequence: 2 }) // 3
    end(log, { producerId: 1, isCommit: true }) // 4
    write(log, { producerId: 2, sequence: 0 }) // 5
    end(log, { producerId: 2, isCommit: false }) // 6
    replicateAll(log)
    const told = (from: number, to: number) =>
      log
        .abortedTransactions(from, to)
        .map(({ producerId, firstOffset, lastOffset }) => [producerId, firstOffset, lastOffset])
    expect(told(0, 7)).toEqual([
      [1, 0, 2],
      [2, 5, 6],
    ])
    expect(told(0, 3)).toEqual([[1, 0, 2]])
    expect(told(3, 5)).toEqual([])
    expect(told(4, 7)).toEqual([[2, 5, 6]])
  })

  it('are found again over rolled segments after a crash', () => {
    const disk = new MemoryDisk()
    const config = { segmentBytes: 300 }
    const first = openTestLog({ disk, config })
    for (let round = 0; round < 10; round += 1) {
      write(first.log, { producerId: 1, sequence: round })
      end(first.log, { producerId: 1, isCommit: round % 2 === 0 })
    }
    expect(first.log.segmentCount).toBeGreaterThan(2)
    const before = first.log.abortedTransactions(0, 100)
    expect(before).toHaveLength(5)
    first.log.abandon()
    const { log } = openTestLog({ disk, config })
    expect(log.abortedTransactions(0, 100)).toEqual(before)
  })
})

describe('what a producer may do', () => {
  it('does not leave its open transaction', () => {
    const { log } = openTestLog()
    write(log, { producerId: 1, sequence: 0 })
    const outside = encodeBatch({
      records: [{ timestampMs: T0, key: null, value: Buffer.from('x') }],
      producerId: 1,
      producerEpoch: 0,
      baseSequence: 1,
    })
    expect(codeOf(() => log.appendAsLeader(outside, { leaderEpoch: 0, origin: 'client' }))).toBe(
      'INVALID_TXN_STATE',
    )
  })

  it('is fenced by a marker of a later epoch', () => {
    const { log } = openTestLog()
    write(log, { producerId: 1, sequence: 0 })
    end(log, { producerId: 1, epoch: 1, isCommit: false })
    expect(codeOf(() => write(log, { producerId: 1, sequence: 1 }))).toBe('INVALID_PRODUCER_EPOCH')
    expect(codeOf(() => write(log, { producerId: 1, epoch: 1, sequence: 0 }))).toBe('NONE')
  })

  it('is not ended by a coordinator that was replaced', () => {
    const { log } = openTestLog()
    write(log, { producerId: 1, sequence: 0 })
    end(log, { producerId: 1, isCommit: true, coordinatorEpoch: 5 })
    write(log, { producerId: 1, sequence: 1 })
    expect(codeOf(() => end(log, { producerId: 1, isCommit: true, coordinatorEpoch: 4 }))).toBe(
      'TRANSACTION_COORDINATOR_FENCED',
    )
    expect(codeOf(() => end(log, { producerId: 1, isCommit: true, coordinatorEpoch: 5 }))).toBe('NONE')
  })
})
