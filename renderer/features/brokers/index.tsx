import { Server } from 'lucide-react'
import { type FeatureFace, routes } from '../../app/routes.ts'
import { BrokersPage } from './brokers-page.tsx'

/** The brokers of the connection and their configuration. */
export const brokersFace: FeatureFace = {
  pages: [{ page: 'brokers', component: BrokersPage, title: () => 'Brokers', icon: <Server /> }],
  navItem: {
    label: 'Brokers',
    icon: <Server />,
    order: 40,
    pages: ['brokers'],
    target: (connectionId) => routes.brokers(connectionId),
  },
}
