import { MantineProvider, useMantineColorScheme } from '@mantine/core'
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { HostLinkProvider, useHostLink } from '../bridge/client-context.tsx'
import type { HostLink } from '../bridge/host-link.ts'
import type { Refusal } from '../bridge/websocket-transport.ts'
import { LocalClusterProvider } from '../domain/local-cluster-context.tsx'
import { SettingsProvider, useSettings } from '../domain/settings-context.tsx'
import { useDelayed } from '../ui/skeleton.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { createQueryClient } from './query-client.ts'
import { createAppRouter } from './router.tsx'
import { cssVariables, theme } from './theme.tsx'

/** The whole page over one link to a host. */
export function App({ link }: { readonly link: HostLink }) {
  const [queryClient] = useState(createQueryClient)
  const [router] = useState(createAppRouter)
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <HostLinkProvider link={link}>
            <LinkGate>
              <SettingsProvider>
                <ColorScheme />
                <LocalClusterProvider>
                  <RouterProvider router={router} />
                </LocalClusterProvider>
              </SettingsProvider>
            </LinkGate>
          </HostLinkProvider>
        </QueryClientProvider>
      </ErrorBoundary>
    </MantineProvider>
  )
}

/** Holds the page back until the first connection to the host, and refreshes it after each further one. */
function LinkGate({ children }: { readonly children: ReactNode }) {
  const { client, failedAttempts, refusal, retry } = useHostLink()
  const queryClient = useQueryClient()
  const isSlow = useDelayed(client === null)
  const knownClient = useRef(client)
  useEffect(() => {
    if (client !== null && knownClient.current !== null && knownClient.current !== client) {
      void queryClient.invalidateQueries()
    }
    knownClient.current = client
  }, [client, queryClient])
  if (client !== null) return children
  if (!isSlow) return null
  if (refusal !== null) return <Refused refusal={refusal} onRetry={retry} />
  return (
    <div className="link-gate" role="status">
      <p className="link-gate-title">
        {failedAttempts < 3 ? 'Connecting to Loupe' : 'Loupe does not answer'}
      </p>
      {failedAttempts >= 3 && (
        <p className="secondary">
          The process behind this page is not reachable. Start it again with{' '}
          <span className="mono">npm start</span>; if it printed an address, open that one, since it carries
          the key to this page.
        </p>
      )}
      {failedAttempts >= 3 && (
        <button type="button" className="button button--default" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  )
}

/** The host is there, and does not let this page in: it says where to get an address that it does. */
function Refused({ refusal, onRetry }: { readonly refusal: Refusal; readonly onRetry: () => void }) {
  return (
    <div className="link-gate" role="alert">
      <p className="link-gate-title">
        {refusal === 'no-key' ? 'This address lacks its key' : 'The key in this address is not valid'}
      </p>
      <p className="secondary">
        Loupe runs, and lets only pages in that carry the key it made when it started. It printed the whole
        address in its terminal, as <span className="mono">{window.location.origin}/#token=…</span>: open that
        one. {refusal === 'wrong-key' && 'Each start makes another key, so an older address no longer works.'}
      </p>
      <button type="button" className="button button--default" onClick={onRetry}>
        Try again
      </button>
    </div>
  )
}

/** The theme of the settings, applied. */
function ColorScheme() {
  const { settings, isLoaded } = useSettings()
  const { setColorScheme } = useMantineColorScheme()
  useEffect(() => {
    if (isLoaded) setColorScheme(settings.theme === 'system' ? 'auto' : settings.theme)
  }, [settings.theme, isLoaded, setColorScheme])
  return null
}
