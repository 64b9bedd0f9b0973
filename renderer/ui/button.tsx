import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from '../lib/cx.ts'
import { Tooltip } from './tooltip.tsx'
import './button.css'

export interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'disabled'> {
  /** At most one `primary` on a page; `danger` only in dialogs. */
  readonly variant?: 'primary' | 'default' | 'quiet' | 'danger'
  readonly isSmall?: boolean
  readonly icon?: ReactNode
  /** Shows that its action is under way and ignores further clicks; the width stays. */
  readonly isBusy?: boolean
  /** Why it cannot be used; stays focusable and says so on hover and focus. */
  readonly disabledReason?: string | null | undefined
}

export function Button(props: ButtonProps) {
  const { variant = 'default', isSmall, icon, isBusy, disabledReason, children, className, ...rest } = props
  const isOff = isBusy === true || (disabledReason !== null && disabledReason !== undefined)
  const button = (
    <button
      type="button"
      {...rest}
      className={cx('button', `button--${variant}`, isSmall && 'button--small', className)}
      aria-disabled={isOff}
      aria-busy={isBusy}
      onClick={(event) => {
        if (isOff) event.preventDefault()
        else rest.onClick?.(event)
      }}
    >
      {isBusy === true ? <span className="button-spinner" aria-hidden="true" /> : icon}
      {children}
    </button>
  )
  return disabledReason ? <Tooltip label={disabledReason}>{button}</Tooltip> : button
}

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'disabled' | 'children'> {
  /** What it does, in words: its accessible name and its tooltip. */
  readonly label: string
  readonly icon: ReactNode
  /** The key that does the same, shown in the tooltip. */
  readonly shortcut?: string
  readonly isSmall?: boolean
  readonly disabledReason?: string | null | undefined
}

export function IconButton(props: IconButtonProps) {
  const { label, icon, shortcut, isSmall, disabledReason, className, ...rest } = props
  const isOff = disabledReason !== null && disabledReason !== undefined
  return (
    <Tooltip label={disabledReason ?? label} {...(shortcut === undefined ? {} : { shortcut })}>
      <button
        type="button"
        aria-label={label}
        aria-disabled={isOff}
        {...rest}
        className={cx('icon-button', isSmall && 'icon-button--small', className)}
        onClick={(event) => {
          if (!isOff) rest.onClick?.(event)
        }}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
