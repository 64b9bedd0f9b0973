import type { ReactNode } from 'react'
import type { TopicStats } from '#contract/topics'
import { Missing } from '../../domain/values.tsx'
import { formatInteger } from '../../lib/format-number.ts'
import { recordCountMark } from './record-count-mark.ts'

/** How many records a topic holds, with a mark where that is not exact. */
export function RecordCount({ stats }: { readonly stats: TopicStats }) {
  const { recordCount } = stats
  if (recordCount === null) return <Missing why="no partition could be read" />
  const { mark, why } = recordCountMark(stats)
  return (
    <span className={recordCount === 0 && mark === '' ? 'muted nowrap' : 'nowrap'} title={why}>
      {mark !== '' && `${mark} `}
      {formatInteger(recordCount)}
    </span>
  )
}

interface AtLeastProps {
  readonly isPartial: boolean
  readonly children: ReactNode
}

/** A sum of which a part is missing says so. */
export function AtLeast({ isPartial, children }: AtLeastProps) {
  if (!isPartial) return children
  return (
    <span className="nowrap" title="Without the partitions that could not be read">
      ≥ {children}
    </span>
  )
}
