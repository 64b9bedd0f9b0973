import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { z } from 'zod'
import { useGo, useSearchState } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { useClient } from '../../bridge/client-context.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { Failure } from '../../domain/describe-error.tsx'
import { useGuardedAction } from '../../domain/guarded-action.tsx'
import { ListFilter } from '../../domain/list-filter.tsx'
import { topicQueries } from '../../domain/queries.ts'
import { useTopicStats } from '../../domain/use-topic-stats.ts'
import { plural } from '../../lib/format-number.ts'
import { Button } from '../../ui/button.tsx'
import { ColumnsButton } from '../../ui/data-table/column-menu.tsx'
import { DataTable, type DataTableHandle } from '../../ui/data-table/data-table.tsx'
import { useTableMemory } from '../../ui/data-table/use-column-layout.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { useInspector } from '../../ui/slots.tsx'
import { Checkbox } from '../../ui/text-field.tsx'
import { STATS_COLUMNS, topicColumns } from './columns.tsx'
import { CreateTopicDialog } from './create-topic-dialog.tsx'
import { PRESETS, parseTopicFilter } from './topic-filter.ts'
import { TopicInspector } from './topic-inspector.tsx'
import { type TopicRow, topicRowKey } from './topic-row.ts'
import { TopicsScope } from './topics-scope.tsx'
import { useTopicActions } from './use-topic-actions.tsx'

const Search = z.object({
  q: z.string().catch(''),
  internal: z.boolean().catch(false),
  dialog: z.enum(['create']).optional().catch(undefined),
})

const NO_NAMES: readonly string[] = []

export function TopicsPage() {
  const client = useClient()
  const connectionId = useConnectionId()
  const list = useQuery(topicQueries.list(client, connectionId))
  const [search, setSearch] = useSearchState(Search)
  const [inView, setInView] = useState<readonly string[]>(NO_NAMES)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState<string | null>(null)
  const memory = useTableMemory('topics', { columnId: 'name', isDescending: false })
  const table = useRef<DataTableHandle>(null)
  const inspector = useInspector()
  const go = useGo()
  const { readOnlyReason } = useGuardedAction()
  const actions = useTopicActions()

  const filterText = useDeferredValue(search.q)
  const filter = useMemo(() => parseTopicFilter(filterText), [filterText])
  const all = useMemo(
    () =>
      (list.data ?? []).filter(({ isInternal }) => search.internal || filter.includesInternal || !isInternal),
    [list.data, search.internal, filter],
  )
  const allNames = useMemo(() => all.map(({ name }) => name), [all])
  const needsAll = filter.needsFigures || STATS_COLUMNS.has(memory.sort?.columnId ?? '')
  const { byName, error: statsError } = useTopicStats({ inView, all: allNames, needsAll })
  const rows = useMemo(
    () =>
      all.map((topic): TopicRow => ({ topic, stats: byName.get(topic.name)?.figures })).filter(filter.test),
    [all, byName, filter],
  )
  const onVisibleRows = useCallback((visible: readonly TopicRow[]) => setInView(visible.map(topicRowKey)), [])
  const open = (row: TopicRow) => go(routes.topic(connectionId, row.topic.name))
  const chosen = rows.filter((row) => selected.has(topicRowKey(row)))
  const hiddenCount = (list.data?.length ?? 0) - all.length

  return (
    <Page
      title="Topics"
      summary={list.data !== undefined && <TopicsSummary count={all.length} partitions={all} />}
      actions={
        <Button
          variant="primary"
          icon={<Plus size={14} />}
          disabledReason={readOnlyReason}
          onClick={() => setSearch({ dialog: 'create' })}
        >
          Create topic
        </Button>
      }
      toolbar={
        chosen.length > 0 ? (
          <>
            <span>{plural(chosen.length, 'topic')} selected</span>
            <Button
              disabledReason={readOnlyReason}
              onClick={() => actions.askDelete(chosen.map(topicRowKey))}
            >
              Delete…
            </Button>
            <Button variant="quiet" onClick={() => setSelected(new Set())}>
              Clear selection
            </Button>
          </>
        ) : (
          <>
            <ListFilter
              label="Filter topics"
              placeholder="Filter by name, rf:<3, size:>10MB, empty"
              value={search.q}
              onChange={(q) => setSearch({ q })}
              onLeave={() => table.current?.focus()}
              problem={filter.problem}
              presets={PRESETS}
            />
            <Checkbox
              label="Internal"
              isChecked={search.internal}
              onChange={(internal) => setSearch({ internal: internal ? true : undefined })}
            />
            <span className="fill" />
            <ColumnsButton columns={topicColumns} memory={memory} />
          </>
        )
      }
    >
      <DataTable
        ref={table}
        label="Topics"
        rows={rows}
        rowKey={topicRowKey}
        columns={topicColumns}
        storageKey="topics"
        memory={memory}
        isLoading={list.isPending}
        error={
          list.isError && list.data === undefined ? (
            <Failure what="Topics" error={list.error} onRetry={() => void list.refetch()} />
          ) : undefined
        }
        empty={
          <TopicsEmpty
            isFiltered={search.q !== ''}
            hiddenCount={hiddenCount}
            onClear={() => setSearch({ q: '' })}
            onCreate={() => setSearch({ dialog: 'create' })}
            readOnlyReason={readOnlyReason}
          />
        }
        rowTone={({ topic }) => (topic.leaderlessCount > 0 ? 'bad' : undefined)}
        selection={{ selected, onChange: setSelected }}
        onOpen={open}
        onPreview={inspector.toggle}
        onActiveChange={(row) => setActive(row === null ? null : topicRowKey(row))}
        rowMenu={(row) => actions.menuOf(row.topic, row.stats?.cleanupPolicy ?? null)}
        onVisibleRows={onVisibleRows}
      />
      <TopicsScope
        shownCount={rows.length}
        totalCount={list.data?.length ?? 0}
        hiddenCount={hiddenCount}
        readCount={needsAll ? allNames.filter((name) => byName.has(name)).length : null}
        allCount={allNames.length}
        updatedAtMs={list.dataUpdatedAt}
        statsError={statsError}
      />
      <TopicInspector row={rows.find(({ topic }) => topic.name === active)} />
      {search.dialog === 'create' && <CreateTopicDialog onClose={() => setSearch({ dialog: undefined })} />}
      {actions.dialogs}
    </Page>
  )
}

function TopicsSummary(props: {
  readonly count: number
  readonly partitions: readonly { readonly partitionCount: number }[]
}) {
  const partitionCount = props.partitions.reduce((sum, topic) => sum + topic.partitionCount, 0)
  return (
    <span>
      {plural(props.count, 'topic')}, {plural(partitionCount, 'partition')}
    </span>
  )
}

interface TopicsEmptyProps {
  readonly isFiltered: boolean
  readonly hiddenCount: number
  readonly onClear: () => void
  readonly onCreate: () => void
  readonly readOnlyReason: string | null
}

function TopicsEmpty({ isFiltered, hiddenCount, onClear, onCreate, readOnlyReason }: TopicsEmptyProps) {
  if (isFiltered) {
    return (
      <EmptyState
        title="No topic passes this filter"
        action={<Button onClick={onClear}>Clear filter</Button>}
      >
        {hiddenCount > 0 &&
          `${plural(hiddenCount, 'internal topic')} not looked at; tick Internal to include them.`}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="This cluster has no topics"
      action={
        <Button disabledReason={readOnlyReason} onClick={onCreate}>
          Create the first topic
        </Button>
      }
    >
      A topic is a named log of records, split into partitions. Producers append to it, consumers read from
      it.
      {hiddenCount > 0 && ` ${plural(hiddenCount, 'internal topic')} not shown.`}
    </EmptyState>
  )
}
