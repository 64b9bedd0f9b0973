import { assert } from '../base/assert.ts'
import { DiskError } from '../base/disk.ts'
import type { LogConfig } from '../base/log-config.ts'
import type { Logger } from '../base/logger.ts'
import {
  type CompactionHost,
  type CompactionResult,
  type CompactionStep,
  compactLog,
} from './compaction-pass.ts'
import { type CompactionPlan, planCompaction } from './compaction-plan.ts'
import type { Segment } from './segment.ts'

/** What compaction has to know of its log at any time. */
export interface CompactionState {
  readonly config: LogConfig
  readonly closed: readonly Segment[]
  readonly logStartOffset: number
  /** Only what lies below is decided for good: last stable offset, which the high watermark bounds. */
  readonly stableOffset: number
}

/** What the compaction of a log takes from it. */
export interface CompactionOwner extends CompactionHost {
  readonly logger: Logger
  state(): CompactionState
  /** Syncs what was appended before. */
  flush(): Promise<void>
}

/** Decides how long a pass works before others have their turn. */
export interface CompactionPace {
  /** Told of bytes that were read and written. */
  spend(sizeBytes: number): void
  isDue(): boolean
  rest(): Promise<void>
}

export interface RunOptions {
  readonly nowMs: number
  readonly offsetMapBytes: number
  readonly seed: Uint8Array
  readonly pace: CompactionPace
}

/**
 * The compaction of one log: where it has come to, and the pass that runs, of which there is one at most.
 * Whatever changes the log other than by appending ends the pass first: `interrupt` removes what it has
 * written before it returns, so the files of the log are never changed by two.
 */
export class LogCompaction {
  readonly #owner: CompactionOwner
  #cleanedOffset: number
  #run: Run | null = null
  #isStepping = false

  constructor(owner: CompactionOwner, cleanedOffset: number) {
    this.#owner = owner
    this.#cleanedOffset = cleanedOffset
  }

  /** Everything below has been through a pass: what `cleaner-offset-checkpoint` keeps. */
  get cleanedOffset(): number {
    return this.#cleanedOffset
  }

  get isRunning(): boolean {
    return this.#run !== null
  }

  /** What a pass would do, or null when there is nothing to do. @throws DiskError. */
  plan(nowMs: number): CompactionPlan<Segment> | null {
    return planCompaction({ ...this.#owner.state(), nowMs, cleanedOffset: this.#cleanedOffset })
  }

  /**
   * Runs a pass; null when there is nothing to do, or when it was interrupted. Rejects with KafkaError
   * CORRUPT_MESSAGE, KAFKA_STORAGE_ERROR, DiskError; what was swapped in before that stays.
   */
  async run(options: RunOptions): Promise<CompactionResult | null> {
    assert(this.#run === null, 'one pass runs at a time')
    const run: Run = { work: null }
    this.#run = run
    try {
      const plan = await this.#planSynced(run, options.nowMs)
      if (plan === null) return null
      run.work = compactLog(this.#owner, plan, { ...options, config: this.#owner.state().config })
      return await this.#drive(run, run.work, options.pace)
    } catch (error) {
      // A sync of a file that went with the pass has failed: nobody needs it.
      if (this.#run !== run) return null
      run.work?.return(NOTHING)
      throw error
    } finally {
      if (this.#run === run) this.#run = null
    }
  }

  /** Ends the pass that runs, if any, and removes what it has not swapped in; the next start finds what it cannot. */
  interrupt(): void {
    const run = this.#run
    this.#run = null
    // Called from within the pass itself when that has failed: it is ending already.
    if (this.#isStepping) return
    try {
      run?.work?.return(NOTHING)
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      this.#owner.logger.warn('files of compaction not removed', { reason: error.message })
    }
  }

  /** Forgets what was compacted behind `offset`, where the log was cut. */
  truncateTo(offset: number): void {
    this.interrupt()
    this.#cleanedOffset = Math.min(this.#cleanedOffset, offset)
  }

  /**
   * A record may take the place of another only when the device has it, and the marker of its transaction:
   * otherwise a loss of power would take both.
   */
  async #planSynced(run: Run, nowMs: number): Promise<CompactionPlan<Segment> | null> {
    if (this.plan(nowMs) === null) return null
    const { stableOffset } = this.#owner.state()
    await this.#owner.flush()
    if (this.#run !== run) return null
    const state = this.#owner.state()
    return planCompaction({
      ...state,
      stableOffset: Math.min(stableOffset, state.stableOffset),
      nowMs,
      cleanedOffset: this.#cleanedOffset,
    })
  }

  async #drive(run: Run, work: Work, pace: CompactionPace): Promise<CompactionResult | null> {
    for (;;) {
      const step = this.#step(work)
      if (step.done === true) {
        this.#cleanedOffset = step.value.endOffset
        return step.value
      }
      if (typeof step.value === 'number') {
        pace.spend(step.value)
        if (pace.isDue()) await pace.rest()
      } else await step.value
      if (this.#run !== run) return null
    }
  }

  #step(work: Work): IteratorResult<CompactionStep, CompactionResult> {
    this.#isStepping = true
    try {
      return work.next()
    } finally {
      this.#isStepping = false
    }
  }
}

type Work = Generator<CompactionStep, CompactionResult, void>

/** The pass that runs; without work while it waits for a sync. */
interface Run {
  work: Work | null
}

const NOTHING: CompactionResult = { endOffset: 0, keys: 0, bytesRead: 0, bytesBefore: 0, bytesAfter: 0 }
