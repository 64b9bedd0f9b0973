import { Users } from 'lucide-react'
import { type FeatureFace, routes } from '../../app/routes.ts'
import { GroupPage } from './group-page.tsx'
import { GroupsPage } from './groups-page.tsx'

/** Consumer groups: the list, and one group with its lag. */
export const groupsFace: FeatureFace = {
  pages: [
    { page: 'groups', component: GroupsPage, title: () => 'Consumer groups', icon: <Users /> },
    {
      page: 'group',
      component: GroupPage,
      title: ({ groupId }) => groupId ?? '',
      icon: <Users />,
      isObject: true,
    },
  ],
  navItem: {
    label: 'Consumer groups',
    icon: <Users />,
    order: 30,
    pages: ['groups', 'group'],
    target: (connectionId) => routes.groups(connectionId),
  },
}
