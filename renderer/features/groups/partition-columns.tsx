import type { GroupDetail, GroupPartition } from '#contract/groups'
import { TopicLink } from '../../domain/topic-link.tsx'
import { Count, LagBadge, Missing, OffsetText } from '../../domain/values.tsx'
import { plural } from '../../lib/format-number.ts'
import type { Column } from '../../ui/data-table/columns.ts'
import { ShareBar } from '../../ui/progress.tsx'
import { type PositionWords, positionWords } from './group-words.ts'
import { MemberChip } from './member-chip.tsx'
import type { PartitionRow, Row } from './partition-rows.ts'

/** No column sorts: topics by name and partitions by number stay where they are while figures move. */
const columnsOf = (words: PositionWords, isShared: boolean): readonly Column<Row>[] => [
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
    header: words.short,
    hint: words.hint,
    width: 96,
    isNumeric: true,
    cell: (row) =>
      row.kind === 'topic' ? (
        <span className="muted">{plural(row.partitionCount, 'partition')}</span>
      ) : row.partition.committedOffset === null ? (
        <Missing why={row.partition.error ?? words.none} />
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
    hint: words.lagHint,
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
        <PartitionLag partition={row.partition} isShared={isShared} />
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
    header: isShared ? 'Members' : 'Member',
    hint: isShared ? 'Who takes records of the partition' : 'Who the partition is assigned to',
    width: 160,
    minWidth: 110,
    isFlexible: true,
    maxWidth: 300,
    cell: (row) =>
      row.kind === 'topic' ? (
        row.unownedCount > 0 && <span className="group-notice">{row.unownedCount} without a member</span>
      ) : (
        <Owners row={row} />
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

const COMMITTED: readonly Column<Row>[] = columnsOf(positionWords('classic'), false)
const WITH_METADATA: readonly Column<Row>[] = [...COMMITTED, METADATA]
const SHARED: readonly Column<Row>[] = columnsOf(positionWords('share'), true)

/** The column of metadata is there only where somebody stores some; members of share groups store none. */
export function partitionColumns(detail: GroupDetail | undefined): readonly Column<Row>[] {
  if (detail?.kind === 'share') return SHARED
  return detail?.partitions.some(({ metadata }) => metadata !== '') === true ? WITH_METADATA : COMMITTED
}

function PartitionLag({
  partition,
  isShared,
}: {
  readonly partition: GroupPartition
  readonly isShared: boolean
}) {
  if (partition.lagRecords === null && partition.committedOffset !== null)
    return (
      <Missing
        why={
          partition.error ??
          (isShared ? 'the broker does not tell it yet, or at all' : 'the end of the log is not known')
        }
      />
    )
  return <LagBadge value={partition.lagRecords} />
}

/** More of them on one partition are counted. */
const SHOWN_OWNERS = 2

function Owners({ row }: { readonly row: PartitionRow }) {
  const [only] = row.owners
  if (only !== undefined && row.owners.length === 1)
    return <MemberChip name={only.name} index={only.index} title={only.memberId} />
  if (only !== undefined)
    return (
      <span className="group-owners" title={row.owners.map(({ name }) => name).join('\n')}>
        {row.owners.slice(0, SHOWN_OWNERS).map(({ name, index, memberId }) => (
          <MemberChip key={memberId} name={name} index={index} />
        ))}
        {row.owners.length > SHOWN_OWNERS && (
          <span className="muted nowrap">+{row.owners.length - SHOWN_OWNERS}</span>
        )}
      </span>
    )
  return row.isUnowned ? (
    <span className="group-notice">Nobody</span>
  ) : (
    <Missing why="the group has no members" />
  )
}
