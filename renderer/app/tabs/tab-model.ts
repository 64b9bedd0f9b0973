/** What the strip of tabs does, as pure functions over its state. */
import type { PageName, PageParams } from '../routes.ts'

export interface OpenTab {
  /** The path without search: one tab per page or object. */
  readonly path: string
  /** The path with search, so that a tab comes back as it was left. */
  readonly href: string
  readonly page: PageName
  readonly params: PageParams
  /** Gives way to the next object until it is kept. */
  readonly isPreview: boolean
}

export type TabList = readonly OpenTab[]

/** Most tabs kept; the oldest that is not in view goes first. */
export const MAX_TABS = 24

/** The page in view changed: its tab is refreshed, or added after the tab at `afterPath`. */
export function visitTab(tabs: TabList, tab: OpenTab, afterPath: string | null): TabList {
  const index = tabs.findIndex(({ path }) => path === tab.path)
  const known = tabs[index]
  if (known !== undefined) {
    if (known.href === tab.href) return tabs
    return tabs.with(index, { ...known, href: tab.href })
  }
  const previewIndex = tab.isPreview ? tabs.findIndex(({ isPreview }) => isPreview) : -1
  if (previewIndex >= 0) return tabs.with(previewIndex, tab)
  const after = tabs.findIndex(({ path }) => path === afterPath)
  const place = after < 0 ? tabs.length : after + 1
  return withinLimit(tabs.toSpliced(place, 0, tab), tab.path)
}

/** Makes a tab stay. */
export function keepTab(tabs: TabList, path: string): TabList {
  return tabs.map((tab) => (tab.path === path && tab.isPreview ? { ...tab, isPreview: false } : tab))
}

export interface Closed {
  readonly tabs: TabList
  /** The tab to show when the closed one was in view; null when none is left. */
  readonly next: OpenTab | null
}

export function closeTab(tabs: TabList, path: string): Closed {
  const index = tabs.findIndex((tab) => tab.path === path)
  const rest = tabs.filter((tab) => tab.path !== path)
  return { tabs: rest, next: rest[Math.min(Math.max(0, index), rest.length - 1)] ?? null }
}

/** Reads what was stored; anything malformed is dropped. */
export function parseTabs(value: unknown, isPage: (name: unknown) => name is PageName): TabList {
  if (!Array.isArray(value)) return []
  return value.slice(0, MAX_TABS).flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return []
    const path: unknown = Reflect.get(entry, 'path')
    const href: unknown = Reflect.get(entry, 'href')
    const page: unknown = Reflect.get(entry, 'page')
    const params: unknown = Reflect.get(entry, 'params')
    if (typeof path !== 'string' || typeof href !== 'string' || !isPage(page) || !isParams(params)) return []
    return [{ path, href, page, params, isPreview: Reflect.get(entry, 'isPreview') === true }]
  })
}

function withinLimit(tabs: TabList, keptPath: string): TabList {
  if (tabs.length <= MAX_TABS) return tabs
  const index = tabs.findIndex((tab) => tab.path !== keptPath)
  return tabs.toSpliced(index, 1)
}

function isParams(value: unknown): value is PageParams {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((part) => typeof part === 'string')
  )
}
