import type { GroupListing } from '#contract/groups'
import { Age } from '../../domain/age.tsx'
import { errorMessage } from '../../domain/describe-error.tsx'
import { groupCountWords } from '../../domain/missing-groups-words.ts'
import { formatInteger, plural } from '../../lib/format-number.ts'
import { StatusScope } from '../../ui/slots.tsx'

export interface GroupsScopeProps {
  readonly shownCount: number
  readonly totalCount: number
  /** Groups whose figures are read, while an order or filter needs all; null otherwise. */
  readonly readCount: number | null
  readonly updatedAtMs: number
  readonly figuresError: unknown
  readonly isLate: boolean
}

/** What of the cluster the list shows, in the status bar. */
export function GroupsScope(props: GroupsScopeProps) {
  const { shownCount, totalCount, readCount, updatedAtMs, figuresError, isLate } = props
  if (updatedAtMs === 0) return null
  return (
    <StatusScope>
      <span>
        {formatInteger(shownCount)} of {plural(totalCount, 'group')}
      </span>
      {readCount !== null && readCount < totalCount && (
        <span>
          Figures of {formatInteger(readCount)} of {formatInteger(totalCount)} read
        </span>
      )}
      {figuresError !== null && (
        <span title={errorMessage(figuresError)}>Figures are late: the last read failed</span>
      )}
      {isLate && figuresError === null && (
        <span>Figures are late: a broker takes long to answer, or is down</span>
      )}
      <Age atMs={updatedAtMs} />
    </StatusScope>
  )
}

interface GroupsSummaryProps {
  readonly groups: readonly GroupListing[]
  /** Groups may be missing, so that there are at least so many. */
  readonly isPartial: boolean
}

export function GroupsSummary({ groups, isPartial }: GroupsSummaryProps) {
  const emptyCount = groups.filter(({ state }) => state === 'Empty').length
  return (
    <span title={isPartial ? 'Without those of the brokers that could not be asked' : undefined}>
      {groupCountWords(groups.length, isPartial)}
      {emptyCount > 0 && `, ${formatInteger(emptyCount)} without members`}
    </span>
  )
}
