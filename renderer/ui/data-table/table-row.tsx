import type { MouseEvent } from 'react'
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
  readonly onClick: (event: MouseEvent) => void
  readonly onDoubleClick: () => void
  readonly onToggle: () => void
  readonly onContextMenu: (event: MouseEvent) => void
}

export function TableRow<Row>(props: TableRowProps<Row>) {
  const { id, row, columns, index, top, isActive, isSelected, tone, onToggle } = props
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
      onClick={props.onClick}
      onDoubleClick={props.onDoubleClick}
      onContextMenu={props.onContextMenu}
    >
      {isSelected !== undefined && (
        <div
          role="gridcell"
          className="table-cell table-cell--select"
          onClick={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <Checkbox isChecked={isSelected} onChange={onToggle} ariaLabel="Select row" tabIndex={-1} />
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
