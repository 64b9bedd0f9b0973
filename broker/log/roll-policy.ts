import type { LogConfig } from '../base/log-config.ts'
import type { BatchHeader } from '../wire/record-batch.ts'
import type { Segment } from './segment.ts'

export interface RollInput {
  readonly active: Segment
  /** Bytes about to be appended, and the headers in them. */
  readonly sizeBytes: number
  readonly headers: readonly BatchHeader[]
  readonly config: LogConfig
  readonly nowMs: number
  /** Name of the partition directory, which the jitter is made from. */
  readonly logName: string
}

/**
 * Whether the active segment must be closed before an append: for size, for offsets its index cannot
 * hold, for a full index, or for age. Age counts from the first batch to the one appended, by their own
 * timestamps; where a batch has none, by the broker's clock.
 * Source: segment.bytes, segment.index.bytes, segment.ms, segment.jitter.ms, max.compaction.lag.ms.
 */
export function mustRoll(input: RollInput): boolean {
  const { active, config, headers } = input
  const last = headers.at(-1)
  if (last !== undefined && !active.canHold(last.lastOffset)) return true
  if (active.sizeBytes === 0) return false
  if (active.sizeBytes + input.sizeBytes > config.segmentBytes) return true
  if (active.isIndexFull(config.segmentIndexBytes)) return true
  let latestMs = -1
  for (const header of headers) latestMs = Math.max(latestMs, header.maxTimestampMs)
  const firstMs = active.firstTimestampMs() ?? -1
  const ageMs = latestMs >= 0 && firstMs >= 0 ? latestMs - firstMs : input.nowMs - active.createdMs
  return ageMs > maxAgeMs(config) - jitterMs(input)
}

/** Records of a compacted topic must leave the active segment before max.compaction.lag.ms can be kept. */
function maxAgeMs({ segmentMs, maxCompactionLagMs, cleanupPolicy }: LogConfig): number {
  return cleanupPolicy.isCompact ? Math.min(segmentMs, maxCompactionLagMs) : segmentMs
}

/** Spreads the rolling of many partitions; made from name and offset, so that it needs no chance. */
function jitterMs({ config, active, logName }: RollInput): number {
  const limit = Math.min(config.segmentJitterMs, maxAgeMs(config))
  if (limit <= 0) return 0
  let hash = active.baseOffset % 0x7fff_ffff
  for (let index = 0; index < logName.length; index += 1) {
    hash = (Math.imul(hash, 31) + logName.charCodeAt(index)) | 0
  }
  return (hash >>> 0) % limit
}
