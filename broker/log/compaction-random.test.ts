import { describe, expect, it } from 'vitest'
import { AssertionError } from '../base/assert.ts'
import { ManualClock } from '../base/clock.ts'
import type { LogConfig } from '../base/log-config.ts'
import { describeError } from '../base/logger.ts'
import { SeededRandom } from '../base/random.ts'
import { COMPACTED, compactNow, readBatches } from '../testing/compaction-fixture.ts'
import { openTestLog, TEST_LOG_DIRECTORY } from '../testing/log-fixture.ts'
import { MemoryDisk } from '../testing/memory-disk.ts'
import { encodeMarkerBatch } from '../wire/control-record.ts'
import { encodeBatch } from '../wire/record-batch-records.ts'
import type { PartitionLog } from './partition-log.ts'

/**
 * Random histories of one compacted log: producers, transactions, tombstones, passes that run to their end,
 * are interrupted or die, clean ends, kills and losses of power; after each, what a reader of committed
 * records sees is held against a model that forgets nothing. A failure names its seed and step.
 */

const SEEDS = 100
const STEPS = 120
const DELETE_RETENTION_MS = 1_000
const IDEMPOTENT_PRODUCER = 100
const TRANSACTIONAL_PRODUCERS = [1, 2]

interface ModelRecord {
  readonly offset: number
  readonly key: string
  readonly value: string | null
  readonly writtenMs: number
}

interface ModelBatch {
  readonly baseOffset: number
  readonly lastOffset: number
  readonly producerId: number
  readonly baseSequence: number
  readonly bytes: Buffer
  readonly records: readonly ModelRecord[]
  /** How it ends the transaction of its producer; null for records. */
  readonly marker: 'commit' | 'abort' | null
  readonly isTransactional: boolean
}

class History {
  readonly random: SeededRandom
  readonly clock = new ManualClock()
  readonly config: Partial<LogConfig>
  disk = new MemoryDisk()
  log: PartitionLog
  batches: ModelBatch[] = []
  checkpoint = { recoveryPoint: 0, highWatermark: 0, cleanedOffset: 0 }

  constructor(seed: number) {
    this.random = new SeededRandom(seed)
    this.config = {
      ...COMPACTED,
      segmentBytes: 300 + this.random.below(1_200),
      indexIntervalBytes: 64 + this.random.below(400),
      deleteRetentionMs: DELETE_RETENTION_MS,
      fileDeleteDelayMs: 50,
    }
    this.log = this.#open(false)
  }

  /** One random thing. @returns what it was. */
  async step(): Promise<string> {
    const choice = this.random.below(100)
    if (choice < 30) return this.#append({ producerId: -1 })
    if (choice < 42) return this.#append({ producerId: IDEMPOTENT_PRODUCER })
    if (choice < 58) return this.#append({ producerId: this.#transactional() })
    if (choice < 68) return this.#end(this.#transactional(), this.random.below(2) === 0)
    if (choice < 74) return this.#wait()
    if (choice < 84) return this.#compact()
    if (choice < 87) return this.#flush()
    if (choice < 89) return this.#takeCheckpoint()
    if (choice < 91) return this.#cleanEnd()
    if (choice < 94) return this.#kill()
    if (choice < 97) return this.#losePower()
    return this.#dieWhileCompacting()
  }

  #open(hadCleanShutdown: boolean): PartitionLog {
    const { disk, clock, config } = this
    const { log } = openTestLog({ disk, clock, config, hadCleanShutdown, ...this.checkpoint })
    return log
  }

  #transactional(): number {
    return TRANSACTIONAL_PRODUCERS[this.random.below(TRANSACTIONAL_PRODUCERS.length)] ?? 1
  }

  #append({ producerId }: { readonly producerId: number }): string {
    const isTransactional = producerId > 0 && producerId !== IDEMPOTENT_PRODUCER
    const writtenMs = this.clock.nowMs()
    const count = 1 + this.random.below(4)
    const plain = Array.from({ length: count }, () => ({
      key: `k${this.random.below(8)}`,
      value: this.random.below(5) === 0 ? null : `v${this.random.below(1_000_000)}`,
    }))
    const baseSequence = producerId < 0 ? -1 : this.#nextSequence(producerId)
    const compression = (['none', 'none', 'gzip', 'lz4'] as const)[this.random.below(4)] ?? 'none'
    const bytes = encodeBatch({
      records: plain.map(({ key, value }) => ({
        timestampMs: writtenMs,
        key: Buffer.from(key),
        value: value === null ? null : Buffer.from(value),
      })),
      producerId,
      producerEpoch: producerId < 0 ? -1 : 0,
      baseSequence,
      isTransactional,
      compression,
    })
    const copy = Buffer.from(bytes)
    const result = this.log.appendAsLeader(bytes, { leaderEpoch: 0, origin: 'client' })
    expect(result.isDuplicate).toBe(false)
    const baseOffset = result.firstOffset
    const records = plain.map((record, index) => ({ ...record, offset: baseOffset + index, writtenMs }))
    const { lastOffset } = result
    this.batches.push({
      baseOffset,
      lastOffset,
      producerId,
      baseSequence,
      bytes: copy,
      records,
      marker: null,
      isTransactional,
    })
    this.log.advanceHighWatermark(this.log.logEndOffset)
    return `append of ${producerId}`
  }

  #nextSequence(producerId: number): number {
    const last = this.batches.findLast((batch) => batch.producerId === producerId && batch.marker === null)
    return last === undefined ? 0 : last.baseSequence + last.records.length
  }

  #end(producerId: number, isCommit: boolean): string {
    const timestampMs = this.clock.nowMs()
    const bytes = encodeMarkerBatch({
      producerId,
      producerEpoch: 0,
      isCommit,
      coordinatorEpoch: 0,
      timestampMs,
    })
    const { firstOffset, lastOffset } = this.log.appendAsLeader(bytes, {
      leaderEpoch: 0,
      origin: 'coordinator',
    })
    this.batches.push({
      baseOffset: firstOffset,
      lastOffset,
      producerId,
      baseSequence: -1,
      bytes,
      records: [],
      marker: isCommit ? 'commit' : 'abort',
      isTransactional: true,
    })
    this.log.advanceHighWatermark(this.log.logEndOffset)
    return `${isCommit ? 'commit' : 'abort'} of ${producerId}`
  }

  #wait(): string {
    this.clock.advance(this.random.below(DELETE_RETENTION_MS))
    return 'wait'
  }

  async #compact(): Promise<string> {
    const stopAfter = this.random.below(3) === 0 ? this.random.below(60) : Number.POSITIVE_INFINITY
    let rests = 0
    const pace = {
      spend: () => {},
      isDue: () => true,
      rest: () => {
        rests += 1
        if (rests > stopAfter) this.log.compaction.interrupt()
        return Promise.resolve()
      },
    }
    await compactNow(this.log, this.#passOptions(pace))
    return 'compaction'
  }

  #passOptions(pace: NonNullable<Parameters<typeof compactNow>[1]>['pace']) {
    const offsetMapBytes = 24 * (8 + this.random.below(40))
    return { nowMs: this.clock.nowMs(), offsetMapBytes, ...(pace === undefined ? {} : { pace }) }
  }

  async #flush(): Promise<string> {
    await this.log.flush()
    return 'flush'
  }

  #takeCheckpoint(): string {
    const { recoveryPoint, highWatermark, compaction } = this.log
    this.checkpoint = { recoveryPoint, highWatermark, cleanedOffset: compaction.cleanedOffset }
    return 'checkpoint'
  }

  async #cleanEnd(): Promise<string> {
    await this.log.close()
    this.#takeCheckpoint()
    // Everything was synced: the power may go right after it.
    if (this.random.below(2) === 0) this.disk = this.disk.afterPowerLoss(this.random)
    this.#reopen(true, this.log.logEndOffset)
    return 'clean end'
  }

  #kill(): string {
    const { logEndOffset } = this.log
    this.disk = this.disk.clone()
    this.log.abandon()
    this.#reopen(false, logEndOffset)
    return 'kill'
  }

  #losePower(): string {
    const { recoveryPoint } = this.log
    this.disk = this.disk.afterPowerLoss(this.random)
    this.log.abandon()
    this.#reopen(false, recoveryPoint)
    return 'loss of power'
  }

  async #dieWhileCompacting(): Promise<string> {
    const { logEndOffset } = this.log
    const { recoveryPoint } = this.log
    if (this.random.below(2) === 0) this.disk.changesUntilKill = this.random.below(60)
    else this.disk.bytesUntilKill = this.random.below(1_500)
    await compactNow(this.log, this.#passOptions(undefined)).catch(() => null)
    if (this.random.below(2) === 0) {
      this.disk = this.disk.clone()
      this.#reopen(false, logEndOffset)
      return 'death while compacting'
    }
    this.disk = this.disk.afterPowerLoss(this.random)
    this.#reopen(false, recoveryPoint)
    return 'loss of power while compacting'
  }

  #reopen(hadCleanShutdown: boolean, atLeast: number): void {
    this.log = this.#open(hadCleanShutdown)
    expect(this.log.logEndOffset, 'what was synced is there').toBeGreaterThanOrEqual(atLeast)
    expect(this.log.logStartOffset).toBe(0)
    this.batches = this.batches.filter(({ lastOffset }) => lastOffset < this.log.logEndOffset)
    this.log.advanceHighWatermark(this.log.logEndOffset)
    const names = this.disk.list(TEST_LOG_DIRECTORY).map(({ name }) => name)
    expect(names.filter((name) => /\.(cleaned|swap)$/.test(name))).toEqual([])
  }

  /** Holds the log against the model. */
  check(): void {
    expect(this.log.logEndOffset).toBe((this.batches.at(-1)?.lastOffset ?? -1) + 1)
    expect(this.log.lastStableOffset).toBe(this.#stableOffset())
    const latest = this.#latestCommitted()
    const seen = this.#readCommitted()
    for (const [key, record] of latest) {
      const last = seen.get(key)
      if (record.value !== null) {
        expect(last, `latest of ${key}`).toMatchObject({ offset: record.offset, value: record.value })
      } else if (last === undefined) {
        const ageMs = this.clock.nowMs() - record.writtenMs
        expect(ageMs, `tombstone of ${key} went`).toBeGreaterThanOrEqual(DELETE_RETENTION_MS)
      } else expect(last, `tombstone of ${key}`).toMatchObject({ offset: record.offset, value: null })
    }
    for (const key of seen.keys()) expect(latest.has(key), `${key} was committed`).toBe(true)
  }

  /** The last batch of each producer is recognised when it comes again. */
  checkDuplicates(): void {
    for (const producerId of [IDEMPOTENT_PRODUCER, ...TRANSACTIONAL_PRODUCERS]) {
      const last = this.batches.findLast((batch) => batch.producerId === producerId && batch.marker === null)
      if (last === undefined) continue
      const again = this.log.appendAsLeader(Buffer.from(last.bytes), { leaderEpoch: 0, origin: 'client' })
      expect(again).toMatchObject({
        isDuplicate: true,
        firstOffset: last.baseOffset,
        lastOffset: last.lastOffset,
      })
    }
  }

  #stableOffset(): number {
    const open = new Map<number, number>()
    for (const { producerId, marker, isTransactional, baseOffset } of this.batches) {
      if (marker !== null) open.delete(producerId)
      else if (isTransactional && !open.has(producerId)) open.set(producerId, baseOffset)
    }
    return Math.min(this.log.logEndOffset, ...open.values())
  }

  #latestCommitted(): Map<string, ModelRecord> {
    const stableOffset = this.#stableOffset()
    const latest = new Map<string, ModelRecord>()
    for (const [index, { records, producerId, isTransactional }] of this.batches.entries()) {
      const end = this.batches
        .slice(index)
        .find((later) => later.producerId === producerId && later.marker !== null)
      if (isTransactional && end?.marker !== 'commit') continue
      for (const record of records) if (record.offset < stableOffset) latest.set(record.key, record)
    }
    return latest
  }

  /** What a consumer of committed records ends up with; checks that it is told nothing that was not written. */
  #readCommitted(): Map<string, { readonly offset: number; readonly value: string | null }> {
    const written = new Map(
      this.batches.flatMap(({ records }) => records).map((record) => [record.offset, record]),
    )
    const stableOffset = this.log.lastStableOffset
    const aborted = this.log
      .abortedTransactions(0, this.log.logEndOffset)
      .toSorted((a, b) => a.firstOffset - b.firstOffset)
    const aborting = new Set<number>()
    const seen = new Map<string, { offset: number; value: string | null }>()
    let lastOffset = -1
    for (const { header, records } of readBatches(this.log)) {
      expect(header.baseOffset, 'batches ascend').toBeGreaterThan(lastOffset)
      lastOffset = header.lastOffset
      for (
        let next = aborted[0];
        next !== undefined && next.firstOffset <= header.lastOffset;
        next = aborted[0]
      ) {
        aborting.add(next.producerId)
        aborted.shift()
      }
      if (header.isControl) {
        aborting.delete(header.producerId)
        continue
      }
      if (header.isTransactional && aborting.has(header.producerId)) continue
      for (const { offset, key, value, timestampMs } of records) {
        expect(
          { key: String(key), value: value === null ? null : String(value), timestampMs },
          `at ${offset}`,
        ).toEqual({
          key: written.get(offset)?.key,
          value: written.get(offset)?.value,
          timestampMs: written.get(offset)?.writtenMs,
        })
        if (offset < stableOffset)
          seen.set(String(key), { offset, value: value === null ? null : String(value) })
      }
    }
    return seen
  }
}

async function play(seed: number): Promise<Record<string, number>> {
  const history = new History(seed)
  const trail: string[] = []
  const counts: Record<string, number> = {}
  try {
    for (let step = 0; step < STEPS; step += 1) {
      const what = await history.step()
      trail.push(what)
      const kind = what.replace(/ of -?\d+$/, '')
      counts[kind] = (counts[kind] ?? 0) + 1
      if (!/^(append|wait|flush|checkpoint)/.test(what)) history.check()
    }
    history.check()
    history.checkDuplicates()
  } catch (error) {
    const where = `seed ${seed}, step ${trail.length}: ${trail.slice(-6).join(', ')}`
    throw new AssertionError(where, { reason: describeError(error) })
  }
  return counts
}

describe('a compacted log', () => {
  it(`says the same as one that forgets nothing, over ${SEEDS} random histories`, {
    timeout: 120_000,
  }, async () => {
    const total: Record<string, number> = {}
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      for (const [kind, count] of Object.entries(await play(seed))) total[kind] = (total[kind] ?? 0) + count
    }
    for (const kind of [
      'compaction',
      'kill',
      'loss of power',
      'clean end',
      'death while compacting',
      'loss of power while compacting',
    ]) {
      expect(total[kind] ?? 0, kind).toBeGreaterThan(SEEDS)
    }
  })
})
