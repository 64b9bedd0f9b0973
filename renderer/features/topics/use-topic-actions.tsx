import {
  Copy,
  CopyPlus,
  Eraser,
  FileText,
  Layers,
  Settings2,
  SplitSquareHorizontal,
  Trash2,
  Users,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { TopicSummary } from '#contract/topics'
import { useGo } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { useGuardedAction } from '../../domain/guarded-action.tsx'
import { copyText } from '../../lib/clipboard.ts'
import type { MenuEntry } from '../../ui/menu.tsx'
import { AddPartitionsDialog } from './add-partitions-dialog.tsx'
import { CreateTopicDialog } from './create-topic-dialog.tsx'
import { DeleteTopicsDialog } from './delete-topics-dialog.tsx'
import { EmptyTopicDialog } from './empty-topic-dialog.tsx'

type Open =
  | { readonly dialog: 'delete'; readonly names: readonly string[] }
  | {
      readonly dialog: 'empty' | 'addPartitions' | 'clone'
      readonly name: string
      readonly partitionCount: number
      readonly replicationFactor: number
    }

type MenuOf = (topic: ActionSubject, cleanupPolicy: string | null) => readonly MenuEntry[]

export interface TopicActions {
  /** A row's menu: where to go, and what can be done. */
  readonly menuOf: MenuOf
  /** Only what can be done, for the topic's own page. */
  readonly changesOf: MenuOf
  readonly askDelete: (names: readonly string[]) => void
  readonly dialogs: ReactNode
}

type ActionSubject = Pick<TopicSummary, 'name' | 'partitionCount' | 'replicationFactor' | 'isInternal'>

/** What can be done to a topic, the same in the list and on its page. */
export function useTopicActions(onDeleted?: () => void): TopicActions {
  const [open, setOpen] = useState<Open | null>(null)
  const connectionId = useConnectionId()
  const go = useGo()
  const { readOnlyReason } = useGuardedAction()
  const close = () => setOpen(null)
  const askDelete = (names: readonly string[]) => setOpen({ dialog: 'delete', names })

  const facesOf = ({ name }: ActionSubject): readonly MenuEntry[] =>
    FACES.map(({ tab, label, icon }) => ({
      id: tab,
      label,
      icon,
      onSelect: () => go(routes.topic(connectionId, name, { tab })),
    }))
  const changesOf = (topic: ActionSubject, cleanupPolicy: string | null): readonly MenuEntry[] => {
    const copy: MenuEntry = {
      id: 'copy',
      label: 'Copy name',
      icon: <Copy size={14} />,
      shortcut: 'mod+c',
      onSelect: () => void copyText(topic.name),
    }
    if (readOnlyReason !== null) return [copy, 'divider', { caption: readOnlyReason }]
    const show = (dialog: 'empty' | 'addPartitions' | 'clone') => () => setOpen({ dialog, ...topic })
    const internalReason = topic.isInternal ? 'Kafka keeps its own state in it.' : null
    return [
      copy,
      { id: 'clone', label: 'Create one like it…', icon: <CopyPlus size={14} />, onSelect: show('clone') },
      {
        id: 'add',
        label: 'Add partitions…',
        icon: <SplitSquareHorizontal size={14} />,
        disabledReason: internalReason,
        onSelect: show('addPartitions'),
      },
      'divider',
      {
        id: 'empty',
        label: 'Delete all records…',
        icon: <Eraser size={14} />,
        isDanger: true,
        disabledReason: internalReason ?? compactedReason(cleanupPolicy),
        onSelect: show('empty'),
      },
      {
        id: 'delete',
        label: 'Delete topic…',
        icon: <Trash2 size={14} />,
        isDanger: true,
        disabledReason: internalReason,
        onSelect: () => askDelete([topic.name]),
      },
    ]
  }
  return {
    menuOf: (topic, cleanupPolicy) => [...facesOf(topic), 'divider', ...changesOf(topic, cleanupPolicy)],
    changesOf,
    askDelete,
    dialogs: <Dialogs open={open} onClose={close} onDeleted={onDeleted} />,
  }
}

const FACES = [
  { tab: 'messages', label: 'Messages', icon: <FileText size={14} /> },
  { tab: 'partitions', label: 'Partitions', icon: <Layers size={14} /> },
  { tab: 'configuration', label: 'Configuration', icon: <Settings2 size={14} /> },
  { tab: 'consumers', label: 'Consumers', icon: <Users size={14} /> },
] as const

function compactedReason(cleanupPolicy: string | null): string | null {
  return cleanupPolicy !== null && !cleanupPolicy.includes('delete')
    ? 'Kafka deletes records only where cleanup.policy includes delete.'
    : null
}

function Dialogs({
  open,
  onClose,
  onDeleted,
}: {
  readonly open: Open | null
  readonly onClose: () => void
  readonly onDeleted: (() => void) | undefined
}) {
  if (open === null) return null
  switch (open.dialog) {
    case 'delete':
      return (
        <DeleteTopicsDialog
          names={open.names}
          onClose={onClose}
          {...(onDeleted === undefined ? {} : { onDeleted })}
        />
      )
    case 'empty':
      return <EmptyTopicDialog name={open.name} partitionCount={open.partitionCount} onClose={onClose} />
    case 'addPartitions':
      return <AddPartitionsDialog name={open.name} partitionCount={open.partitionCount} onClose={onClose} />
    case 'clone':
      return <CreateTopicDialog like={open} onClose={onClose} />
  }
}
