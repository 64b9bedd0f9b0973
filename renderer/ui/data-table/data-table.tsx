/**
 * The one grid of the page. Virtualised, sortable, with keyboard rows, a menu on every row, columns that
 * resize and hide, and the designed states. Focus stays on the grid itself; the active row is told through
 * aria-activedescendant, so rows may come and go while scrolling.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type CSSProperties,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react'
import { copyText } from '../../lib/clipboard.ts'
import { useRowHeight } from '../density.ts'
import { ContextMenu, type MenuEntry } from '../menu.tsx'
import { Checkbox } from '../text-field.tsx'
import { columnEntries } from './column-menu.tsx'
import { type Column, gridTemplate, type Sort, sortRows, visibleColumns } from './columns.ts'
import { InGrid } from './in-grid.ts'
import { TableHeader } from './table-header.tsx'
import { TableRow } from './table-row.tsx'
import { TableSkeleton } from './table-skeleton.tsx'
import { type TableMemory, useTableMemory } from './use-column-layout.ts'
import { gridKeyHandler } from './use-grid-keys.ts'
import './data-table.css'

export interface Selection {
  readonly selected: ReadonlySet<string>
  readonly onChange: (selected: ReadonlySet<string>) => void
}

export interface DataTableHandle {
  /** Moves the keyboard to the rows. */
  focus(): void
}

export interface DataTableProps<Row> {
  /** Its accessible name. */
  readonly label: string
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly columns: readonly Column<Row>[]
  /** Remembers widths, visibility and order. */
  readonly storageKey: string
  readonly defaultSort?: Sort
  /** Share it with a `ColumnsButton` in the toolbar; made inside when absent. */
  readonly memory?: TableMemory
  /** Enter or double-click. */
  readonly onOpen?: (row: Row) => void
  /** Space. */
  readonly onPreview?: (row: Row) => void
  /** Told as the active row moves; null when there is none. */
  readonly onActiveChange?: (row: Row | null) => void
  readonly rowMenu?: (row: Row) => readonly MenuEntry[]
  readonly selection?: Selection
  /** What Ctrl/Cmd-C copies; the row's key when absent. */
  readonly copyText?: (row: Row) => string
  /** A row in trouble, tinted. Say why in a cell too. */
  readonly rowTone?: (row: Row) => 'bad' | 'notice' | undefined
  /** Shows a skeleton in place of rows. */
  readonly isLoading?: boolean
  /** In place of the rows: an `ErrorState`. */
  readonly error?: ReactNode
  /** In place of the rows when there are none: an `EmptyState`. */
  readonly empty?: ReactNode
  /** Under the rows: the scope of what is shown. */
  readonly footer?: ReactNode
  /** Told which rows are in view and near it, after scrolling rests. */
  readonly onVisibleRows?: (rows: readonly Row[]) => void
  readonly ref?: Ref<DataTableHandle>
}

const HEADER_HEIGHT = 28

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, rowKey, columns, selection } = props
  const own = useTableMemory(props.storageKey, props.defaultSort ?? null)
  const memory = props.memory ?? own
  const { layout, sort } = memory
  const scroller = useRef<HTMLDivElement>(null)
  const [activeKey, setActiveKey] = useState<string | null>(null)
  const [anchorKey, setAnchorKey] = useState<string | null>(null)
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const rowHeight = useRowHeight()
  const id = useId()

  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort])
  const shown = useMemo(() => visibleColumns(columns, layout), [columns, layout])
  const indexByKey = useMemo(
    () => new Map(sorted.map((row, index) => [rowKey(row), index])),
    [sorted, rowKey],
  )
  const { template, minWidth } = gridTemplate(shown, layout, selection !== undefined)
  const activeIndex = activeKey === null ? -1 : (indexByKey.get(activeKey) ?? -1)

  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: HEADER_HEIGHT,
    scrollMargin: HEADER_HEIGHT,
  })
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight])
  const items = virtualizer.getVirtualItems()
  useVisibleRows(props.onVisibleRows, sorted, items.at(0)?.index ?? 0, items.at(-1)?.index ?? -1)
  useImperativeHandle(props.ref, () => ({
    focus: () => {
      scroller.current?.focus()
      if (activeIndex < 0) activate(0)
    },
  }))

  function activate(index: number): void {
    const row = sorted[index]
    if (row === undefined) return
    setActiveKey(rowKey(row))
    virtualizer.scrollToIndex(index, { align: 'auto' })
    props.onActiveChange?.(row)
  }
  function toggle(index: number): void {
    const row = sorted[index]
    if (row === undefined || selection === undefined) return
    const next = new Set(selection.selected)
    if (!next.delete(rowKey(row))) next.add(rowKey(row))
    setAnchorKey(rowKey(row))
    selection.onChange(next)
  }
  function extendTo(index: number): void {
    if (selection === undefined) return
    const anchor = anchorKey === null ? activeIndex : (indexByKey.get(anchorKey) ?? index)
    const [from, to] = anchor < index ? [anchor, index] : [index, anchor]
    const keys = sorted.slice(Math.max(0, from), to + 1).map(rowKey)
    selection.onChange(new Set([...selection.selected, ...keys]))
  }
  function withRow(action: ((row: Row) => void) | undefined): ((index: number) => void) | undefined {
    if (action === undefined) return undefined
    return (index) => {
      const row = sorted[index]
      if (row !== undefined) action(row)
    }
  }
  function openMenu(index: number, at: { x: number; y: number }): void {
    const row = sorted[index]
    const entries = row === undefined ? [] : (props.rowMenu?.(row) ?? [])
    if (entries.length > 0) setMenu({ at, entries, label: 'Row actions' })
  }

  const onKeyDown = gridKeyHandler({
    rowCount: sorted.length,
    pageSize: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2),
    activeIndex,
    onMove: (index, isExtending) => {
      if (isExtending) extendTo(index)
      activate(index)
    },
    onOpen: withRow(props.onOpen),
    onPreview: withRow(props.onPreview),
    onToggle: selection === undefined ? undefined : toggle,
    onSelectAll: selection === undefined ? undefined : () => selection.onChange(new Set(sorted.map(rowKey))),
    onMenu: (index) => openMenu(index, menuPoint(scroller.current, `${id}-row-${index}`)),
    onCopy: withRow((row) => void copyText(props.copyText?.(row) ?? rowKey(row))),
  })
  const selectAll =
    selection === undefined ? null : <SelectAll selection={selection} keys={sorted.map(rowKey)} />
  const replacement = props.error ?? (props.isLoading !== true && rows.length === 0 ? props.empty : undefined)
  const isActiveRendered = items.some((item) => item.index === activeIndex)

  return (
    <div className="table-frame">
      <div
        ref={scroller}
        className={replacement === undefined ? 'table' : 'table table--replaced'}
        role="grid"
        aria-label={props.label}
        aria-rowcount={sorted.length + 1}
        aria-multiselectable={selection === undefined ? undefined : true}
        aria-busy={props.isLoading}
        aria-activedescendant={isActiveRendered ? `${id}-row-${activeIndex}` : undefined}
        tabIndex={0}
        data-grid=""
        data-selecting={(selection?.selected.size ?? 0) > 0 ? '' : undefined}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (
            event.target === event.currentTarget &&
            activeIndex < 0 &&
            event.currentTarget.matches(':focus-visible')
          ) {
            activate(0)
          }
        }}
        // The template has no place in CSS: it follows what the user dragged.
        style={{ '--columns': template, '--table-min': `${minWidth}px` } as CSSProperties}
      >
        <TableHeader
          columns={shown}
          sort={sort}
          onSort={memory.setSort}
          onResize={(columnId, width) => memory.setLayout((current) => withWidth(current, columnId, width))}
          selectAll={selectAll}
          onContextMenu={(event) => {
            event.preventDefault()
            setMenu({
              at: { x: event.clientX, y: event.clientY },
              entries: columnEntries(columns, memory),
              label: 'Columns',
            })
          }}
        />
        {replacement !== undefined ? null : props.isLoading === true ? (
          <TableSkeleton columns={shown} hasSelection={selection !== undefined} />
        ) : (
          <InGrid value={true}>
            <div role="rowgroup" className="table-body" style={{ height: virtualizer.getTotalSize() }}>
              {items.map((item) => {
                const row = sorted[item.index]
                if (row === undefined) return null
                const key = rowKey(row)
                return (
                  <TableRow
                    key={key}
                    id={`${id}-row-${item.index}`}
                    row={row}
                    columns={shown}
                    index={item.index}
                    top={item.start - HEADER_HEIGHT}
                    isActive={item.index === activeIndex}
                    isSelected={selection?.selected.has(key)}
                    tone={props.rowTone?.(row)}
                    onClick={(event) => {
                      if (event.shiftKey && selection !== undefined) extendTo(item.index)
                      else if ((event.ctrlKey || event.metaKey) && selection !== undefined) toggle(item.index)
                      activate(item.index)
                    }}
                    onDoubleClick={() => props.onOpen?.(row)}
                    onToggle={() => toggle(item.index)}
                    onContextMenu={(event) => {
                      event.preventDefault()
                      activate(item.index)
                      openMenu(item.index, { x: event.clientX, y: event.clientY })
                    }}
                  />
                )
              })}
            </div>
          </InGrid>
        )}
      </div>
      {replacement !== undefined && <div className="table-replacement">{replacement}</div>}
      {props.footer !== undefined && <div className="table-footer">{props.footer}</div>}
      <ContextMenu
        at={menu?.at ?? null}
        entries={menu?.entries ?? []}
        label={menu?.label ?? ''}
        onClose={() => {
          setMenu(null)
          scroller.current?.focus({ preventScroll: true })
        }}
      />
    </div>
  )
}

interface OpenMenu {
  readonly at: { readonly x: number; readonly y: number }
  readonly entries: readonly MenuEntry[]
  readonly label: string
}

function SelectAll({ selection, keys }: { readonly selection: Selection; readonly keys: readonly string[] }) {
  const count = keys.filter((key) => selection.selected.has(key)).length
  return (
    <Checkbox
      isChecked={keys.length > 0 && count === keys.length}
      isIndeterminate={count > 0 && count < keys.length}
      ariaLabel="Select all rows"
      onChange={(isChecked) => selection.onChange(new Set(isChecked ? keys : []))}
    />
  )
}

const VISIBLE_REST_MS = 80

function useVisibleRows<Row>(
  onVisibleRows: ((rows: readonly Row[]) => void) | undefined,
  rows: readonly Row[],
  from: number,
  to: number,
): void {
  useEffect(() => {
    if (onVisibleRows === undefined || to < from) return
    const timer = setTimeout(() => onVisibleRows(rows.slice(from, to + 1)), VISIBLE_REST_MS)
    return () => clearTimeout(timer)
  }, [onVisibleRows, rows, from, to])
}

function withWidth<L extends { readonly widths: Readonly<Record<string, number>> }>(
  layout: L,
  columnId: string,
  width: number | null,
): L {
  const { [columnId]: _, ...others } = layout.widths
  return {
    ...layout,
    widths: width === null ? others : { ...others, [columnId]: Math.max(44, Math.round(width)) },
  }
}

function menuPoint(scroller: HTMLElement | null, rowId: string): { x: number; y: number } {
  const box = (document.getElementById(rowId) ?? scroller)?.getBoundingClientRect()
  return { x: (box?.left ?? 0) + 48, y: box?.bottom ?? 0 }
}
