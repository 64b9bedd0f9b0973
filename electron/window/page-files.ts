/**
 * The page in Electron: files of the built page by their own addresses, and no other file of the machine,
 * under the same policy as over HTTP. A scheme of our own would have to be declared before the app is
 * ready, which an app made of modules cannot promise on every launcher.
 */
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { net, protocol } from 'electron'
import { CONTENT_SECURITY_POLICY } from '../host/content-security-policy.ts'

/** Answers every file address of every window: the page's own with the policy, any other with 404. */
export function servePageFiles(pageDirectory: string): void {
  protocol.handle('file', async (request) => {
    const address = new URL(request.url)
    const file = path.resolve(fileURLToPath(`file://${address.pathname}`))
    if (!file.startsWith(pageDirectory + path.sep))
      return new Response('There is nothing here.', { status: 404 })
    const response = await net.fetch(pathToFileURL(file).toString(), { bypassCustomProtocolHandlers: true })
    const headers = new Headers(response.headers)
    headers.set('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    return new Response(response.body, { status: response.status, headers })
  })
}

/** Address of the page. */
export function pageUrl(pageDirectory: string): string {
  return pathToFileURL(path.join(pageDirectory, 'index.html')).toString()
}

/** True for our own page, wherever in it one is. */
export function isPageUrl(url: string, pageDirectory: string): boolean {
  return url.split(/[?#]/, 1)[0] === pageUrl(pageDirectory)
}
