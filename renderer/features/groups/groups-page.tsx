import { useQuery } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { z } from 'zod'
import { useGo, useSearchState } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { useClient } from '../../bridge/client-context.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { Failure } from '../../domain/describe-error.tsx'
import { ListFilter } from '../../domain/list-filter.tsx'
import { MissingGroupsStrip } from '../../domain/missing-groups.tsx'
import { groupQueries } from '../../domain/queries.ts'
import { Button } from '../../ui/button.tsx'
import { ColumnsButton } from '../../ui/data-table/column-menu.tsx'
import { DataTable, type DataTableHandle } from '../../ui/data-table/data-table.tsx'
import { useTableMemory } from '../../ui/data-table/use-column-layout.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { useInspector } from '../../ui/slots.tsx'
import { FIGURE_COLUMNS, groupColumns } from './columns.tsx'
import { PRESETS, parseGroupFilter } from './group-filter.ts'
import { GroupInspector } from './group-inspector.tsx'
import { type GroupRow, groupRowKey } from './group-row.ts'
import { GroupsScope, GroupsSummary } from './groups-scope.tsx'
import { useGroupActions } from './use-group-actions.tsx'
import { useGroupSummaries } from './use-group-summaries.ts'
import './groups.css'

const Search = z.object({ q: z.string().catch('') })

const NO_IDS: readonly string[] = []

export function GroupsPage() {
  const client = useClient()
  const connectionId = useConnectionId()
  const list = useQuery(groupQueries.list(client, connectionId))
  const [search, setSearch] = useSearchState(Search)
  const [inView, setInView] = useState<readonly string[]>(NO_IDS)
  const [active, setActive] = useState<string | null>(null)
  const memory = useTableMemory('groups', { columnId: 'group', isDescending: false })
  const table = useRef<DataTableHandle>(null)
  const inspector = useInspector()
  const go = useGo()
  const actions = useGroupActions()

  const filterText = useDeferredValue(search.q)
  const filter = useMemo(() => parseGroupFilter(filterText), [filterText])
  const groups = list.data?.groups
  const ids = useMemo(() => (groups ?? []).map(({ groupId }) => groupId), [groups])
  const needsAll = filter.needsFigures || FIGURE_COLUMNS.has(memory.sort?.columnId ?? '')
  const { byName, error: figuresError, isLate } = useGroupSummaries({ inView, all: ids, needsAll })
  const rows = useMemo(
    () =>
      (groups ?? [])
        .map((group): GroupRow => ({ group, summary: byName.get(group.groupId)?.figures }))
        .filter(filter.test),
    [groups, byName, filter],
  )
  const onVisibleRows = useCallback((visible: readonly GroupRow[]) => {
    const next = visible.map(groupRowKey)
    setInView((current) => (current.join('\n') === next.join('\n') ? current : next))
  }, [])
  const unreachable = list.data?.unreachable ?? []

  return (
    <Page
      title="Consumer groups"
      summary={groups !== undefined && <GroupsSummary groups={groups} isPartial={unreachable.length > 0} />}
      toolbar={
        <>
          <ListFilter
            label="Filter consumer groups"
            placeholder="id, state:empty, lag:>0, topic:orders"
            value={search.q}
            onChange={(q) => setSearch({ q })}
            onLeave={() => table.current?.focus()}
            problem={filter.problem}
            presets={PRESETS}
          />
          <span className="fill" />
          <ColumnsButton columns={groupColumns} memory={memory} />
        </>
      }
    >
      <MissingGroupsStrip brokerIds={unreachable} />
      <DataTable
        ref={table}
        label="Consumer groups"
        rows={rows}
        rowKey={groupRowKey}
        columns={groupColumns}
        storageKey="groups"
        memory={memory}
        isLoading={list.isPending}
        error={
          list.isError && list.data === undefined ? (
            <Failure what="Consumer groups" error={list.error} onRetry={() => void list.refetch()} />
          ) : undefined
        }
        empty={
          <GroupsEmpty
            isFiltered={search.q !== ''}
            isPartial={unreachable.length > 0}
            onClear={() => setSearch({ q: '' })}
          />
        }
        rowTone={({ group }) => (group.state === 'Dead' ? 'bad' : undefined)}
        onOpen={({ group }) => go(routes.group(connectionId, group.groupId))}
        onPreview={inspector.toggle}
        onActiveChange={(row) => setActive(row === null ? null : groupRowKey(row))}
        rowMenu={({ group, summary }) =>
          actions.menuOf({ ...group, memberCount: summary?.memberCount ?? null })
        }
        onVisibleRows={onVisibleRows}
      />
      <GroupsScope
        shownCount={rows.length}
        totalCount={ids.length}
        readCount={needsAll ? ids.filter((id) => byName.has(id)).length : null}
        updatedAtMs={list.dataUpdatedAt}
        figuresError={figuresError}
        isLate={isLate}
      />
      <GroupInspector row={rows.find(({ group }) => group.groupId === active)} />
      {actions.dialogs}
    </Page>
  )
}

interface GroupsEmptyProps {
  readonly isFiltered: boolean
  readonly isPartial: boolean
  readonly onClear: () => void
}

function GroupsEmpty({ isFiltered, isPartial, onClear }: GroupsEmptyProps) {
  if (isFiltered) {
    return (
      <EmptyState
        title="No consumer group passes this filter"
        action={<Button onClick={onClear}>Clear filter</Button>}
      />
    )
  }
  return (
    <EmptyState
      title={isPartial ? 'The brokers that answered keep no groups' : 'This cluster has no consumer groups'}
    >
      A group appears with the first consumer that joins under its id or commits an offset for it. Consumers
      that assign partitions to themselves and commit nothing leave no trace.
    </EmptyState>
  )
}
