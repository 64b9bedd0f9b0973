import type { Disk } from '../base/disk.ts'
import type { Logger } from '../base/logger.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { walkHeaders } from './batch-walk.ts'
import { SEGMENT_FILE_KINDS } from './segment.ts'
import {
  CLEANED_SUFFIX,
  parseSegmentFileName,
  type SegmentFileKind,
  SWAP_SUFFIX,
  segmentFileName,
} from './segment-names.ts'

/**
 * How a cleaned segment takes the place of those it was made from, so that a crash at any point leaves the
 * one or the others. Its files are written as `.cleaned` and synced, renamed to `.swap`, the batches last:
 * with that the exchange is decided. Then the other segments go, and the files take their names, the batches
 * last again. At the next start `.cleaned` is dropped; a `.log.swap` means that the rest is done then.
 * The cleaned segment replaces the index files that the first of the others had, all of them, and its last
 * batch ends where the last of the others ended. Source: Kafka's LocalLog.replaceSegments, LogLoader.
 */

/** Where the files of a segment lie. */
export interface SegmentPlace {
  readonly disk: Disk
  readonly directory: string
  readonly baseOffset: number
}

/** Decides the exchange: `.cleaned` becomes `.swap`. @throws DiskError; it has not happened then. */
export function commitSwap(place: SegmentPlace): void {
  renameAll(place, CLEANED_SUFFIX, SWAP_SUFFIX)
}

/** Gives the files of a decided exchange their names, over the old ones. @throws DiskError; the next start goes on. */
export function completeSwap(place: SegmentPlace): void {
  renameAll(place, SWAP_SUFFIX, '')
}

/** Removes what a pass that came to nothing has written. @throws DiskError. */
export function discardCleaned(place: SegmentPlace): void {
  for (const suffix of [CLEANED_SUFFIX, SWAP_SUFFIX]) {
    for (const kind of SEGMENT_FILE_KINDS) place.disk.removeFile(pathOf(place, kind, suffix))
  }
}

/** Finishes the exchanges that a crash has interrupted after they were decided. @throws DiskError. */
export function finishSwaps(disk: Disk, directory: string, logger: Logger): void {
  for (const { name, sizeBytes } of disk.list(directory)) {
    const baseOffset = name.endsWith(SWAP_SUFFIX)
      ? parseSegmentFileName(name.slice(0, -SWAP_SUFFIX.length), 'log')
      : null
    if (baseOffset === null) continue
    const place = { disk, directory, baseOffset }
    const endOffset = endOf(place, sizeBytes)
    if (endOffset === null) {
      logger.error('a cleaned segment is damaged and dropped', { path: disk.join(directory, name) })
      disk.removeFile(disk.join(directory, name))
      continue
    }
    removeBetween(disk, directory, { from: baseOffset, to: endOffset })
    completeSwap(place)
    logger.info('finished the exchange of a cleaned segment', { directory, baseOffset })
  }
}

function renameAll(place: SegmentPlace, from: string, to: string): void {
  for (const kind of SEGMENT_FILE_KINDS) {
    const path = pathOf(place, kind, from)
    if (place.disk.exists(path)) place.disk.rename(path, pathOf(place, kind, to))
  }
}

/** Removes the files of the segments whose place was taken; their snapshots too. */
function removeBetween(
  disk: Disk,
  directory: string,
  range: { readonly from: number; readonly to: number },
): void {
  for (const { name } of disk.list(directory)) {
    for (const kind of [...SEGMENT_FILE_KINDS, 'snapshot'] as const) {
      const base = parseSegmentFileName(name, kind)
      if (base !== null && base > range.from && base < range.to) disk.removeFile(disk.join(directory, name))
    }
  }
}

/** Where the segment of a `.log.swap` ends, or null when it is not whole. */
function endOf(place: SegmentPlace, sizeBytes: number): number | null {
  const file = place.disk.open(pathOf(place, 'log', SWAP_SUFFIX), { create: false })
  try {
    let endOffset: number | null = null
    const walked = walkHeaders(file, { from: 0, to: sizeBytes }, (header) => {
      endOffset = header.lastOffset + 1
    })
    return walked === sizeBytes ? endOffset : null
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return null
  } finally {
    file.close()
  }
}

function pathOf(place: SegmentPlace, kind: SegmentFileKind, suffix: string): string {
  return place.disk.join(place.directory, segmentFileName(place.baseOffset, kind) + suffix)
}
