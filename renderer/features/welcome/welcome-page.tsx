import { useState } from 'react'
import { useGo } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { openConnectionDialog } from '../../domain/connection-dialog-store.ts'
import { useLocalCluster } from '../../domain/local-cluster-context.tsx'
import { useSettings } from '../../domain/settings-context.tsx'
import { Button } from '../../ui/button.tsx'
import { StartCard } from './start-card.tsx'
import { demoWords, wholeWords } from './welcome-words.ts'
import './welcome.css'

/** The first window: start the bundled cluster, connect to another, or read what this is. It asks nothing. */
export function WelcomePage() {
  const { update } = useSettings()
  const status = useLocalCluster()
  const go = useGo()
  const [isExplained, setIsExplained] = useState(false)
  const leave = (target: ReturnType<typeof routes.overview>) => {
    void update({ hasSeenWelcome: true })
    go(target)
  }
  return (
    <div className="welcome" role="group" aria-label="Welcome" tabIndex={0}>
      <div className="welcome-content">
        <h1>Loupe</h1>
        <p className="secondary">A workbench for Kafka, with a Kafka cluster of its own.</p>
        <div className="welcome-cards">
          <StartCard
            status={status}
            onOpen={() => leave(routes.overview('local'))}
            onOpenCluster={() => leave(routes.localCluster())}
          />
          <section className="welcome-card">
            <h2>Connect</h2>
            <p>
              Look into a cluster that runs elsewhere. Paste its bootstrap servers; each step of reaching it
              is tested and shown.
            </p>
            <div className="fill" />
            <Button
              onClick={() => {
                void update({ hasSeenWelcome: true })
                openConnectionDialog(null)
              }}
            >
              Connect to a cluster
            </Button>
          </section>
          <section className="welcome-card">
            <h2>What this is</h2>
            {isExplained ? (
              <ul className="welcome-facts">
                <li>
                  The local cluster is real: brokers that speak Kafka’s protocol and keep their logs on disk
                  in Kafka’s format. Any client can use it.
                </li>
                <li>{demoWords(status)}</li>
                <li>
                  Kill a broker and see what loses its leader; start it again, and nothing that was
                  acknowledged is lost.
                </li>
                <li>Nothing is sent anywhere. There is no account.</li>
              </ul>
            ) : (
              <p>{wholeWords(status)}</p>
            )}
            <div className="fill" />
            <Button onClick={() => setIsExplained(!isExplained)} aria-expanded={isExplained}>
              {isExplained ? 'Less' : 'Explain'}
            </Button>
          </section>
        </div>
      </div>
    </div>
  )
}
