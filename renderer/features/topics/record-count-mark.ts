import type { TopicStats } from '#contract/topics'

export interface CountMark {
  /** Before the number; empty when it is exact. */
  readonly mark: '' | '≈' | '≥'
  /** What the mark means. */
  readonly why: string | undefined
}

/** How exact a topic's record count is. Offsets with gaps count too much, unread partitions too little. */
export function recordCountMark({
  isPartial,
  isRecordCountExact,
}: Pick<TopicStats, 'isPartial' | 'isRecordCountExact'>): CountMark {
  if (isPartial && isRecordCountExact)
    return { mark: '≥', why: 'At least this many: some partitions could not be read' }
  if (isPartial)
    return {
      mark: '≈',
      why: 'Offsets have gaps, and some partitions could not be read: it may be more or less',
    }
  if (isRecordCountExact) return { mark: '', why: undefined }
  return { mark: '≈', why: 'At most this many: offsets have gaps' }
}
