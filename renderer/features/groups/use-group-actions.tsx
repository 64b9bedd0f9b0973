import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Copy, FolderOpen, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { GroupListing } from '#contract/groups'
import { useGo } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { useClient } from '../../bridge/client-context.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { errorMessage } from '../../domain/describe-error.tsx'
import { useGuardedAction } from '../../domain/guarded-action.tsx'
import { groupQueries } from '../../domain/queries.ts'
import { copyText } from '../../lib/clipboard.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import type { MenuEntry } from '../../ui/menu.tsx'
import { deleteMeaning, deleteRefusal } from './group-words.ts'

export interface ActionSubject {
  readonly groupId: string
  readonly kind: GroupListing['kind']
  readonly state: string
  readonly memberCount: number | null
}

export interface GroupActions {
  readonly menuOf: (group: ActionSubject) => readonly MenuEntry[]
  /** Only what can be done, for the group's own page. */
  readonly changesOf: (group: ActionSubject) => readonly MenuEntry[]
  readonly dialogs: ReactNode
}

/** What can be done to a group, the same in the list and on its page. */
export function useGroupActions(onDeleted?: () => void): GroupActions {
  const [deleted, setDeleted] = useState<Pick<ActionSubject, 'groupId' | 'kind'> | null>(null)
  const connectionId = useConnectionId()
  const go = useGo()
  const { readOnlyReason } = useGuardedAction()

  const changesOf = ({ groupId, kind, state, memberCount }: ActionSubject): readonly MenuEntry[] => [
    {
      id: 'copy',
      label: 'Copy group id',
      icon: <Copy size={14} />,
      shortcut: 'mod+c',
      onSelect: () => void copyText(groupId),
    },
    'divider',
    readOnlyReason !== null
      ? { caption: readOnlyReason }
      : {
          id: 'delete',
          label: 'Delete group…',
          icon: <Trash2 size={14} />,
          isDanger: true,
          disabledReason: deleteRefusal(state, memberCount),
          onSelect: () => setDeleted({ groupId, kind }),
        },
  ]
  return {
    changesOf,
    menuOf: (group) => [
      {
        id: 'open',
        label: 'Open',
        icon: <FolderOpen size={14} />,
        shortcut: 'Enter',
        onSelect: () => go(routes.group(connectionId, group.groupId)),
      },
      ...changesOf(group),
    ],
    dialogs: deleted !== null && (
      <DeleteGroupDialog
        {...deleted}
        onClose={() => setDeleted(null)}
        {...(onDeleted === undefined ? {} : { onDeleted })}
      />
    ),
  }
}

interface DeleteGroupDialogProps {
  readonly groupId: string
  readonly kind: GroupListing['kind']
  readonly onClose: () => void
  readonly onDeleted?: () => void
}

function DeleteGroupDialog({ groupId, kind, onClose, onDeleted }: DeleteGroupDialogProps) {
  const client = useClient()
  const connectionId = useConnectionId()
  const queryClient = useQueryClient()
  const deletion = useMutation({
    mutationFn: () => client.groups.delete({ connectionId, groupId, confirmation: groupId }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: groupQueries.all(connectionId) })
      onClose()
      onDeleted?.()
    },
  })
  return (
    <ConfirmDialog
      title={kind === 'share' ? 'Delete share group' : 'Delete consumer group'}
      confirmLabel="Delete group"
      isDanger
      {...(groupId === '' ? {} : { typedName: groupId })}
      isBusy={deletion.isPending}
      problem={deletion.isError ? errorMessage(deletion.error) : null}
      onCancel={onClose}
      onConfirm={() => deletion.mutate()}
    >
      {deleteMeaning(kind)}
    </ConfirmDialog>
  )
}
