import { useEffect } from 'react'
import { useSettings } from '../domain/settings-context.tsx'
import { readStored } from '../lib/local-store.ts'
import { useGo } from './navigation.tsx'
import { routes } from './routes.ts'

/** Remembers the connection that was in view last. */
export const LAST_CONNECTION_KEY = 'connection.last'

/** The bare address: the first-run page, or the overview of the last connection. */
export function StartPage() {
  const { settings, isLoaded } = useSettings()
  const go = useGo()
  useEffect(() => {
    if (!isLoaded) return
    const last = readStored(LAST_CONNECTION_KEY, (value) => (typeof value === 'string' ? value : null))
    go(settings.hasSeenWelcome ? routes.overview(last ?? 'local') : routes.welcome(), { replaces: true })
  }, [isLoaded, settings.hasSeenWelcome, go])
  return null
}
