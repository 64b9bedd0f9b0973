import './styles/all.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { createHostLink, type HostLink } from './bridge/host-link.ts'
import { createMessagePortTransport, readPreload, receivePort } from './bridge/message-port-transport.ts'
import { openWebSocketTransport, socketUrl, takeToken } from './bridge/websocket-transport.ts'

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<App link={chooseLink()} />)

/** Electron hands over a port; any other page speaks to the host it came from. */
function chooseLink(): HostLink {
  if (readPreload(window) !== null) {
    document.documentElement.dataset['host'] = 'electron'
    return createHostLink(async () => createMessagePortTransport(await receivePort(window)))
  }
  const token = takeToken(window)
  return createHostLink(() => openWebSocketTransport(socketUrl(window.location), token))
}
