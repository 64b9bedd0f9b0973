import { ChevronDown, Play, Square } from 'lucide-react'
import { useMemo, useState } from 'react'
import {
  type LocalClusterStatus,
  type LocalNode,
  MAX_LOCAL_BROKERS,
  type NodeAction,
} from '#contract/local-cluster'
import { LOCAL_CONNECTION_ID } from '#contract/values'
import { brokerCountWords } from '../../domain/broker-count.ts'
import { ClusterStrips } from '../../domain/cluster-strips.tsx'
import { errorMessage } from '../../domain/describe-error.tsx'
import { PREFERRED_LEADERS_QUESTION } from '../../domain/elect-preferred.tsx'
import { EventFeed } from '../../domain/event-feed.tsx'
import { useLocalCluster } from '../../domain/local-cluster-context.tsx'
import { useNodeActions } from '../../domain/node-action-dialog.tsx'
import { isServing, lostControllers, nodesByRole } from '../../domain/node-name.ts'
import { useRollingRestart } from '../../domain/rolling-restart.tsx'
import { useSettings } from '../../domain/settings-context.tsx'
import { formatBytes, formatRate } from '../../lib/format-bytes.ts'
import { formatDuration } from '../../lib/format-duration.ts'
import { plural } from '../../lib/format-number.ts'
import { StateDot } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MenuButton, type MenuEntry } from '../../ui/menu.tsx'
import { Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { Switch } from '../../ui/text-field.tsx'
import { ClientSnippets } from './client-snippets.tsx'
import { LogTail } from './log-tail.tsx'
import { ControllerLine, NodeCard } from './node-card.tsx'
import { canBeStarted, clusterMark, degradedWords } from './node-mark.ts'
import { useClusterActions } from './queries.ts'
import './local-cluster.css'

export function LocalClusterPage() {
  const status = useLocalCluster()
  const actions = useClusterActions()
  const nodeActions = useNodeActions()
  const rolling = useRollingRestart(status)
  const [tail, setTail] = useState<'log' | 'events'>('log')
  const { brokers, controllers } = useMemo(() => nodesByRole(status?.nodes ?? []), [status])
  const nodeProps = (node: LocalNode) => ({
    node,
    isBusy: actions.node.isPending && actions.node.variables.nodeId === node.id,
    onAction: (action: NodeAction) => actions.node.mutate({ nodeId: node.id, action }),
    actions: nodeActions.entriesOf(node),
  })
  const [dialog, setDialog] = useState<'reset' | 'snippets' | 'elect' | 'add' | null>(null)
  const failed = [actions.start, actions.stop, actions.node, actions.demo].find(({ isError }) => isError)
  return (
    <Page
      title="Local cluster"
      summary={status === undefined ? <Skeleton width={200} /> : <ClusterSummaryLine status={status} />}
      actions={
        status !== undefined && (
          <ClusterButtons
            status={status}
            actions={actions}
            rollingEntry={rolling.entry}
            onAdd={() => setDialog('add')}
            onElect={() => setDialog('elect')}
            onReset={() => setDialog('reset')}
          />
        )
      }
      toolbar={
        status === undefined ? null : (
          <ClusterBar status={status} actions={actions} onSnippets={() => setDialog('snippets')} />
        )
      }
    >
      {failed !== undefined && (
        <div className="strip strip--bad" role="alert">
          <span className="fill">{errorMessage(failed.error)}</span>
          <Button isSmall onClick={failed.reset}>
            Dismiss
          </Button>
        </div>
      )}
      {typeof status?.error === 'string' && (
        <div className="strip strip--bad" role="alert">
          {status.error}
        </div>
      )}
      <ClusterStrips status={status} />
      <div className="nodes-scroll" tabIndex={0} role="group" aria-label="Brokers">
        {status === undefined || status.nodes.length > 0 ? (
          <div className="nodes">
            {brokers.map((node) => (
              <NodeCard key={node.id} {...nodeProps(node)} />
            ))}
            {controllers.map((node) => (
              <ControllerLine key={node.id} {...nodeProps(node)} />
            ))}
          </div>
        ) : (
          <EmptyState
            title="The local cluster has not been started"
            action={<Button onClick={() => actions.start.mutate(undefined)}>Start it</Button>}
          >
            A real Kafka cluster of several brokers that runs inside Loupe. Nothing is installed or
            downloaded.
          </EmptyState>
        )}
      </div>
      <div className="tail">
        <Tabs
          id="tail"
          label="What happens in the cluster"
          value={tail}
          onChange={setTail}
          options={[
            { value: 'log', label: 'Log' },
            { value: 'events', label: 'Events' },
          ]}
        />
        <TabPanel id="tail" value={tail}>
          {tail === 'log' ? (
            <LogTail nodes={[...brokers, ...controllers]} />
          ) : (
            <EventFeed connectionId={LOCAL_CONNECTION_ID} />
          )}
        </TabPanel>
      </div>
      {nodeActions.dialog}
      {rolling.dialog}
      {dialog === 'add' && <AddBrokerDialog onClose={() => setDialog(null)} />}
      {dialog === 'elect' && <ElectDialog onClose={() => setDialog(null)} />}
      {dialog === 'snippets' && status !== undefined && (
        <ClientSnippets bootstrapServers={status.bootstrapServers} onClose={() => setDialog(null)} />
      )}
      {dialog === 'reset' && status !== undefined && (
        <ResetDialog status={status} onClose={() => setDialog(null)} />
      )}
    </Page>
  )
}

type Actions = ReturnType<typeof useClusterActions>

function ClusterSummaryLine({ status }: { readonly status: LocalClusterStatus }) {
  const mark = clusterMark(status.state)
  const degraded = degradedWords(status)
  const { brokers } = nodesByRole(status.nodes)
  const runningCount = brokers.filter(isServing).length
  return (
    <>
      <StateDot tone={mark.tone} word={mark.word} />
      {degraded !== null && <span>{degraded}</span>}
      <span className="muted">{brokerCountWords(runningCount, brokers.length)}</span>
      {status.readyMs !== null && runningCount > 0 && (
        <span className="muted">ready in {formatDuration(status.readyMs)}</span>
      )}
      <span className="muted">{formatBytes(status.processMemoryBytes)} memory</span>
      {status.diskFreeBytes >= 0 && (
        <span className="muted">{formatBytes(status.diskFreeBytes)} disk free</span>
      )}
      {status.isEphemeral && <span className="muted">data is dropped at exit</span>}
    </>
  )
}

interface ClusterButtonsProps {
  readonly status: LocalClusterStatus
  readonly actions: Actions
  readonly rollingEntry: MenuEntry
  readonly onAdd: () => void
  readonly onElect: () => void
  readonly onReset: () => void
}

function ClusterButtons(props: ClusterButtonsProps) {
  const { status, actions, rollingEntry, onAdd, onElect, onReset } = props
  const { settings, update } = useSettings()
  const isMoving = status.state === 'starting' || status.state === 'stopping'
  const isBusy = isMoving || actions.start.isPending || actions.stop.isPending
  const counts: readonly MenuEntry[] = Array.from({ length: MAX_LOCAL_BROKERS }, (_, index) => index + 1)
    .filter((count) => count % 2 === 1)
    .map((count) => ({
      id: `count-${count}`,
      label: plural(count, 'broker'),
      isChecked: settings.localBrokerCount === count,
      onSelect: () => void update({ localBrokerCount: count }),
    }))
  return (
    <>
      {canBeStarted(status) ? (
        <Button
          variant="primary"
          icon={<Play size={13} />}
          isBusy={isBusy}
          onClick={() => actions.start.mutate(undefined)}
        >
          {status.state === 'degraded' ? 'Start what is down' : 'Start cluster'}
        </Button>
      ) : (
        <Button icon={<Square size={12} />} isBusy={isBusy} onClick={() => actions.stop.mutate()}>
          Stop cluster
        </Button>
      )}
      <MenuButton
        position="bottom-end"
        label="Cluster actions"
        entries={[
          { caption: 'At the next start' },
          ...counts,
          'divider',
          {
            id: 'add',
            label: 'Add a broker…',
            disabledReason: addProblem(status),
            onSelect: onAdd,
          },
          rollingEntry,
          {
            id: 'elect',
            label: 'Elect preferred leaders…',
            disabledReason: status.bootstrapServers === '' ? 'The cluster is stopped.' : null,
            onSelect: onElect,
          },
          'divider',
          {
            id: 'stop',
            label: 'Stop cluster',
            disabledReason: status.state === 'stopped' ? 'It is stopped.' : null,
            onSelect: () => actions.stop.mutate(),
          },
          {
            id: 'reset',
            label: 'Delete all data…',
            isDanger: true,
            disabledReason: status.clusterId === null ? 'It has no data.' : null,
            onSelect: onReset,
          },
        ]}
      >
        <IconButton label="Cluster actions" icon={<ChevronDown size={15} />} />
      </MenuButton>
    </>
  )
}

function addProblem(status: LocalClusterStatus): string | null {
  if (status.bootstrapServers === '') return 'The cluster is stopped.'
  const { nodes, state } = status
  const lost = state === 'degraded' ? lostControllers(nodes).map(({ id }) => id) : []
  if (lost.length === 1) return `Controller ${lost[0]} is down: a broker can join only while it runs.`
  if (lost.length > 1)
    return `Controllers ${lost.join(', ')} are down: a broker can join only while most of them run.`
  const isFull = nodesByRole(nodes).brokers.length >= MAX_LOCAL_BROKERS
  return isFull ? `It has ${MAX_LOCAL_BROKERS} brokers, the most there can be.` : null
}

interface ClusterBarProps {
  readonly status: LocalClusterStatus
  readonly actions: Actions
  readonly onSnippets: () => void
}

function ClusterBar({ status, actions, onSnippets }: ClusterBarProps) {
  const { demo } = status
  return (
    <>
      <span className="muted">Bootstrap</span>
      {status.bootstrapServers === '' ? (
        <span className="muted">none while it is stopped</span>
      ) : (
        <>
          <span className="mono truncate bootstrap">{status.bootstrapServers}</span>
          <CopyButton isSmall text={status.bootstrapServers} what="bootstrap servers" />
        </>
      )}
      <Button
        isSmall
        onClick={onSnippets}
        disabledReason={
          status.bootstrapServers === '' ? 'The cluster has no address while it is stopped.' : null
        }
      >
        Client snippets
      </Button>
      <span className="fill" />
      <span className="muted" title={demo.error ?? undefined}>
        {demo.error !== null
          ? 'Demo failed'
          : demo.isEnabled
            ? demo.isRunning
              ? formatRate(demo.recordsPerSec)
              : 'waiting for the cluster'
            : ''}
      </span>
      <Switch
        label="Demo data"
        isChecked={demo.isEnabled}
        onChange={(isEnabled) => actions.demo.mutate(isEnabled)}
      />
    </>
  )
}

function AddBrokerDialog({ onClose }: { readonly onClose: () => void }) {
  const { add } = useClusterActions()
  return (
    <ConfirmDialog
      title="Add a broker"
      confirmLabel="Add broker"
      isBusy={add.isPending}
      problem={add.isError ? errorMessage(add.error) : null}
      onCancel={onClose}
      onConfirm={() => add.mutate(undefined, { onSuccess: onClose })}
    >
      <p className="secondary">
        One more broker starts and joins the cluster under the lowest free number. Topics that are there stay
        where they are; those that are made later are spread over it too. It is there again at the next start.
      </p>
    </ConfirmDialog>
  )
}

function ElectDialog({ onClose }: { readonly onClose: () => void }) {
  const { elect } = useClusterActions()
  return (
    <ConfirmDialog
      title={PREFERRED_LEADERS_QUESTION.title}
      confirmLabel={PREFERRED_LEADERS_QUESTION.confirmLabel}
      isBusy={elect.isPending}
      problem={elect.isError ? errorMessage(elect.error) : null}
      onCancel={onClose}
      onConfirm={() => elect.mutate(undefined, { onSuccess: onClose })}
    >
      {PREFERRED_LEADERS_QUESTION.description}
    </ConfirmDialog>
  )
}

function ResetDialog({
  status,
  onClose,
}: {
  readonly status: LocalClusterStatus
  readonly onClose: () => void
}) {
  const { reset } = useClusterActions()
  return (
    <ConfirmDialog
      title="Delete all data of the local cluster"
      confirmLabel="Delete all data"
      isDanger
      typedName={status.clusterId ?? ''}
      isBusy={reset.isPending}
      problem={reset.isError ? errorMessage(reset.error) : null}
      onCancel={onClose}
      onConfirm={(typed) => reset.mutate(typed, { onSuccess: onClose })}
    >
      <p className="secondary">
        The cluster is stopped, every topic, record and committed offset under{' '}
        <span className="mono">{status.dataDirectory}</span> is deleted for good, and it is started again with
        a new id.
      </p>
    </ConfirmDialog>
  )
}
