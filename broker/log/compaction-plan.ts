import type { LogConfig } from '../base/log-config.ts'
import { MAX_RELATIVE_OFFSET } from './segment.ts'

/** What planning has to know of a closed segment. */
export interface PlannedSegment {
  readonly baseOffset: number
  readonly nextOffset: number
  readonly sizeBytes: number
  /** Latest record time, or -1. */
  readonly maxTimestampMs: number
  readonly createdMs: number
  /** Time of the first batch, or null. */
  firstTimestampMs(): number | null
}

export interface PlanInput<Closed extends PlannedSegment> {
  /** All but the active one, oldest first. */
  readonly closed: readonly Closed[]
  readonly config: LogConfig
  readonly nowMs: number
  /** Where the last pass came to. */
  readonly cleanedOffset: number
  readonly logStartOffset: number
  /** Only what lies below is decided for good: last stable offset, which the high watermark bounds. */
  readonly stableOffset: number
}

/** What a pass over one log would do. */
export interface CompactionPlan<Closed extends PlannedSegment = PlannedSegment> {
  /** Where it begins to look for later records of a key. */
  readonly dirtyFrom: number
  /** Segments it may change, from the first of the log on. */
  readonly segments: readonly Closed[]
  /** Share of bytes that were never compacted, 0 to 1. */
  readonly dirtyRatio: number
  /** True when max.compaction.lag.ms does not allow to wait for the dirty ratio. */
  readonly isOverdue: boolean
}

/**
 * What compaction would do with a log, or null when there is nothing that it may touch. Whole segments only;
 * never one with a record that is not stable, or younger than min.compaction.lag.ms, nor any behind it. Pure.
 * Source: Kafka's LogCleanerManager.cleanableOffsets, maxCompactionDelay.
 */
export function planCompaction<Closed extends PlannedSegment>(
  input: PlanInput<Closed>,
): CompactionPlan<Closed> | null {
  const { config, nowMs } = input
  if (!config.cleanupPolicy.isCompact) return null
  const dirtyFrom = Math.max(input.cleanedOffset, input.logStartOffset)
  const segments: Closed[] = []
  let dirtyBytes = 0
  let totalBytes = 0
  let oldestDirtyMs = Number.POSITIVE_INFINITY
  for (const segment of input.closed) {
    if (segment.nextOffset > input.stableOffset) break
    if (segment.nextOffset > dirtyFrom) {
      const latestMs = segment.maxTimestampMs < 0 ? segment.createdMs : segment.maxTimestampMs
      if (config.minCompactionLagMs > 0 && latestMs > nowMs - config.minCompactionLagMs) break
      dirtyBytes += segment.sizeBytes
      const firstMs = segment.firstTimestampMs() ?? -1
      if (firstMs >= 0) oldestDirtyMs = Math.min(oldestDirtyMs, firstMs)
    }
    totalBytes += segment.sizeBytes
    segments.push(segment)
  }
  if (dirtyBytes === 0) return null
  return {
    dirtyFrom,
    segments,
    dirtyRatio: dirtyBytes / totalBytes,
    isOverdue: oldestDirtyMs < nowMs - config.maxCompactionLagMs,
  }
}

/** Whether the pass is worth its work at this time. */
export function isDue(plan: CompactionPlan, config: LogConfig): boolean {
  return plan.isOverdue || plan.dirtyRatio > config.minCleanableDirtyRatio
}

/** Bytes of the larger of the two kinds of index entries. */
const MAX_INDEX_ENTRY_BYTES = 12

/**
 * Neighbours that fit one segment together, so that what is left of many becomes one. Pure.
 * Source: Kafka's Cleaner.groupSegmentsBySize.
 */
export function groupSegments<Closed extends PlannedSegment>(
  segments: readonly Closed[],
  config: LogConfig,
): Closed[][] {
  const maxIndexEntries = Math.max(1, Math.floor(config.segmentIndexBytes / MAX_INDEX_ENTRY_BYTES))
  const groups: Closed[][] = []
  let group: Closed[] = []
  let sizeBytes = 0
  let indexEntries = 0
  for (const segment of segments) {
    const entries = Math.ceil(segment.sizeBytes / Math.max(1, config.indexIntervalBytes))
    const first = group[0] ?? segment
    const isTooMuch =
      sizeBytes + segment.sizeBytes > config.segmentBytes ||
      indexEntries + entries > maxIndexEntries ||
      segment.nextOffset - 1 - first.baseOffset > MAX_RELATIVE_OFFSET
    if (isTooMuch && group.length > 0) {
      groups.push(group)
      group = []
      sizeBytes = 0
      indexEntries = 0
    }
    group.push(segment)
    sizeBytes += segment.sizeBytes
    indexEntries += entries
  }
  if (group.length > 0) groups.push(group)
  return groups
}
