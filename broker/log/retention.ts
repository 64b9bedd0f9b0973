import type { LogConfig } from '../base/log-config.ts'

/** What retention has to know of a segment. */
export interface RetentionSegment {
  readonly sizeBytes: number
  readonly nextOffset: number
  /** Latest record time; of a segment without record times, when it was first seen. */
  readonly latestMs: number
}

export interface RetentionInput {
  /** Oldest first; the last is the active one. */
  readonly segments: readonly RetentionSegment[]
  readonly config: LogConfig
  readonly nowMs: number
  readonly highWatermark: number
  readonly logStartOffset: number
}

/**
 * How many segments, from the oldest on, may go: by age, then by size, then because the log starts behind
 * them. Nothing at or above the high watermark goes; topics that are only compacted lose segments to
 * the log start alone. Pure.
 * Source: retention.ms, retention.bytes; segments go whole, so a log may be up to one segment larger or older.
 */
export function countExpiredSegments(input: RetentionInput): number {
  const { segments, config } = input
  const removable = countWhile(segments, (segment) => segment.nextOffset <= input.highWatermark)
  let count = countWhile(segments, (segment) => segment.nextOffset <= input.logStartOffset)
  // The active segment does not go for this reason: a log that starts at its end keeps its place.
  if (count === segments.length) count -= 1
  if (config.cleanupPolicy.isDelete) {
    if (config.retentionMs >= 0) {
      const expired = countWhile(segments, (segment) => input.nowMs - segment.latestMs > config.retentionMs)
      count = Math.max(count, expired)
    }
    if (config.retentionBytes >= 0) count = Math.max(count, countOverSize(segments, config.retentionBytes))
  }
  // An empty active segment stays: it is where the next record goes.
  if (count === segments.length && segments.at(-1)?.sizeBytes === 0) count -= 1
  return Math.max(0, Math.min(count, removable))
}

function countOverSize(segments: readonly RetentionSegment[], retentionBytes: number): number {
  let excessBytes = -retentionBytes
  for (const segment of segments) excessBytes += segment.sizeBytes
  let count = 0
  for (const segment of segments) {
    if (excessBytes < segment.sizeBytes) break
    excessBytes -= segment.sizeBytes
    count += 1
  }
  return count
}

function countWhile<T>(items: readonly T[], holds: (item: T) => boolean): number {
  const index = items.findIndex((item) => !holds(item))
  return index < 0 ? items.length : index
}
