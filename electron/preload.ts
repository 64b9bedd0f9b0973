/** Hands one MessagePort to the page whenever it asks for one; exposes nothing else. */
import { contextBridge, ipcRenderer } from 'electron'

const CONNECT_CHANNEL = 'loupe:connect'

contextBridge.exposeInMainWorld('loupe', { host: 'electron' })

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const isRequest = typeof event.data === 'object' && event.data !== null && 'type' in event.data
  if (event.source !== window || !isRequest || event.data.type !== 'loupe-ready') return
  ipcRenderer.send(CONNECT_CHANNEL)
})

ipcRenderer.on(CONNECT_CHANNEL, (event) => {
  window.postMessage({ type: 'loupe-port' }, '*', [...event.ports])
})
