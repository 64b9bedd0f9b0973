import { assert } from '../base/assert.ts'
import { type Disk, DiskError } from '../base/disk.ts'
import { describeError, type Logger } from '../base/logger.ts'
import {
  type EpochEntry,
  formatEpochCheckpoint,
  parseEpochCheckpoint,
  readTextIfAny,
  replaceQuickly,
} from './checkpoint.ts'
import type { EpochEndOffset } from './log-types.ts'
import { LEADER_EPOCH_FILE } from './segment-names.ts'

/** Epochs remembered per partition; past it the oldest are forgotten. */
export const MAX_EPOCH_ENTRIES = 10_000

/**
 * Which leader epoch begins at which offset: what followers and consumers compare to find where two logs
 * part. Epochs and offsets grow from entry to entry. The file follows each change; if it cannot be
 * written the next change tries again, and recovery reads the epochs from the batches anyway.
 * Source: KIP-101, KIP-279.
 */
export class LeaderEpochs {
  readonly #disk: Disk
  readonly #path: string
  readonly #logger: Logger
  #entries: EpochEntry[]

  constructor(options: { readonly disk: Disk; readonly directory: string; readonly logger: Logger }) {
    this.#disk = options.disk
    this.#path = options.disk.join(options.directory, LEADER_EPOCH_FILE)
    this.#logger = options.logger
    const text = readTextIfAny(options.disk, this.#path)
    const entries = text === null ? [] : parseEpochCheckpoint(text)
    if (entries === null)
      options.logger.warn('leader epoch checkpoint is damaged and ignored', { path: this.#path })
    this.#entries = entries ?? []
  }

  get entries(): readonly EpochEntry[] {
    return this.#entries
  }

  /** The latest epoch, or -1. */
  get latestEpoch(): number {
    return this.#entries.at(-1)?.epoch ?? -1
  }

  /** The epoch an offset was written in, or -1 when unknown. */
  epochOf(offset: number): number {
    for (let index = this.#entries.length - 1; index >= 0; index -= 1) {
      const entry = this.#entries[index]
      if (entry !== undefined && entry.startOffset <= offset) return entry.epoch
    }
    return -1
  }

  /** Start offset of an epoch, or null when it has no entry. */
  startOffsetOf(epoch: number): number | null {
    return this.#entries.find((entry) => entry.epoch === epoch)?.startOffset ?? null
  }

  /** Notes that `epoch` begins at `startOffset`, unless it or a later one is known. */
  assign(epoch: number, startOffset: number): void {
    if (epoch < 0 || epoch <= this.latestEpoch) return
    // An epoch in which nothing was written, and that begins where this one does, means nothing any more.
    this.#entries = this.#entries.filter((entry) => entry.startOffset < startOffset)
    this.#entries.push({ epoch, startOffset })
    if (this.#entries.length > MAX_EPOCH_ENTRIES) this.#entries.shift()
    this.#save()
  }

  /**
   * The largest epoch at or below `epoch` and the offset where it ends.
   * Source: OffsetForLeaderEpoch (key 23).
   */
  endOffsetFor(epoch: number, logEndOffset: number): EpochEndOffset {
    if (epoch < 0) return UNKNOWN
    const latestEpoch = this.latestEpoch
    if (epoch === latestEpoch) return { leaderEpoch: epoch, endOffset: logEndOffset }
    const higherIndex = this.#entries.findIndex((entry) => entry.epoch > epoch)
    const higher = this.#entries[higherIndex]
    if (higher === undefined) return UNKNOWN
    const floor = this.#entries[higherIndex - 1]
    // Below all that is known: the log begins after it, so it ends where the first known one begins.
    return { leaderEpoch: floor?.epoch ?? epoch, endOffset: higher.startOffset }
  }

  /** Forgets epochs that begin at or behind `endOffset`. */
  truncateFromEnd(endOffset: number): void {
    const kept = this.#entries.filter((entry) => entry.startOffset < endOffset)
    if (kept.length === this.#entries.length) return
    this.#entries = kept
    this.#save()
  }

  /** Forgets epochs that end before `startOffset`; the one that covers it then begins there. */
  truncateFromStart(startOffset: number): void {
    const covering = this.#entries.findLast((entry) => entry.startOffset <= startOffset)
    if (covering === undefined || covering.startOffset === startOffset) {
      const kept = this.#entries.filter((entry) => entry.startOffset >= startOffset)
      if (kept.length === this.#entries.length) return
      this.#entries = kept
    } else {
      const later = this.#entries.filter((entry) => entry.startOffset > startOffset)
      this.#entries = [{ epoch: covering.epoch, startOffset }, ...later]
    }
    this.#save()
  }

  clear(): void {
    if (this.#entries.length === 0) return
    this.#entries = []
    this.#save()
  }

  #save(): void {
    for (let index = 1; index < this.#entries.length; index += 1) {
      const [a, b] = [this.#entries[index - 1], this.#entries[index]]
      assert(a !== undefined && b !== undefined && a.epoch < b.epoch, 'epochs grow')
      assert(a.startOffset < b.startOffset, 'epoch start offsets grow')
    }
    try {
      replaceQuickly(this.#disk, this.#path, formatEpochCheckpoint(this.#entries))
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      this.#logger.warn('leader epoch checkpoint not written', { reason: describeError(error) })
    }
  }
}

const UNKNOWN: EpochEndOffset = { leaderEpoch: -1, endOffset: -1 }
