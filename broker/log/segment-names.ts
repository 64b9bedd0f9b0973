/** Names of the files of a partition directory, as Kafka writes them. */

export const PARTITION_METADATA_FILE = 'partition.metadata'
export const LEADER_EPOCH_FILE = 'leader-epoch-checkpoint'
/** Suffix of a segment file that waits for its removal. */
export const DELETED_SUFFIX = '.deleted'

/** Suffix of a file that compaction is writing: worth nothing after a crash. */
export const CLEANED_SUFFIX = '.cleaned'
/** Suffix of a file that takes the place of others: after a crash the exchange is finished. */
export const SWAP_SUFFIX = '.swap'

export type SegmentFileKind = 'log' | 'index' | 'timeindex' | 'snapshot' | 'txnindex'

/** Name of a segment file: twenty digits and the kind. */
export function segmentFileName(baseOffset: number, kind: SegmentFileKind): string {
  return `${String(baseOffset).padStart(20, '0')}.${kind}`
}

/** Base offset in a name of that kind, or null for any other name. */
export function parseSegmentFileName(name: string, kind: SegmentFileKind): number | null {
  const match = /^(\d{20})\.([a-z]+)$/.exec(name)
  if (match === null || match[2] !== kind) return null
  const baseOffset = Number(match[1])
  return Number.isSafeInteger(baseOffset) ? baseOffset : null
}

/** Name of a partition's directory. */
export function partitionDirectoryName(topic: string, partition: number): string {
  return `${topic}-${partition}`
}

/** Topic and partition of a directory name, or null for names of anything else (also of deleted ones). */
export function parsePartitionDirectoryName(name: string): { topic: string; partition: number } | null {
  const match = /^([a-zA-Z0-9._-]{1,249})-(0|[1-9]\d{0,9})$/.exec(name)
  if (match?.[1] === undefined) return null
  const partition = Number(match[2])
  return partition <= 0x7fff_ffff ? { topic: match[1], partition } : null
}
