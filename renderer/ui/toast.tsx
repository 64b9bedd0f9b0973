import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'

export interface ToastOptions {
  readonly title: string
  readonly text?: ReactNode
  readonly tone?: 'neutral' | 'good' | 'bad'
  /** One thing to do about it: undo, show. */
  readonly action?: { readonly label: string; readonly onSelect: () => void }
}

/** Tells what happened elsewhere. What happened here is told here instead. */
export function showToast({ title, text, tone = 'neutral', action }: ToastOptions): void {
  const id = notifications.show({
    title,
    message: (
      <span className="row">
        <span className="fill">{text}</span>
        {action !== undefined && (
          <Button
            isSmall
            onClick={() => {
              notifications.hide(id)
              action.onSelect()
            }}
          >
            {action.label}
          </Button>
        )}
      </span>
    ),
    autoClose: tone === 'bad' ? 12_000 : 5_000,
    withBorder: false,
    className: `toast toast--${tone}`,
  })
}
