import { type MouseEvent, memo, type RefObject } from 'react'
import { cx } from '../../lib/cx.ts'
import { Checkbox } from '../text-field.tsx'
import type { Column } from './columns.ts'

export interface TableRowProps<Row> {
  readonly id: string
  readonly row: Row
  readonly columns: readonly Column<Row>[]
  readonly index: number
  readonly top: number
  readonly isActive: boolean
  /** Undefined: the table has no selection. */
  readonly isSelected: boolean | undefined
  readonly tone: 'bad' | 'notice' | undefined
  /** Always the newest handlers, in a box that stays the same, so that unchanged rows are not drawn again. */
  readonly actions: RefObject<RowActions | null>
}

/** What a row does, by its index. */
export interface RowActions {
  readonly click: (index: number, event: MouseEvent) => void
  readonly open: (index: number) => void
  readonly toggle: (index: number) => void
  readonly menu: (index: number, event: MouseEvent) => void
}

function Row<Row>(props: TableRowProps<Row>) {
  const { id, row, columns, index, top, isActive, isSelected, tone, actions } = props
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected ?? isActive}
      className={cx(
        'table-row',
        isActive && 'table-row--active',
        isSelected === true && 'table-row--selected',
        tone !== undefined && `table-row--${tone}`,
      )}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => actions.current?.click(index, event)}
      onDoubleClick={() => actions.current?.open(index)}
      onContextMenu={(event) => actions.current?.menu(index, event)}
    >
      {isSelected !== undefined && (
        <div
          role="gridcell"
          className="table-cell table-cell--select"
          onClick={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <Checkbox
            isChecked={isSelected}
            onChange={() => actions.current?.toggle(index)}
            ariaLabel="Select row"
            tabIndex={-1}
          />
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={cx('table-cell', column.isNumeric === true && 'table-cell--numeric')}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  )
}

/** One row; drawn again only when something of it changes. */
// memo forgets that the component is generic; its props are the same.
export const TableRow = memo(Row) as typeof Row
