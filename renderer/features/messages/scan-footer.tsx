import { formatBytes } from '../../lib/format-bytes.ts'
import { formatDuration } from '../../lib/format-duration.ts'
import { formatInteger, plural } from '../../lib/format-number.ts'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { StatusScope } from '../../ui/slots.tsx'
import { progressRatio } from './scan-model.ts'
import type { Scan } from './use-scan.ts'

export interface ScanFooterProps {
  readonly scan: Scan
  readonly isLive: boolean
  readonly isFiltered: boolean
  readonly onReadMore: () => void
}

/** How far the reading is and how it ended: nobody should take an early stop for "not there". */
export function ScanFooter({ scan, isLive, isFiltered, onReadMore }: ScanFooterProps) {
  const { model, state } = scan
  const ratio = progressRatio(model)
  const failed = model.partitions.filter(({ error }) => error !== null)
  return (
    <>
      {state === 'running' && !isLive && ratio !== null && <Progress ratio={ratio} label="Read so far" />}
      {failed.length > 0 && (
        <div className="scan-note scan-note--bad" role="alert">
          Partition {failed.map(({ partition }) => partition).join(', ')} could not be read:{' '}
          {failed[0]?.error}
        </div>
      )}
      {state === 'ended' && model.end === 'limit' && (
        <div className="scan-note">
          Stopped at {formatInteger(model.rows.length)} records; there is more.
          <Button isSmall onClick={onReadMore}>
            Read more
          </Button>
        </div>
      )}
      <StatusScope>
        <span>{scopeOf(scan, { isLive, isFiltered })}</span>
      </StatusScope>
    </>
  )
}

function scopeOf(
  { model, state, isPaused }: Scan,
  { isLive, isFiltered }: { readonly isLive: boolean; readonly isFiltered: boolean },
): string {
  const shown = `${plural(model.rows.length, 'record')} shown`
  const scanned = `${formatInteger(model.scannedRecords)} read, ${formatBytes(model.scannedBytes)} in ${formatDuration(model.elapsedMs)}`
  const how = isLive
    ? isPaused
      ? 'paused'
      : state === 'running'
        ? 'following'
        : 'stopped'
    : state === 'running'
      ? 'reading'
      : model.end === 'end'
        ? 'read to the end'
        : model.end === 'limit'
          ? 'stopped at the limit'
          : 'stopped'
  const dropped = model.droppedCount > 0 ? `, ${formatInteger(model.droppedCount)} older let go` : ''
  return `${shown}${dropped} · ${isFiltered ? 'filtered · ' : ''}${scanned} · ${how}`
}
