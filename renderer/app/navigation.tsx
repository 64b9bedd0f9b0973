/** Links and address state over TanStack Router; the one place that talks to it besides router.tsx. */
import { useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { type ComponentPropsWithRef, type MouseEvent, useCallback, useMemo } from 'react'
import type { z } from 'zod'
import { useCellTabIndex } from '../ui/data-table/in-grid.ts'
import { type PageName, type PageParams, type PageSearch, pagePaths, type Target } from './routes.ts'
import { openTabBehind } from './tabs/tab-store.ts'

export interface CurrentPage {
  readonly page: PageName | null
  readonly params: PageParams
  readonly search: PageSearch
  /** Path and search, as after the `#`. */
  readonly href: string
  readonly path: string
  /** False while another page is on its way. */
  readonly isSettled: boolean
}

const pageByPath = new Map<string, PageName>(
  // Object.entries widens the keys it was given.
  (Object.entries(pagePaths) as [PageName, string][]).map(([page, path]) => [path, page]),
)

export function useCurrentPage(): CurrentPage {
  const location = useRouterState({ select: (state) => state.location })
  const match = useRouterState({ select: (state) => state.matches.at(-1) })
  return useMemo(() => {
    // While a page is on its way the location is ahead of the match; what is in view is the match.
    const path = match?.pathname ?? location.pathname
    const isSettled = path === location.pathname
    return {
      page: pageByPath.get(match?.fullPath ?? '') ?? null,
      params: { ...(match?.params as PageParams | undefined) }, // every param of ours is a path segment
      search: isSettled ? location.search : {},
      href: isSettled ? location.href : path,
      path,
      isSettled,
    }
  }, [location, match])
}

/** What the address bar says after the `#`, whether a page is there or not. */
export function useAddress(): string {
  return useRouterState({ select: (state) => state.location.href })
}

export type Go = (target: Target, options?: { readonly replaces?: boolean }) => void

/** Goes to a page. */
export function useGo(): Go {
  const navigate = useNavigate()
  return useCallback(
    (target, options = {}) => {
      void navigate({
        to: pagePaths[target.page],
        params: { ...target.params },
        search: { ...target.search },
        replace: options.replaces === true,
      })
    },
    [navigate],
  )
}

/** What a setter of `useSearchState` takes: `undefined` removes a key. */
export type SearchChange<S extends z.ZodObject> = {
  readonly [Key in keyof z.input<S>]?: z.input<S>[Key] | undefined
}

/**
 * The search part of the address, read through `schema` (use `.catch()` so that nothing typed by hand can
 * break a page), and a setter that merges; `undefined` removes. Each page or tab brings its own schema.
 */
export function useSearchState<S extends z.ZodObject>(
  schema: S,
): readonly [z.output<S>, (change: SearchChange<S>) => void] {
  const raw = useRouterState({ select: (state) => state.location.search as PageSearch })
  const navigate = useNavigate()
  const value = useMemo(() => schema.parse(raw), [schema, raw])
  const set = useCallback(
    (change: SearchChange<S>) => {
      void navigate({
        to: '.',
        search: (current: PageSearch) => withoutEmpty({ ...current, ...change }),
        replace: true,
      })
    },
    [navigate],
  )
  return [value, set]
}

function withoutEmpty(search: PageSearch): PageSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ''))
}

export interface PageLinkProps extends Omit<ComponentPropsWithRef<'a'>, 'href'> {
  readonly to: Target
}

/** A link to a page. Ctrl/Cmd-click and middle click open a tab behind. Inside a grid it is no tab stop. */
export function PageLink({ to, onClick, ...rest }: PageLinkProps) {
  const router = useRouter()
  const go = useGo()
  const tabIndex = useCellTabIndex()
  const location = router.buildLocation({
    to: pagePaths[to.page],
    params: { ...to.params },
    search: { ...to.search },
  })
  const openBehind = () =>
    openTabBehind({ page: to.page, params: to.params, href: location.href, path: location.pathname })
  const handleClick = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (event.ctrlKey || event.metaKey) openBehind()
    else go(to)
  }
  return (
    <a
      {...(tabIndex === undefined ? {} : { tabIndex })}
      {...rest}
      href={`#${location.href}`}
      onClick={handleClick}
      onAuxClick={(event) => {
        if (event.button !== 1) return
        event.preventDefault()
        openBehind()
      }}
    />
  )
}
