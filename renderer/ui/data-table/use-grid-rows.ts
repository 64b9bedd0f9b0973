import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useMemo, useState } from 'react'
import { useRowHeight } from '../density.ts'
import { type Column, type Sort, sortRows } from './columns.ts'

export interface Selection {
  readonly selected: ReadonlySet<string>
  readonly onChange: (selected: ReadonlySet<string>) => void
}

export interface GridRowsOptions<Row> {
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly columns: readonly Column<Row>[]
  readonly sort: Sort | null
  readonly selection: Selection | undefined
  readonly onActiveChange: ((row: Row | null) => void) | undefined
  readonly scroller: RefObject<HTMLDivElement | null>
}

/** Height of the header, which sticks to the top of what scrolls. */
export const HEADER_HEIGHT = 28
const OVERSCAN_ROWS = 8

/** The rows of a grid in order: which are in view, which is active, which are selected. */
export function useGridRows<Row>(options: GridRowsOptions<Row>) {
  const { rows, rowKey, columns, sort, selection, scroller } = options
  const [activeKey, setActiveKey] = useState<string | null>(null)
  const [anchorKey, setAnchorKey] = useState<string | null>(null)
  const rowHeight = useRowHeight()
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort])
  const indexByKey = useMemo(
    () => new Map(sorted.map((row, index) => [rowKey(row), index])),
    [sorted, rowKey],
  )
  const activeIndex = activeKey === null ? -1 : (indexByKey.get(activeKey) ?? -1)
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN_ROWS,
    scrollPaddingStart: HEADER_HEIGHT,
    scrollMargin: HEADER_HEIGHT,
  })
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight])

  const withRow =
    (action: ((row: Row) => void) | undefined) =>
    (index: number): void => {
      const row = sorted[index]
      if (row !== undefined) action?.(row)
    }
  const point = withRow((row) => {
    setActiveKey(rowKey(row))
    options.onActiveChange?.(row)
  })
  return {
    sorted,
    activeIndex,
    virtualizer,
    /** Rows that fit in view, less what one keeps to find one's place. */
    pageSize: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2),
    withRow,
    /** Makes a row the active one. */
    point,
    /** The same by key: it also comes into view. By pointer it must not, or the row would leave the pointer. */
    activate: (index: number) => {
      point(index)
      virtualizer.scrollToIndex(index, { align: 'auto' })
    },
    toggle: withRow((row) => {
      if (selection === undefined) return
      const next = new Set(selection.selected)
      if (!next.delete(rowKey(row))) next.add(rowKey(row))
      setAnchorKey(rowKey(row))
      selection.onChange(next)
    }),
    extendTo: (index: number) => {
      if (selection === undefined) return
      const anchor = anchorKey === null ? activeIndex : (indexByKey.get(anchorKey) ?? index)
      const [from, to] = anchor < index ? [anchor, index] : [index, anchor]
      const keys = sorted.slice(Math.max(0, from), to + 1).map(rowKey)
      selection.onChange(new Set([...selection.selected, ...keys]))
    },
    selectAll: () => selection?.onChange(new Set(sorted.map(rowKey))),
  }
}

const VISIBLE_REST_MS = 80

/** Tells which rows are in view and near it, once scrolling rests. */
export function useVisibleRows<Row>(
  onVisibleRows: ((rows: readonly Row[]) => void) | undefined,
  view: { readonly rows: readonly Row[]; readonly from: number; readonly to: number },
): void {
  const { rows, from, to } = view
  useEffect(() => {
    if (onVisibleRows === undefined || to < from) return
    const timer = setTimeout(() => onVisibleRows(rows.slice(from, to + 1)), VISIBLE_REST_MS)
    return () => clearTimeout(timer)
  }, [onVisibleRows, rows, from, to])
}
