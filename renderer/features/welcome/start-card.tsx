import { useMutation } from '@tanstack/react-query'
import type { LocalClusterStatus, LocalNode } from '#contract/local-cluster'
import { useClient } from '../../bridge/client-context.tsx'
import { errorMessage } from '../../domain/describe-error.tsx'
import { nodeName } from '../../domain/node-name.ts'
import { formatRate } from '../../lib/format-bytes.ts'
import { formatDuration } from '../../lib/format-duration.ts'
import { StateDot, type StateTone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { offerWords } from './welcome-words.ts'

export interface StartCardProps {
  readonly status: LocalClusterStatus | undefined
  readonly onOpen: () => void
  readonly onOpenCluster: () => void
}

/** One click starts the bundled cluster; then the real steps with their times, then the address. */
export function StartCard({ status, onOpen, onOpenCluster }: StartCardProps) {
  const client = useClient()
  const start = useMutation({ mutationFn: () => client.localCluster.start({}) })
  const isRunning = status?.state === 'running'
  const isMoving = status?.state === 'starting' || start.isPending
  const problem = start.isError ? errorMessage(start.error) : (status?.error ?? null)
  return (
    <section className="welcome-card" aria-live="polite">
      <h2>Local cluster</h2>
      {status === undefined || (status.state === 'stopped' && !isMoving) ? (
        <p>{offerWords(status)}</p>
      ) : (
        <ol className="welcome-steps">
          {status.nodes.map((node) => (
            <Step key={node.id} {...nodeStep(node)} name={nodeName(node)} />
          ))}
          <Step
            name="Cluster"
            tone={isRunning ? 'good' : status.state === 'failed' ? 'bad' : 'busy'}
            text={
              isRunning
                ? status.readyMs === null
                  ? 'ready'
                  : `ready in ${formatDuration(status.readyMs)}`
                : 'electing a controller'
            }
          />
          {status.demo.isEnabled && (
            <Step
              name="Demo shop"
              tone={status.demo.error !== null ? 'notice' : status.demo.isRunning ? 'good' : 'busy'}
              text={
                status.demo.error ??
                (status.demo.isRunning ? `writing ${formatRate(status.demo.recordsPerSec)}` : 'waiting')
              }
            />
          )}
        </ol>
      )}
      {problem !== null && <p className="welcome-problem">{problem}</p>}
      <div className="fill" />
      {isRunning ? (
        <>
          <p className="row welcome-address">
            <span className="mono truncate">{status.bootstrapServers}</span>
            <CopyButton isSmall text={status.bootstrapServers} what="bootstrap servers" />
          </p>
          <div className="row">
            <Button variant="primary" onClick={onOpen}>
              Open local cluster
            </Button>
            <Button variant="quiet" onClick={onOpenCluster}>
              Brokers and log
            </Button>
          </div>
        </>
      ) : (
        <Button variant="primary" isBusy={isMoving} onClick={() => start.mutate()}>
          {isMoving ? 'Starting' : 'Start local cluster'}
        </Button>
      )}
    </section>
  )
}

interface StepProps {
  readonly name: string
  readonly tone: StateTone
  readonly text: string
}

function Step({ name, tone, text }: StepProps) {
  return (
    <li>
      <StateDot tone={tone} word={name} />
      <span className="muted truncate">{text}</span>
    </li>
  )
}

function nodeStep(node: LocalNode): { readonly tone: StateTone; readonly text: string } {
  switch (node.state) {
    case 'running':
      return {
        tone: 'good',
        text: `port ${node.port}${node.startDurationMs === null ? '' : `, started in ${formatDuration(node.startDurationMs)}`}`,
      }
    case 'starting':
      return { tone: 'busy', text: 'starting' }
    case 'frozen':
      return { tone: 'notice', text: 'frozen' }
    case 'stopping':
      return { tone: 'busy', text: 'stopping' }
    case 'stopped':
      return { tone: 'unknown', text: 'waiting' }
    case 'failed':
      return { tone: 'bad', text: node.error ?? 'failed' }
  }
}
