import type { ReactNode } from 'react'

/** What a cell sorts by; null sorts last in both directions. */
export type SortValue = string | number | null

export interface Column<Row> {
  readonly id: string
  readonly header: string
  /** Said on hover of the header: units, how it is counted. */
  readonly hint?: string
  readonly width: number
  readonly minWidth?: number
  /** Takes the room that is left, up to `maxWidth`. One or two columns of a table. */
  readonly isFlexible?: boolean
  readonly maxWidth?: number
  /** Numbers are right-aligned. */
  readonly isNumeric?: boolean
  readonly cell: (row: Row) => ReactNode
  /** Makes the column sortable. */
  readonly sortBy?: (row: Row) => SortValue
  /** Hidden until chosen in the columns menu. */
  readonly isHiddenAtFirst?: boolean
  /** Cannot be hidden. */
  readonly isPinned?: boolean
}

export interface Sort {
  readonly columnId: string
  readonly isDescending: boolean
}

export interface ColumnLayout {
  /** Widths the user dragged, by column id. */
  readonly widths: Readonly<Record<string, number>>
  /** Columns the user showed or hid, by column id. */
  readonly visibility: Readonly<Record<string, boolean>>
}

export const DEFAULT_LAYOUT: ColumnLayout = { widths: {}, visibility: {} }

export const SELECT_COLUMN_WIDTH = 34
const MIN_WIDTH = 44
/** Wider, and the eye loses the way from a name to its figures. */
const MAX_FLEXIBLE_WIDTH = 560

export function visibleColumns<Row>(
  columns: readonly Column<Row>[],
  layout: ColumnLayout,
): readonly Column<Row>[] {
  return columns.filter((column) => isVisible(column, layout))
}

export function isVisible<Row>(column: Column<Row>, layout: ColumnLayout): boolean {
  return column.isPinned === true || (layout.visibility[column.id] ?? column.isHiddenAtFirst !== true)
}

/** The grid's `grid-template-columns`, and the width below which it scrolls sideways. */
export function gridTemplate<Row>(
  columns: readonly Column<Row>[],
  layout: ColumnLayout,
  hasSelection: boolean,
): { readonly template: string; readonly minWidth: number } {
  const tracks = hasSelection ? [`${SELECT_COLUMN_WIDTH}px`] : []
  let minWidth = hasSelection ? SELECT_COLUMN_WIDTH : 0
  for (const column of columns) {
    const dragged = layout.widths[column.id]
    const isFlexible = column.isFlexible === true && dragged === undefined
    const width = Math.max(column.minWidth ?? MIN_WIDTH, dragged ?? column.width)
    const floor = isFlexible ? (column.minWidth ?? column.width) : width
    tracks.push(isFlexible ? `minmax(${floor}px, ${column.maxWidth ?? MAX_FLEXIBLE_WIDTH}px)` : `${width}px`)
    minWidth += floor
  }
  tracks.push('minmax(0, 1fr)')
  return { template: tracks.join(' '), minWidth }
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** A sorted copy; equal rows keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | null,
): readonly Row[] {
  const sortBy = columns.find((column) => column.id === sort?.columnId)?.sortBy
  if (sort === null || sortBy === undefined) return rows
  const direction = sort.isDescending ? -1 : 1
  return rows
    .map((row) => ({ row, value: sortBy(row) }))
    .sort((left, right) => {
      if (left.value === null || right.value === null)
        return Number(left.value === null) - Number(right.value === null)
      return direction * compareValues(left.value, right.value)
    })
    .map(({ row }) => row)
}

function compareValues(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return collator.compare(String(left), String(right))
}
