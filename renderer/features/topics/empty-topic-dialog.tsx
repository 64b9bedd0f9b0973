import { useState } from 'react'
import { errorMessage } from '../../domain/describe-error.tsx'
import { plural } from '../../lib/format-number.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useEmptyTopic } from './queries.ts'

export interface EmptyTopicDialogProps {
  readonly name: string
  readonly partitionCount: number
  readonly onClose: () => void
}

export function EmptyTopicDialog({ name, partitionCount, onClose }: EmptyTopicDialogProps) {
  const empty = useEmptyTopic()
  const [partial, setPartial] = useState<string | null>(null)
  return (
    <ConfirmDialog
      title="Delete all records"
      confirmLabel="Delete all records"
      isDanger
      typedName={name}
      isBusy={empty.isPending}
      problem={empty.isError ? errorMessage(empty.error) : partial}
      onCancel={onClose}
      onConfirm={(confirmation) =>
        empty.mutate(
          { name, partitionCount, confirmation },
          {
            onSuccess: (results) => {
              const failed = results.filter(({ error }) => error !== null)
              if (failed.length === 0) return onClose()
              const list = failed.map(({ partition, error }) => `partition ${partition}: ${error}`).join('; ')
              setPartial(`${plural(failed.length, 'partition')} kept their records. ${list}`)
            },
          },
        )
      }
    >
      <p className="secondary">
        Every record in the {plural(partitionCount, 'partition')} of <span className="mono">{name}</span> is
        deleted for good. The topic, its configuration and its offsets stay: consumers go on at the end.
      </p>
    </ConfirmDialog>
  )
}
