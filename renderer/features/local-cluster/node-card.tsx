import { Ellipsis } from 'lucide-react'
import type { LocalNode, NodeAction } from '#contract/local-cluster'
import { Age } from '../../domain/age.tsx'
import { NodeChip } from '../../domain/node-chip.tsx'
import { nodeName } from '../../domain/node-name.ts'
import { Bytes, BytesRate, Count, Duration, Missing, Rate } from '../../domain/values.tsx'
import { copyText } from '../../lib/clipboard.ts'
import { formatDuration } from '../../lib/format-duration.ts'
import { formatPercent } from '../../lib/format-number.ts'
import { Badge, StateDot } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { MenuButton, type MenuEntry } from '../../ui/menu.tsx'
import { nodeMark } from './node-mark.ts'

export interface NodeCardProps {
  readonly node: LocalNode
  readonly isBusy: boolean
  readonly onAction: (action: NodeAction) => void
  /** What can be done to it, each with its question. */
  readonly actions: readonly MenuEntry[]
}

/** One broker: what it is, what it holds, what it does this second, and its switches. */
export function NodeCard(props: NodeCardProps) {
  const { node } = props
  const isUp = node.state === 'running'
  return (
    <article className="node" aria-label={nodeName(node)} data-state={node.state} {...killedMark(node)}>
      <header className="node-header">
        <NodeTitle node={node} />
        <span className="fill" />
        <NodeButtons {...props} />
      </header>
      {node.error !== null && <p className="node-error">{node.error}</p>}
      <NodeFaults node={node} />
      <dl className="node-facts">
        <Fact name="Address">
          {node.port === 0 ? (
            <span className="muted">none</span>
          ) : (
            <span className="mono">{`${node.host}:${node.port}`}</span>
          )}
        </Fact>
        <Fact name="Since">
          <Age atMs={node.sinceMs} prefix="" />
        </Fact>
        <Fact name="Leads">
          {isUp && node.isFenced ? (
            <Missing why={`others lead what it led: it counted ${node.leaderCount} when it was last heard`} />
          ) : (
            <Count value={isUp ? node.leaderCount : null} />
          )}
        </Fact>
        <Fact name="Disk">
          <Bytes value={node.diskBytes} />
        </Fact>
        <Fact name="Replicas">
          <Count value={isUp ? node.partitionCount : null} />
        </Fact>
        <Fact name="Heap">
          <Bytes value={isUp ? node.heapBytes : null} />
        </Fact>
        <Fact name="Records in">{isUp ? <Rate value={node.recordsInPerSec} /> : <Missing />}</Fact>
        <Fact name="Bytes in">
          <BytesRate value={isUp ? node.bytesInPerSec : null} />
        </Fact>
        <Fact name="Clients">
          <Count value={isUp ? node.connectionCount : null} />
        </Fact>
        <Fact name="Bytes out">
          <BytesRate value={isUp ? node.bytesOutPerSec : null} />
        </Fact>
        <Fact name="Busy">{isUp ? formatPercent(node.busyRatio) : <Missing />}</Fact>
        <Fact name="Last start took">
          <Duration ms={node.startDurationMs} />
        </Fact>
      </dl>
    </article>
  )
}

/** A controller keeps the cluster's metadata and no records: one line says enough. */
export function ControllerLine(props: NodeCardProps) {
  const { node } = props
  const isUp = node.state === 'running'
  return (
    <article
      className="node node--controller"
      aria-label={nodeName(node)}
      data-state={node.state}
      {...killedMark(node)}
    >
      <header className="node-header">
        <NodeTitle node={node} />
      </header>
      <p className="node-line">
        {node.error !== null && <span className="node-error">{node.error}</span>}
        <NodeFaults node={node} />
        {node.port !== 0 && <span className="mono">{`${node.host}:${node.port}`}</span>}
        {node.diskBytes >= 0 && (
          <span>
            <Bytes value={node.diskBytes} /> of metadata
          </span>
        )}
        {isUp && (
          <span>
            heap <Bytes value={node.heapBytes} />
          </span>
        )}
      </p>
      <NodeButtons {...props} />
    </article>
  )
}

function NodeTitle({ node }: { readonly node: LocalNode }) {
  const mark = nodeMark(node)
  return (
    <>
      <NodeChip id={node.id} role={node.role} isDown={isDown(node)} />
      <h2>{nodeName(node)}</h2>
      <StateDot tone={mark.tone} word={mark.word} />
    </>
  )
}

/** What is made to go wrong here, and what came of it. */
function NodeFaults({ node }: { readonly node: LocalNode }) {
  const { cutFrom, diskLatencyMs, state } = node
  const isFenced = state === 'running' && node.isFenced
  if (cutFrom.length === 0 && diskLatencyMs === 0 && !isFenced) return null
  return (
    <p className="node-faults">
      {isFenced && <Badge tone="notice">the others do not hear it</Badge>}
      {cutFrom.length > 0 && <Badge tone="notice">cut off from {cutFrom.join(', ')}</Badge>}
      {diskLatencyMs > 0 && <Badge tone="notice">{formatDuration(diskLatencyMs)} more per write</Badge>}
    </p>
  )
}

function NodeButtons({ node, isBusy, onAction, actions }: NodeCardProps) {
  const name = nodeName(node)
  const switchTo = isDown(node) ? 'start' : node.state === 'frozen' ? 'thaw' : 'stop'
  const verb = SWITCH_WORDS[switchTo]
  return (
    <>
      <Button
        isSmall
        isBusy={isBusy}
        aria-label={`${verb} ${name.toLowerCase()}`}
        onClick={() => onAction(switchTo)}
      >
        {verb}
      </Button>
      <MenuButton
        position="bottom-end"
        label={`${name} actions`}
        entries={[
          ...actions,
          'divider',
          {
            id: 'copy',
            label: 'Copy address',
            disabledReason: node.port === 0 ? 'It has no port while it is stopped.' : null,
            onSelect: () => void copyText(`${node.host}:${node.port}`),
          },
          {
            id: 'directory',
            label: 'Copy data directory',
            onSelect: () => void copyText(node.dataDirectory),
          },
        ]}
      >
        <IconButton isSmall label={`${name} actions`} icon={<Ellipsis size={15} />} />
      </MenuButton>
    </>
  )
}

const SWITCH_WORDS = { start: 'Start', thaw: 'Thaw', stop: 'Stop' } as const

function killedMark({ state, isKilled }: LocalNode): { readonly 'data-killed'?: true } {
  return isKilled && state === 'stopped' ? { 'data-killed': true } : {}
}

function isDown({ state }: LocalNode): boolean {
  return state === 'stopped' || state === 'failed'
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
