import { useState } from 'react'
import { formatPartitions } from '../../domain/partition-picker-text.ts'
import { formatBytes } from '../../lib/format-bytes.ts'
import { formatDuration } from '../../lib/format-duration.ts'
import { formatInteger, plural } from '../../lib/format-number.ts'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { StatusScope } from '../../ui/slots.tsx'
import { failedPartitions, leftOutBatches, progressRatio, type ScanModel } from './scan-model.ts'
import { countBatches, failedWords, leftOutWords } from './scan-words.ts'
import type { Scan } from './use-scan.ts'

export interface ScanFooterProps {
  readonly scan: Scan
  readonly partitionCount: number
  readonly isLive: boolean
  readonly isFiltered: boolean
  /** Newest first: what is more is older. */
  readonly isNewestFirst: boolean
  /** Rows one run hands out. */
  readonly limit: number
}

/** Most rows the page holds: reading on ends there. */
const MAX_ROWS = 100_000

/** How far the reading is and how it ended: nobody should take an early stop for "not there". */
export function ScanFooter(props: ScanFooterProps) {
  const { scan, partitionCount, isLive, isFiltered, isNewestFirst, limit } = props
  const { model, state } = scan
  const ratio = progressRatio(model, limit)
  const isFull = model.rows.length >= MAX_ROWS
  return (
    <>
      {state === 'running' && !isLive && ratio !== null && <Progress ratio={ratio} label="Read so far" />}
      <LeftOut model={model} />
      <FailedPartitions
        model={model}
        partitionCount={partitionCount}
        onRetry={state === 'running' ? null : scan.restart}
      />
      {state === 'ended' && model.end === 'limit' && (
        <div className="scan-note">
          {formatInteger(model.rows.length)} records are shown; there are {isNewestFirst ? 'older' : 'more'}
          {isFull ? ' ones, but no more can be shown at once: start further on.' : ' ones.'}
          {!isFull && (
            <Button isSmall onClick={scan.readOn}>
              Read more
            </Button>
          )}
        </div>
      )}
      <StatusScope>
        <span>{scopeOf(scan, { isLive, isFiltered })}</span>
      </StatusScope>
    </>
  )
}

/** Which batches are missing in what is shown, and why. */
function LeftOut({ model }: { readonly model: ScanModel }) {
  const leftOut = leftOutBatches(model)
  if (leftOut.length === 0) return null
  return (
    <div className="scan-note scan-note--bad" role="alert">
      <span className="fill">{leftOutWords(leftOut)}</span>
    </div>
  )
}

/** Which partitions are missing in what is shown, and why. */
function FailedPartitions({
  model,
  partitionCount,
  onRetry,
}: {
  readonly model: ScanModel
  readonly partitionCount: number
  readonly onRetry: (() => void) | null
}) {
  const [isOpen, setOpen] = useState(false)
  const failed = failedPartitions(model)
  if (failed.length === 0) return null
  const reasons = Map.groupBy(failed, ({ error }) => error)
  const words = failedWords(failed, partitionCount)
  const hasMore = reasons.size > 1 || words.includes(' more.')
  return (
    <div className="scan-note scan-note--bad" role="alert">
      <div className="fill">
        {words}
        {isOpen &&
          hasMore &&
          [...reasons].map(([reason, group]) => (
            <p key={reason} className="scan-failed">
              {formatPartitions(group.map(({ partition }) => partition))}
              {reasons.size > 1 && `: ${reason}`}
            </p>
          ))}
      </div>
      {hasMore && (
        <Button isSmall variant="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Fewer' : 'All of them'}
        </Button>
      )}
      {onRetry !== null && (
        <Button isSmall onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}

/** How the reading stands, in words. */
export function endOf({ model, state }: Pick<Scan, 'model' | 'state'>): string {
  if (state === 'running') return 'reading'
  if (model.end === 'limit') return 'stopped at the limit, there is more'
  if (model.end === null) return 'stopped'
  const failedCount = failedPartitions(model).length
  const leftOutCount = countBatches(leftOutBatches(model))
  const missing = [
    ...(failedCount === 0 ? [] : [plural(failedCount, 'partition')]),
    ...(leftOutCount === 0 ? [] : [plural(leftOutCount, 'batch', 'batches')]),
  ]
  return missing.length === 0 ? 'read to the end' : `read to the end but for ${missing.join(' and ')}`
}

function scopeOf(
  scan: Scan,
  { isLive, isFiltered }: { readonly isLive: boolean; readonly isFiltered: boolean },
): string {
  const { model, isPaused } = scan
  const shown = `${plural(model.rows.length, 'record')} shown`
  const scanned = `${formatInteger(model.scannedRecords)} read, ${formatBytes(model.scannedBytes)} in ${formatDuration(model.elapsedMs)}`
  const tail = isPaused ? 'paused' : scan.state === 'running' ? 'following' : 'stopped'
  const how = isLive ? tail : endOf(scan)
  const dropped = model.droppedCount > 0 ? `, ${formatInteger(model.droppedCount)} older let go` : ''
  return `${shown}${dropped} · ${isFiltered ? 'filtered · ' : ''}${scanned} · ${how}`
}
