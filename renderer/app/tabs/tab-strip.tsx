import { useRouter } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { copyText } from '../../lib/clipboard.ts'
import { useStore } from '../../lib/create-store.ts'
import { cx } from '../../lib/cx.ts'
import { ContextMenu, type MenuEntry } from '../../ui/menu.tsx'
import { pageOf } from '../features.ts'
import { useCurrentPage, useGo } from '../navigation.tsx'
import { routes } from '../routes.ts'
import type { OpenTab } from './tab-model.ts'
import { close, keep, leave, tabStore, visit } from './tab-store.ts'
import './tab-strip.css'

/** The open pages. An italic name gives way to the next object; a double click keeps it. */
export function TabStrip() {
  const { tabs, activePath, connectionId } = useStore(tabStore)
  const [menu, setMenu] = useState<{ at: { x: number; y: number }; tab: OpenTab } | null>(null)
  const router = useRouter()
  const go = useGo()
  useVisits()
  const show = (tab: OpenTab) => router.history.push(tab.href)
  const closeOne = (tab: OpenTab) => {
    const next = close(tab.path)
    if (next === null) go(routes.overview(connectionId))
    else if (next !== undefined) show(next)
  }
  return (
    <div className="tab-strip" role="navigation" aria-label="Open pages">
      <ul>
        {tabs.map((tab) => (
          <Tab
            key={tab.path}
            tab={tab}
            isActive={tab.path === activePath}
            onShow={() => show(tab)}
            onClose={() => closeOne(tab)}
            onMenu={(at) => setMenu({ at, tab })}
          />
        ))}
      </ul>
      <ContextMenu
        at={menu?.at ?? null}
        label="Tab"
        entries={menu === null ? [] : tabEntries(menu.tab, tabs, closeOne)}
        onClose={() => setMenu(null)}
      />
    </div>
  )
}

interface TabProps {
  readonly tab: OpenTab
  readonly isActive: boolean
  readonly onShow: () => void
  readonly onClose: () => void
  readonly onMenu: (at: { x: number; y: number }) => void
}

function Tab({ tab, isActive, onShow, onClose, onMenu }: TabProps) {
  const element = useRef<HTMLLIElement>(null)
  const face = pageOf(tab.page)
  const title = face?.title(tab.params) ?? tab.path
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isActive])
  return (
    <li
      ref={element}
      className={cx('page-tab', isActive && 'page-tab--active', tab.isPreview && 'page-tab--preview')}
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu({ x: event.clientX, y: event.clientY })
      }}
      onAuxClick={(event) => {
        if (event.button === 1) onClose()
      }}
    >
      <button
        type="button"
        className="page-tab-name"
        aria-current={isActive ? 'page' : undefined}
        title={title}
        onClick={onShow}
        onDoubleClick={() => keep(tab.path)}
      >
        {face?.icon}
        <span className="truncate">{title}</span>
      </button>
      <button type="button" className="page-tab-close" aria-label={`Close ${title}`} onClick={onClose}>
        <X size={12} aria-hidden="true" />
      </button>
    </li>
  )
}

/** Tells the strip about every page that comes into view. */
function useVisits(): void {
  const { page, params, href, path, isSettled } = useCurrentPage()
  useEffect(() => {
    if (page === null) return leave()
    if (!isSettled || page === 'welcome') return
    visit({ page, params, href, path }, pageOf(page)?.isObject === true)
  }, [page, params, href, path, isSettled])
}

function tabEntries(
  tab: OpenTab,
  tabs: readonly OpenTab[],
  closeOne: (tab: OpenTab) => void,
): readonly MenuEntry[] {
  const others = tabs.filter(({ path }) => path !== tab.path)
  return [
    {
      id: 'keep',
      label: 'Keep open',
      disabledReason: tab.isPreview ? null : 'It stays already.',
      onSelect: () => keep(tab.path),
    },
    { id: 'copy', label: 'Copy link', onSelect: () => void copyText(`#${tab.href}`) },
    'divider',
    { id: 'close', label: 'Close', shortcut: 'mod+w', onSelect: () => closeOne(tab) },
    { id: 'others', label: 'Close others', onSelect: () => others.forEach(closeOne) },
    { id: 'all', label: 'Close all', onSelect: () => [...others, tab].forEach(closeOne) },
  ]
}
