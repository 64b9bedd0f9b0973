import { useMemo, useState } from 'react'
import type { ClusterMap, MapBroker } from '#contract/cluster-map'
import { useGo } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { TopicLink } from '../../domain/topic-link.tsx'
import { UnavailabilityLine } from '../../domain/unavailability-line.tsx'
import { Missing } from '../../domain/values.tsx'
import { copyText } from '../../lib/clipboard.ts'
import { formatInteger, plural } from '../../lib/format-number.ts'
import type { Column } from '../../ui/data-table/columns.ts'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FilterBox } from '../../ui/filter-box.tsx'
import { StatusScope } from '../../ui/slots.tsx'
import { Switch } from '../../ui/text-field.tsx'
import { cellOf, type MapRow, mapRows, mapTotals } from './replica-map.ts'
import { ReplicaLegend, ReplicaMark } from './replica-mark.tsx'

const rowKey = ({ key }: MapRow): string => key

/** Partitions down, brokers across, live. */
export function ReplicaMapView({ map }: { readonly map: ClusterMap | undefined }) {
  const connectionId = useConnectionId()
  const go = useGo()
  const [text, setText] = useState('')
  const [isOnlyProblems, setOnlyProblems] = useState(false)
  const [hasInternal, setInternal] = useState(true)
  const rows = useMemo(
    () => (map === undefined ? [] : mapRows(map, { text, isOnlyProblems, hasInternal })),
    [map, text, isOnlyProblems, hasInternal],
  )
  const totals = useMemo(() => mapTotals(rows), [rows])
  const brokers = map?.brokers
  const columns = useMemo(() => mapColumns(brokers ?? []), [brokers])
  return (
    <>
      <div className="page-toolbar">
        <FilterBox
          label="Filter topics"
          placeholder="Filter topics"
          width={220}
          value={text}
          onChange={setText}
        />
        <Switch label="Only problems" isChecked={isOnlyProblems} onChange={setOnlyProblems} />
        <Switch label="Internal topics" isChecked={hasInternal} onChange={setInternal} />
        <span className="fill" />
        <ReplicaLegend />
      </div>
      {map !== undefined && <UnavailabilityLine map={map} />}
      <DataTable
        label="Replicas by broker"
        rows={rows}
        rowKey={rowKey}
        columns={columns}
        storageKey="replica-map"
        isLoading={map === undefined}
        onOpen={({ topic }) => go(routes.topic(connectionId, topic, { tab: 'partitions' }))}
        rowTone={({ isLeaderless, problem }) =>
          isLeaderless ? 'bad' : problem === null ? undefined : 'notice'
        }
        rowMenu={({ topic, partition }) => [
          {
            id: 'partitions',
            label: 'Open partitions of the topic',
            onSelect: () => go(routes.topic(connectionId, topic, { tab: 'partitions' })),
          },
          { id: 'copy', label: 'Copy name', onSelect: () => void copyText(`${topic}-${partition}`) },
        ]}
        copyText={({ topic, partition }) => `${topic}-${partition}`}
        error={
          map !== undefined && map.error !== null && map.brokers.length === 0 ? (
            <EmptyState title="The cluster has not answered yet">It is tried again.</EmptyState>
          ) : undefined
        }
        empty={
          isOnlyProblems ? (
            <EmptyState title="Nothing is wrong">
              Every partition has a leader and all replicas in sync.
            </EmptyState>
          ) : (
            <EmptyState title={text === '' ? 'There are no partitions' : 'No topic passes this filter'} />
          )
        }
      />
      <StatusScope>
        <span>
          {plural(totals.partitionCount, 'partition')}, {formatInteger(totals.leaderlessCount)} without
          leader, {formatInteger(totals.outOfSyncCount)} out of sync, {formatInteger(totals.movedCount)} not
          led by the preferred replica
        </span>
      </StatusScope>
    </>
  )
}

function mapColumns(brokers: readonly MapBroker[]): readonly Column<MapRow>[] {
  return [
    {
      id: 'topic',
      header: 'Topic',
      width: 240,
      minWidth: 140,
      isFlexible: true,
      maxWidth: 300,
      isPinned: true,
      cell: ({ topic, isFirst }) =>
        isFirst ? (
          <TopicLink name={topic} tab="partitions" />
        ) : (
          <span className="mono map-again">{topic}</span>
        ),
    },
    {
      id: 'partition',
      header: 'Partition',
      width: 78,
      isNumeric: true,
      isPinned: true,
      cell: ({ partition }) => <span className="mono">{partition}</span>,
    },
    ...brokers.map(
      ({ id, isDown, rack }): Column<MapRow> => ({
        id: `broker-${id}`,
        header: isDown ? `${id} ×` : String(id),
        hint: `Broker ${id}${isDown ? ', down' : ''}${rack === null ? '' : `, rack ${rack}`}`,
        width: 48,
        isPinned: true,
        cell: (row) => <ReplicaMark brokerId={id} cell={cellOf(row, id)} />,
      }),
    ),
    {
      id: 'epoch',
      header: 'Epoch',
      hint: 'Leader epoch: one more with every election',
      width: 64,
      isNumeric: true,
      sortBy: ({ leaderEpoch }) => leaderEpoch,
      cell: ({ leaderEpoch }) =>
        leaderEpoch < 0 ? <Missing /> : <span className="mono">{leaderEpoch}</span>,
    },
    {
      id: 'inSync',
      header: 'In sync',
      width: 70,
      isNumeric: true,
      sortBy: ({ inSyncCount, replicaCount }) => inSyncCount - replicaCount,
      cell: ({ inSyncCount, replicaCount }) => `${inSyncCount} of ${replicaCount}`,
    },
    {
      id: 'state',
      header: 'State',
      width: 170,
      cell: (row) => <RowState row={row} />,
    },
  ]
}

function RowState({ row }: { readonly row: MapRow }) {
  if (row.problem !== null)
    return <span className={row.isLeaderless ? 'broker-bad' : 'broker-notice'}>{row.problem}</span>
  return <span className="muted">{row.isMoved ? 'Led by another replica' : ''}</span>
}
