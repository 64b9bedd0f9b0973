import { assert } from '../base/assert.ts'
import type { Segment } from './segment.ts'

/** The segments of a log by base offset: never empty, ascending, the last one active. */
export class SegmentList {
  #segments: Segment[]

  constructor(segments: readonly Segment[]) {
    assert(segments.length > 0, 'a log has at least one segment')
    this.#segments = [...segments]
    this.#checkOrder()
  }

  get count(): number {
    return this.#segments.length
  }

  get first(): Segment {
    return this.#segments[0] as Segment // never empty
  }

  /** The one that takes the appends. */
  get active(): Segment {
    return this.#segments[this.#segments.length - 1] as Segment // never empty
  }

  get sizeBytes(): number {
    let sum = 0
    for (const segment of this.#segments) sum += segment.sizeBytes
    return sum
  }

  all(): readonly Segment[] {
    return this.#segments
  }

  /** The segment that may hold `offset` and all behind it. */
  from(offset: number): readonly Segment[] {
    let low = 0
    let high = this.#segments.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const segment = this.#segments[middle] as Segment // between 0 and length
      if (segment.baseOffset <= offset) low = middle + 1
      else high = middle
    }
    return this.#segments.slice(Math.max(0, low - 1))
  }

  push(segment: Segment): void {
    this.#segments = [...this.#segments, segment]
    this.#checkOrder()
  }

  /** Takes out the `count` oldest; at least one stays. */
  removeOldest(count: number): readonly Segment[] {
    assert(count < this.#segments.length, 'the active segment stays')
    const removed = this.#segments.slice(0, count)
    this.#segments = this.#segments.slice(count)
    return removed
  }

  /** Takes out the segments that begin behind `offset`. */
  removeAbove(offset: number): readonly Segment[] {
    const kept = this.#segments.filter((segment) => segment.baseOffset <= offset)
    assert(kept.length > 0, 'the first segment begins at or before the cut')
    const removed = this.#segments.slice(kept.length)
    this.#segments = kept
    return removed
  }

  /** Puts `segment` in the place of neighbours that it was made from. */
  replaceRun(run: readonly Segment[], segment: Segment): void {
    const first = run[0]
    assert(first !== undefined, 'a run holds a segment')
    const at = this.#segments.indexOf(first)
    assert(at >= 0, 'the run is part of the log')
    assert(
      run.every((each, index) => this.#segments[at + index] === each),
      'the run has no gap',
    )
    assert(at + run.length < this.#segments.length, 'the active segment stays')
    assert(segment.baseOffset === first.baseOffset, 'the replacement begins where the run began')
    this.#segments = [...this.#segments.slice(0, at), segment, ...this.#segments.slice(at + run.length)]
  }

  /** Puts `segment` in the place of all others, which are returned. */
  replaceAll(segment: Segment): readonly Segment[] {
    const removed = this.#segments
    this.#segments = [segment]
    return removed
  }

  #checkOrder(): void {
    const last = this.#segments.at(-1)
    const before = this.#segments.at(-2)
    if (last === undefined || before === undefined) return
    assert(before.baseOffset < last.baseOffset, 'segments ascend')
  }
}
