/**
 * The batches of one partition that could not be decoded. They are told once reading has gone past them for
 * good: what a scan hands back to be read again is not counted here, or the next scan would count it twice.
 */
import type { LeftOutBatches } from '#contract/messages'

export interface LeftOutBatch {
  /** The first offset that could not be read, and the last one of its batch. */
  readonly offset: number
  readonly lastOffset: number
  readonly reason: string
}

export class LeftOutList {
  #waiting: LeftOutBatch[] = []
  #told: LeftOutBatches | null = null

  /** Batches that reading may still come back to. */
  get waitingCount(): number {
    return this.#waiting.length
  }

  add(batch: LeftOutBatch): void {
    this.#waiting.push(batch)
  }

  /** What ends before `offset` is read again. */
  forgetBefore(offset: number): void {
    this.#waiting = this.#waiting.filter(({ lastOffset }) => lastOffset >= offset)
  }

  /** Counts those that were passed for good; answers what was counted so far. */
  tell(isPassed: (batch: LeftOutBatch) => boolean): LeftOutBatches | null {
    if (this.#waiting.length === 0) return this.#told
    const passed = this.#waiting.filter(isPassed)
    const [first] = passed
    if (first === undefined) return this.#told
    this.#waiting = this.#waiting.filter((batch) => !isPassed(batch))
    this.#told = {
      batchCount: (this.#told?.batchCount ?? 0) + passed.length,
      offset: this.#told?.offset ?? first.offset,
      reason: this.#told?.reason ?? first.reason,
    }
    return this.#told
  }
}
