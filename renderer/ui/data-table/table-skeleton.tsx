import { cx } from '../../lib/cx.ts'
import { Skeleton } from '../skeleton.tsx'
import type { Column } from './columns.ts'

const ROWS = Array.from({ length: 14 }, (_, index) => index)

/** The table's own layout, greyed, while its rows are on their way. */
export function TableSkeleton<Row>(props: {
  readonly columns: readonly Column<Row>[]
  readonly hasSelection: boolean
}) {
  return (
    <div className="table-skeleton" aria-hidden="true">
      {ROWS.map((row) => (
        <div key={row} className="table-row table-row--static">
          {props.hasSelection && <div className="table-cell" />}
          {props.columns.map((column, index) => (
            <div
              key={column.id}
              className={cx('table-cell', column.isNumeric === true && 'table-cell--numeric')}
            >
              <Skeleton width={index === 0 ? `${36 + ((row * 37) % 40)}%` : 'min(48px, 70%)'} height={8} />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
