import { BrokerChip } from '../../domain/broker-chip.tsx'
import { groupMark } from '../../domain/group-state.ts'
import { GroupLink, TopicLink } from '../../domain/topic-link.tsx'
import { Count, LagBadge, Missing } from '../../domain/values.tsx'
import { StateDot } from '../../ui/badge.tsx'
import type { Column } from '../../ui/data-table/columns.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { GroupRow } from './group-row.ts'
import { kindWords } from './group-words.ts'
import { KindBadge } from './kind-badge.tsx'

export const groupColumns: readonly Column<GroupRow>[] = [
  {
    id: 'group',
    header: 'Group',
    width: 300,
    minWidth: 190,
    isFlexible: true,
    isPinned: true,
    sortBy: ({ group }) => group.groupId,
    cell: ({ group }) => <GroupLink groupId={group.groupId} />,
  },
  {
    id: 'state',
    header: 'State',
    width: 156,
    sortBy: ({ group }) => groupMark(group.state).word,
    cell: ({ group }) => <StateDot {...groupMark(group.state)} />,
  },
  {
    id: 'lag',
    header: 'Lag',
    hint: 'Records between the committed offsets and the ends of the logs, over all partitions; of a share group, those not done with',
    width: 92,
    isNumeric: true,
    sortBy: ({ summary }) => summary?.lagRecords ?? null,
    cell: (row) => (
      <Late row={row}>
        {({ lagRecords, isLagPartial }) => <LagBadge value={lagRecords} isPartial={isLagPartial} />}
      </Late>
    ),
  },
  {
    id: 'members',
    header: 'Members',
    width: 82,
    isNumeric: true,
    sortBy: ({ summary }) => summary?.memberCount ?? null,
    cell: (row) => <Late row={row}>{({ memberCount }) => <Count value={memberCount} />}</Late>,
  },
  {
    id: 'topics',
    header: 'Topics',
    hint: 'With a committed offset, a start of a share group, or an assignment',
    width: 260,
    minWidth: 140,
    isFlexible: true,
    sortBy: ({ summary }) => summary?.topics.join(' ') ?? null,
    cell: (row) => <Late row={row}>{({ topics }) => <TopicNames names={topics} />}</Late>,
  },
  {
    id: 'kind',
    header: 'Kind',
    hint: 'The protocol of the group',
    width: 92,
    sortBy: ({ group }) => kindWords(group.kind),
    cell: ({ group }) => <KindBadge kind={group.kind} />,
  },
  {
    id: 'coordinator',
    header: 'Coordinator',
    hint: 'The broker that keeps the group',
    width: 100,
    sortBy: ({ summary }) => summary?.coordinatorId ?? null,
    cell: (row) => (
      <Late row={row}>
        {({ coordinatorId }) =>
          coordinatorId === null ? <Missing why="no coordinator" /> : <BrokerChip id={coordinatorId} />
        }
      </Late>
    ),
  },
  {
    id: 'protocol',
    header: 'Protocol type',
    width: 110,
    isHiddenAtFirst: true,
    sortBy: ({ group }) => group.protocolType,
    cell: ({ group }) =>
      group.protocolType === '' ? <Missing why="none" /> : <span className="mono">{group.protocolType}</span>,
  },
]

/** Columns whose order needs the figures of all groups. */
export const FIGURE_COLUMNS: ReadonlySet<string> = new Set(['lag', 'members', 'topics', 'coordinator'])

interface LateProps {
  readonly row: GroupRow
  readonly children: (summary: NonNullable<GroupRow['summary']>) => React.ReactNode
}

/** A cell whose figure comes after the id; a figure that could not be read says why. */
function Late({ row: { summary }, children }: LateProps) {
  if (summary === undefined) return <Skeleton width={40} height={8} />
  if (summary.error !== null) return <Missing why={summary.error} />
  return children(summary)
}

const SHOWN_TOPICS = 3

function TopicNames({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return <Missing why="none" />
  return (
    <span className="group-topics" title={names.join('\n')}>
      {names.slice(0, SHOWN_TOPICS).map((name) => (
        <TopicLink key={name} name={name} />
      ))}
      {names.length > SHOWN_TOPICS && <span className="muted nowrap">+{names.length - SHOWN_TOPICS}</span>}
    </span>
  )
}
