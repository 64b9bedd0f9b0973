import { assert } from '../base/assert.ts'
import { type CompactionHost, type CompactionResult, type CompactionStep, compactLog } from './compaction-pass.ts'
import { type CompactionPlan, planCompaction } from './compaction-plan.ts'
import type { LogConfig } from './log-types.ts'
import type { Segment } from './segment.ts'

/** What compaction has to know of its log at any time. */
export interface CompactionState {
  readonly config: LogConfig
  readonly closed: readonly Segment[]
  readonly logStartOffset: number
  readonly stableOffset: number
}

/** Decides how long a pass works before others have their turn. */
export interface CompactionPace {
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
  readonly #host: CompactionHost
  readonly #state: () => CompactionState
  #cleanedOffset: number
  #work: Generator<CompactionStep, CompactionResult, void> | null = null
  #isStepping = false

  constructor(host: CompactionHost, state: () => CompactionState, cleanedOffset: number) {
    this.#host = host
    this.#state = state
    this.#cleanedOffset = cleanedOffset
  }

  /** Everything below has been through a pass: what `cleaner-offset-checkpoint` keeps. */
  get cleanedOffset(): number {
    return this.#cleanedOffset
  }

  get isRunning(): boolean {
    return this.#work !== null
  }

  /** What a pass would do, or null when there is nothing to do. @throws DiskError. */
  plan(nowMs: number): CompactionPlan<Segment> | null {
    return planCompaction({ ...this.#state(), nowMs, cleanedOffset: this.#cleanedOffset })
  }

  /**
   * Runs a pass; null when it was interrupted. Rejects with KafkaError CORRUPT_MESSAGE, DiskError; what was
   * swapped in before that stays.
   */
  async run(plan: CompactionPlan<Segment>, options: RunOptions): Promise<CompactionResult | null> {
    assert(this.#work === null, 'one pass runs at a time')
    const { pace, ...passOptions } = options
    const work = compactLog(this.#host, plan, { ...passOptions, config: this.#state().config })
    this.#work = work
    try {
      for (;;) {
        const step = this.#step(work)
        if (step.done === true) {
          this.#cleanedOffset = step.value.endOffset
          return step.value
        }
        if (step.value !== undefined) await step.value
        else if (pace.isDue()) await pace.rest()
        if (this.#work !== work) return null
      }
    } catch (error) {
      // A sync of a file that went with the pass has failed: nobody needs it.
      if (this.#work !== work) return null
      work.return(NOTHING)
      throw error
    } finally {
      if (this.#work === work) this.#work = null
    }
  }

  /** Ends the pass that runs, if any, and removes what it has not swapped in. @throws DiskError. */
  interrupt(): void {
    const work = this.#work
    this.#work = null
    // Called from within the pass itself when that has failed: it is ending already.
    if (!this.#isStepping) work?.return(NOTHING)
  }

  /** Forgets what was compacted behind `offset`, where the log was cut. @throws DiskError. */
  truncateTo(offset: number): void {
    this.interrupt()
    this.#cleanedOffset = Math.min(this.#cleanedOffset, offset)
  }

  #step(work: Generator<CompactionStep, CompactionResult, void>): IteratorResult<CompactionStep, CompactionResult> {
    this.#isStepping = true
    try {
      return work.next()
    } finally {
      this.#isStepping = false
    }
  }
}

const NOTHING: CompactionResult = { endOffset: 0, keys: 0, bytesRead: 0, bytesBefore: 0, bytesAfter: 0 }
