import { useQuery } from '@tanstack/react-query'
import { Rows3 } from 'lucide-react'
import { useMemo } from 'react'
import {
  type Command,
  type CommandContext,
  type FeatureFace,
  type GoTarget,
  routes,
} from '../../app/routes.ts'
import { useClient } from '../../bridge/client-context.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { useGuardedAction } from '../../domain/guarded-action.tsx'
import { topicQueries } from '../../domain/queries.ts'
import { TopicPage } from './topic-page.tsx'
import { TopicsPage } from './topics-page.tsx'

/** Topics: the list, and one topic with its faces. */
export const topicsFace: FeatureFace = {
  pages: [
    { page: 'topics', component: TopicsPage, title: () => 'Topics', icon: <Rows3 /> },
    {
      page: 'topic',
      component: TopicPage,
      title: ({ topic }) => topic ?? '',
      icon: <Rows3 />,
      isObject: true,
    },
  ],
  navItem: {
    label: 'Topics',
    icon: <Rows3 />,
    order: 20,
    pages: ['topics', 'topic'],
    target: (connectionId) => routes.topics(connectionId),
  },
  useCommands,
  useGoTargets,
}

function useCommands({ connectionId, go }: CommandContext): readonly Command[] {
  const { readOnlyReason } = useGuardedAction()
  return [
    {
      id: 'topic.create',
      title: 'Create topic',
      disabledReason: readOnlyReason,
      run: () => go(routes.topics(connectionId, { dialog: 'create' })),
    },
  ]
}

function useGoTargets(): readonly GoTarget[] {
  const client = useClient()
  const connectionId = useConnectionId()
  const { data } = useQuery(topicQueries.list(client, connectionId))
  return useMemo(
    () =>
      (data ?? []).map(({ name }) => ({
        id: `topic:${name}`,
        label: name,
        kind: 'Topic',
        target: routes.topic(connectionId, name),
      })),
    [data, connectionId],
  )
}
