import type { RecordPreview } from '#contract/messages'
import { PayloadText } from '../../domain/payload-text.tsx'
import { Bytes, Count, OffsetText, Timestamp } from '../../domain/values.tsx'
import { dayOf, type TimeZone } from '../../lib/format-time.ts'
import type { Column } from '../../ui/data-table/columns.ts'

export function recordKey({ partition, offset }: RecordPreview): string {
  return `${partition}@${offset}`
}

/** Columns that the inspector shows anyway: beside it, the value needs their room. */
const IN_INSPECTOR = new Set(['headers', 'size'])

/** Room for `2023-11-14 22:13:20.000`. */
const DATED_WIDTH = 188

/** Whether a row is of another day than today, and so tells its date. Asked of all rows whenever some come. */
export function hasOtherDay(rows: readonly RecordPreview[], zone: TimeZone, nowMs: number): boolean {
  const { fromMs, untilMs } = dayOf(nowMs, zone)
  return rows.some(({ timestampMs }) => timestampMs >= 0 && (timestampMs < fromMs || timestampMs >= untilMs))
}

/** @param options zone what the times are told in, such as `UTC+1`. */
export function recordColumns(options: {
  readonly zone: string
  readonly isInspectorOpen: boolean
  /** Some row tells its date beside its time. */
  readonly hasDates: boolean
}): readonly Column<RecordPreview>[] {
  const columns = COLUMNS.map((column) =>
    column.id === 'timestamp'
      ? {
          ...column,
          header: `Time (${options.zone})`,
          ...(options.hasDates ? { width: DATED_WIDTH, minWidth: DATED_WIDTH } : {}),
        }
      : column,
  )
  return options.isInspectorOpen ? columns.filter(({ id }) => !IN_INSPECTOR.has(id)) : columns
}

const COLUMNS: readonly Column<RecordPreview>[] = [
  {
    id: 'partition',
    header: 'P',
    hint: 'Partition',
    width: 48,
    isNumeric: true,
    cell: ({ partition }) => <span className="mono">{partition}</span>,
  },
  {
    id: 'offset',
    header: 'Offset',
    width: 92,
    isNumeric: true,
    cell: ({ offset }) => <OffsetText value={offset} />,
  },
  {
    id: 'timestamp',
    header: 'Time',
    hint: 'The record’s timestamp, set by its producer or by the broker',
    width: 108,
    cell: ({ timestampMs }) => <Timestamp ms={timestampMs} />,
  },
  {
    id: 'key',
    header: 'Key',
    width: 120,
    minWidth: 60,
    cell: ({ key }) => (
      <PayloadText kind={key.kind} text={oneLine(key.text)} isTruncated={key.isTruncated} isInline />
    ),
  },
  {
    id: 'value',
    header: 'Value',
    width: 260,
    minWidth: 140,
    maxWidth: 4_000,
    isFlexible: true,
    isPinned: true,
    cell: ({ value }) => (
      <PayloadText kind={value.kind} text={oneLine(value.text)} isTruncated={value.isTruncated} isInline />
    ),
  },
  {
    id: 'headers',
    header: 'Headers',
    width: 66,
    isNumeric: true,
    cell: ({ headerCount }) =>
      headerCount === 0 ? <span className="muted">0</span> : <Count value={headerCount} />,
  },
  {
    id: 'size',
    header: 'Size',
    hint: 'Key, value and headers, uncompressed',
    width: 70,
    isNumeric: true,
    cell: ({ sizeBytes }) => <Bytes value={sizeBytes} />,
  },
]

/** Characters of a cell: more cannot be seen. */
const MAX_CELL_CHARACTERS = 400

function oneLine(text: string): string {
  return text.slice(0, MAX_CELL_CHARACTERS).replace(/\s+/g, ' ')
}
