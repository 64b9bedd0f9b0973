import { useQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useMemo } from 'react'
import { type FeatureFace, type GoTarget, routes } from '../../app/routes.ts'
import { useClient } from '../../bridge/client-context.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { groupQueries } from '../../domain/queries.ts'
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
  useGoTargets,
}

function useGoTargets(): readonly GoTarget[] {
  const client = useClient()
  const connectionId = useConnectionId()
  const { data } = useQuery(groupQueries.list(client, connectionId))
  return useMemo(
    () =>
      (data?.groups ?? []).map(({ groupId }) => ({
        id: `group:${groupId}`,
        label: groupId,
        kind: 'Group',
        target: routes.group(connectionId, groupId),
      })),
    [data, connectionId],
  )
}
