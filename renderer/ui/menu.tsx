import { Menu as MantineMenu } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { KeyHint } from './key-hint.tsx'

export interface MenuAction {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  readonly shortcut?: string
  readonly isDanger?: boolean
  /** Shown as checked or not; the menu stays open when it is chosen. */
  readonly isChecked?: boolean
  /** Why it cannot be chosen; it stays in the menu and says so. */
  readonly disabledReason?: string | null | undefined
  readonly onSelect: () => void
}

/** An action, a line between groups, or a group's caption. */
export type MenuEntry = MenuAction | 'divider' | { readonly caption: string }

export interface MenuButtonProps {
  readonly entries: readonly MenuEntry[]
  /** The button that opens it. */
  readonly children: ReactElement
  readonly position?: 'bottom-start' | 'bottom-end'
  readonly label?: string
}

export function MenuButton({ entries, children, position = 'bottom-start', label }: MenuButtonProps) {
  const keepsOpen = entries.some((entry) => isAction(entry) && entry.isChecked !== undefined)
  return (
    <MantineMenu position={position} closeOnItemClick={!keepsOpen} {...MENU_DEFAULTS}>
      <MantineMenu.Target>{children}</MantineMenu.Target>
      <MantineMenu.Dropdown aria-label={label}>
        <MenuEntries entries={entries} />
      </MantineMenu.Dropdown>
    </MantineMenu>
  )
}

export interface ContextMenuProps {
  readonly at: { readonly x: number; readonly y: number } | null
  readonly entries: readonly MenuEntry[]
  readonly label: string
  readonly onClose: () => void
}

/** A menu at the pointer. Render it always; `at` null keeps it shut. */
export function ContextMenu({ at, entries, label, onClose }: ContextMenuProps) {
  if (at === null) return null
  return (
    <MantineMenu
      opened
      position="bottom-start"
      offset={0}
      {...MENU_DEFAULTS}
      onChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <MantineMenu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={label}
          style={{ position: 'fixed', left: at.x, top: at.y, width: 0, height: 0 }}
        />
      </MantineMenu.Target>
      <MantineMenu.Dropdown aria-label={label}>
        <MenuEntries entries={entries} />
      </MantineMenu.Dropdown>
    </MantineMenu>
  )
}

const MENU_DEFAULTS = {
  withinPortal: true,
  shadow: 'none',
  trapFocus: true,
  returnFocus: true,
  transitionProps: { duration: 80 },
  menuItemTabIndex: 0,
  withInitialFocusPlaceholder: false,
} as const

function MenuEntries({ entries }: { readonly entries: readonly MenuEntry[] }) {
  return entries.map((entry, index) => {
    // Dividers have no identity of their own; their place among the entries is it.
    if (entry === 'divider') return <MantineMenu.Divider key={`divider-${index}`} />
    if (!isAction(entry)) return <MantineMenu.Label key={entry.caption}>{entry.caption}</MantineMenu.Label>
    return <Entry key={entry.id} action={entry} />
  })
}

function Entry({ action }: { readonly action: MenuAction }) {
  const { label, icon, shortcut, isDanger, isChecked, disabledReason, onSelect } = action
  const isOff = disabledReason !== null && disabledReason !== undefined
  return (
    <MantineMenu.Item
      data-danger={isDanger}
      aria-disabled={isOff}
      role={isChecked === undefined ? 'menuitem' : 'menuitemcheckbox'}
      aria-checked={isChecked}
      leftSection={isChecked === undefined ? icon : <CheckMark isChecked={isChecked} />}
      rightSection={shortcut === undefined ? undefined : <KeyHint keys={shortcut} />}
      onClick={() => {
        if (!isOff) onSelect()
      }}
    >
      {label}
      {isOff && <span className="menu-reason">{disabledReason}</span>}
    </MantineMenu.Item>
  )
}

function CheckMark({ isChecked }: { readonly isChecked: boolean }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      {isChecked && <path d="M3 7.5 6 10l5-6" fill="none" stroke="currentColor" strokeWidth="1.6" />}
    </svg>
  )
}

function isAction(entry: MenuEntry): entry is MenuAction {
  return entry !== 'divider' && 'onSelect' in entry
}
