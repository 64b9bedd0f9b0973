import { useHostLink } from '../../bridge/client-context.tsx'
import { Button } from '../../ui/button.tsx'

/** A restarted host has another key, which this page cannot know. */
const RESTART_HINT_ATTEMPTS = 4

/** Said while the process behind the page is gone; what is shown stays and grows old. */
export function DisconnectedStrip() {
  const { state, failedAttempts, refusal, retry } = useHostLink()
  if (state !== 'lost') return null
  if (refusal !== null) {
    return (
      <div className="strip strip--bad" role="alert">
        <span className="fill">
          <strong>Disconnected.</strong> Loupe was started again and no longer takes the key of this page.
          What is shown is as it was; open the address it printed in its terminal.
        </span>
      </div>
    )
  }
  return (
    <div className="strip" role="alert">
      <span className="fill">
        <strong>Disconnected.</strong> Loupe itself does not answer. What is shown is as it was;{' '}
        {failedAttempts > 1
          ? `attempt ${failedAttempts} to connect again is under way.`
          : 'connecting again.'}
        {failedAttempts >= RESTART_HINT_ATTEMPTS &&
          ' If it was started again, open the address it printed then.'}
      </span>
      <Button isSmall onClick={retry}>
        Retry now
      </Button>
    </div>
  )
}
