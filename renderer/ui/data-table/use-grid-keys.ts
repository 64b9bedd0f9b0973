import type { KeyboardEvent } from 'react'

export interface GridKeysOptions {
  readonly rowCount: number
  readonly pageSize: number
  /** -1: none yet. */
  readonly activeIndex: number
  readonly onMove: (index: number, isExtending: boolean) => void
  readonly onOpen?: ((index: number) => void) | undefined
  readonly onPreview?: ((index: number) => void) | undefined
  readonly onToggle?: ((index: number) => void) | undefined
  readonly onSelectAll?: (() => void) | undefined
  readonly onMenu?: ((index: number) => void) | undefined
  readonly onCopy?: ((index: number) => void) | undefined
}

/** The keys of a grid: arrows, Page, Home and End move; Enter opens; Space previews; X and Shift select. */
export function gridKeyHandler(options: GridKeysOptions): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.target !== event.currentTarget) return
    const isHandled = moveByKey(event, options) || actByKey(event, options)
    if (isHandled) event.preventDefault()
  }
}

function moveByKey(event: KeyboardEvent, options: GridKeysOptions): boolean {
  const { rowCount, pageSize, activeIndex, onMove } = options
  if (rowCount === 0 || event.altKey || event.ctrlKey || event.metaKey) return false
  const target = targetIndex(event.key, { rowCount, pageSize, activeIndex })
  if (target === null) return false
  onMove(Math.min(rowCount - 1, Math.max(0, target)), event.shiftKey)
  return true
}

function targetIndex(
  key: string,
  at: { readonly rowCount: number; readonly pageSize: number; readonly activeIndex: number },
): number | null {
  switch (key) {
    case 'ArrowDown':
      return at.activeIndex + 1
    case 'ArrowUp':
      return at.activeIndex - 1
    case 'PageDown':
      return at.activeIndex + at.pageSize
    case 'PageUp':
      return at.activeIndex - at.pageSize
    case 'Home':
      return 0
    case 'End':
      return at.rowCount - 1
    default:
      return null
  }
}

function actByKey(event: KeyboardEvent, options: GridKeysOptions): boolean {
  const index = options.activeIndex
  const hasModifier = event.ctrlKey || event.metaKey
  if (hasModifier && event.key === 'a') return call(options.onSelectAll)
  if (index < 0) return false
  if (hasModifier) return event.key === 'c' && hasNoTextSelected() && call(options.onCopy, index)
  if (event.key === 'Enter') return call(options.onOpen, index)
  if (event.key === ' ') return call(options.onPreview ?? options.onToggle, index)
  if (event.key === 'x') return call(options.onToggle, index)
  if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))
    return call(options.onMenu, index)
  return false
}

function call<A extends unknown[]>(action: ((...args: A) => void) | undefined, ...args: A): boolean {
  if (action === undefined) return false
  action(...args)
  return true
}

function hasNoTextSelected(): boolean {
  return (document.getSelection()?.toString() ?? '') === ''
}
