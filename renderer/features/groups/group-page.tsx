import { useQuery } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { GroupDetail } from '#contract/groups'
import { PageLink, useCurrentPage, useGo } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { useClient } from '../../bridge/client-context.tsx'
import { type StreamView, useLatest } from '../../bridge/use-stream.ts'
import { Age, useIsOlder } from '../../domain/age.tsx'
import { BrokerChip } from '../../domain/broker-chip.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { Failure } from '../../domain/describe-error.tsx'
import { groupMark } from '../../domain/group-state.ts'
import { MissingGroupsStrip } from '../../domain/missing-groups.tsx'
import { groupQueries } from '../../domain/queries.ts'
import { plural } from '../../lib/format-number.ts'
import { StateDot } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { StatusScope, useInspector } from '../../ui/slots.tsx'
import { epochWords, stateMeaning, stateSentence } from './group-words.ts'
import { KindBadge } from './kind-badge.tsx'
import { LagPanel } from './lag-panel.tsx'
import { MembersPanel } from './members-panel.tsx'
import type { Row } from './partition-rows.ts'
import { PartitionsTable } from './partitions-table.tsx'
import { type GroupSelection, SelectionInspector } from './selection-inspector.tsx'
import { useGroupActions } from './use-group-actions.tsx'
import { useLagHistory } from './use-lag-history.ts'
import './groups.css'

const NOBODY: readonly number[] = []

const WATCH_INTERVAL_MS = 1_000
/** Older than this, figures are called late. */
const LATE_AFTER_MS = 5_000

export function GroupPage() {
  const { params } = useCurrentPage()
  const groupId = params['groupId'] ?? ''
  // Another group in the same tab starts afresh.
  return <OneGroup key={groupId} groupId={groupId} />
}

function OneGroup({ groupId }: { readonly groupId: string }) {
  const client = useClient()
  const connectionId = useConnectionId()
  const go = useGo()
  const watch = useCallback(
    (signal: AbortSignal) =>
      client.groups.watch({ connectionId, groupId, intervalMs: WATCH_INTERVAL_MS }, { signal }),
    [client, connectionId, groupId],
  )
  const view = useLatest(watch)
  const detail = view.latest
  const groups = useQuery(groupQueries.list(client, connectionId))
  const samples = useLagHistory(groupId, detail)
  const [selection, setSelection] = useState<GroupSelection | null>(null)
  const inspector = useInspector()
  const actions = useGroupActions(() => go(routes.groups(connectionId), { replaces: true }))
  const isMissing = view.error?.code === 'not-found' || (view.error !== null && detail === undefined)
  return (
    <Page
      title={groupId}
      isTitleData
      summary={isMissing ? undefined : <GroupSummaryLine detail={detail} />}
      actions={
        detail !== undefined &&
        !isMissing && (
          <MenuButton
            position="bottom-end"
            label="Group actions"
            entries={actions.changesOf({ ...detail, memberCount: detail.members.length })}
          >
            <IconButton label="Group actions" icon={<Ellipsis size={16} />} />
          </MenuButton>
        )
      }
    >
      {isMissing ? (
        <GroupFailure groupId={groupId} view={view} />
      ) : (
        <div className="group-fit">
          <StaleStrip view={view} />
          {detail === undefined && <MissingGroupsStrip brokerIds={groups.data?.unreachable ?? NOBODY} />}
          <LagPanel detail={detail} samples={samples} />
          <div className="group-body">
            <div className="group-partitions">
              <PartitionsTable
                detail={detail}
                onActiveChange={(row) => setSelection(row === null ? null : selectionOf(row))}
                onPreview={inspector.toggle}
              />
            </div>
            {detail !== undefined && (
              <MembersPanel
                detail={detail}
                selectedId={selection?.kind === 'member' ? selection.memberId : null}
                onSelect={(memberId) => setSelection({ kind: 'member', memberId })}
                onPreview={inspector.toggle}
              />
            )}
          </div>
          {detail !== undefined && (
            <>
              <SelectionInspector detail={detail} selection={selection} />
              <StatusScope>
                <span>
                  {plural(detail.partitions.length, 'partition')} of{' '}
                  {plural(new Set(detail.partitions.map(({ topic }) => topic)).size, 'topic')}
                </span>
                <Age atMs={detail.sampledAtMs} />
              </StatusScope>
            </>
          )}
        </div>
      )}
      {actions.dialogs}
    </Page>
  )
}

function selectionOf(row: Row): GroupSelection {
  return row.kind === 'topic'
    ? { kind: 'topic', topic: row.topic }
    : { kind: 'partition', topic: row.partition.topic, partition: row.partition.partition }
}

function GroupSummaryLine({ detail }: { readonly detail: GroupDetail | undefined }) {
  if (detail === undefined) return <Skeleton width={280} />
  return (
    <>
      <span title={stateMeaning(detail.state, detail.kind) ?? undefined}>
        <StateDot tone={groupMark(detail.state).tone} word={stateSentence(detail)} />
      </span>
      <KindBadge kind={detail.kind} />
      {detail.epochs !== null && (
        <span className="muted" title="Changes to the group; an assignment is made for each">
          {epochWords(detail.epochs)}
        </span>
      )}
      {detail.coordinatorId !== null && (
        <span className="row muted">
          Coordinator <BrokerChip id={detail.coordinatorId} />
        </span>
      )}
    </>
  )
}

/** What is shown is old: why, and that it is being tried again. */
function StaleStrip({ view }: { readonly view: StreamView<GroupDetail> }) {
  const readAtMs = view.latest?.sampledAtMs ?? null
  const isLate = useIsOlder(readAtMs, LATE_AFTER_MS)
  if (readAtMs === null || (view.error === null && !isLate)) return null
  return (
    <p className="notice-strip" role="status">
      <span>
        Not up to date: {view.error?.message ?? 'a broker takes long to answer, or is down.'}{' '}
        <Age atMs={readAtMs} prefix="Last read " />; still trying.
      </span>
    </p>
  )
}

function GroupFailure({
  groupId,
  view,
}: {
  readonly groupId: string
  readonly view: StreamView<GroupDetail>
}) {
  const connectionId = useConnectionId()
  if (view.error?.code !== 'not-found')
    return <Failure what="The group" error={view.error} onRetry={view.restart} />
  return (
    <EmptyState
      title={`There is no consumer group ${groupId}`}
      action={
        <PageLink className="button button--default" to={routes.groups(connectionId)}>
          Show all groups
        </PageLink>
      }
    >
      It was deleted, its offsets have expired, or it is on another connection.
    </EmptyState>
  )
}
