import { Timestamp } from '../../domain/values.tsx'
import { formatInteger, plural } from '../../lib/format-number.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import type { Column } from '../../ui/data-table/columns.ts'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { LagSample } from './lag-history.ts'

interface NumberRow {
  readonly sample: LagSample
  readonly change: number | null
}

const numberKey = ({ sample }: NumberRow): string => String(sample.atMs)

const columns: readonly Column<NumberRow>[] = [
  {
    id: 'time',
    header: 'Time',
    width: 150,
    isPinned: true,
    cell: ({ sample }) => <Timestamp ms={sample.atMs} />,
  },
  {
    id: 'lag',
    header: 'Records behind',
    width: 130,
    isNumeric: true,
    isPinned: true,
    cell: ({ sample }) => formatInteger(sample.lagRecords),
  },
  {
    id: 'change',
    header: 'Change',
    width: 110,
    isNumeric: true,
    cell: ({ change }) =>
      change === null || change === 0 ? (
        <span className="muted">{change === null ? '–' : '0'}</span>
      ) : (
        `${change > 0 ? '+' : ''}${formatInteger(change)}`
      ),
  },
]

export interface LagNumbersDialogProps {
  readonly samples: readonly LagSample[]
  readonly onClose: () => void
}

/** The numbers behind the trend, newest first. */
export function LagNumbersDialog({ samples, onClose }: LagNumbersDialogProps) {
  const rows = samples
    .map((sample, index): NumberRow => {
      const before = samples[index - 1]
      return { sample, change: before === undefined ? null : sample.lagRecords - before.lagRecords }
    })
    .reverse()
  return (
    <Dialog
      isOpen
      title="Total lag, sample by sample"
      width={460}
      onClose={onClose}
      footer={
        <>
          <span className="fill row muted">
            {plural(samples.length, 'sample')}
            <CopyButton isSmall text={asTable(samples)} what="as tab-separated lines" />
          </span>
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      <div className="lag-numbers">
        <DataTable
          label="Total lag by time"
          rows={rows}
          rowKey={numberKey}
          columns={columns}
          storageKey="lag-numbers"
        />
      </div>
    </Dialog>
  )
}

/** For a spreadsheet: one line each, oldest first. */
function asTable(samples: readonly LagSample[]): string {
  const lines = samples.map(({ atMs, lagRecords, committed, end }) =>
    [new Date(atMs).toISOString(), lagRecords, committed, end].join('\t'),
  )
  return ['time\tlag\tposition\tend', ...lines].join('\n')
}
