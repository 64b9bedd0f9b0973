import type { CancelTimer, Clock } from '../base/clock.ts'
import { delay } from '../base/clock.ts'
import { DiskError } from '../base/disk.ts'
import { describeError, type Logger } from '../base/logger.ts'
import { MIB, SECOND_MS } from '../base/units.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { type CompactionPlan, isDue } from './compaction-plan.ts'
import { DIGEST_SEED_BYTES } from './key-digest.ts'
import type { CompactionPace } from './log-compaction.ts'
import type { PartitionLog } from './partition-log.ts'
import type { Segment } from './segment.ts'
import { partitionDirectoryName } from './segment-names.ts'

/** Longest a pass works before everybody else on the event loop has a turn; one batch may take it past that. */
export const CLEANER_SLICE_MS = 4
/** Time that it leaves to the others then. */
export const CLEANER_REST_MS = 2

/** Settings of a broker's cleaner; Kafka's defaults but for the memory. */
export interface LogCleanerSettings {
  /** log.cleaner.enable */
  readonly isCleanerEnabled: boolean
  /** log.cleaner.backoff.ms: how long to wait when there is nothing to clean. */
  readonly cleanerBackoffMs: number
  /** log.cleaner.dedupe.buffer.size: memory for the keys of one pass, taken only while it runs. */
  readonly cleanerDedupeBufferBytes: number
  /** log.cleaner.io.max.bytes.per.second: what all passes together read and write. */
  readonly cleanerBytesPerSecond: number
}

export const DEFAULT_LOG_CLEANER_SETTINGS: LogCleanerSettings = {
  isCleanerEnabled: true,
  cleanerBackoffMs: 15 * SECOND_MS,
  cleanerDedupeBufferBytes: 128 * MIB,
  cleanerBytesPerSecond: Number.MAX_VALUE,
}

export interface LogCleanerOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly settings: LogCleanerSettings
  readonly logs: () => Iterable<PartitionLog>
  /** Random bytes: for the secret of each pass. */
  readonly seed: (byteCount: number) => Uint8Array
  /** Told when a pass has ended, so that the checkpoint can be written. */
  readonly onCleaned: (log: PartitionLog) => void
}

/**
 * Compacts the logs of one broker, one at a time, the dirtiest first, a few milliseconds at a stretch. A log
 * that cannot be compacted, because of damage, is left alone until the broker starts anew; nothing else
 * stops for it. Source: Kafka's LogCleaner, LogCleanerManager.
 */
export class LogCleaner {
  readonly #options: LogCleanerOptions
  readonly #uncleanable = new WeakSet<PartitionLog>()
  #current: PartitionLog | null = null
  #cancelTimer: CancelTimer = () => {}
  #isStopped = false

  constructor(options: LogCleanerOptions) {
    this.#options = options
  }

  /** Looks for work from now on. */
  start(): void {
    const { clock, settings } = this.#options
    if (!settings.isCleanerEnabled) return
    this.#cancelTimer = clock.every(Math.max(1, settings.cleanerBackoffMs), () => void this.run())
  }

  /** Ends the pass that runs and begins no other. */
  stop(): void {
    this.#isStopped = true
    this.#cancelTimer()
    this.#current?.compaction.interrupt()
  }

  /** Cleans until there is nothing to do; at once when it does so already. Never rejects for what a log does. */
  async run(): Promise<void> {
    if (this.#current !== null) return
    const tried = new Set<PartitionLog>()
    while (!this.#isStopped) {
      const dirtiest = this.#dirtiest(tried)
      if (dirtiest === null) return
      // Once each: a log that is as dirty afterwards would be cleaned for ever.
      tried.add(dirtiest.log)
      this.#current = dirtiest.log
      try {
        await this.#clean(dirtiest.log)
      } finally {
        this.#current = null
      }
    }
  }

  #dirtiest(tried: ReadonlySet<PartitionLog>): Candidate | null {
    const nowMs = this.#options.clock.nowMs()
    let best: Candidate | null = null
    for (const log of this.#options.logs()) {
      if (tried.has(log) || this.#uncleanable.has(log)) continue
      const plan = this.#attempt(log, () => log.compaction.plan(nowMs))
      if (plan === null || !isDue(plan, log.config)) continue
      if (best === null || plan.dirtyRatio > best.plan.dirtyRatio) best = { log, plan }
    }
    return best
  }

  async #clean(log: PartitionLog): Promise<void> {
    const { clock, logger, settings, seed, onCleaned } = this.#options
    const startedMs = clock.monotonicMs()
    try {
      const result = await log.compaction.run({
        nowMs: clock.nowMs(),
        offsetMapBytes: settings.cleanerDedupeBufferBytes,
        seed: seed(DIGEST_SEED_BYTES),
        pace: new ClockPace(clock, settings.cleanerBytesPerSecond),
      })
      if (result === null) return
      logger.info('compacted', {
        log: nameOf(log),
        ...result,
        tookMs: Math.round(clock.monotonicMs() - startedMs),
      })
      onCleaned(log)
    } catch (error) {
      this.#note(log, error)
    }
  }

  #attempt<Value>(log: PartitionLog, act: () => Value): Value | null {
    try {
      return act()
    } catch (error) {
      this.#note(log, error)
      return null
    }
  }

  /** Damage stays; anything else, a full disk say, may be over by the next turn. */
  #note(log: PartitionLog, error: unknown): void {
    const fields = { log: nameOf(log), reason: describeError(error) }
    const isFailure = error instanceof KafkaError && error.errorName === 'KAFKA_STORAGE_ERROR'
    if (error instanceof DiskError || isFailure) {
      this.#options.logger.warn('compaction failed and is tried again', fields)
      return
    }
    if (!(error instanceof KafkaError)) throw error
    this.#uncleanable.add(log)
    this.#options.logger.error('log cannot be compacted and is left as it is', fields)
  }
}

interface Candidate {
  readonly log: PartitionLog
  readonly plan: CompactionPlan<Segment>
}

/** Works for `CLEANER_SLICE_MS`, rests for `CLEANER_REST_MS`, or for as long as the bytes it has spent are worth. */
class ClockPace implements CompactionPace {
  readonly #clock: Clock
  readonly #bytesPerSecond: number
  #startedMs: number
  #nowMs: number
  /** When all that was spent will have been earned. */
  #earnedAtMs: number

  constructor(clock: Clock, bytesPerSecond: number) {
    this.#clock = clock
    this.#bytesPerSecond = bytesPerSecond
    this.#nowMs = clock.monotonicMs()
    this.#startedMs = this.#nowMs
    this.#earnedAtMs = this.#nowMs
  }

  spend(sizeBytes: number): void {
    this.#earnedAtMs += (sizeBytes / this.#bytesPerSecond) * SECOND_MS
  }

  isDue(): boolean {
    this.#nowMs = this.#clock.monotonicMs()
    const isLong = this.#nowMs - this.#startedMs >= CLEANER_SLICE_MS
    return isLong || this.#earnedAtMs - this.#nowMs >= CLEANER_REST_MS
  }

  async rest(): Promise<void> {
    await delay(this.#clock, Math.max(CLEANER_REST_MS, this.#earnedAtMs - this.#nowMs))
    this.#nowMs = this.#clock.monotonicMs()
    this.#startedMs = this.#nowMs
    // Time in which nothing was spent is not saved up.
    this.#earnedAtMs = Math.max(this.#earnedAtMs, this.#nowMs)
  }
}

function nameOf(log: PartitionLog): string {
  return partitionDirectoryName(log.topic, log.partition)
}
