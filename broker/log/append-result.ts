import type { BatchHeader } from '../wire/record-batch.ts'
import type { AppendResult } from './log-types.ts'
import type { ProducedBatch } from './producer-state.ts'
import { MAX_RELATIVE_OFFSET } from './segment.ts'

/** What an append of `headers` answers; of none, offsets of -1. */
export function appendResult(
  headers: readonly BatchHeader[],
  log: { readonly logAppendTimeMs: number; readonly logStartOffset: number },
): AppendResult {
  let maxTimestampMs = -1
  let sizeBytes = 0
  for (const header of headers) {
    maxTimestampMs = Math.max(maxTimestampMs, header.maxTimestampMs)
    sizeBytes += header.sizeBytes
  }
  return {
    firstOffset: headers[0]?.baseOffset ?? -1,
    lastOffset: headers.at(-1)?.lastOffset ?? -1,
    logAppendTimeMs: log.logAppendTimeMs,
    logStartOffset: log.logStartOffset,
    isDuplicate: false,
    maxTimestampMs,
    sizeBytes,
  }
}

/** What the repetition of a batch answers: the offsets of its first arrival. */
export function duplicateResult(
  batch: ProducedBatch,
  log: { readonly isBrokerTime: boolean; readonly logStartOffset: number },
): AppendResult {
  return {
    firstOffset: batch.firstOffset,
    lastOffset: batch.lastOffset,
    logAppendTimeMs: log.isBrokerTime ? batch.timestampMs : -1,
    logStartOffset: log.logStartOffset,
    isDuplicate: true,
    maxTimestampMs: batch.timestampMs,
    sizeBytes: 0,
  }
}

/** Consecutive batches grouped so that each group fits one segment. */
export function runsPerSegment(headers: readonly BatchHeader[], segmentBytes: number): BatchHeader[][] {
  const runs: BatchHeader[][] = []
  let run: BatchHeader[] = []
  let runBytes = 0
  for (const header of headers) {
    const first = run[0] ?? header
    const isApart = header.lastOffset - first.baseOffset > MAX_RELATIVE_OFFSET
    if (run.length > 0 && (runBytes + header.sizeBytes > segmentBytes || isApart)) {
      runs.push(run)
      run = []
      runBytes = 0
    }
    run.push(header)
    runBytes += header.sizeBytes
  }
  if (run.length > 0) runs.push(run)
  return runs
}
