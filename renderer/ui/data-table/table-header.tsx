import { ArrowDown, ArrowUp } from 'lucide-react'
import { type MouseEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { cx } from '../../lib/cx.ts'
import type { Column, Sort } from './columns.ts'

export interface TableHeaderProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly sort: Sort | null
  readonly onSort: (sort: Sort) => void
  readonly onResize: (columnId: string, width: number | null) => void
  /** The check-box over the rows' check-boxes. */
  readonly selectAll: ReactNode | null
  readonly onContextMenu: (event: MouseEvent) => void
}

export function TableHeader<Row>(props: TableHeaderProps<Row>) {
  const { columns, sort, onSort, onResize, selectAll, onContextMenu } = props
  return (
    <div role="rowgroup" className="table-head" onContextMenu={onContextMenu}>
      <div role="row" aria-rowindex={1} className="table-row table-row--head">
        {selectAll !== null && (
          <div role="columnheader" aria-label="Selected" className="table-cell table-cell--select">
            {selectAll}
          </div>
        )}
        {columns.map((column) => (
          <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} onResize={onResize} />
        ))}
      </div>
    </div>
  )
}

type HeaderCellProps<Row> = Pick<TableHeaderProps<Row>, 'sort' | 'onSort' | 'onResize'> & {
  readonly column: Column<Row>
}

function HeaderCell<Row>({ column, sort, onSort, onResize }: HeaderCellProps<Row>) {
  const cell = useRef<HTMLDivElement>(null)
  const isSorted = sort?.columnId === column.id
  const order = !isSorted ? 'none' : sort.isDescending ? 'descending' : 'ascending'
  const Arrow = isSorted && sort.isDescending ? ArrowDown : ArrowUp
  const onPointerDown = (event: PointerEvent<HTMLSpanElement>) => {
    const handle = event.currentTarget
    const startX = event.clientX
    const startWidth = cell.current?.offsetWidth ?? column.width
    handle.setPointerCapture(event.pointerId)
    handle.onpointermove = (move) => onResize(column.id, startWidth + move.clientX - startX)
    handle.onpointerup = () => {
      handle.onpointermove = null
    }
  }
  return (
    <div
      ref={cell}
      role="columnheader"
      aria-sort={column.sortBy === undefined ? undefined : order}
      title={column.hint}
      className={cx('table-cell', column.isNumeric === true && 'table-cell--numeric')}
    >
      {column.sortBy === undefined ? (
        <span className="truncate">{column.header}</span>
      ) : (
        <button
          type="button"
          className="table-sort"
          data-sorted={isSorted}
          onClick={() =>
            onSort({
              columnId: column.id,
              isDescending: isSorted ? !sort.isDescending : column.isNumeric === true,
            })
          }
        >
          <span className="truncate">{column.header}</span>
          <Arrow size={11} aria-hidden="true" className="table-arrow" />
        </button>
      )}
      <span
        className="table-resize"
        aria-hidden="true"
        onPointerDown={onPointerDown}
        onDoubleClick={() => onResize(column.id, null)}
      />
    </div>
  )
}
