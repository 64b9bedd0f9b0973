/** What was seen of a group's total lag while it was looked at, and what that tells. */
import type { GroupDetail, GroupPartition } from '#contract/groups'

export interface LagSample {
  readonly atMs: number
  readonly lagRecords: number
  /** Sums over the partitions with a committed offset: where the group is, and where the logs end. A share group
   *  is where it would be, had it done with the same number of records in turn. */
  readonly committed: number
  readonly end: number
  /** How many partitions that were; sums of different partitions cannot be compared. */
  readonly partitionCount: number
}

/** Most samples kept: half an hour at one a second. When full, the older half is thinned to every other. */
export const MAX_SAMPLES = 1_800

/** Samples further apart than this have a gap between them. */
export const GAP_MS = 8_000

/** Commits come every few seconds in most clients; rates over less than this would only show their rhythm. */
const MIN_RATE_WINDOW_MS = 10_000
const RATE_WINDOW_MS = 60_000

/** The total as it is; null when that of a partition is not known, for a part is no point on the line. */
export function sampleOf(detail: GroupDetail): LagSample | null {
  if (detail.lagRecords === null || unknownLagCount(detail.partitions) > 0) return null
  const known = detail.partitions.flatMap(({ committedOffset, endOffset }) =>
    committedOffset === null || endOffset === null ? [] : [{ committedOffset, endOffset }],
  )
  const end = known.reduce((sum, { endOffset }) => sum + endOffset, 0)
  return {
    atMs: detail.sampledAtMs,
    lagRecords: detail.lagRecords,
    committed:
      detail.kind === 'share'
        ? end - detail.lagRecords
        : known.reduce((sum, { committedOffset }) => sum + committedOffset, 0),
    end,
    partitionCount: known.length,
  }
}

/** Samples with one more; the same array when it is not later than the last. */
export function withSample(samples: readonly LagSample[], sample: LagSample): readonly LagSample[] {
  const last = samples.at(-1)
  if (last !== undefined && sample.atMs <= last.atMs) return samples
  const next = [...samples, sample]
  if (next.length <= MAX_SAMPLES) return next
  const half = Math.floor(next.length / 2)
  return [...next.slice(0, half).filter((_, index) => index % 2 === 0), ...next.slice(half)]
}

/** Partitions with a commit whose end is not known: those without a leader. Of a share group, those whose lag the
 *  broker does not tell. */
export function unknownLagCount(partitions: readonly GroupPartition[]): number {
  return partitions.filter(
    ({ committedOffset, lagRecords }) => committedOffset !== null && lagRecords === null,
  ).length
}

export interface LagRates {
  readonly readPerSec: number
  readonly writtenPerSec: number
}

/** Rates over the last minute or what there is of it; null while it is too little to tell. */
export function ratesOf(samples: readonly LagSample[]): LagRates | null {
  const last = samples.at(-1)
  if (last === undefined) return null
  const first = samples.find(
    ({ atMs, partitionCount }) =>
      last.atMs - atMs <= RATE_WINDOW_MS && partitionCount === last.partitionCount,
  )
  if (first === undefined || last.atMs - first.atMs < MIN_RATE_WINDOW_MS) return null
  const seconds = (last.atMs - first.atMs) / 1_000
  return {
    // A reset moves the committed offsets back: no reading, and no rate below nothing.
    readPerSec: Math.max(0, (last.committed - first.committed) / seconds),
    writtenPerSec: Math.max(0, (last.end - first.end) / seconds),
  }
}

export type LagCourse =
  | { readonly course: 'none' | 'steady' | 'growing' }
  | { readonly course: 'falling'; readonly toZeroMs: number }

/** Changes below this share of what is written are the rhythm of commits. */
const STEADY_SHARE = 0.05
/** And so is a lag of no more than what is written in this time: the next commit takes it away. */
const RHYTHM_SECONDS = 10

export function courseOf(lagRecords: number, rates: LagRates): LagCourse {
  if (lagRecords === 0) return { course: 'none' }
  if (rates.readPerSec > 0 && lagRecords <= rates.writtenPerSec * RHYTHM_SECONDS) return { course: 'steady' }
  const gain = rates.readPerSec - rates.writtenPerSec
  if (Math.abs(gain) <= Math.max(0.1, rates.writtenPerSec * STEADY_SHARE)) return { course: 'steady' }
  return gain > 0 ? { course: 'falling', toZeroMs: (lagRecords / gain) * 1_000 } : { course: 'growing' }
}

export interface TrendPoint {
  /** 0 to 1, left to right. */
  readonly x: number
  /** 0 to 1, from zero up. */
  readonly y: number
}

export interface Trend {
  /** Runs without a gap. */
  readonly runs: readonly (readonly TrendPoint[])[]
  /** A round number at or above the largest: the top of the scale. */
  readonly top: number
  readonly fromMs: number
  readonly toMs: number
}

/** Narrower, and the first seconds would be stretched over the whole width. */
const MIN_SPAN_MS = 60_000

export function trendOf(samples: readonly LagSample[]): Trend | null {
  const last = samples.at(-1)
  const first = samples.at(0)
  if (last === undefined || first === undefined) return null
  const spanMs = Math.max(MIN_SPAN_MS, last.atMs - first.atMs)
  const fromMs = last.atMs - spanMs
  const top = roundUp(samples.reduce((most, { lagRecords }) => Math.max(most, lagRecords), 0))
  const runs: TrendPoint[][] = []
  let before: LagSample | undefined
  for (const sample of samples) {
    const point = { x: (sample.atMs - fromMs) / spanMs, y: sample.lagRecords / top }
    if (before === undefined || sample.atMs - before.atMs > GAP_MS) runs.push([point])
    else runs.at(-1)?.push(point)
    before = sample
  }
  return { runs, top, fromMs, toMs: last.atMs }
}

/** 1, 2, 2.5, 5 or 10 times a power of ten, at least 1. */
export function roundUp(value: number): number {
  if (value <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= value) ?? 10
  return Math.ceil(step * power)
}
