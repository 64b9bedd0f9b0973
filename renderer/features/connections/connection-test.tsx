import { useCallback, useEffect, useRef } from 'react'
import type { TestStep } from '#contract/connections'
import { useClient } from '../../bridge/client-context.tsx'
import { useStream } from '../../bridge/use-stream.ts'
import { formatDuration } from '../../lib/format-duration.ts'
import { StateDot } from '../../ui/badge.tsx'

const STEP_WORDS: Readonly<Record<TestStep['step'], string>> = {
  resolve: 'Resolve',
  connect: 'Connect',
  apiVersions: 'Handshake',
  metadata: 'Metadata',
  advertised: 'Advertised',
}

/** Steps of one test at most: five per bootstrap server and advertised broker. */
const MAX_STEPS = 200

/** Tries a cluster and shows each step as it is done, under what came of it. */
export function ConnectionTest({ bootstrapServers }: { readonly bootstrapServers: string }) {
  const list = useRef<HTMLUListElement>(null)
  const client = useClient()
  const open = useCallback(
    (signal: AbortSignal) => client.connections.test({ bootstrapServers }, { signal }),
    [client, bootstrapServers],
  )
  const { items, state, error } = useStream(open, { capacity: MAX_STEPS })
  // The test is below the fields: without this its answer would come out of sight.
  useEffect(() => {
    list.current?.scrollIntoView({ block: 'nearest' })
  }, [items.length, state])
  return (
    <ul ref={list} className="test-steps" aria-label="Test" aria-live="polite">
      <li>
        <StateDot
          tone={state === 'open' ? 'busy' : verdict(items).tone}
          word={state === 'open' ? 'Testing' : 'Result'}
        />
        <span className="test-detail">
          {state === 'open' ? '' : (error?.message ?? verdict(items).words)}
        </span>
      </li>
      {items.map((step) => (
        <li key={`${step.step} ${step.target}`}>
          <StateDot tone={step.isOk ? 'good' : 'bad'} word={STEP_WORDS[step.step]} />
          <span className="test-detail">
            <span className="mono">{step.target}</span>
            <br />
            <span className="secondary">{step.detail}</span>
          </span>
          <span className="test-time">{formatDuration(step.durationMs)}</span>
        </li>
      ))}
    </ul>
  )
}

function verdict(steps: readonly TestStep[]): { readonly tone: 'good' | 'bad'; readonly words: string } {
  const failedCount = steps.filter(({ isOk }) => !isOk).length
  if (steps.length === 0) return { tone: 'bad', words: 'No step was taken.' }
  if (failedCount === 0) return { tone: 'good', words: 'The cluster can be used from here.' }
  return { tone: 'bad', words: failedCount === 1 ? 'One step failed.' : `${failedCount} steps failed.` }
}
