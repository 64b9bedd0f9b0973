import { useMemo } from 'react'
import { z } from 'zod'
import type { PartitionDetail, TopicDetail } from '#contract/topics'
import { useGo, useSearchState } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { BrokerChip, ReplicaChips } from '../../domain/broker-chip.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { Bytes, Count, Missing, OffsetText } from '../../domain/values.tsx'
import { copyText } from '../../lib/clipboard.ts'
import { plural } from '../../lib/format-number.ts'
import type { Column } from '../../ui/data-table/columns.ts'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import { ShareBar } from '../../ui/progress.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { StatusScope } from '../../ui/slots.tsx'
import { PartitionHeat } from './partition-heat.tsx'
import { skewOf } from './topic-totals.ts'

const Search = z.object({ view: z.enum(['table', 'brokers']).catch('table') })

const partitionKey = ({ partition }: PartitionDetail): string => String(partition)

export function PartitionsTab({ detail }: { readonly detail: TopicDetail | undefined }) {
  const [{ view }, setSearch] = useSearchState(Search)
  const connectionId = useConnectionId()
  const go = useGo()
  const partitions = detail?.partitions ?? []
  const columns = useMemo(() => partitionColumns(detail?.partitions ?? []), [detail])
  const openMessages = ({ partition }: PartitionDetail) => {
    if (detail !== undefined)
      go(routes.topic(connectionId, detail.name, { tab: 'messages', parts: String(partition) }))
  }
  return (
    <>
      <div className="page-toolbar">
        <Segmented
          label="View"
          value={view}
          onChange={(next) => setSearch({ view: next })}
          options={[
            { value: 'table', label: 'Table' },
            { value: 'brokers', label: 'By broker' },
          ]}
        />
      </div>
      {view === 'brokers' && detail !== undefined ? (
        <PartitionHeat partitions={partitions} />
      ) : (
        <DataTable
          label="Partitions"
          rows={partitions}
          rowKey={partitionKey}
          columns={columns}
          storageKey="partitions"
          isLoading={detail === undefined}
          onOpen={openMessages}
          rowTone={({ leaderId }) => (leaderId < 0 ? 'bad' : undefined)}
          rowMenu={(row) => [
            { id: 'messages', label: 'Messages of this partition', onSelect: () => openMessages(row) },
            'divider',
            {
              id: 'copyStart',
              label: 'Copy start offset',
              onSelect: () => void copyText(String(row.startOffset ?? '')),
            },
            {
              id: 'copyEnd',
              label: 'Copy end offset',
              onSelect: () => void copyText(String(row.endOffset ?? '')),
            },
          ]}
        />
      )}
      {detail !== undefined && (
        <StatusScope>
          <span>
            {plural(partitions.length, 'partition')}, {plural(detail.replicationFactor, 'replica')} each
          </span>
        </StatusScope>
      )}
    </>
  )
}

function partitionColumns(partitions: readonly PartitionDetail[]): readonly Column<PartitionDetail>[] {
  return [
    {
      id: 'partition',
      header: 'Partition',
      width: 84,
      isPinned: true,
      sortBy: ({ partition }) => partition,
      cell: ({ partition }) => <span className="mono">{partition}</span>,
    },
    {
      id: 'leader',
      header: 'Leader',
      width: 70,
      sortBy: ({ leaderId }) => leaderId,
      cell: ({ leaderId, error }) =>
        leaderId < 0 ? <span title={error ?? undefined}>None</span> : <BrokerChip id={leaderId} />,
    },
    {
      id: 'replicas',
      header: 'Replicas',
      hint: 'In assigned order. Solid: in sync. Hollow: out of sync. Crossed: offline. Underlined: leader.',
      width: 120,
      cell: (row) => <ReplicaChips {...row} />,
    },
    {
      id: 'epoch',
      header: 'Epoch',
      hint: 'Leader epoch',
      width: 64,
      isNumeric: true,
      isHiddenAtFirst: true,
      sortBy: ({ leaderEpoch }) => leaderEpoch,
      cell: ({ leaderEpoch }) => leaderEpoch,
    },
    {
      id: 'start',
      header: 'Start offset',
      width: 116,
      isNumeric: true,
      sortBy: ({ startOffset }) => startOffset,
      cell: ({ startOffset }) => <OffsetText value={startOffset} />,
    },
    {
      id: 'end',
      header: 'End offset',
      width: 116,
      isNumeric: true,
      sortBy: ({ endOffset }) => endOffset,
      cell: ({ endOffset }) => <OffsetText value={endOffset} />,
    },
    {
      id: 'records',
      header: 'Records',
      hint: 'End minus start offset',
      width: 100,
      isNumeric: true,
      sortBy: recordsOf,
      cell: (row) => <Count value={recordsOf(row)} />,
    },
    {
      id: 'size',
      header: 'Size',
      width: 84,
      isNumeric: true,
      sortBy: ({ sizeBytes }) => sizeBytes,
      cell: ({ sizeBytes }) => <Bytes value={sizeBytes} />,
    },
    {
      id: 'skew',
      header: 'Share',
      hint: 'Size against the largest partition; the line is the even share',
      width: 140,
      minWidth: 90,
      isFlexible: true,
      cell: ({ sizeBytes, error }) => {
        if (sizeBytes === null) return <Missing why={error ?? 'not known'} />
        const { ratio, even } = skewOf(sizeBytes, partitions)
        return (
          <span className="skew">
            <ShareBar ratio={ratio} mark={even} />
          </span>
        )
      },
    },
  ]
}

function recordsOf({ startOffset, endOffset }: PartitionDetail): number | null {
  return startOffset === null || endOffset === null ? null : endOffset - startOffset
}
