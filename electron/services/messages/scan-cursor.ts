/**
 * One partition of a scan: how far it was read, and the rows that wait for their turn in the merge. Read
 * forward it is one stretch; newest first it is windows, each of them read forward, that go back from the
 * end. Rows of a partition leave in the order of their offsets, or exactly against it.
 */
import { assert } from '#broker/base/assert'
import type { LeftOutBatches, RecordPreview, ScanRange } from '#contract/messages'
import { LeftOutList } from './left-out.ts'
import { RowBuffer } from './row-buffer.ts'

export type Direction = 'forward' | 'backward'

/** How much a partition may hold while it waits for the others. */
export interface Share {
  readonly rows: number
  readonly bytes: number
}

/** How a window of a newest-first scan grows while it finds too little, and up to how many offsets. */
const WINDOW_GROWTH = 4
const MAX_WINDOW = 1_048_576

/** How much of its share a partition may still hold when more is read for it. */
const REFILL_AT = 0.5

/** Undecodable batches behind rows that wait, before reading waits too. */
const MAX_WAITING_LEFT_OUT = 1_000

export class PartitionCursor {
  readonly partition: number
  readonly from: number
  readonly to: number
  readonly #direction: Direction
  readonly #share: Share
  leaderId: number
  /** Rows to be handed on. */
  rows = new RowBuffer()
  /** Next offset to be fetched, and the offset before which the present stretch ends. */
  position: number
  end: number
  /** What reading fails with at the moment, or for good when `isGivenUp`. */
  error: string | null = null
  isGivenUp = false
  /** Since when every attempt has failed. */
  failingSinceMs: number | null = null
  /** Timestamp of the record that was last looked at, in the direction of the scan; null before the first. */
  frontierMs: number | null = null
  /** Fetches that brought something: who had fewest comes first. */
  turns = 0
  /** The last fetch brought less than a whole batch: ask for more. */
  needsMore = false
  /** Newest first: offsets from here on were read. */
  #unread: number
  #found = new RowBuffer()
  #window: number
  #windowStart = 0
  #firstMs: number | null = null
  #hasDropped = false
  readonly #leftOut = new LeftOutList()

  constructor(
    range: ScanRange & { readonly leaderId: number },
    options: { readonly direction: Direction; readonly share: Share; readonly window: number },
  ) {
    assert(range.from <= range.to, 'a range does not end before it begins')
    this.partition = range.partition
    this.leaderId = range.leaderId
    this.from = range.from
    this.to = range.to
    this.#direction = options.direction
    this.#share = options.share
    this.#window = options.window
    this.#unread = range.to
    this.position = options.direction === 'forward' ? range.from : range.to
    this.end = range.to
  }

  /** Whether rows may still come. */
  get isReading(): boolean {
    return !this.isGivenUp && this.hasUnread
  }

  get hasUnread(): boolean {
    return this.position < this.end || (this.#direction === 'backward' && this.#unread > this.from)
  }

  /** Whether a fetch for it is due. */
  get isHungry(): boolean {
    if (!this.isReading) return false
    if (this.#direction === 'backward') return this.rows.length === 0
    if (this.rows.length > 0 && this.#leftOut.waitingCount >= MAX_WAITING_LEFT_OUT) return false
    return (
      this.rows.length < this.#share.rows * REFILL_AT && this.rows.sizeBytes < this.#share.bytes * REFILL_AT
    )
  }

  /** Offsets that were read, of those between `from` and `to`. */
  get readCount(): number {
    return this.#direction === 'forward' ? this.position - this.from : this.to - this.#unread
  }

  /** What has not been handed on: the range where reading goes on later, or null at the end. */
  get rest(): ScanRange | null {
    const { partition } = this
    if (this.#direction === 'forward') {
      const from = this.rows.first?.offset ?? this.position
      return from < this.to ? { partition, from, to: this.to } : null
    }
    const last = this.rows.last
    const to = last === undefined ? this.#unread : last.offset + 1
    return to > this.from ? { partition, from: this.from, to } : null
  }

  /** Begins the next window of a newest-first scan when there is none. */
  prepare(): void {
    if (this.#direction === 'forward' || this.position < this.end || this.#unread <= this.from) return
    this.end = this.#unread
    this.#windowStart = Math.max(this.from, this.#unread - this.#window)
    this.position = this.#windowStart
    this.#firstMs = null
    this.#hasDropped = false
  }

  /** A record was looked at, whether it matches or not. */
  saw(timestampMs: number): void {
    if (this.#direction === 'forward') this.frontierMs = timestampMs
    else this.#firstMs ??= timestampMs
  }

  /** Takes a row. False when no further one fits: the position is behind it then. */
  take(row: RecordPreview): boolean {
    if (this.#direction === 'forward') {
      this.rows.push(row)
      if (this.rows.length < this.#share.rows && this.rows.sizeBytes < this.#share.bytes) return true
      this.position = row.offset + 1
      return false
    }
    this.#found.push(row)
    if (this.#found.length >= this.#share.rows * 2 || this.#found.sizeBytes >= this.#share.bytes * 2) {
      // Only the last ones are next: the others are read again in their turn.
      this.#found.keepLast(this.#share)
      this.#hasDropped = true
    }
    return true
  }

  /** Everything before `offset` was looked at. */
  moveTo(offset: number): void {
    this.position = Math.min(Math.max(this.position, offset), this.end)
    if (this.#direction === 'backward' && this.position >= this.end) this.#closeWindow()
  }

  /** The records of a batch from `offset` on cannot be decoded; the caller moves on behind it. */
  leaveOut(batch: { readonly offset: number; readonly lastOffset: number; readonly reason: string }): void {
    if (batch.offset >= this.end) return // what can be read of it covers all that is asked for
    const lastOffset = Math.min(batch.lastOffset, this.end - 1)
    this.#leftOut.add({ ...batch, offset: Math.max(batch.offset, this.from), lastOffset })
    // The part of it before the window cannot be decoded either: no window meets it again.
    if (this.#direction === 'backward') {
      this.#windowStart = Math.max(this.from, Math.min(this.#windowStart, batch.offset))
    }
  }

  /** The undecodable batches outside of `rest`. */
  tellLeftOut(): LeftOutBatches | null {
    const { rest } = this
    return this.#leftOut.tell(({ lastOffset }) => {
      if (rest === null) return true
      return this.#direction === 'forward' ? lastOffset < rest.from : lastOffset >= rest.to
    })
  }

  giveUp(reason: string): void {
    this.isGivenUp = true
    this.error = reason
  }

  #closeWindow(): void {
    const first = this.#found.first
    assert(this.rows.length === 0, 'a window is read when the rows of the one after it are gone')
    this.#unread = this.#hasDropped && first !== undefined ? first.offset : this.#windowStart
    this.frontierMs = (this.#hasDropped ? first?.timestampMs : this.#firstMs) ?? this.frontierMs
    if (this.#hasDropped) this.#window = Math.max(1, Math.floor(this.#window / WINDOW_GROWTH))
    else if (this.#found.length < this.#share.rows / WINDOW_GROWTH / 2) {
      this.#window = Math.min(MAX_WINDOW, this.#window * WINDOW_GROWTH)
    }
    this.#leftOut.forgetBefore(this.#unread)
    this.rows = this.#found
    this.#found = new RowBuffer()
    this.end = this.position
  }
}
