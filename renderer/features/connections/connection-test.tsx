import { useCallback, useEffect, useRef } from 'react'
import type { TestStep } from '#contract/connections'
import { useClient } from '../../bridge/client-context.tsx'
import { type StreamView, useStream } from '../../bridge/use-stream.ts'
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

export type ConnectionTestView = StreamView<TestStep>

/** Tries a cluster step by step; null tries none. */
export function useConnectionTest(bootstrapServers: string | null): ConnectionTestView {
  const client = useClient()
  const open = useCallback(
    (signal: AbortSignal) =>
      client.connections.test({ bootstrapServers: bootstrapServers ?? '' }, { signal }),
    [client, bootstrapServers],
  )
  return useStream(open, { capacity: MAX_STEPS, isEnabled: bootstrapServers !== null })
}

/** Each step of a test as it is done. */
export function TestSteps({ test }: { readonly test: ConnectionTestView }) {
  const list = useRef<HTMLUListElement>(null)
  const { items, state } = test
  // The test is below the fields: without this its newest step would come out of sight.
  useEffect(() => {
    list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' })
  }, [items.length, state])
  if (items.length === 0) return null
  return (
    <ul ref={list} className="test-steps" aria-label="Steps of the test">
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

/** What came of a test, in one line. */
export function TestVerdict({ test }: { readonly test: ConnectionTestView }) {
  const { items, state, error } = test
  if (state === 'open') return <StateDot tone="busy" word="Testing" />
  const { tone, words } = verdict(items)
  return <StateDot tone={error === null ? tone : 'bad'} word={error?.message ?? words} />
}

function verdict(steps: readonly TestStep[]): { readonly tone: 'good' | 'bad'; readonly words: string } {
  const failedCount = steps.filter(({ isOk }) => !isOk).length
  if (steps.length === 0) return { tone: 'bad', words: 'No step was taken.' }
  if (failedCount === 0) return { tone: 'good', words: 'The cluster can be used from here.' }
  return { tone: 'bad', words: failedCount === 1 ? 'One step failed.' : `${failedCount} steps failed.` }
}
