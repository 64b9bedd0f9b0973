/** What can go wrong with a node of the bundled cluster on purpose, and how it is taken out for good. */
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type LocalClusterStatus, type LocalNode, MAX_DISK_LATENCY_MS } from '#contract/local-cluster'
import { useClient } from '../bridge/client-context.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import type { MenuEntry } from '../ui/menu.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { NumberField } from '../ui/text-field.tsx'
import { errorMessage } from './describe-error.tsx'
import { nodeName, nodesByRole, votersOf } from './node-name.ts'

interface Asked {
  readonly what: 'remove' | 'cut' | 'slow'
  readonly node: LocalNode
}

/** Enough to be seen, little enough to go on. */
const DEFAULT_LATENCY_MS = 200

/** Menu entries for a node, and the question that is open; render `dialog` once. */
export function useNodeFaults(status: LocalClusterStatus | undefined): {
  readonly entriesOf: (node: LocalNode) => readonly MenuEntry[]
  readonly dialog: ReactNode
} {
  const client = useClient()
  const [asked, setAsked] = useState<Asked | null>(null)
  const heal = useMutation({ mutationFn: () => client.localCluster.cutOff({ groups: [] }) })
  const quicken = useMutation({
    mutationFn: (nodeId: number) => client.localCluster.slowDisk({ nodeId, latencyMs: 0 }),
  })
  const entriesOf = (node: LocalNode): readonly MenuEntry[] => [
    node.cutFrom.length > 0
      ? { id: 'heal', label: 'Heal the network', onSelect: () => heal.mutate() }
      : { id: 'cut', label: 'Cut off…', onSelect: () => setAsked({ what: 'cut', node }) },
    node.diskLatencyMs > 0
      ? { id: 'quick', label: 'Disk at full speed', onSelect: () => quicken.mutate(node.id) }
      : { id: 'slow', label: 'Slow disk…', onSelect: () => setAsked({ what: 'slow', node }) },
    ...(node.role === 'broker' ? [removeEntry(status, () => setAsked({ what: 'remove', node }))] : []),
  ]
  const close = () => setAsked(null)
  return {
    entriesOf,
    dialog: asked !== null && status !== undefined && (
      <FaultDialog key={`${asked.what}-${asked.node.id}`} asked={asked} status={status} onClose={close} />
    ),
  }
}

function removeEntry(status: LocalClusterStatus | undefined, onSelect: () => void): MenuEntry {
  const { brokers } = nodesByRole(status?.nodes ?? [])
  const isRemoving = status?.removal?.endedAtMs === null
  return {
    id: 'remove',
    label: 'Move replicas away and remove…',
    isDanger: true,
    disabledReason: isRemoving
      ? 'A broker is being removed.'
      : brokers.length < 2
        ? 'It is the only broker.'
        : null,
    onSelect,
  }
}

interface FaultDialogProps {
  readonly asked: Asked
  readonly status: LocalClusterStatus
  readonly onClose: () => void
}

function FaultDialog({ asked: { what, node }, status, onClose }: FaultDialogProps) {
  const props = { node, status, onClose }
  if (what === 'remove') return <RemoveDialog {...props} />
  return what === 'cut' ? <CutDialog {...props} /> : <SlowDialog {...props} />
}

interface NodeDialogProps extends Omit<FaultDialogProps, 'asked'> {
  readonly node: LocalNode
}

function RemoveDialog({ node, onClose }: NodeDialogProps) {
  const client = useClient()
  const run = useMutation({
    mutationFn: () => client.localCluster.removeBroker({ nodeId: node.id }),
    onSuccess: onClose,
  })
  return (
    <ConfirmDialog
      title={`Remove ${nodeName(node).toLowerCase()}`}
      confirmLabel="Move and remove"
      isDanger
      isBusy={run.isPending}
      problem={run.isError ? errorMessage(run.error) : null}
      onCancel={onClose}
      onConfirm={() => run.mutate()}
    >
      <p className="secondary">
        Its {node.partitionCount} replicas are copied to the other brokers; each leaves when its copy is in
        sync. Then the broker hands over what it leads, stops, is forgotten by the cluster, and its data is
        deleted. Until it stops this can be cancelled. It is refused where a topic has as many replicas as
        there are brokers.
      </p>
    </ConfirmDialog>
  )
}

type CutFrom = 'all' | 'brokers' | 'controller'

function CutDialog({ node, status, onClose }: NodeDialogProps) {
  const client = useClient()
  const [from, setFrom] = useState<CutFrom>('all')
  const sides: Readonly<Record<CutFrom, readonly LocalNode[]>> = {
    all: status.nodes,
    brokers: nodesByRole(status.nodes).brokers,
    controller: votersOf(status.nodes),
  }
  const others = sides[from].map(({ id }) => id).filter((id) => id !== node.id)
  const run = useMutation({
    mutationFn: () => client.localCluster.cutOff({ groups: [[node.id], others] }),
    onSuccess: onClose,
  })
  return (
    <ConfirmDialog
      title={`Cut off ${nodeName(node).toLowerCase()}`}
      confirmLabel="Cut off"
      isBusy={run.isPending}
      problem={run.isError ? errorMessage(run.error) : null}
      onCancel={onClose}
      onConfirm={() => run.mutate()}
    >
      {node.role === 'broker' && (
        <Segmented<CutFrom>
          label="From whom"
          value={from}
          onChange={setFrom}
          options={[
            { value: 'all', label: 'All nodes' },
            { value: 'brokers', label: 'Brokers only' },
            { value: 'controller', label: 'Controller only' },
          ]}
        />
      )}
      <p className="secondary">{cutConsequence(node, from)} Heal the network to end it.</p>
    </ConfirmDialog>
  )
}

function cutConsequence({ role }: LocalNode, from: CutFrom): string {
  if (role === 'controller') {
    return 'Nothing passes between it and the brokers: nothing can be created, changed or elected, and after their sessions brokers would be fenced if another controller led. Clients still reach the brokers.'
  }
  switch (from) {
    case 'all':
      return 'Nothing passes between it and the other nodes, and nothing is refused. It is fenced when its session runs out, and others are elected for what it leads. Clients still reach it: those that write to it wait for acknowledgements that do not come.'
    case 'brokers':
      return 'It still hears the controller, so that it stays; but its followers cannot copy from it and leave the in-sync sets, and neither can it copy from others.'
    case 'controller':
      return 'It is fenced when its session runs out, and others are elected for what it leads, while it can still copy from them.'
  }
}

function SlowDialog({ node, onClose }: NodeDialogProps) {
  const client = useClient()
  const [latencyMs, setLatencyMs] = useState<number | null>(DEFAULT_LATENCY_MS)
  const run = useMutation({
    mutationFn: () =>
      client.localCluster.slowDisk({ nodeId: node.id, latencyMs: latencyMs ?? DEFAULT_LATENCY_MS }),
    onSuccess: onClose,
  })
  return (
    <ConfirmDialog
      title={`Slow disk for ${nodeName(node).toLowerCase()}`}
      confirmLabel="Slow it down"
      isBusy={run.isPending}
      problem={run.isError ? errorMessage(run.error) : null}
      onCancel={onClose}
      onConfirm={() => run.mutate()}
    >
      <p className="secondary">
        Each write and each flush takes so much longer, and the node stands still meanwhile. Producers wait;
        followers that cannot keep up leave the in-sync sets; a very slow broker misses its heartbeats and is
        fenced.
      </p>
      <NumberField
        label="Milliseconds per write"
        value={latencyMs}
        onChange={setLatencyMs}
        min={1}
        max={MAX_DISK_LATENCY_MS}
        width={160}
      />
    </ConfirmDialog>
  )
}
