import { type ReactNode, useState } from 'react'
import { Dialog, DialogFooter, DialogProblem } from './dialog.tsx'
import { TextField } from './text-field.tsx'

export interface ConfirmDialogProps {
  readonly title: string
  /** What will happen and what it means. */
  readonly children: ReactNode
  readonly confirmLabel: string
  readonly isDanger?: boolean
  /** When set, the text that must be typed first: an object's name, never a fixed word. */
  readonly typedName?: string
  readonly onCancel: () => void
  /** Gets what was typed (empty when nothing had to be). */
  readonly onConfirm: (typed: string) => void
  readonly isBusy?: boolean
  readonly problem?: string | null
}

/** Mount it to ask; unmount it when answered. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirmLabel, isDanger, typedName, onCancel, onConfirm, isBusy, problem } = props
  const [typed, setTyped] = useState('')
  const [mismatch, setMismatch] = useState<string | null>(null)
  const submit = () => {
    if (typedName !== undefined && typed !== typedName) {
      setMismatch(typed === '' ? `Type ${typedName} to go on.` : `This is not ${typedName}.`)
      return
    }
    onConfirm(typed)
  }
  return (
    <Dialog
      isOpen
      title={title}
      onClose={onCancel}
      onSubmit={submit}
      result={problem !== null && problem !== undefined && <DialogProblem>{problem}</DialogProblem>}
      footer={
        <DialogFooter
          confirmLabel={confirmLabel}
          isDanger={isDanger === true}
          isBusy={isBusy === true}
          onCancel={onCancel}
        />
      }
    >
      {children}
      {typedName !== undefined && (
        <TextField
          label={
            <>
              Type <span className="mono">{typedName}</span> to confirm
            </>
          }
          value={typed}
          onChange={(value) => {
            setTyped(value)
            setMismatch(null)
          }}
          error={mismatch}
          isData
          autoFocus
        />
      )}
    </Dialog>
  )
}
