/** The keys of the frame, in one list: it is both what is bound and what the help shows. */
export interface Shortcut {
  readonly keys: string
  readonly does: string
}

export interface ShortcutGroup {
  readonly title: string
  readonly shortcuts: readonly Shortcut[]
}

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'Anywhere',
    shortcuts: [
      { keys: 'mod+k', does: 'Go to anything, or type > for actions' },
      { keys: '/', does: 'Filter the grid in view' },
      { keys: '?', does: 'This list' },
      { keys: 'mod+b', does: 'Fold or unfold the side bar' },
      { keys: 'mod+i', does: 'Open or close the inspector' },
      { keys: 'Esc', does: 'Back out one level' },
    ],
  },
  {
    title: 'Tabs',
    shortcuts: [
      { keys: 'mod+w', does: 'Close the tab' },
      { keys: 'alt+w', does: 'Close the tab, in a browser' },
      { keys: 'mod+shift+t', does: 'Open the last closed tab' },
      { keys: 'alt+1', does: 'Go to the first tab; 2 to 9 the others' },
    ],
  },
  {
    title: 'In a grid',
    shortcuts: [
      { keys: '↑', does: 'Move; also ↓, Page, Home and End' },
      { keys: 'Enter', does: 'Open' },
      { keys: 'Space', does: 'Preview in the inspector' },
      { keys: 'X', does: 'Select; Shift with the arrows extends' },
      { keys: 'mod+a', does: 'Select all' },
      { keys: 'mod+c', does: 'Copy the name or value' },
      { keys: 'shift+F10', does: 'Menu of the row' },
    ],
  },
]

/** Whether an event is a key such as `mod+k`. */
export function isKey(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const wantsMod = parts.includes('mod')
  if (wantsMod !== (event.ctrlKey || event.metaKey)) return false
  if (parts.includes('alt') !== event.altKey) return false
  if (parts.includes('shift') !== event.shiftKey && /^[a-z0-9]$/i.test(key)) return false
  return (
    event.key.toLowerCase() === key.toLowerCase() ||
    event.code === `Key${key.toUpperCase()}` ||
    event.code === `Digit${key}`
  )
}

/** Whether a key belongs to a field that is being typed in. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('input, textarea, select, .monaco-editor') !== null
}
