import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useGo } from '../navigation.tsx'
import { routes } from '../routes.ts'
import { isKey, isTyping } from '../shortcuts.ts'
import { close, reopen, tabStore } from '../tabs/tab-store.ts'

export interface FrameKeys {
  readonly openPalette: () => void
  readonly openHelp: () => void
  readonly foldNav: () => void
  readonly toggleInspector: () => void
  /** How to close the inspector, or null when it is shut or something floats above it. */
  readonly closeInspector: () => (() => void) | null
}

/** Binds the keys of the frame while it is mounted. */
export function useFrameKeys(keys: FrameKeys): void {
  const latest = useRef(keys)
  const router = useRouter()
  const go = useGo()
  useEffect(() => {
    latest.current = keys
  }, [keys])
  useEffect(() => {
    const show = (href: string) => router.history.push(href)
    const closeActive = () => {
      const { activePath, connectionId } = tabStore.get()
      const next = activePath === null ? undefined : close(activePath)
      if (next !== undefined && next !== null) show(next.href)
      else if (next === null) go(routes.overview(connectionId))
    }
    const actions: readonly (readonly [string, () => void])[] = [
      ['mod+k', () => latest.current.openPalette()],
      ['mod+p', () => latest.current.openPalette()],
      ['mod+b', () => latest.current.foldNav()],
      ['mod+i', () => latest.current.toggleInspector()],
      ['mod+w', closeActive],
      ['alt+w', closeActive],
      [
        'mod+shift+t',
        () => {
          const tab = reopen()
          if (tab !== null) show(tab.href)
        },
      ],
      ...Array.from({ length: 9 }, (_, index) => {
        const showTab = () => {
          const tab = tabStore.get().tabs[index]
          if (tab !== undefined) show(tab.href)
        }
        return [`alt+${index + 1}`, showTab] as const
      }),
    ]
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const action =
        actions.find(([shortcut]) => isKey(event, shortcut))?.[1] ?? plainAction(event, latest.current)
      if (action === null || action === undefined) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [router, go])
}

/** Keys without a modifier, which belong to a field while one is typed in. */
function plainAction(event: KeyboardEvent, keys: FrameKeys): (() => void) | null {
  if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return null
  if (event.key === '?') return keys.openHelp
  if (event.key === 'Escape') return keys.closeInspector()
  if (event.key !== '/') return null
  const input = document.querySelector<HTMLInputElement>('[data-filter-box] input')
  if (input === null) return null
  return () => {
    input.focus()
    input.select()
  }
}
