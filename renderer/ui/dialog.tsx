import { Modal } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { Button } from './button.tsx'
import './dialog.css'

export interface DialogProps {
  readonly isOpen: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly width?: number
  /** What came of it, a `DialogProblem` for one: between the body, which scrolls, and the buttons. */
  readonly result?: ReactNode
  /** Buttons, the main one last. Use `DialogFooter`. */
  readonly footer?: ReactNode
  /** Only text: the body itself takes the keyboard, so that it can be scrolled. */
  readonly isText?: boolean
  /** Makes the body a form; Enter submits. */
  readonly onSubmit?: () => void
}

export function Dialog({
  isOpen,
  title,
  onClose,
  children,
  width = 480,
  result,
  footer,
  isText,
  onSubmit,
}: DialogProps) {
  const content = (
    <>
      <div
        className="dialog-body"
        {...(isText === true ? { tabIndex: 0, role: 'group', 'aria-label': title } : {})}
      >
        {children}
      </div>
      {/* Always there, so that what appears in it is read out. */}
      <div className="dialog-result" aria-live="polite">
        {result}
      </div>
      {footer !== undefined && <div className="dialog-footer">{footer}</div>}
    </>
  )
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size={width}
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 100, transition: 'fade' }}
      yOffset="8vh"
      classNames={{ content: 'dialog', header: 'dialog-header', title: 'dialog-title', body: 'dialog-frame' }}
    >
      {onSubmit === undefined ? (
        content
      ) : (
        <form
          className="dialog-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            onSubmit()
          }}
        >
          {content}
        </form>
      )}
    </Modal>
  )
}

export interface DialogFooterProps {
  readonly confirmLabel: string
  readonly isDanger?: boolean
  readonly isBusy?: boolean
  /** Why it cannot be done here. */
  readonly disabledReason?: string | null
  readonly cancelLabel?: string
  readonly onCancel: () => void
  /** Left out in a form: the button submits. */
  readonly onConfirm?: () => void
  /** Beside the buttons, on the left. */
  readonly aside?: ReactNode
}

export function DialogFooter(props: DialogFooterProps) {
  const { confirmLabel, isDanger, isBusy, disabledReason, cancelLabel = 'Cancel', onCancel } = props
  const { onConfirm, aside } = props
  return (
    <>
      <div className="fill">{aside}</div>
      <Button onClick={onCancel}>{cancelLabel}</Button>
      <Button
        variant={isDanger === true ? 'danger' : 'primary'}
        isBusy={isBusy === true}
        disabledReason={disabledReason}
        type={onConfirm === undefined ? 'submit' : 'button'}
        {...(onConfirm === undefined ? {} : { onClick: onConfirm })}
      >
        {confirmLabel}
      </Button>
    </>
  )
}

/** A failure, in the dialog it belongs to. */
export function DialogProblem({ children }: { readonly children: ReactNode }) {
  const id = useId()
  return (
    <p className="dialog-problem" role="alert" id={id}>
      {children}
    </p>
  )
}
