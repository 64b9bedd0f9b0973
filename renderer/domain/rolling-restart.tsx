/** The rolling restart of the bundled cluster: asking for it, and how far it is. */
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { LocalClusterStatus, RollingRestart } from '#contract/local-cluster'
import { useClient } from '../bridge/client-context.tsx'
import { formatDuration } from '../lib/format-duration.ts'
import { plural } from '../lib/format-number.ts'
import { nowMs } from '../lib/now.ts'
import { StateDot } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import type { MenuEntry } from '../ui/menu.tsx'
import { Progress } from '../ui/progress.tsx'
import { errorMessage } from './describe-error.tsx'
import './cluster-events.css'

/** How long the end of one stays in view. */
const SHOWN_AFTER_END_MS = 60_000

/** The menu entry, and the question when it is open. */
export function useRollingRestart(status: LocalClusterStatus | undefined): {
  readonly entry: MenuEntry
  readonly dialog: ReactNode
} {
  const client = useClient()
  const [isAsked, setAsked] = useState(false)
  const run = useMutation({
    mutationFn: () => client.localCluster.rollingRestart({}),
    onSuccess: () => setAsked(false),
  })
  const isUp = status?.state === 'running'
  const isRunning = status?.rollingRestart?.state === 'running'
  return {
    entry: {
      id: 'rolling',
      label: 'Rolling restart…',
      disabledReason: isRunning ? 'One is under way.' : isUp ? null : 'All nodes must be up.',
      onSelect: () => setAsked(true),
    },
    dialog: isAsked && (
      <ConfirmDialog
        title="Restart the brokers one by one"
        confirmLabel="Restart"
        isBusy={run.isPending}
        problem={run.isError ? errorMessage(run.error) : null}
        onCancel={() => {
          run.reset()
          setAsked(false)
        }}
        onConfirm={() => run.mutate()}
      >
        <p className="secondary">
          Each broker hands its partitions over, stops cleanly and starts again; the next one follows when
          every partition has all its replicas in sync. Replicated partitions stay available; those with a
          single replica are away while their broker restarts. It can be cancelled between two brokers.
        </p>
      </ConfirmDialog>
    ),
  }
}

/** How far it is, with the way to cancel it; for a while, how it ended. */
export function RollingRestartLine({ rolling }: { readonly rolling: RollingRestart | null }) {
  const client = useClient()
  const cancel = useMutation({ mutationFn: () => client.localCluster.cancelRollingRestart({}) })
  if (rolling === null) return null
  const { state, nodeId, doneCount, brokerCount, endedAtMs, startedAtMs } = rolling
  if (endedAtMs !== null && nowMs() - endedAtMs > SHOWN_AFTER_END_MS) return null
  const count = `${doneCount} of ${plural(brokerCount, 'broker')}`
  if (state !== 'running') {
    const tookMs = (endedAtMs ?? startedAtMs) - startedAtMs
    return (
      <div className="event-strip" role="status">
        <StateDot tone={state === 'done' ? 'good' : 'notice'} word={END_WORDS[state]} />
        <span className="truncate">
          {count} restarted in {formatDuration(tookMs)}. {rolling.error}
        </span>
      </div>
    )
  }
  return (
    <div className="event-strip" role="status">
      <StateDot tone="busy" word="Rolling restart" />
      <span>
        {rolling.step === 'restarting' ? `restarting broker ${nodeId}` : waitingWords(rolling)}, {count} done
      </span>
      <Progress ratio={doneCount / brokerCount} label="Brokers restarted" />
      <span className="fill" />
      <Button isSmall isBusy={cancel.isPending} onClick={() => cancel.mutate()}>
        Cancel
      </Button>
    </div>
  )
}

const END_WORDS = {
  done: 'Rolling restart done',
  cancelled: 'Cancelled',
  failed: 'Rolling restart failed',
} as const

function waitingWords({ outOfSyncCount }: RollingRestart): string {
  return outOfSyncCount === 0
    ? 'waiting until all is in sync'
    : `waiting for ${plural(outOfSyncCount, 'partition')} to be in sync`
}
