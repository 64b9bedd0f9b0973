import { type AnyRouter, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { ErrorBoundaryPage } from './error-boundary.tsx'
import { features } from './features.ts'
import { createPageHistory } from './hash-history.ts'
import { NotFoundPage } from './not-found-page.tsx'
import { pagePaths } from './routes.ts'
import { Shell } from './shell/shell.tsx'
import { StartPage } from './start-page.tsx'

/** The router over all pages of all features. Hash history works from `file:` and over HTTP alike. */
export function createAppRouter(): AnyRouter {
  const root = createRootRoute({ component: Shell })
  const start = createRoute({ getParentRoute: () => root, path: '/', component: StartPage })
  const pages = features.flatMap((feature) =>
    feature.pages.map((page) =>
      createRoute({
        getParentRoute: () => root,
        path: pagePaths[page.page],
        component: page.component,
      }),
    ),
  )
  return createRouter({
    routeTree: root.addChildren([start, ...pages]),
    history: createPageHistory(),
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: ErrorBoundaryPage,
    defaultPendingMs: 10_000,
    defaultPreload: false,
  })
}
