/** What can be done to a node of the bundled cluster, each with what will happen. */
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type LocalNode, MAX_FREEZE_SECONDS } from '#contract/local-cluster'
import { useClient } from '../bridge/client-context.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import type { MenuEntry } from '../ui/menu.tsx'
import { NumberField } from '../ui/text-field.tsx'
import { errorMessage } from './describe-error.tsx'
import { useLocalCluster } from './local-cluster-context.tsx'
import { useNodeFaults } from './node-faults.tsx'
import { nodeName } from './node-name.ts'

type AskedAction = 'kill' | 'restart' | 'stop' | 'freeze'

interface Asked {
  readonly action: AskedAction
  readonly node: LocalNode
}

const DEFAULT_FREEZE_SECONDS = 10

const LABELS: Readonly<Record<AskedAction, string>> = {
  kill: 'Kill',
  restart: 'Restart',
  stop: 'Stop',
  freeze: 'Freeze',
}

function consequence(action: AskedAction, { role }: LocalNode): string {
  if (role === 'controller') {
    return action === 'freeze'
      ? 'While it stands still nothing can be created, changed or elected. Records go on being written and read where the leaders are up.'
      : 'Until it is up again nothing can be created, changed or elected. Records go on being written and read where the leaders are up.'
  }
  switch (action) {
    case 'kill':
      return 'It ends at once, as by a crash: nothing is flushed or handed over. Its partitions have no leader until its session runs out, about two seconds, and others are elected; records that were acknowledged by all replicas stay. It stays down until it is started.'
    case 'restart':
      return 'It hands its partitions over to other replicas, stops cleanly and starts again. Partitions with a single replica are away meanwhile. Afterwards it catches up and leads again what it is preferred for.'
    case 'stop':
      return 'It hands its partitions over to other replicas and stops cleanly. Partitions with a single replica are away until it is started again.'
    case 'freeze':
      return 'Its thread stands still where it is: connections stay open and nothing is answered, as in a long pause of the process. When its session runs out it is fenced, and others are elected for what it leads; clients that talk to it wait for their time-outs.'
  }
}

/** Menu entries for nodes, and the question that is open; render `dialog` once. */
export function useNodeActions(): {
  readonly entriesOf: (node: LocalNode) => readonly MenuEntry[]
  readonly dialog: ReactNode
} {
  const client = useClient()
  const faults = useNodeFaults(useLocalCluster())
  const [asked, setAsked] = useState<Asked | null>(null)
  const thaw = useMutation({
    mutationFn: (nodeId: number) => client.localCluster.node({ nodeId, action: 'thaw' }),
  })
  const start = useMutation({
    mutationFn: (nodeId: number) => client.localCluster.node({ nodeId, action: 'start' }),
  })
  const entriesOf = (node: LocalNode): readonly MenuEntry[] => {
    const notUp = node.state === 'running' || node.state === 'frozen' ? null : 'It is not running.'
    const isDown = node.state === 'stopped' || node.state === 'failed'
    const ask = (action: AskedAction, label: string): MenuEntry => ({
      id: action,
      label,
      isDanger: action === 'kill',
      disabledReason: notUp,
      onSelect: () => setAsked({ action, node }),
    })
    return [
      isDown ? { id: 'start', label: 'Start', onSelect: () => start.mutate(node.id) } : ask('stop', 'Stop…'),
      ask('restart', 'Restart…'),
      node.state === 'frozen'
        ? { id: 'thaw', label: 'Thaw', onSelect: () => thaw.mutate(node.id) }
        : ask('freeze', 'Freeze…'),
      ask('kill', 'Kill, as a crash would…'),
      'divider',
      ...faults.entriesOf(node),
    ]
  }
  return {
    entriesOf,
    dialog: (
      <>
        {asked !== null && (
          <NodeActionDialog
            key={`${asked.action}-${asked.node.id}`}
            asked={asked}
            onClose={() => setAsked(null)}
          />
        )}
        {faults.dialog}
      </>
    ),
  }
}

function NodeActionDialog({ asked, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  const { action, node } = asked
  const client = useClient()
  const [seconds, setSeconds] = useState<number | null>(DEFAULT_FREEZE_SECONDS)
  const run = useMutation({
    mutationFn: async () => {
      if (action === 'freeze') await client.localCluster.freeze({ nodeId: node.id, seconds: seconds ?? 1 })
      else await client.localCluster.node({ nodeId: node.id, action })
    },
    onSuccess: onClose,
  })
  return (
    <ConfirmDialog
      title={`${LABELS[action]} ${nodeName(node).toLowerCase()}`}
      confirmLabel={LABELS[action]}
      isDanger={action === 'kill'}
      isBusy={run.isPending}
      problem={run.isError ? errorMessage(run.error) : null}
      onCancel={onClose}
      onConfirm={() => run.mutate()}
    >
      <p className="secondary">{consequence(action, node)}</p>
      {action === 'freeze' && (
        <NumberField
          label="Seconds"
          help="Then it goes on by itself; Thaw ends it earlier."
          value={seconds}
          onChange={setSeconds}
          min={1}
          max={MAX_FREEZE_SECONDS}
          width={120}
        />
      )}
    </ConfirmDialog>
  )
}
