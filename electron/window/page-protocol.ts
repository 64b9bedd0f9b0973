/** The page's own scheme: files of the built page and nothing else, under the same policy as over HTTP. */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { net, protocol } from 'electron'
import { CONTENT_SECURITY_POLICY } from '../host/content-security-policy.ts'

const SCHEME = 'loupe'

/** Address of the page. */
export const PAGE_URL = `${SCHEME}://app/index.html`

/** Must run before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves `pageDirectory`. */
export function servePageScheme(pageDirectory: string): void {
  protocol.handle(SCHEME, async (request) => {
    const wanted = decodeURIComponent(new URL(request.url).pathname)
    const file = path.join(pageDirectory, wanted === '/' ? 'index.html' : wanted)
    if (!file.startsWith(pageDirectory + path.sep))
      return new Response('There is nothing here.', { status: 404 })
    const response = await net.fetch(pathToFileURL(file).toString())
    const headers = new Headers(response.headers)
    headers.set('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    return new Response(response.body, { status: response.status, headers })
  })
}

/** True for our own page. */
export function isPageUrl(url: string): boolean {
  return url.startsWith(`${SCHEME}://app/`)
}
