import type { Producer, Transaction } from '#contract/transactions'
import { Age } from '../../domain/age.tsx'
import { BrokerChip } from '../../domain/broker-chip.tsx'
import { TopicLink } from '../../domain/topic-link.tsx'
import { Count, Duration, OffsetText, Timestamp } from '../../domain/values.tsx'
import { Badge, StateDot, type StateTone } from '../../ui/badge.tsx'
import type { Column } from '../../ui/data-table/columns.ts'

export const transactionColumns: readonly Column<Transaction>[] = [
  {
    id: 'id',
    header: 'Transactional id',
    width: 260,
    minWidth: 140,
    isFlexible: true,
    isPinned: true,
    sortBy: ({ transactionalId }) => transactionalId,
    cell: ({ transactionalId }) => (
      <span className="mono truncate" title={transactionalId}>
        {transactionalId}
      </span>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 190,
    sortBy: ({ state }) => state,
    cell: ({ state, isOverdue }) => (
      <span className="row">
        <StateDot tone={stateTone(state)} word={state} />
        {isOverdue && (
          <Badge tone="bad" title="Open longer than its time-out, and its coordinator has not ended it">
            hanging
          </Badge>
        )}
      </span>
    ),
  },
  {
    id: 'age',
    header: 'Open since',
    width: 110,
    sortBy: ({ startedAtMs }) => startedAtMs,
    cell: ({ startedAtMs }) =>
      startedAtMs === null ? <span className="muted">not open</span> : <Age atMs={startedAtMs} prefix="" />,
  },
  {
    id: 'timeout',
    header: 'Time-out',
    width: 90,
    isNumeric: true,
    sortBy: ({ timeoutMs }) => timeoutMs,
    cell: ({ timeoutMs }) => <Duration ms={timeoutMs} />,
  },
  {
    id: 'partitions',
    header: 'Partitions',
    width: 90,
    isNumeric: true,
    sortBy: ({ partitions }) => partitions.length,
    cell: ({ partitions }) => (
      <span title={partitions.map(({ topic, partition }) => `${topic}-${partition}`).join('\n')}>
        <Count value={partitions.length} />
      </span>
    ),
  },
  {
    id: 'coordinator',
    header: 'Coordinator',
    width: 96,
    sortBy: ({ coordinatorId }) => coordinatorId,
    cell: ({ coordinatorId }) => <BrokerChip id={coordinatorId} />,
  },
  {
    id: 'producer',
    header: 'Producer',
    hint: 'Producer id and epoch',
    width: 110,
    isNumeric: true,
    sortBy: ({ producerId }) => producerId,
    cell: ({ producerId, producerEpoch }) => <span className="mono">{`${producerId}/${producerEpoch}`}</span>,
  },
]

export const producerColumns: readonly Column<Producer>[] = [
  {
    id: 'topic',
    header: 'Topic',
    width: 220,
    minWidth: 140,
    isFlexible: true,
    isPinned: true,
    sortBy: ({ topic }) => topic,
    cell: ({ topic }) => <TopicLink name={topic} tab="partitions" />,
  },
  {
    id: 'partition',
    header: 'Partition',
    width: 78,
    isNumeric: true,
    sortBy: ({ partition }) => partition,
    cell: ({ partition }) => <span className="mono">{partition}</span>,
  },
  {
    id: 'producer',
    header: 'Producer',
    hint: 'Producer id and epoch',
    width: 110,
    isNumeric: true,
    sortBy: ({ producerId }) => producerId,
    cell: ({ producerId, producerEpoch }) => <span className="mono">{`${producerId}/${producerEpoch}`}</span>,
  },
  {
    id: 'transaction',
    header: 'Transaction',
    width: 220,
    sortBy: ({ openSinceOffset }) => openSinceOffset,
    cell: (producer) => <OpenTransaction producer={producer} />,
  },
  {
    id: 'offset',
    header: 'Open at',
    hint: 'First offset of the open transaction',
    width: 96,
    isNumeric: true,
    sortBy: ({ openSinceOffset }) => openSinceOffset,
    cell: ({ openSinceOffset }) => <OffsetText value={openSinceOffset} />,
  },
  {
    id: 'sequence',
    header: 'Sequence',
    hint: 'The last it wrote',
    width: 90,
    isNumeric: true,
    sortBy: ({ lastSequence }) => lastSequence,
    cell: ({ lastSequence }) => <Count value={lastSequence < 0 ? null : lastSequence} />,
  },
  {
    id: 'lastWrite',
    header: 'Last write',
    width: 110,
    sortBy: ({ lastWriteMs }) => lastWriteMs,
    cell: ({ lastWriteMs }) => <Timestamp ms={lastWriteMs} form="ago" />,
  },
]

function OpenTransaction({ producer }: { readonly producer: Producer }) {
  const { openSinceOffset, isHanging, transactionalId } = producer
  if (isHanging)
    return (
      <Badge tone="bad" title="No coordinator knows it: nobody will end it">
        hanging
      </Badge>
    )
  if (openSinceOffset === null) return <span className="muted">{transactionalId ?? 'none'}</span>
  return (
    <span className="row">
      <StateDot tone="busy" word="Open" />
      <span className="mono truncate">{transactionalId}</span>
    </span>
  )
}

function stateTone(state: string): StateTone {
  if (state === 'Ongoing' || state.startsWith('Prepare')) return 'busy'
  return state === 'CompleteCommit' ? 'good' : 'unknown'
}
