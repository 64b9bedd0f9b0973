import { PageLink } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { useLocalCluster } from '../../domain/local-cluster-context.tsx'

/** Says so, above all else, when the bundled cluster is not up. */
export function LocalClusterLine() {
  const status = useLocalCluster()
  // A single stopped broker shows in the health of the cluster itself.
  if (status === undefined || status.state === 'running' || status.state === 'degraded') return null
  const words = {
    stopped: 'The local cluster is stopped.',
    starting: 'The local cluster is starting.',
    stopping: 'The local cluster is stopping.',
    failed: `The local cluster failed. ${status.error ?? ''}`,
  }[status.state]
  return (
    <div className={status.state === 'failed' ? 'strip strip--bad' : 'strip'} role="status">
      <span className="fill">{words}</span>
      <PageLink to={routes.localCluster()}>Open local cluster</PageLink>
    </div>
  )
}
