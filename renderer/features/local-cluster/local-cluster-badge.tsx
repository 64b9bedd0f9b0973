import { useLocalCluster } from '../../domain/local-cluster-context.tsx'
import { nodeName, nodesByRole } from '../../domain/node-name.ts'
import { nodeMark, railTone } from './node-mark.ts'
import './local-cluster.css'

/** One mark per node: a diamond for the controller, a disc per broker, a red square for what is down. */
export function LocalClusterBadge() {
  const status = useLocalCluster()
  if (status === undefined) return null
  const { brokers, controllers } = nodesByRole(status.nodes)
  return (
    <span
      className="node-marks"
      title={status.nodes.map((node) => `${nodeName(node)} ${nodeMark(node).word.toLowerCase()}`).join('\n')}
    >
      {[...controllers, ...brokers].map((node) => (
        <i key={node.id} data-role={node.role} data-tone={railTone(node, status.state === 'stopped')} />
      ))}
    </span>
  )
}
