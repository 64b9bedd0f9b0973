import { useCurrentPage } from '../../app/navigation.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'

export function GroupPage() {
  const { params } = useCurrentPage()
  return (
    <Page title={params['groupId'] ?? ''} isTitleData>
      <EmptyState title="One consumer group has its place here" />
    </Page>
  )
}
