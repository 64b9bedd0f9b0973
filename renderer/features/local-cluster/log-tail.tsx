import { useCallback, useMemo, useState } from 'react'
import type { LocalNode, LogLine } from '#contract/local-cluster'
import { useClient } from '../../bridge/client-context.tsx'
import { useStream } from '../../bridge/use-stream.ts'
import { NodeChip } from '../../domain/node-chip.tsx'
import { nodeName } from '../../domain/node-name.ts'
import { useSettings } from '../../domain/settings-context.tsx'
import { formatInteger } from '../../lib/format-number.ts'
import { formatIso, formatTimeOfDay, zoneLabel } from '../../lib/format-time.ts'
import { nowMs } from '../../lib/now.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FilterBox } from '../../ui/filter-box.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { StatusScope } from '../../ui/slots.tsx'
import { Switch } from '../../ui/text-field.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'

/** Lines kept in the page; older ones fall out. */
const MAX_LINES = 5_000
const LINE_HEIGHT = 20

const LEVELS = ['debug', 'info', 'warn', 'error'] as const
type Level = (typeof LEVELS)[number]

const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  debug: 'All',
  info: 'Info',
  warn: 'Warnings',
  error: 'Errors',
}

type LogNode = Pick<LocalNode, 'id' | 'role'>

/** The nodes' log as it is written. Scrolling up stops following; the switch or the end starts it again. */
export function LogTail({ nodes }: { readonly nodes: readonly LogNode[] }) {
  const client = useClient()
  const { timeZone } = useSettings().settings
  const [node, setNode] = useState<string>('all')
  const [level, setLevel] = useState<Level>('info')
  const [text, setText] = useState('')
  const [follows, setFollows] = useState(true)
  const open = useCallback(
    (signal: AbortSignal) =>
      client.localCluster.logs(node === 'all' ? {} : { nodeId: Number(node) }, { signal }),
    [client, node],
  )
  const { items, state, clear } = useStream(open, { capacity: MAX_LINES, reopens: true })
  const roles = useMemo(() => new Map(nodes.map(({ id, role }) => [id, role])), [nodes])
  const shown = useMemo(() => filterLines(items, level, text), [items, level, text])
  return (
    <section className="log" aria-label="Log">
      <div className="page-toolbar log-bar">
        <Segmented
          label="Node"
          value={node}
          onChange={setNode}
          options={[
            { value: 'all', label: 'All' },
            ...nodes.map((one) => ({ value: String(one.id), label: String(one.id), name: nodeName(one) })),
          ]}
        />
        <Segmented
          label="Level"
          value={level}
          onChange={setLevel}
          options={LEVELS.map((value) => ({ value, label: LEVEL_WORDS[value] }))}
        />
        <FilterBox label="Filter log" placeholder="Filter" width={200} value={text} onChange={setText} />
        <span className="fill" />
        <span className="muted">{zoneLabel(timeZone, nowMs())}</span>
        <Switch label="Follow" isChecked={follows} onChange={setFollows} />
        <Button variant="quiet" onClick={clear}>
          Clear
        </Button>
      </div>
      {shown.length === 0 ? (
        <EmptyState title={items.length === 0 ? 'Nothing logged yet' : 'No line passes this filter'} />
      ) : (
        <VirtualList
          label="Log lines"
          className="log-lines"
          items={shown}
          rowHeight={LINE_HEIGHT}
          keyOf={lineKey}
          follows={follows}
          onFollowChange={setFollows}
          render={(line) => (
            <div className="log-line" data-level={line.level}>
              <time title={formatIso(line.timeMs, timeZone)}>{formatTimeOfDay(line.timeMs, timeZone)}</time>
              <NodeChip id={line.nodeId} role={roles.get(line.nodeId) ?? 'broker'} />
              <span className="log-level">{line.level}</span>
              <span className="log-source truncate" title={line.source}>
                {sourceWithin(line.source)}
              </span>
              <span className="truncate" title={line.message}>
                {line.message}
              </span>
            </div>
          )}
        />
      )}
      <StatusScope>
        <span>
          {formatInteger(shown.length)} of {formatInteger(items.length)} log lines kept
        </span>
        {state === 'failed' && <span>The log is not reachable; trying again</span>}
      </StatusScope>
    </section>
  )
}

/** Without the node's own name, which stands before it: `broker-1/group` is `group`. */
function sourceWithin(source: string): string {
  return source.replace(/^(broker|controller)-\d+(\/|$)/, '')
}

const lineKey = ({ nodeId, sequence }: LogLine): string => `${nodeId}:${sequence}`

function filterLines(lines: readonly LogLine[], level: Level, text: string): readonly LogLine[] {
  const least = LEVELS.indexOf(level)
  const wanted = text.trim().toLowerCase()
  return lines.filter(
    (line) =>
      LEVELS.indexOf(line.level) >= least &&
      (wanted === '' || line.message.toLowerCase().includes(wanted) || line.source.includes(wanted)),
  )
}
