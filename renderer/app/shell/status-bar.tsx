import { useHostLink } from '../../bridge/client-context.tsx'
import { useConnection } from '../../domain/connection-context.tsx'
import { connectionMark, GUARD_EXPLANATIONS, GUARD_WORDS } from '../../domain/environment.ts'
import { StateDot } from '../../ui/badge.tsx'

/** What is shown of how much at the left, filled by the page; the connection and its mode at the right. */
export function StatusBar({ scopeRef }: { readonly scopeRef: (element: HTMLElement | null) => void }) {
  const { state, profile, guard } = useConnection()
  const link = useHostLink()
  const mark = connectionMark(link.state === 'lost' ? undefined : state)
  return (
    <footer className="status-bar">
      <div className="status-scope" ref={scopeRef} />
      {profile !== undefined && (
        <>
          {typeof state?.kafkaVersion === 'string' && <span>Kafka {state.kafkaVersion}</span>}
          {state !== undefined && state.brokerCount > 0 && (
            <span>
              {state.brokerCount} {state.brokerCount === 1 ? 'broker' : 'brokers'}
            </span>
          )}
          <span title={GUARD_EXPLANATIONS[guard]}>{GUARD_WORDS[guard]}</span>
          <span title={state?.error ?? undefined}>
            <StateDot tone={mark.tone} word={mark.word} />
          </span>
        </>
      )}
    </footer>
  )
}
