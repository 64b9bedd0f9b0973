import { Gauge } from 'lucide-react'
import { type FeatureFace, routes } from '../../app/routes.ts'
import { OverviewPage } from './overview-page.tsx'

/** The cluster at a glance. */
export const overviewFace: FeatureFace = {
  pages: [{ page: 'overview', component: OverviewPage, title: () => 'Overview', icon: <Gauge /> }],
  navItem: {
    label: 'Overview',
    icon: <Gauge />,
    order: 10,
    pages: ['overview'],
    target: (connectionId) => routes.overview(connectionId),
  },
}
