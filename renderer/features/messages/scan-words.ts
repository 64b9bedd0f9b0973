/** What a scan could not read, in sentences short enough for one line. */
import type { PartitionProgress } from '#contract/messages'
import { formatPartitions } from '../../domain/partition-picker-text.ts'
import { formatInteger, plural } from '../../lib/format-number.ts'
import type { LeftOutPartition } from './scan-model.ts'

/** Partitions named in a line; the others are counted. */
const MAX_NAMED = 5

/** `0, 3, 6, 9, 12 and 328 more`; all of them where their short form is short. */
export function namePartitions(partitions: readonly number[]): string {
  const all = formatPartitions(partitions)
  const moreCount = partitions.length - MAX_NAMED
  if (moreCount <= 0 || all.split(', ').length <= MAX_NAMED) return all
  return `${partitions.slice(0, MAX_NAMED).join(', ')} and ${formatInteger(moreCount)} more`
}

/** Which of the partitions could not be read; the reason when it is the same for all of them. */
export function failedWords(failed: readonly PartitionProgress[], partitionCount: number): string {
  const names = namePartitions(failed.map(({ partition }) => partition))
  const reasons = new Set(failed.map(({ error }) => error))
  const [reason] = reasons.size === 1 ? reasons : [null]
  const why = reason === null || reason === undefined ? '' : ` ${reason}`
  if (failed.length === 1) return `Partition ${names} could not be read.${why}`
  const count = `${formatInteger(failed.length)} of ${formatInteger(partitionCount)} partitions`
  return `${count} could not be read: ${names}.${why}`
}

/** What was left out: the one batch, or how many where. */
export function leftOutWords(leftOut: readonly LeftOutPartition[]): string {
  const [first] = leftOut
  if (first === undefined) return ''
  const place = `partition ${first.partition}, offset ${formatInteger(first.offset)}`
  const batchCount = countBatches(leftOut)
  if (batchCount === 1) return `P${place.slice(1)}: ${first.reason}.`
  const names = namePartitions(leftOut.map(({ partition }) => partition))
  const where = leftOut.length === 1 ? `partition ${names}` : `partitions ${names}`
  return `${plural(batchCount, 'batch', 'batches')} of ${where} were left out. The first is at ${place}: ${first.reason}.`
}

export function countBatches(leftOut: readonly LeftOutPartition[]): number {
  return leftOut.reduce((sum, { batchCount }) => sum + batchCount, 0)
}
