import { useEffect, useMemo, useRef, useState } from 'react'
import type { GroupDetail } from '#contract/groups'
import { useGo } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { copyText } from '../../lib/clipboard.ts'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { MenuEntry } from '../../ui/menu.tsx'
import { positionWords } from './group-words.ts'
import { partitionColumns } from './partition-columns.tsx'
import { partitionRows, type Row, rowKey } from './partition-rows.ts'
import { messagesAtCommit } from './selection-inspector.tsx'

export interface PartitionsTableProps {
  readonly detail: GroupDetail | undefined
  readonly onActiveChange: (row: Row | null) => void
  readonly onPreview: () => void
}

const NO_ROWS: readonly Row[] = []

/** Partitions under their topics. Enter folds a topic, and on a partition opens its records at the commit. */
export function PartitionsTable({ detail, onActiveChange, onPreview }: PartitionsTableProps) {
  const connectionId = useConnectionId()
  const go = useGo()
  const words = positionWords(detail?.kind ?? 'unknown')
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const previous = useRef<readonly Row[]>(NO_ROWS)
  const rows = useMemo(
    () => (detail === undefined ? NO_ROWS : partitionRows({ detail, folded, previous: previous.current })),
    [detail, folded],
  )
  useEffect(() => {
    previous.current = rows
  }, [rows])
  const fold = (topic: string) =>
    setFolded((current) => {
      const next = new Set(current)
      if (!next.delete(topic)) next.add(topic)
      return next
    })
  const open = (row: Row) => {
    if (row.kind === 'topic') fold(row.topic)
    else go(messagesAtCommit(connectionId, row.partition))
  }
  const menuOf = (row: Row): readonly MenuEntry[] =>
    row.kind === 'topic'
      ? [
          {
            id: 'fold',
            label: row.isFolded ? 'Unfold' : 'Fold',
            shortcut: 'Enter',
            onSelect: () => fold(row.topic),
          },
          { id: 'topic', label: 'Open topic', onSelect: () => go(routes.topic(connectionId, row.topic)) },
          'divider',
          { id: 'copy', label: 'Copy topic name', onSelect: () => void copyText(row.topic) },
        ]
      : [
          {
            id: 'messages',
            label: `Messages at the ${words.name}`,
            shortcut: 'Enter',
            onSelect: () => open(row),
          },
          {
            id: 'topic',
            label: 'Open topic',
            onSelect: () => go(routes.topic(connectionId, row.partition.topic)),
          },
          'divider',
          {
            id: 'committed',
            label: `Copy ${words.name}`,
            disabledReason: row.partition.committedOffset === null ? words.noneMeaning : null,
            onSelect: () => void copyText(String(row.partition.committedOffset)),
          },
          {
            id: 'end',
            label: 'Copy end offset',
            disabledReason: row.partition.endOffset === null ? 'It is not known.' : null,
            onSelect: () => void copyText(String(row.partition.endOffset)),
          },
        ]
  return (
    <DataTable
      label="Partitions of the group"
      rows={rows}
      rowKey={rowKey}
      columns={partitionColumns(detail)}
      storageKey="group-partitions"
      isLoading={detail === undefined}
      onOpen={open}
      onPreview={onPreview}
      onActiveChange={onActiveChange}
      rowMenu={menuOf}
      copyText={textOf}
      rowTone={(row) => (row.kind === 'partition' && row.isUnowned ? 'notice' : undefined)}
      empty={
        <EmptyState title="No partitions">
          The group has {detail?.kind === 'share' ? 'begun nowhere' : 'committed no offsets'} and its members
          have no partitions assigned.
        </EmptyState>
      }
    />
  )
}

function textOf(row: Row): string {
  if (row.kind === 'topic') return row.topic
  const { topic, partition, committedOffset, endOffset, lagRecords } = row.partition
  return [topic, partition, committedOffset ?? '', endOffset ?? '', lagRecords ?? ''].join('\t')
}
