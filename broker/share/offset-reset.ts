/** Where a share group begins in a partition it has nothing stored of. */
import type { IsolationLevel, Partition } from '../replication/partition.ts'
import type { AutoOffsetReset } from './group-config.ts'

/** First offset of a group that begins. Source: KIP-932, share.auto.offset.reset. */
export function resetOffset(
  reset: AutoOffsetReset,
  partition: Partition,
  at: { readonly isolation: IsolationLevel; readonly nowMs: number },
): number {
  const end = partition.visibleEnd(at.isolation)
  switch (reset.kind) {
    case 'earliest':
      return partition.log.logStartOffset
    case 'latest':
      return end
    case 'by_duration':
      return partition.offsetFor(Math.max(0, at.nowMs - reset.durationMs), at.isolation)?.offset ?? end
  }
}
