import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'

export function GroupsPage() {
  return (
    <Page title="Consumer groups">
      <EmptyState title="Consumer groups have their place here" />
    </Page>
  )
}
