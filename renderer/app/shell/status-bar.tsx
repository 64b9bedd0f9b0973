import { useHostLink } from '../../bridge/client-context.tsx'
import { brokerCountWords } from '../../domain/broker-count.ts'
import { useConnection } from '../../domain/connection-context.tsx'
import { connectionMark, GUARD_EXPLANATIONS, GUARD_WORDS } from '../../domain/environment.ts'
import { useBrokerCount } from '../../domain/use-cluster-summary.ts'
import { StateDot } from '../../ui/badge.tsx'

/** What is shown of how much at the left, filled by the page; the connection and its mode at the right. */
export function StatusBar({ scopeRef }: { readonly scopeRef: (element: HTMLElement | null) => void }) {
  const { state, profile, guard } = useConnection()
  const link = useHostLink()
  const brokers = useBrokerCount()
  const mark = connectionMark(link.state === 'lost' ? undefined : state)
  return (
    <footer className="status-bar">
      <div className="status-scope" ref={scopeRef} />
      {profile !== undefined && (
        <>
          {typeof state?.kafkaVersion === 'string' && <span>Kafka {state.kafkaVersion}</span>}
          {brokers.count > 0 && <span>{brokerCountWords(brokers.upCount, brokers.count)}</span>}
          <span title={GUARD_EXPLANATIONS[guard]}>{GUARD_WORDS[guard]}</span>
          <span title={state?.error ?? undefined}>
            <StateDot tone={mark.tone} word={mark.word} />
          </span>
        </>
      )}
    </footer>
  )
}
