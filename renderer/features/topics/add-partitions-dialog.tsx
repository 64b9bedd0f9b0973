import { useState } from 'react'
import { errorMessage } from '../../domain/describe-error.tsx'
import { useGuardedAction } from '../../domain/guarded-action.tsx'
import { plural } from '../../lib/format-number.ts'
import { Dialog, DialogFooter, DialogProblem } from '../../ui/dialog.tsx'
import { NumberField } from '../../ui/text-field.tsx'
import { useAddPartitions } from './queries.ts'

export interface AddPartitionsDialogProps {
  readonly name: string
  readonly partitionCount: number
  readonly onClose: () => void
}

export function AddPartitionsDialog({ name, partitionCount, onClose }: AddPartitionsDialogProps) {
  const [count, setCount] = useState<number | null>(partitionCount + 1)
  const [problem, setProblem] = useState<string | null>(null)
  const add = useAddPartitions(name)
  const { confirm } = useGuardedAction()
  const submit = async () => {
    if (count === null || count <= partitionCount) {
      setProblem(`More than the ${partitionCount} there are. Partitions cannot be taken away.`)
      return
    }
    const answer = await confirm({
      title: 'Add partitions',
      description: `${name} goes from ${partitionCount} to ${plural(count, 'partition')}.`,
      confirmLabel: 'Add partitions',
      objectName: name,
    })
    if (answer !== null) add.mutate({ partitionCount: count, ...answer }, { onSuccess: onClose })
  }
  return (
    <Dialog
      isOpen
      title="Add partitions"
      width={420}
      onClose={onClose}
      onSubmit={() => void submit()}
      result={add.isError && <DialogProblem>{errorMessage(add.error)}</DialogProblem>}
      footer={<DialogFooter confirmLabel="Add partitions" isBusy={add.isPending} onCancel={onClose} />}
    >
      <p className="secondary">
        <span className="mono">{name}</span> has {plural(partitionCount, 'partition')}. Keys are spread over
        all partitions, so most keys will go to another partition from then on, and the order of their records
        is only kept within each. It cannot be undone.
      </p>
      <NumberField
        label="Partitions in total"
        value={count}
        onChange={(value) => {
          setCount(value)
          setProblem(null)
        }}
        min={partitionCount + 1}
        max={10_000}
        error={problem}
        autoFocus
        width={160}
      />
    </Dialog>
  )
}
