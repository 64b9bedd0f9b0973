import type { GroupListing } from '#contract/groups'
import { Age } from '../../domain/age.tsx'
import { BrokerChip } from '../../domain/broker-chip.tsx'
import { errorMessage } from '../../domain/describe-error.tsx'
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

export function GroupsSummary({ groups }: { readonly groups: readonly GroupListing[] }) {
  const emptyCount = groups.filter(({ state }) => state === 'Empty').length
  return (
    <span>
      {plural(groups.length, 'group')}
      {emptyCount > 0 && `, ${formatInteger(emptyCount)} without members`}
    </span>
  )
}

/** Groups kept by brokers that do not answer are not in the list; it says so. */
export function UnreachableStrip({ brokerIds }: { readonly brokerIds: readonly number[] }) {
  return (
    <p className="groups-strip" role="status">
      <span className="row">
        {brokerIds.map((id) => (
          <BrokerChip key={id} id={id} state="offline" />
        ))}
      </span>
      <span>
        {brokerIds.length === 1
          ? `Broker ${brokerIds[0]} does not answer`
          : `${plural(brokerIds.length, 'broker')} do not answer`}
        . Groups they keep may be missing here.
      </span>
    </p>
  )
}
