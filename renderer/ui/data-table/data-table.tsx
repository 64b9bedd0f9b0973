/**
 * The one grid of the page. Virtualised, sortable, with keyboard rows, a menu on every row, columns that
 * resize and hide, and the designed states. Focus stays on the grid itself; the active row is told through
 * aria-activedescendant, so rows may come and go while scrolling.
 */
import {
  type CSSProperties,
  type FocusEvent,
  type MouseEvent,
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
import { ContextMenu, type MenuEntry } from '../menu.tsx'
import { columnEntries } from './column-menu.tsx'
import { type Column, type ColumnLayout, gridTemplate, type Sort, visibleColumns } from './columns.ts'
import { InGrid } from './in-grid.ts'
import { SelectAll } from './select-all.tsx'
import { TableHeader } from './table-header.tsx'
import { type RowActions, TableRow } from './table-row.tsx'
import { TableSkeleton } from './table-skeleton.tsx'
import { type TableMemory, useTableMemory } from './use-column-layout.ts'
import { gridKeyHandler } from './use-grid-keys.ts'
import { HEADER_HEIGHT, type Selection, useGridRows, useVisibleRows } from './use-grid-rows.ts'
import './data-table.css'

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

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, rowKey, columns, selection } = props
  const own = useTableMemory(props.storageKey, props.defaultSort ?? null)
  const memory = props.memory ?? own
  const { layout, sort } = memory
  const scroller = useRef<HTMLDivElement>(null)
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const id = useId()
  const grid = useGridRows({
    rows,
    rowKey,
    columns,
    sort,
    selection,
    onActiveChange: props.onActiveChange,
    scroller,
  })
  const { sorted, activeIndex, virtualizer, activate, withRow } = grid
  const shown = useMemo(() => visibleColumns(columns, layout), [columns, layout])
  const { template, minWidth } = gridTemplate(shown, layout, selection !== undefined)
  const items = virtualizer.getVirtualItems()
  useVisibleRows(props.onVisibleRows, {
    rows: sorted,
    from: items.at(0)?.index ?? 0,
    to: items.at(-1)?.index ?? -1,
  })
  useImperativeHandle(props.ref, () => ({
    focus: () => {
      scroller.current?.focus()
      if (activeIndex < 0) activate(0)
    },
  }))
  const openMenu = (index: number, at: Point) =>
    withRow((row) => {
      const entries = props.rowMenu?.(row) ?? []
      if (entries.length > 0) setMenu({ at, entries, label: 'Row actions' })
    })(index)
  const rowActions = useRowActions({
    grid,
    hasSelection: selection !== undefined,
    onOpen: props.onOpen,
    openMenu,
  })
  const onKeyDown = gridKeyHandler({
    rowCount: sorted.length,
    pageSize: grid.pageSize,
    activeIndex,
    onMove: (index, isExtending) => {
      if (isExtending) grid.extendTo(index)
      activate(index)
    },
    onOpen: props.onOpen && withRow(props.onOpen),
    onPreview: props.onPreview && withRow(props.onPreview),
    onToggle: selection && grid.toggle,
    onSelectAll: selection && grid.selectAll,
    onMenu: (index) => openMenu(index, menuPoint(scroller.current, `${id}-row-${index}`)),
    onCopy: withRow((row) => void copyText(props.copyText?.(row) ?? rowKey(row))),
  })
  const onFocus = (event: FocusEvent<HTMLDivElement>) => {
    const isOwn = event.target === event.currentTarget
    if (isOwn && activeIndex < 0 && event.currentTarget.matches(':focus-visible')) activate(0)
  }
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
        onFocus={onFocus}
        // The template has no place in CSS: it follows what the user dragged.
        style={{ '--columns': template, '--table-min': `${minWidth}px` } as CSSProperties}
      >
        <TableHeader
          columns={shown}
          sort={sort}
          onSort={memory.setSort}
          onResize={(columnId, width) => memory.setLayout((current) => withWidth(current, columnId, width))}
          selectAll={
            selection === undefined ? null : <SelectAll selection={selection} keys={sorted.map(rowKey)} />
          }
          onContextMenu={(event) => {
            event.preventDefault()
            const at = { x: event.clientX, y: event.clientY }
            setMenu({ at, entries: columnEntries(columns, memory), label: 'Columns' })
          }}
        />
        {replacement === undefined && props.isLoading === true && (
          <TableSkeleton columns={shown} hasSelection={selection !== undefined} />
        )}
        {replacement === undefined && props.isLoading !== true && (
          <InGrid value={true}>
            <div
              role="rowgroup"
              className="table-body"
              style={{ height: virtualizer.getTotalSize() }}
              onMouseDown={props.onOpen && keepSelection}
            >
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
                    actions={rowActions}
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

/** Where a double click opens, it does not select the word under it too. */
function keepSelection(event: MouseEvent): void {
  if (event.detail > 1) event.preventDefault()
}

interface Point {
  readonly x: number
  readonly y: number
}

interface OpenMenu {
  readonly at: Point
  readonly entries: readonly MenuEntry[]
  readonly label: string
}

interface RowActionsOptions<Row> {
  readonly grid: ReturnType<typeof useGridRows<Row>>
  readonly hasSelection: boolean
  readonly onOpen: ((row: Row) => void) | undefined
  readonly openMenu: (index: number, at: Point) => void
}

/** The rows' handlers in a box that stays the same while they change. */
function useRowActions<Row>({ grid, hasSelection, onOpen, openMenu }: RowActionsOptions<Row>) {
  const actions = useRef<RowActions | null>(null)
  useEffect(() => {
    actions.current = {
      click: (index, event) => {
        if (event.shiftKey && hasSelection) grid.extendTo(index)
        else if ((event.ctrlKey || event.metaKey) && hasSelection) grid.toggle(index)
        grid.point(index)
      },
      open: grid.withRow(onOpen),
      toggle: grid.toggle,
      menu: (index, event) => {
        event.preventDefault()
        grid.point(index)
        openMenu(index, { x: event.clientX, y: event.clientY })
      },
    }
  })
  return actions
}

function withWidth(layout: ColumnLayout, columnId: string, width: number | null): ColumnLayout {
  const { [columnId]: _, ...others } = layout.widths
  return {
    ...layout,
    widths: width === null ? others : { ...others, [columnId]: Math.max(44, Math.round(width)) },
  }
}

function menuPoint(scroller: HTMLElement | null, rowId: string): Point {
  const box = (document.getElementById(rowId) ?? scroller)?.getBoundingClientRect()
  return { x: (box?.left ?? 0) + 48, y: box?.bottom ?? 0 }
}
