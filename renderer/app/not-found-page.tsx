import { useConnectionId } from '../domain/connection-context.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { PageLink, useAddress } from './navigation.tsx'
import { routes } from './routes.ts'

export function NotFoundPage() {
  const connectionId = useConnectionId()
  const address = useAddress()
  return (
    <Page title="Not found">
      <EmptyState
        title="There is no page at this address"
        action={
          <PageLink className="button button--default" to={routes.overview(connectionId)}>
            Go to overview
          </PageLink>
        }
      >
        <span className="mono">#{address}</span> leads nowhere. The link may come from another version of
        Loupe.
      </EmptyState>
    </Page>
  )
}
