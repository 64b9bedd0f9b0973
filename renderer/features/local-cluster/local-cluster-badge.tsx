import { useLocalCluster } from '../../domain/local-cluster-context.tsx'
import { nodeName, nodesByRole } from '../../domain/node-name.ts'
import { nodeMark } from './node-mark.ts'
import './local-cluster.css'

/** One mark per broker, as in the side bar: ●●○. */
export function LocalClusterBadge() {
  const status = useLocalCluster()
  if (status === undefined) return null
  return (
    <span
      className="node-marks"
      title={status.nodes.map((node) => `${nodeName(node)} ${node.state}`).join('\n')}
    >
      {nodesByRole(status.nodes).brokers.map((node) => (
        <i key={node.id} data-tone={nodeMark(node.state).tone} />
      ))}
    </span>
  )
}
