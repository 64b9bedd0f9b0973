import { useQuery } from '@tanstack/react-query'
import type { TopicConsumer } from '#contract/topics'
import { useGo } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { useClient } from '../../bridge/client-context.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { Failure } from '../../domain/describe-error.tsx'
import { groupMark } from '../../domain/group-state.ts'
import { MissingGroupsStrip } from '../../domain/missing-groups.tsx'
import { groupQueries, topicQueries } from '../../domain/queries.ts'
import { GroupLink } from '../../domain/topic-link.tsx'
import { Count, LagBadge } from '../../domain/values.tsx'
import { plural } from '../../lib/format-number.ts'
import { StateDot } from '../../ui/badge.tsx'
import type { Column } from '../../ui/data-table/columns.ts'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { StatusScope } from '../../ui/slots.tsx'

const consumerKey = ({ groupId }: TopicConsumer): string => groupId

const columns: readonly Column<TopicConsumer>[] = [
  {
    id: 'group',
    header: 'Group',
    width: 320,
    minWidth: 200,
    isFlexible: true,
    isPinned: true,
    sortBy: consumerKey,
    cell: ({ groupId }) => <GroupLink groupId={groupId} />,
  },
  {
    id: 'state',
    header: 'State',
    width: 160,
    sortBy: ({ state }) => state,
    cell: ({ state }) => <StateDot {...groupMark(state)} />,
  },
  {
    id: 'members',
    header: 'Members',
    width: 90,
    isNumeric: true,
    sortBy: ({ memberCount }) => memberCount,
    cell: ({ memberCount }) => <Count value={memberCount} />,
  },
  {
    id: 'lag',
    header: 'Lag',
    hint: 'Records of this topic the group has not read',
    width: 120,
    isNumeric: true,
    sortBy: ({ lagRecords }) => lagRecords,
    cell: ({ lagRecords, isLagPartial }) => <LagBadge value={lagRecords} isPartial={isLagPartial} />,
  },
]

export function ConsumersTab({ name }: { readonly name: string }) {
  const client = useClient()
  const connectionId = useConnectionId()
  const consumers = useQuery(topicQueries.consumers(client, connectionId, name))
  const groups = useQuery(groupQueries.list(client, connectionId))
  const unreachable = groups.data?.unreachable ?? []
  const go = useGo()
  return (
    <>
      <MissingGroupsStrip brokerIds={unreachable} />
      <DataTable
        label="Consumer groups of the topic"
        rows={consumers.data ?? []}
        rowKey={consumerKey}
        columns={columns}
        storageKey="topic-consumers"
        defaultSort={{ columnId: 'lag', isDescending: true }}
        isLoading={consumers.isPending}
        onOpen={({ groupId }) => go(routes.group(connectionId, groupId))}
        error={
          consumers.isError && consumers.data === undefined ? (
            <Failure
              what="Consumer groups"
              error={consumers.error}
              onRetry={() => void consumers.refetch()}
            />
          ) : undefined
        }
        empty={
          <EmptyState
            title={
              unreachable.length > 0 ? 'No group that is known reads this topic' : 'No group reads this topic'
            }
          >
            Groups appear here once they have committed an offset on it or have it assigned. Consumers without
            a group leave no trace.
          </EmptyState>
        }
      />
      {consumers.data !== undefined && (
        <StatusScope>
          <span>{plural(consumers.data.length, 'group')}</span>
        </StatusScope>
      )}
    </>
  )
}
