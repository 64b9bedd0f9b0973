/**
 * The frame: title bar, side navigation, tabs, page, inspector, status bar. It owns the keys of the frame
 * and which connection is in view; it knows pages only by their faces.
 */
import { Outlet } from '@tanstack/react-router'
import { type CSSProperties, useEffect, useState } from 'react'
import { ConnectionsProvider, useConnections } from '../../domain/connection-context.tsx'
import { connectionColor } from '../../domain/environment.ts'
import { GuardProvider } from '../../domain/guarded-action.tsx'
import { MessagesTabContext } from '../../domain/messages-tab.ts'
import { ConnectionDialogHost } from '../../features/connections/index.ts'
import { asBoolean, readStored, writeStored } from '../../lib/local-store.ts'
import { slotRefs, useInspector } from '../../ui/slots.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { CommandPalette } from '../command-palette/command-palette.tsx'
import { messagesTab } from '../features.ts'
import { useCurrentPage } from '../navigation.tsx'
import { LAST_CONNECTION_KEY } from '../start-page.tsx'
import { loadTabs } from '../tabs/tab-store.ts'
import { TabStrip } from '../tabs/tab-strip.tsx'
import { DisconnectedStrip } from './disconnected-strip.tsx'
import { InspectorPanel } from './inspector-panel.tsx'
import { ShortcutHelp } from './shortcut-help.tsx'
import { SideNav } from './side-nav.tsx'
import { StatusBar } from './status-bar.tsx'
import { TitleBar } from './title-bar.tsx'
import { useDoubleClickGuard } from './use-double-click-guard.ts'
import { useFrameKeys } from './use-frame-keys.ts'
import './shell.css'

export function Shell() {
  const { params } = useCurrentPage()
  const [lastId, setLastId] = useState(
    () => readStored(LAST_CONNECTION_KEY, (value) => (typeof value === 'string' ? value : null)) ?? 'local',
  )
  const connectionId = params['connectionId'] ?? lastId
  loadTabs(connectionId)
  useEffect(() => {
    setLastId(connectionId)
    writeStored(LAST_CONNECTION_KEY, connectionId)
  }, [connectionId])
  return (
    <ConnectionsProvider currentId={connectionId}>
      <GuardProvider>
        <MessagesTabContext value={messagesTab}>
          <Frame />
        </MessagesTabContext>
      </GuardProvider>
    </ConnectionsProvider>
  )
}

type Overlay = 'palette' | 'help' | null

function Frame() {
  const { current } = useConnections()
  const { page } = useCurrentPage()
  const [overlay, setOverlay] = useState<Overlay>(null)
  const [isNavFolded, setIsNavFolded] = useState(() => readStored('nav.folded', asBoolean) ?? false)
  const inspector = useInspector()
  const foldNav = () => {
    setIsNavFolded(!isNavFolded)
    writeStored('nav.folded', !isNavFolded)
  }
  useFrameKeys({
    openPalette: () => setOverlay('palette'),
    openHelp: () => setOverlay('help'),
    foldNav,
    toggleInspector: inspector.toggle,
    closeInspector: () => {
      const isCovered = document.querySelector('[role="dialog"], [role="menu"]') !== null
      return inspector.isOpen && inspector.isUsed && !isCovered ? () => inspector.setOpen(false) : null
    },
  })
  useFocusOfPage()
  useDoubleClickGuard()
  const isProduction = current?.environment === 'production'
  useFrameColor(isProduction ? connectionColor(current) : null)
  return (
    <div
      className="shell"
      data-production={isProduction}
      data-nav={isNavFolded ? 'folded' : 'open'}
      style={frameStyle(connectionColor(current))}
    >
      <a className="skip-link" href="#main" onClick={skipToMain}>
        Skip to content
      </a>
      <TitleBar onOpenPalette={() => setOverlay('palette')} onOpenHelp={() => setOverlay('help')} />
      <SideNav isFolded={isNavFolded} onFold={foldNav} />
      <div className="shell-center">
        <DisconnectedStrip />
        {page !== 'welcome' && <TabStrip />}
        <SplitPane
          storageKey="inspector"
          label="Resize inspector"
          initialSize={380}
          minSize={280}
          maxSize={760}
          main={
            <main className="shell-main" id="main" tabIndex={-1}>
              <Outlet />
            </main>
          }
          side={inspector.isOpen && inspector.isUsed ? <InspectorPanel /> : null}
        />
      </div>
      <StatusBar scopeRef={slotRefs.status} />
      <CommandPalette isOpen={overlay === 'palette'} onClose={() => setOverlay(null)} />
      <ShortcutHelp isOpen={overlay === 'help'} onClose={() => setOverlay(null)} />
      <ConnectionDialogHost />
    </div>
  )
}

/** A page that came by key takes the keyboard: its grid, or itself. Focus that is somewhere stays there. */
function useFocusOfPage(): void {
  const { path } = useCurrentPage()
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (!isLost || path === '') return
      const main = document.getElementById('main')
      const grid = main?.querySelector<HTMLElement>('[data-grid]') ?? main
      grid?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [path])
}

/** Dialogs stand outside the frame, so production's colour is set on the document for them. */
function useFrameColor(color: string | null): void {
  useEffect(() => {
    const { style } = document.documentElement
    if (color === null) style.removeProperty('--frame-color')
    else style.setProperty('--frame-color', color)
    if (color !== null) style.setProperty('--frame-text', 'var(--on-cat)')
    return () => {
      style.removeProperty('--frame-color')
      style.removeProperty('--frame-text')
    }
  }, [color])
}

function frameStyle(color: string): CSSProperties {
  return { '--connection-color': color } as CSSProperties
}

function skipToMain(event: React.MouseEvent): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
