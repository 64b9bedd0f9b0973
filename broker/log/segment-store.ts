import { assert } from '../base/assert.ts'
import { DiskError } from '../base/disk.ts'
import type { LogConfig } from '../base/log-config.ts'
import type { Logger } from '../base/logger.ts'
import type { BatchHeader } from '../wire/record-batch.ts'
import type { CleanedSegment } from './cleaned-segment.ts'
import type { FileHandles } from './file-handles.ts'
import { FileRemovals } from './file-removals.ts'
import { syncSegments } from './group-flush.ts'
import type { LogRuntime, ReadOptions, ReadResult, TimestampedOffset } from './log-types.ts'
import { countExpiredSegments } from './retention.ts'
import { mustRoll } from './roll-policy.ts'
import { MAX_RELATIVE_OFFSET, Segment } from './segment.ts'
import { SegmentList } from './segment-list.ts'
import { findRecordByTimestamp, NOTHING_READ, readSegment } from './segment-reads.ts'
import { completeSwap } from './segment-swap.ts'

/** Closed segments of one log whose indexes stay in memory. */
const MAX_WARM_SEGMENTS = 4

export interface SegmentStoreOptions {
  readonly directory: string
  /** `topic-partition`, for messages and jitter. */
  readonly logName: string
  readonly runtime: LogRuntime
  readonly handles: FileHandles
  readonly logger: Logger
  /** What recovery found; may be empty. */
  readonly segments: readonly Segment[]
  /** Where a log without segments begins. */
  readonly startOffset: number
}

/**
 * The segments of one log as one file-like thing: append at the end, read by offset or time, cut off at
 * either end. Knows nothing of producers, epochs or watermarks. Every method may throw `DiskError`.
 */
export class SegmentStore {
  readonly #options: SegmentStoreOptions
  readonly #list: SegmentList
  readonly #removals: FileRemovals
  #warm: Segment[] = []
  #isBroken = false

  constructor(options: SegmentStoreOptions) {
    this.#options = options
    const { segments, startOffset, runtime, logger } = options
    this.#removals = new FileRemovals({ ...runtime, logger })
    this.#list = new SegmentList(segments.length > 0 ? segments : [this.#begin(startOffset)])
  }

  /** True when an exchange of segments stopped half-way: the files must be opened anew, which finishes it. */
  get isBroken(): boolean {
    return this.#isBroken
  }

  /** All but the active one. */
  closed(): readonly Segment[] {
    return this.#list.all().slice(0, -1)
  }

  /** Offset of the first segment. */
  get startOffset(): number {
    return this.#list.first.baseOffset
  }

  /** Offset behind the last record. */
  get nextOffset(): number {
    return this.#list.active.nextOffset
  }

  get sizeBytes(): number {
    return this.#list.sizeBytes
  }

  get count(): number {
    return this.#list.count
  }

  all(): readonly Segment[] {
    return this.#list.all()
  }

  /** The segment that may hold `offset` and all behind it. */
  from(offset: number): readonly Segment[] {
    return this.#list.from(offset)
  }

  /** Base offset of the segment that takes the appends. */
  get activeBase(): number {
    return this.#list.active.baseOffset
  }

  /** Whether the active segment must be closed before `bytes` are appended. */
  mustRoll(bytes: Buffer, headers: readonly BatchHeader[], config: LogConfig): boolean {
    return mustRoll({
      active: this.#list.active,
      sizeBytes: bytes.length,
      headers,
      config,
      nowMs: this.#options.runtime.clock.nowMs(),
      logName: this.#options.logName,
    })
  }

  /**
   * Begins a segment, for the batches of `headers`, where the log ends: recovery takes a gap between segments for
   * damage. Only a gap that no segment could span is left. Index files of the old one that cannot be written
   * are left to recovery. @returns its base offset.
   */
  roll(headers: readonly BatchHeader[]): number {
    const old = this.#list.active
    const [first, last] = [headers[0], headers.at(-1)]
    const isFar = last !== undefined && last.lastOffset - old.nextOffset > MAX_RELATIVE_OFFSET
    const baseOffset = isFar && first !== undefined ? first.baseOffset : old.nextOffset
    old.finishTimeIndex()
    this.#attempt('index of a closed segment not written', () => old.persist())
    this.#list.push(this.#begin(baseOffset))
    this.#keepWarm(old)
    return baseOffset
  }

  append(bytes: Buffer, headers: readonly BatchHeader[], config: LogConfig): void {
    this.#list.active.append(bytes, headers, config.indexIntervalBytes)
  }

  read(options: ReadOptions): ReadResult {
    for (const segment of this.#list.from(options.fetchOffset)) {
      const result = readSegment(segment, options)
      this.#keepWarm(segment)
      if (result !== null) return result
    }
    return NOTHING_READ
  }

  /** First record at or after `timestampMs`, at or behind `fromOffset`. */
  findByTimestamp(timestampMs: number, fromOffset: number): TimestampedOffset | null {
    for (const segment of this.#list.from(fromOffset)) {
      const found = findRecordByTimestamp(segment, timestampMs, fromOffset)
      this.#keepWarm(segment)
      if (found !== null) return found
    }
    return null
  }

  /** First of the records with the latest timestamp, at or behind `fromOffset`. */
  findMaxTimestamp(fromOffset: number): TimestampedOffset | null {
    let latest: Segment | null = null
    for (const segment of this.#list.from(fromOffset)) {
      if (segment.sizeBytes === 0) continue
      if (latest === null || segment.maxTimestampMs > latest.maxTimestampMs) latest = segment
    }
    if (latest === null || latest.maxTimestampMs < 0) return null
    return (
      findRecordByTimestamp(latest, latest.maxTimestampMs, fromOffset) ?? this.#findMaxOfRecords(fromOffset)
    )
  }

  /** Cuts everything from the batch on that holds or follows `offset`, which is at or behind the start. */
  truncateTo(offset: number): void {
    for (const segment of this.#list.removeAbove(offset)) this.#removeNow(segment)
    this.#list.active.truncateTo(offset)
  }

  /** Drops everything and begins at `offset`. */
  restartAt(offset: number): void {
    for (const segment of this.#list.all()) this.#removeNow(segment)
    this.#list.replaceAll(this.#begin(offset))
  }

  /** How many segments, from the oldest on, retention allows to remove; all of them when `count` says so. */
  countExpired(limits: {
    readonly config: LogConfig
    readonly nowMs: number
    readonly highWatermark: number
    readonly logStartOffset: number
  }): number {
    const segments = this.#list.all().map((segment) => ({
      sizeBytes: segment.sizeBytes,
      nextOffset: segment.nextOffset,
      latestMs: segment.maxTimestampMs < 0 ? segment.createdMs : segment.maxTimestampMs,
    }))
    return countExpiredSegments({ segments, ...limits })
  }

  /** Takes the oldest segments out at once; their files go after `delayMs`, as Kafka leaves them for a while. */
  removeOldest(count: number, delayMs: number): void {
    for (const segment of this.#list.removeOldest(count)) {
      this.#removals.removeAfter(delayMs, segment.markDeleted())
    }
  }

  /** Puts a cleaned segment, which is synced, in the place of the neighbours that it was made from. */
  swap(group: readonly Segment[], cleaned: CleanedSegment, delayMs: number): void {
    const { directory, runtime, handles } = this.#options
    const { baseOffset, createdMs, sizeBytes } = cleaned
    const last = group.at(-1)
    assert(last !== undefined, 'a group holds a segment')
    const place = { disk: runtime.disk, directory, baseOffset }
    for (const segment of group) segment.closeFiles()
    cleaned.commit()
    this.#isBroken = true
    const paths = group.flatMap((segment, index) =>
      index === 0 ? segment.giveUpBatches() : segment.markDeleted(),
    )
    this.#removals.removeAfter(delayMs, paths)
    completeSwap(place)
    const replacement = new Segment({
      directory,
      baseOffset,
      disk: runtime.disk,
      handles,
      createdMs,
      sizeBytes,
    })
    replacement.setNextOffset(last.nextOffset)
    replacement.noteIndexesSynced()
    this.#list.replaceRun(group, replacement)
    this.#warm = this.#warm.filter((segment) => !group.includes(segment))
    this.#isBroken = false
  }

  /** Syncs what lies at or behind `fromOffset`. */
  sync(fromOffset: number): Promise<void> {
    return syncSegments(this.#options.runtime.disk, this.#list.from(fromOffset))
  }

  /** Brings all files up to date, for a clean end. */
  persist(): void {
    this.#list.active.finishTimeIndex()
    for (const segment of this.#list.all()) segment.persist()
    // What the next start trusts after a clean end must be there even if the power goes before it.
    for (const path of this.#list.active.unsyncedIndexPaths()) this.#options.handles.get(path).syncNow()
  }

  /** Lets go of files and timers. Files that wait for removal are found at the next start. */
  close(): void {
    this.#removals.close()
    for (const segment of this.#list.all()) segment.closeFiles()
  }

  /** The same where the latest time is that of a bare header, which compaction leaves: looks at every batch. */
  #findMaxOfRecords(fromOffset: number): TimestampedOffset | null {
    let latest: { readonly segment: Segment; readonly timestampMs: number } | null = null
    for (const segment of this.#list.from(fromOffset)) {
      segment.walk({ fromOffset }, ({ recordCount, lastOffset, maxTimestampMs }) => {
        if (recordCount === 0 || lastOffset < fromOffset) return
        if (maxTimestampMs > (latest?.timestampMs ?? -1)) latest = { segment, timestampMs: maxTimestampMs }
      })
      this.#keepWarm(segment)
    }
    // TypeScript does not see what the visitor assigns.
    const found = latest as { readonly segment: Segment; readonly timestampMs: number } | null
    return found === null ? null : findRecordByTimestamp(found.segment, found.timestampMs, fromOffset)
  }

  #begin(baseOffset: number): Segment {
    const { directory, runtime, handles } = this.#options
    const createdMs = runtime.clock.nowMs()
    return new Segment({ directory, baseOffset, disk: runtime.disk, handles, createdMs, sizeBytes: 0 })
  }

  #removeNow(segment: Segment): void {
    for (const path of segment.markDeleted()) this.#options.runtime.disk.removeFile(path)
  }

  #keepWarm(segment: Segment): void {
    if (segment === this.#list.active || !segment.hasLoadedIndexes) return
    if (this.#warm.at(-1) === segment) return
    this.#warm = [...this.#warm.filter((each) => each !== segment), segment]
    while (this.#warm.length > MAX_WARM_SEGMENTS) this.#warm.shift()?.unloadIndexes()
  }

  #attempt(what: string, act: () => void): void {
    try {
      act()
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      this.#options.logger.warn(what, { log: this.#options.logName, reason: error.message })
    }
  }
}
