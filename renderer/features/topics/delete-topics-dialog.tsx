import { useState } from 'react'
import { useConnection } from '../../domain/connection-context.tsx'
import { errorMessage } from '../../domain/describe-error.tsx'
import { plural } from '../../lib/format-number.ts'
import { StateDot } from '../../ui/badge.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog, DialogFooter, DialogProblem } from '../../ui/dialog.tsx'
import { type DeleteOutcome, deleteConfirmation, useDeleteTopics } from './queries.ts'
import './topics.css'

export interface DeleteTopicsDialogProps {
  readonly names: readonly string[]
  readonly onClose: () => void
  /** Told when every topic is gone. */
  readonly onDeleted?: () => void
}

/** The plan, the typed word, and then a result per topic in the same list. */
export function DeleteTopicsDialog({ names, onClose, onDeleted }: DeleteTopicsDialogProps) {
  const connection = useConnection()
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, DeleteOutcome>>(new Map())
  const remove = useDeleteTopics()
  const keptCount = names.length - [...outcomes.values()].filter(({ error }) => error === null).length
  const isDone = remove.isSuccess || (remove.isError && outcomes.size > 0)

  if (isDone && keptCount > 0) {
    return (
      <Dialog
        isOpen
        title={`${keptCount} of ${plural(names.length, 'topic')} not deleted`}
        onClose={onClose}
        footer={<DialogFooter confirmLabel="Close" onCancel={onClose} onConfirm={onClose} />}
      >
        {remove.isError && <DialogProblem>{errorMessage(remove.error)}</DialogProblem>}
        <PlanList names={names} outcomes={outcomes} />
      </Dialog>
    )
  }
  return (
    <ConfirmDialog
      title={names.length === 1 ? 'Delete topic' : `Delete ${plural(names.length, 'topic')}`}
      confirmLabel={names.length === 1 ? 'Delete topic' : `Delete ${plural(names.length, 'topic')}`}
      isDanger
      typedName={deleteConfirmation(names)}
      isBusy={remove.isPending}
      problem={remove.isError ? errorMessage(remove.error) : null}
      onCancel={onClose}
      onConfirm={() =>
        remove.mutate(
          {
            names,
            onBatch: (batch) =>
              setOutcomes(
                (known) => new Map([...known, ...batch.map((outcome) => [outcome.name, outcome] as const)]),
              ),
          },
          {
            onSuccess: (all) => {
              if (all.some(({ error }) => error !== null)) return
              onClose()
              onDeleted?.()
            },
          },
        )
      }
    >
      <p className="secondary">
        {names.length === 1
          ? 'The topic, all its records and its configuration'
          : 'These topics, all their records and their configuration'}{' '}
        are deleted from <strong>{connection.name}</strong> for good.
      </p>
      <PlanList names={names} outcomes={outcomes} />
    </ConfirmDialog>
  )
}

function PlanList({
  names,
  outcomes,
}: {
  readonly names: readonly string[]
  readonly outcomes: ReadonlyMap<string, DeleteOutcome>
}) {
  return (
    <ul className="plan" aria-label="Topics to delete" tabIndex={0}>
      {names.map((name) => {
        const outcome = outcomes.get(name)
        return (
          <li key={name}>
            <span className="mono fill plan-name">{name}</span>
            {outcome !== undefined && (
              <StateDot tone={outcome.error === null ? 'good' : 'bad'} word={outcome.error ?? 'Deleted'} />
            )}
          </li>
        )
      })}
    </ul>
  )
}
