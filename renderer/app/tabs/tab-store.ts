import { createStore, type Store } from '../../lib/create-store.ts'
import { readStored, writeStored } from '../../lib/local-store.ts'
import { type PageName, type PageParams, pagePaths } from '../routes.ts'
import { closeTab, keepTab, type OpenTab, parseTabs, type TabList, visitTab } from './tab-model.ts'

export interface TabState {
  readonly connectionId: string
  readonly tabs: TabList
  /** The path in view. */
  readonly activePath: string | null
  /** Closed tabs, the newest last, for opening again. */
  readonly closed: readonly OpenTab[]
}

const MAX_CLOSED = 20

export const tabStore: Store<TabState> = createStore<TabState>({
  connectionId: '',
  tabs: [],
  activePath: null,
  closed: [],
})

export interface Visit {
  readonly page: PageName
  readonly params: PageParams
  readonly href: string
  readonly path: string
}

/** The strip of another connection: its tabs come back from storage. */
export function loadTabs(connectionId: string): void {
  if (tabStore.get().connectionId === connectionId) return
  const tabs = readStored(`tabs.${connectionId}`, (value) => parseTabs(value, isPageName)) ?? []
  tabStore.set({ connectionId, tabs, activePath: null, closed: [] })
}

/** The page in view is this one. */
export function visit(page: Visit, isObject: boolean): void {
  change((state) => ({
    ...state,
    tabs: visitTab(state.tabs, { ...page, isPreview: isObject }, state.activePath),
    activePath: page.path,
  }))
}

/** What is in view is no page: no tab is the active one. */
export function leave(): void {
  if (tabStore.get().activePath !== null) change((state) => ({ ...state, activePath: null }))
}

export function openTabBehind(page: Visit): void {
  change((state) => ({
    ...state,
    tabs: visitTab(state.tabs, { ...page, isPreview: false }, state.activePath),
  }))
}

export function keep(path: string): void {
  change((state) => ({ ...state, tabs: keepTab(state.tabs, path) }))
}

/** Closes a tab; returns the one to show when it was in view, or undefined when another is. */
export function close(path: string): OpenTab | null | undefined {
  const state = tabStore.get()
  const tab = state.tabs.find((open) => open.path === path)
  if (tab === undefined) return undefined
  const { tabs, next } = closeTab(state.tabs, path)
  change(() => ({ ...state, tabs, closed: [...state.closed, tab].slice(-MAX_CLOSED) }))
  return state.activePath === path ? next : undefined
}

/** Takes back the last closed tab. */
export function reopen(): OpenTab | null {
  const { closed } = tabStore.get()
  const tab = closed.at(-1) ?? null
  change((state) => ({ ...state, closed: closed.slice(0, -1) }))
  return tab
}

function change(next: (state: TabState) => TabState): void {
  tabStore.update(next)
  const { connectionId, tabs } = tabStore.get()
  if (connectionId !== '') writeStored(`tabs.${connectionId}`, tabs)
}

function isPageName(name: unknown): name is PageName {
  return typeof name === 'string' && name in pagePaths
}
