import type { GroupPartition } from '#contract/groups'
import { TopicLink } from '../../domain/topic-link.tsx'
import { Count, LagBadge, Missing, OffsetText } from '../../domain/values.tsx'
import { plural } from '../../lib/format-number.ts'
import type { Column } from '../../ui/data-table/columns.ts'
import { ShareBar } from '../../ui/progress.tsx'
import { MemberChip } from './member-chip.tsx'
import type { PartitionRow, Row } from './partition-rows.ts'

/** No column sorts: topics by name and partitions by number stay where they are while figures move. */
const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'partition',
    header: 'Topic, partition',
    width: 170,
    minWidth: 130,
    isFlexible: true,
    maxWidth: 320,
    isPinned: true,
    cell: (row) =>
      row.kind === 'topic' ? (
        <span className="group-topic">
          <span className="group-fold" aria-hidden="true">
            {row.isFolded ? '▸' : '▾'}
          </span>
          <TopicLink name={row.topic} />
        </span>
      ) : (
        <span className="mono group-partition">{row.partition.partition}</span>
      ),
  },
  {
    id: 'committed',
    header: 'Committed',
    hint: 'The offset the group reads next',
    width: 96,
    isNumeric: true,
    cell: (row) =>
      row.kind === 'topic' ? (
        <span className="muted">{plural(row.partitionCount, 'partition')}</span>
      ) : row.partition.committedOffset === null ? (
        <Missing why={row.partition.error ?? 'nothing committed'} />
      ) : (
        <OffsetText value={row.partition.committedOffset} />
      ),
  },
  {
    id: 'end',
    header: 'End',
    hint: 'The offset the next record will get',
    width: 92,
    isNumeric: true,
    cell: (row) =>
      row.kind === 'topic' ? null : row.partition.endOffset === null ? (
        <Missing why={row.partition.error ?? 'not known'} />
      ) : (
        <OffsetText value={row.partition.endOffset} />
      ),
  },
  {
    id: 'lag',
    header: 'Lag',
    hint: 'End minus committed: the records not read yet',
    width: 76,
    isNumeric: true,
    isPinned: true,
    cell: (row) =>
      row.kind === 'topic' ? (
        <strong>
          {row.isPartial && row.lagRecords !== null && '≥ '}
          <Count value={row.lagRecords} />
        </strong>
      ) : (
        <PartitionLag partition={row.partition} />
      ),
  },
  {
    id: 'bar',
    header: 'Compared',
    hint: 'Lag against the partition furthest behind',
    width: 110,
    minWidth: 60,
    isFlexible: true,
    maxWidth: 220,
    cell: (row) =>
      row.kind === 'topic' ? null : (
        <span className="group-bar">
          <ShareBar ratio={row.ratio} />
        </span>
      ),
  },
  {
    id: 'owner',
    header: 'Member',
    hint: 'Who the partition is assigned to',
    width: 160,
    minWidth: 110,
    isFlexible: true,
    maxWidth: 300,
    cell: (row) =>
      row.kind === 'topic' ? (
        row.unownedCount > 0 && <span className="group-notice">{row.unownedCount} without a member</span>
      ) : (
        <Owner row={row} />
      ),
  },
]

const METADATA: Column<Row> = {
  id: 'metadata',
  header: 'Metadata',
  hint: 'What the client stored with the commit',
  width: 120,
  minWidth: 80,
  isFlexible: true,
  cell: (row) =>
    row.kind === 'topic' || row.partition.metadata === '' ? null : (
      <span className="mono truncate" title={row.partition.metadata}>
        {row.partition.metadata}
      </span>
    ),
}

const WITH_METADATA: readonly Column<Row>[] = [...COLUMNS, METADATA]

/** The column of metadata is there only where somebody stores some. */
export function partitionColumns(hasMetadata: boolean): readonly Column<Row>[] {
  return hasMetadata ? WITH_METADATA : COLUMNS
}

function PartitionLag({ partition }: { readonly partition: GroupPartition }) {
  if (partition.lagRecords === null && partition.committedOffset !== null)
    return <Missing why={partition.error ?? 'the end of the log is not known'} />
  return <LagBadge value={partition.lagRecords} />
}

function Owner({ row }: { readonly row: PartitionRow }) {
  const { memberId } = row.partition
  if (row.ownerName !== null)
    return <MemberChip name={row.ownerName} index={row.ownerIndex} title={memberId ?? row.ownerName} />
  return row.isUnowned ? (
    <span className="group-notice">Nobody</span>
  ) : (
    <Missing why="the group has no members" />
  )
}
