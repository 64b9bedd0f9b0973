/**
 * What a leader answers to a replica that says how far its log reaches, and what the replica makes of that.
 * Pure: logs are described, not touched. Source: KIP-595, KIP-630; Kafka's ReplicatedLog.validateOffsetAndEpoch.
 */

/** Where an epoch ends in a log; -1 and -1 when the log knows of none. */
export interface EpochEnd {
  readonly epoch: number
  readonly endOffset: number
}

/** A log as far as it matters here. */
export interface LogOutline {
  readonly startOffset: number
  readonly endOffset: number
  /** The largest epoch up to the given one, and where it ends. */
  readonly endOf: (epoch: number) => EpochEnd
  /** The oldest and the newest snapshot. */
  readonly earliestSnapshot: EpochEnd | null
  readonly latestSnapshot: EpochEnd | null
}

/** How far a replica's log reaches. */
export interface FetchPosition {
  readonly fetchOffset: number
  /** Epoch of its last record; negative when it does not tell. */
  readonly lastFetchedEpoch: number
}

export type FetchVerdict =
  /** It agrees with the leader's log so far: records follow. */
  | { readonly type: 'valid' }
  /** It departs from the leader's log at, or before, the end of this epoch. */
  | { readonly type: 'diverging'; readonly epoch: number; readonly endOffset: number }
  /** What it needs is not in the log any more: it is in this snapshot. */
  | { readonly type: 'snapshot'; readonly epoch: number; readonly endOffset: number }
  | { readonly type: 'outOfRange' }

/** The leader's answer. */
export function judgeFetch(log: LogOutline, asked: FetchPosition): FetchVerdict {
  const { fetchOffset, lastFetchedEpoch } = asked
  const { earliestSnapshot, latestSnapshot } = log
  if (latestSnapshot !== null && fetchOffset < log.startOffset) return { type: 'snapshot', ...latestSnapshot }
  if (fetchOffset < log.startOffset) return { type: 'outOfRange' }
  if (lastFetchedEpoch < 0) return fetchOffset > log.endOffset ? { type: 'outOfRange' } : { type: 'valid' }
  if (latestSnapshot !== null && earliestSnapshot !== null && log.startOffset > 0) {
    const isOtherHistory =
      (fetchOffset === earliestSnapshot.endOffset &&
        fetchOffset === log.startOffset &&
        lastFetchedEpoch !== earliestSnapshot.epoch) ||
      lastFetchedEpoch < earliestSnapshot.epoch
    if (isOtherHistory) return { type: 'snapshot', ...latestSnapshot }
  }
  const ours = log.endOf(lastFetchedEpoch)
  if (ours.epoch === lastFetchedEpoch && ours.endOffset >= fetchOffset) return { type: 'valid' }
  return { type: 'diverging', epoch: ours.epoch, endOffset: Math.max(0, ours.endOffset) }
}

/** Where a replica cuts its log after it was told where it departs from the leader's. */
export function truncationOffset(log: Pick<LogOutline, 'endOf'>, diverging: EpochEnd): number {
  const ours = log.endOf(diverging.epoch)
  return ours.epoch < 0 ? diverging.endOffset : Math.min(ours.endOffset, diverging.endOffset)
}
