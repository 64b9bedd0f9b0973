import { assert } from '../base/assert.ts'
import type { Disk } from '../base/disk.ts'
import type { LogConfig } from '../base/log-config.ts'
import type { Logger } from '../base/logger.ts'
import { decodeMarker, type TransactionMarker } from '../wire/control-record.ts'
import type { BatchHeader } from '../wire/record-batch.ts'
import type { FileHandles } from './file-handles.ts'
import type { LeaderEpochs } from './leader-epochs.ts'
import { OFFSET_INDEX_ENTRY_BYTES } from './offset-index.ts'
import { decodeProducerSnapshot } from './producer-snapshot.ts'
import type { ProducerStates } from './producer-state.ts'
import { MAX_RELATIVE_OFFSET, Segment } from './segment.ts'
import {
  CLEANED_SUFFIX,
  DELETED_SUFFIX,
  parseSegmentFileName,
  SWAP_SUFFIX,
  segmentFileName,
} from './segment-names.ts'
import { finishSwaps } from './segment-swap.ts'
import { TIME_INDEX_ENTRY_BYTES } from './time-index.ts'
import type { TransactionIndex } from './transaction-index.ts'

/**
 * Opening a partition directory. After a clean shutdown the files are trusted and only the end of the
 * last segment is looked at. After anything else, the segments from the recovery point on are read whole:
 * the first bad byte ends the log, indexes and producer state are built again. What was acknowledged was
 * written completely before, so it is always in front of that byte.
 */

export interface RecoveryOptions {
  readonly directory: string
  readonly disk: Disk
  readonly handles: FileHandles
  readonly config: LogConfig
  readonly nowMs: number
  readonly logger: Logger
  readonly recoveryPoint: number
  readonly hadCleanShutdown: boolean
  readonly producers: ProducerStates
  readonly transactions: TransactionIndex
  readonly epochs: LeaderEpochs
}

/** Files left half-way by a crash; nothing in them is missed, once the exchanges of compaction are finished. */
const LEFTOVER_SUFFIXES = [DELETED_SUFFIX, '.tmp', CLEANED_SUFFIX, SWAP_SUFFIX]

/** The segments of a directory, oldest first, sound and with known ends; none for an empty directory. @throws DiskError. */
export function loadSegments(options: RecoveryOptions): Segment[] {
  const files = removeLeftovers(options)
  const segments = makeSegments(options, files)
  const firstUnflushed = options.hadCleanShutdown ? segments.length : firstUnflushedIndex(segments, options)
  for (const [index, segment] of segments.slice(0, firstUnflushed).entries()) {
    ensureIndexes(options, segment, files)
    const next = segments[index + 1]
    if (next !== undefined) segment.setNextOffset(next.baseOffset)
    else if (!segment.loadTail()) recoverOne(options, segment, () => {})
  }
  const trusted = segments.slice(0, firstUnflushed)
  const trustedEnd = segments[firstUnflushed]?.baseOffset ?? trusted.at(-1)?.nextOffset ?? 0
  restoreProducers(options, trusted, trustedEnd)
  const recovered = recoverFrom(options, segments.slice(firstUnflushed))
  const loaded = [...trusted, ...recovered]
  const endOffset = loaded.at(-1)?.nextOffset ?? 0
  const bases = new Set(loaded.map((segment) => segment.baseOffset))
  removeSnapshots(options.disk, options.directory, (offset) => {
    return offset > endOffset || (offset !== endOffset && !bases.has(offset))
  })
  return loaded
}

/** Offsets of the producer snapshots in a directory, ascending. @throws DiskError. */
export function listSnapshots(disk: Disk, directory: string): number[] {
  const offsets: number[] = []
  for (const { name } of disk.list(directory)) {
    const offset = parseSegmentFileName(name, 'snapshot')
    if (offset !== null) offsets.push(offset)
  }
  return offsets
}

/** Removes the snapshots whose offset `isStale` names. @throws DiskError. */
export function removeSnapshots(disk: Disk, directory: string, isStale: (offset: number) => boolean): void {
  for (const offset of listSnapshots(disk, directory)) {
    if (isStale(offset)) disk.removeFile(disk.join(directory, segmentFileName(offset, 'snapshot')))
  }
}

/**
 * Brings `producers` to the state right before `endOffset`: the newest sound snapshot, and the batches
 * behind it. @throws DiskError.
 */
export function restoreProducers(
  options: Pick<RecoveryOptions, 'disk' | 'directory' | 'producers' | 'logger'>,
  segments: readonly Segment[],
  endOffset: number,
): void {
  const { disk, directory, producers } = options
  producers.clear()
  let from = 0
  for (const offset of listSnapshots(disk, directory).reverse()) {
    if (offset > endOffset) continue
    const path = disk.join(directory, segmentFileName(offset, 'snapshot'))
    const entries = decodeProducerSnapshot(Buffer.from(disk.readFile(path)))
    if (entries !== null) {
      producers.restore(entries)
      from = offset
      break
    }
    options.logger.warn('producer snapshot is damaged and ignored', { path })
  }
  for (const segment of segments) {
    if (segment.nextOffset <= from || segment.baseOffset >= endOffset) continue
    segment.walk({ fromOffset: from }, (header, position) => {
      if (header.baseOffset >= endOffset) return false
      if (header.baseOffset >= from) producers.apply(header, markerAt(segment, header, position))
      return true
    })
  }
}

/** The marker of a control batch in a segment, or null. */
function markerAt(segment: Segment, header: BatchHeader, position: number): TransactionMarker | null {
  if (!header.isControl) return null
  return decodeMarker(segment.read({ position, length: header.sizeBytes }), { ...header, position: 0 })
}

function removeLeftovers(options: RecoveryOptions): Map<string, number> {
  finishSwaps(options.disk, options.directory, options.logger)
  const files = new Map<string, number>()
  for (const entry of options.disk.list(options.directory)) {
    if (LEFTOVER_SUFFIXES.some((suffix) => entry.name.endsWith(suffix))) {
      options.disk.removeFile(options.disk.join(options.directory, entry.name))
    } else if (!entry.isDirectory) {
      files.set(entry.name, entry.sizeBytes)
    }
  }
  return files
}

function makeSegments(options: RecoveryOptions, files: ReadonlyMap<string, number>): Segment[] {
  const found: { baseOffset: number; sizeBytes: number }[] = []
  for (const [name, sizeBytes] of files) {
    const baseOffset = parseSegmentFileName(name, 'log')
    if (baseOffset !== null) found.push({ baseOffset, sizeBytes })
  }
  found.sort((a, b) => a.baseOffset - b.baseOffset)
  const segments: Segment[] = []
  for (const [index, { baseOffset, sizeBytes }] of found.entries()) {
    const { directory, disk, handles, nowMs } = options
    const isLast = index === found.length - 1
    // An empty segment in the middle holds nothing; as the last one it still tells where the log ends.
    if (sizeBytes === 0 && !isLast) disk.removeFile(disk.join(directory, segmentFileName(baseOffset, 'log')))
    else segments.push(new Segment({ directory, baseOffset, disk, handles, createdMs: nowMs, sizeBytes }))
  }
  return segments
}

function firstUnflushedIndex(segments: readonly Segment[], options: RecoveryOptions): number {
  // At a recovery point that is the end of a segment, its indexes may not have been synced as closed ones are.
  const index = segments.findLastIndex((segment) => segment.baseOffset < options.recoveryPoint)
  return Math.max(0, index)
}

/** A closed segment without a usable time index would look ageless to retention: its indexes are rebuilt. */
function ensureIndexes(options: RecoveryOptions, segment: Segment, files: ReadonlyMap<string, number>): void {
  if (segment.sizeBytes === 0) return
  const timeBytes = files.get(segmentFileName(segment.baseOffset, 'timeindex')) ?? 0
  const offsetBytes = files.get(segmentFileName(segment.baseOffset, 'index')) ?? 0
  const isUsable =
    timeBytes > 0 && timeBytes % TIME_INDEX_ENTRY_BYTES === 0 && offsetBytes % OFFSET_INDEX_ENTRY_BYTES === 0
  if (!isUsable) recoverOne(options, segment, () => {})
}

function recoverOne(
  options: RecoveryOptions,
  segment: Segment,
  visit: (header: BatchHeader, bytes: Buffer) => void,
): number {
  const { indexIntervalBytes } = options.config
  const cutBytes = segment.recover({ indexIntervalBytes, visit })
  if (cutBytes > 0) {
    options.logger.warn('cut unfinished or damaged bytes off a segment', {
      path: segment.path,
      cutBytes,
      nextOffset: segment.nextOffset,
    })
  }
  return cutBytes
}

function recoverFrom(options: RecoveryOptions, segments: readonly Segment[]): Segment[] {
  const kept: Segment[] = []
  let isEnded = false
  for (const [index, segment] of segments.entries()) {
    const previousEnd = kept.at(-1)?.nextOffset ?? segment.baseOffset
    const gap = segment.baseOffset - previousEnd
    // Where one segment ends the next begins: a gap is a tail that was lost at the end of a batch.
    if (isEnded || (gap !== 0 && gap <= MAX_RELATIVE_OFFSET)) {
      isEnded = true
      options.logger.warn('removed a segment behind damage', { path: segment.path })
      removeSegment(options.disk, segment)
      continue
    }
    options.transactions.clear(segment.baseOffset)
    const cutBytes = recoverOne(options, segment, (header, bytes) => {
      const marker = header.isControl ? decodeMarker(bytes, header) : null
      const ended = options.producers.apply(header, marker)
      if (ended?.isAborted === true) {
        const lastStableOffset = options.producers.stableOffsetAfter(ended)
        options.transactions.add(segment.baseOffset, { ...ended, lastStableOffset })
      }
      options.epochs.assign(header.partitionLeaderEpoch, header.baseOffset)
    })
    if (index < segments.length - 1) segment.finishTimeIndex()
    isEnded = cutBytes > 0
    kept.push(segment)
  }
  assert(segments.length === 0 || kept.length > 0, 'recovery keeps at least the first segment')
  return kept
}

function removeSegment(disk: Disk, segment: Segment): void {
  segment.closeFiles()
  for (const kind of ['log', 'index', 'timeindex', 'snapshot', 'txnindex'] as const)
    disk.removeFile(segment.pathOf(kind))
}
