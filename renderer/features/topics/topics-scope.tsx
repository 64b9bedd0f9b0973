import { Age } from '../../domain/age.tsx'
import { errorMessage } from '../../domain/describe-error.tsx'
import { formatInteger, plural } from '../../lib/format-number.ts'
import { StatusScope } from '../../ui/slots.tsx'

export interface TopicsScopeProps {
  readonly shownCount: number
  readonly totalCount: number
  readonly hiddenCount: number
  /** Topics whose figures are read, while an order or filter needs all; null otherwise. */
  readonly readCount: number | null
  readonly allCount: number
  readonly updatedAtMs: number
  readonly statsError: unknown
}

/** What of the cluster the list shows, in the status bar. */
export function TopicsScope(props: TopicsScopeProps) {
  const { shownCount, totalCount, hiddenCount, readCount, allCount, updatedAtMs, statsError } = props
  if (updatedAtMs === 0) return null
  return (
    <StatusScope>
      <span>
        {formatInteger(shownCount)} of {plural(totalCount, 'topic')}
        {hiddenCount > 0 && `, ${formatInteger(hiddenCount)} internal hidden`}
      </span>
      {readCount !== null && readCount < allCount && (
        <span>
          Figures of {formatInteger(readCount)} of {formatInteger(allCount)} read
        </span>
      )}
      {statsError !== null && (
        <span title={errorMessage(statsError)}>Figures are late: the last read failed</span>
      )}
      <Age atMs={updatedAtMs} />
    </StatusScope>
  )
}
