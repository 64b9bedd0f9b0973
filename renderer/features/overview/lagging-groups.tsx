import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type GroupListing, MAX_SUMMARY_GROUPS } from '#contract/groups'
import { useClient } from '../../bridge/client-context.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { errorMessage } from '../../domain/describe-error.tsx'
import { groupMark } from '../../domain/group-state.ts'
import { missingGroupsWords } from '../../domain/missing-groups-words.ts'
import { groupQueries } from '../../domain/queries.ts'
import { GroupLink } from '../../domain/topic-link.tsx'
import { LagBadge } from '../../domain/values.tsx'
import { formatInteger } from '../../lib/format-number.ts'
import { StateDot } from '../../ui/badge.tsx'
import { nobodyBehindWords } from './group-claims.ts'
import { ListSkeleton } from './top-topics.tsx'

const ROWS = 10

export interface LaggingGroupsProps {
  readonly groups: readonly GroupListing[] | undefined
  /** Brokers whose groups may be missing. */
  readonly unreachable: readonly number[]
}

/** The groups with most lag among those that can be asked about at once. */
export function LaggingGroups({ groups, unreachable }: LaggingGroupsProps) {
  const client = useClient()
  const connectionId = useConnectionId()
  const ids = useMemo(
    () => (groups ?? []).slice(0, MAX_SUMMARY_GROUPS).map(({ groupId }) => groupId),
    [groups],
  )
  const summaries = useQuery({
    ...groupQueries.summaries(client, connectionId, ids),
    placeholderData: (previous) => previous,
  })
  const missing = missingGroupsWords(unreachable)
  if (groups?.length === 0) {
    return (
      <p className="overview-none">
        {missing === null
          ? 'No consumer groups yet. One appears with the first consumer that commits an offset.'
          : `The brokers that answered keep no groups. ${missing}`}
      </p>
    )
  }
  if (summaries.isError && summaries.data === undefined)
    return <p className="overview-none">{errorMessage(summaries.error)}</p>
  if (groups === undefined || summaries.data === undefined) return <ListSkeleton />
  const stateOf = new Map(groups.map(({ groupId, state }) => [groupId, state]))
  const top = summaries.data
    .filter(({ lagRecords }) => (lagRecords ?? 0) > 0)
    .sort((left, right) => (right.lagRecords ?? 0) - (left.lagRecords ?? 0))
    .slice(0, ROWS)
  if (top.length === 0) {
    return (
      <p className="overview-none">
        {missing === null
          ? nobodyBehindWords(summaries.data, groups.length)
          : `No group that is known is behind. ${missing}`}
      </p>
    )
  }
  return (
    <>
      <table className="overview-table" aria-label="Groups furthest behind">
        <tbody>
          {top.map(({ groupId, lagRecords, isLagPartial }) => (
            <tr key={groupId}>
              <td className="overview-name">
                <GroupLink groupId={groupId} />
              </td>
              <td className="overview-state">
                <StateDot {...groupMark(stateOf.get(groupId) ?? 'Unknown')} />
              </td>
              <td className="overview-number">
                <LagBadge value={lagRecords} isPartial={isLagPartial} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {missing !== null && <p className="overview-none">{missing}</p>}
      {groups.length > MAX_SUMMARY_GROUPS && (
        <p className="overview-none">
          Of the first {MAX_SUMMARY_GROUPS} of {formatInteger(groups.length)} groups.
        </p>
      )}
    </>
  )
}
