import { Boxes } from 'lucide-react'
import { type Command, type FeatureFace, routes } from '../../app/routes.ts'
import { useLocalCluster } from '../../domain/local-cluster-context.tsx'
import { LocalClusterBadge } from './local-cluster-badge.tsx'
import { LocalClusterPage } from './local-cluster-page.tsx'
import { canBeStarted } from './node-mark.ts'
import { useClusterActions } from './queries.ts'

/** The bundled cluster: its brokers, its log, its switches. */
export const localClusterFace: FeatureFace = {
  pages: [
    { page: 'localCluster', component: LocalClusterPage, title: () => 'Local cluster', icon: <Boxes /> },
  ],
  navItem: {
    label: 'Local cluster',
    icon: <Boxes />,
    order: 80,
    pages: ['localCluster'],
    target: () => routes.localCluster(),
    Badge: LocalClusterBadge,
    isGlobal: true,
  },
  useCommands,
}

function useCommands(): readonly Command[] {
  const status = useLocalCluster()
  const { start, stop } = useClusterActions()
  const isStopped = status?.state === 'stopped' || status?.state === 'failed'
  return [
    {
      id: 'cluster.start',
      title: 'Start local cluster',
      disabledReason: status !== undefined && canBeStarted(status) ? null : 'It is not stopped.',
      run: () => start.mutate(),
    },
    {
      id: 'cluster.stop',
      title: 'Stop local cluster',
      disabledReason: isStopped ? 'It is stopped.' : null,
      run: () => stop.mutate(),
    },
  ]
}
