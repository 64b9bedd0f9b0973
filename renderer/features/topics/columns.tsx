import { TopicLink } from '../../domain/topic-link.tsx'
import { Bytes, Count, Duration, Missing, Rate, Timestamp } from '../../domain/values.tsx'
import { Badge, StateDot } from '../../ui/badge.tsx'
import type { Column } from '../../ui/data-table/columns.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AtLeast, RecordCount } from './record-count.tsx'
import { TopicHealth, topicHealth } from './topic-health.tsx'
import type { TopicRow } from './topic-row.ts'

export const topicColumns: readonly Column<TopicRow>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 300,
    minWidth: 200,
    isFlexible: true,
    isPinned: true,
    sortBy: ({ topic }) => topic.name,
    cell: ({ topic }) => (
      <span className="row fill">
        <TopicLink name={topic.name} />
        {topic.isInternal && <Badge>internal</Badge>}
      </span>
    ),
  },
  {
    id: 'health',
    header: 'Health',
    hint: 'Whether every partition has a leader and all replicas in sync',
    width: 112,
    sortBy: ({ topic }) => topicHealth(topic).rank,
    cell: ({ topic }) => <TopicHealth topic={topic} isWordHidden />,
  },
  {
    id: 'partitions',
    header: 'Partitions',
    width: 86,
    isNumeric: true,
    sortBy: ({ topic }) => topic.partitionCount,
    cell: ({ topic }) => <Count value={topic.partitionCount} />,
  },
  {
    id: 'rf',
    header: 'RF',
    hint: 'Replication factor',
    width: 46,
    isNumeric: true,
    sortBy: ({ topic }) => topic.replicationFactor,
    cell: ({ topic }) => topic.replicationFactor,
  },
  {
    id: 'minisr',
    header: 'Min ISR',
    hint: 'min.insync.replicas',
    width: 66,
    isNumeric: true,
    isHiddenAtFirst: true,
    sortBy: ({ stats }) => stats?.minInSyncReplicas ?? null,
    cell: (row) => <Late row={row}>{(stats) => <Count value={stats.minInSyncReplicas} />}</Late>,
  },
  {
    id: 'cleanup',
    header: 'Cleanup',
    hint: 'cleanup.policy',
    width: 104,
    sortBy: ({ stats }) => stats?.cleanupPolicy ?? null,
    cell: (row) => (
      <Late row={row}>
        {(stats) =>
          stats.cleanupPolicy === null ? (
            <Missing />
          ) : (
            <span className="secondary">{stats.cleanupPolicy.replace(',', ', ')}</span>
          )
        }
      </Late>
    ),
  },
  {
    id: 'records',
    header: 'Records',
    hint: 'End minus start offsets; ≈ marks topics whose offsets have gaps (compacted or transactional), ≥ those of which some partition could not be read',
    width: 104,
    isNumeric: true,
    sortBy: ({ stats }) => stats?.recordCount ?? null,
    cell: (row) => <Late row={row}>{(stats) => <RecordCount stats={stats} />}</Late>,
  },
  {
    id: 'size',
    header: 'Size',
    hint: 'Of one copy: what the leaders hold',
    width: 84,
    isNumeric: true,
    sortBy: ({ stats }) => stats?.sizeBytes ?? null,
    cell: (row) => (
      <Late row={row}>
        {({ sizeBytes, isPartial }) => (
          <AtLeast isPartial={isPartial && sizeBytes !== null}>
            <Bytes value={sizeBytes} />
          </AtLeast>
        )}
      </Late>
    ),
  },
  {
    id: 'rate',
    header: 'In',
    hint: 'Records per second, from two samples of the end offsets',
    width: 90,
    isNumeric: true,
    sortBy: ({ stats }) => stats?.recordsPerSec ?? null,
    cell: (row) => <Late row={row}>{(stats) => <Rate value={stats.recordsPerSec} />}</Late>,
  },
  {
    id: 'lastWrite',
    header: 'Last write',
    hint: 'Timestamp of the newest record',
    width: 92,
    isNumeric: true,
    sortBy: ({ stats }) => stats?.lastWriteMs ?? null,
    cell: (row) => <Late row={row}>{(stats) => <Timestamp ms={stats.lastWriteMs} form="ago" />}</Late>,
  },
  {
    id: 'retention',
    header: 'Retention',
    hint: 'retention.ms',
    width: 84,
    isNumeric: true,
    isHiddenAtFirst: true,
    sortBy: ({ stats }) => stats?.retentionMs ?? null,
    cell: (row) => (
      <Late row={row}>
        {({ retentionMs }) => (retentionMs === -1 ? 'no limit' : <Duration ms={retentionMs} />)}
      </Late>
    ),
  },
]

/** Columns whose order needs the figures of all topics. */
export const STATS_COLUMNS: ReadonlySet<string> = new Set([
  'minisr',
  'cleanup',
  'records',
  'size',
  'rate',
  'lastWrite',
  'retention',
])

interface LateProps {
  readonly row: TopicRow
  readonly children: (stats: NonNullable<TopicRow['stats']>) => React.ReactNode
}

/** A cell whose figure comes after the name; a figure that could not be read says why. */
function Late({ row: { stats }, children }: LateProps) {
  if (stats === undefined) return <Skeleton width={44} height={8} />
  if (stats.error !== null) return <StateDot tone="unknown" word={stats.error} isWordHidden />
  return children(stats)
}
