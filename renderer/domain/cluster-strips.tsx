/** What goes on in the bundled cluster beside its usual business: a rolling restart, a broker on its way out, a network that is cut. */
import { useMutation } from '@tanstack/react-query'
import type { BrokerRemoval, LocalClusterStatus } from '#contract/local-cluster'
import { useClient } from '../bridge/client-context.tsx'
import { formatDuration } from '../lib/format-duration.ts'
import { plural } from '../lib/format-number.ts'
import { nowMs } from '../lib/now.ts'
import { StateDot } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { RollingRestartLine } from './rolling-restart.tsx'
import './cluster-events.css'

/** How long the end of one stays in view. */
const SHOWN_AFTER_END_MS = 60_000

const END_WORDS = {
  done: 'Broker removed',
  cancelled: 'Removal cancelled',
  failed: 'Removal failed',
} as const

export function ClusterStrips({ status }: { readonly status: LocalClusterStatus | undefined }) {
  if (status === undefined) return null
  return (
    <>
      <RollingRestartLine rolling={status.rollingRestart} />
      <RemovalLine removal={status.removal} />
      <CutLine groups={status.cutGroups} />
    </>
  )
}

/** How far the removal of a broker is, with the way to cancel it; for a while, how it ended. */
function RemovalLine({ removal }: { readonly removal: BrokerRemoval | null }) {
  const client = useClient()
  const cancel = useMutation({ mutationFn: () => client.localCluster.keepBroker({}) })
  if (removal === null) return null
  const { state, nodeId, movedCount, replicaCount, startedAtMs, endedAtMs } = removal
  const count = `${movedCount} of ${plural(replicaCount, 'replica')}`
  if (state === 'done' || state === 'cancelled' || state === 'failed') {
    if (endedAtMs !== null && nowMs() - endedAtMs > SHOWN_AFTER_END_MS) return null
    const tookMs = (endedAtMs ?? startedAtMs) - startedAtMs
    return (
      <div className="event-strip" role="status">
        <StateDot tone={state === 'done' ? 'good' : 'notice'} word={END_WORDS[state]} />
        <span className="truncate">
          Broker {nodeId}: {count} moved in {formatDuration(tookMs)}. {removal.error}
        </span>
      </div>
    )
  }
  return (
    <div className="event-strip" role="status">
      <StateDot tone="busy" word={`Removing broker ${nodeId}`} />
      <span>{state === 'moving' ? `${count} in sync elsewhere` : 'stopping it'}</span>
      <Progress ratio={replicaCount === 0 ? 0 : movedCount / replicaCount} label="Replicas moved" />
      <span className="fill" />
      {state === 'moving' && (
        <Button isSmall isBusy={cancel.isPending} onClick={() => cancel.mutate()}>
          Keep broker {nodeId}
        </Button>
      )}
    </div>
  )
}

/** Who is cut off from whom, with the way to heal it. */
function CutLine({ groups }: { readonly groups: readonly (readonly number[])[] }) {
  const client = useClient()
  const heal = useMutation({ mutationFn: () => client.localCluster.cutOff({ groups: [] }) })
  if (groups.length === 0) return null
  return (
    <div className="event-strip" role="status">
      <StateDot tone="notice" word="The network is cut" />
      <span className="truncate">
        Nothing passes between {groups.map((group) => group.join(', ')).join(' and ')}.
      </span>
      <span className="fill" />
      <Button isSmall isBusy={heal.isPending} onClick={() => heal.mutate()}>
        Heal
      </Button>
    </div>
  )
}
