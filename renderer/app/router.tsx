import {
  type AnyRouter,
  createRootRoute,
  createRoute,
  createRouter,
  notFound,
  redirect,
} from '@tanstack/react-router'
import { ErrorBoundaryPage } from './error-boundary.tsx'
import { features } from './features.ts'
import { createPageHistory } from './hash-history.ts'
import { NotFoundPage } from './not-found-page.tsx'
import { brokerIdOf, pagePaths, routes } from './routes.ts'
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
  // A broker has no page of its own: its address leads to its place among the others.
  const broker = createRoute({
    getParentRoute: () => root,
    path: '/c/$connectionId/brokers/$broker',
    beforeLoad: ({ params }) => {
      const brokerId = brokerIdOf(params.broker)
      if (brokerId === null) throw notFound()
      const { page, ...place } = routes.brokers(params.connectionId, { broker: brokerId })
      throw redirect({ to: pagePaths[page], ...place, replace: true })
    },
  })
  return createRouter({
    routeTree: root.addChildren([start, broker, ...pages]),
    history: createPageHistory(),
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: ErrorBoundaryPage,
    defaultPendingMs: 10_000,
    defaultPreload: false,
  })
}
