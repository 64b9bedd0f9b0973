/**
 * The plain-Node host: the same page and the same services on 127.0.0.1. Every request must come to a
 * loopback name (no DNS rebinding), every WebSocket must come from our own page (no other site) and
 * carry the token of this start. Static files are public to this machine; they hold no data.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import path from 'node:path'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { describeError } from '#broker/base/logger'
import { MIB } from '#broker/base/units'
import type { Contract } from '#contract/define'
import type { Transport } from '#contract/envelope'
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts'
import { type ServeOptions, serveTransport } from './rpc-server.ts'

/** Path of the WebSocket. */
const RPC_PATH = '/rpc'

/** Largest message from a page: a produced value as base64 and its envelope. */
const MAX_MESSAGE_BYTES = 96 * MIB

/** Pages that may be open at once. */
const MAX_PAGES = 32

const LOOPBACK_HOST = '127.0.0.1'
const LOOPBACK_NAMES: ReadonlySet<string> = new Set([LOOPBACK_HOST, 'localhost'])

/** Prefix of the subprotocol that carries the token: browsers can set no other header on a WebSocket. */
const TOKEN_PROTOCOL_PREFIX = 'loupe.'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

export interface HttpHost {
  readonly port: number
  readonly token: string
  /** The address to open, with the token in the fragment, which no browser sends. */
  readonly url: string
  close(): Promise<void>
}

export interface HttpHostOptions<C extends Contract> extends ServeOptions<C> {
  /** 0 picks a free one. */
  readonly port: number
  /** Folder of the built page. */
  readonly pageDirectory: string
}

/** Opens the host. Rejects when the port is taken, naming it. */
export async function openHttpHost<C extends Contract>(options: HttpHostOptions<C>): Promise<HttpHost> {
  const token = randomBytes(24).toString('base64url')
  const server = http.createServer((request, response) => {
    servePage(request, response, options.pageDirectory).catch((error: unknown) => {
      options.logger.error('page request failed', { error: describeError(error) })
      response.destroy()
    })
  })
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: (offered) => [...offered][0] ?? false,
  })
  server.on('upgrade', (request, socket: Socket, head) => {
    const refusal = refuseUpgrade(request, { token, openPages: sockets.clients.size })
    if (refusal !== null) {
      options.logger.warn('page refused', { reason: refusal.reason })
      socket.end(`HTTP/1.1 ${refusal.status} Refused\r\nConnection: close\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      serveTransport(webSocketTransport(webSocket), options),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: LOOPBACK_HOST, port: options.port }, resolve)
  })
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  return {
    port,
    token,
    url: `http://${LOOPBACK_HOST}:${port}/#token=${token}`,
    close: async () => {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

interface Refusal {
  readonly status: number
  readonly reason: string
}

function refuseUpgrade(
  request: http.IncomingMessage,
  facts: { readonly token: string; readonly openPages: number },
): Refusal | null {
  if (!isLoopbackHost(request.headers.host)) return { status: 403, reason: 'Host is not loopback' }
  const origin = request.headers.origin
  if (origin === undefined || origin !== `http://${request.headers.host}`) {
    return { status: 403, reason: 'Origin is not this page' }
  }
  if (pathOf(request) !== RPC_PATH) return { status: 404, reason: 'no such endpoint' }
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((text) => text.trim())
  if (!offered.some((protocol) => isSameText(protocol, TOKEN_PROTOCOL_PREFIX + facts.token))) {
    return { status: 401, reason: 'wrong token' }
  }
  return facts.openPages >= MAX_PAGES ? { status: 503, reason: 'too many pages' } : null
}

function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK_NAMES.has(host.replace(/:\d+$/, ''))
}

function isSameText(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

function pathOf(request: http.IncomingMessage): string {
  return (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
}

async function servePage(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  pageDirectory: string,
): Promise<void> {
  response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY)
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  if (!isLoopbackHost(request.headers.host)) return end(response, 403, 'This host serves loopback only.')
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'Only GET is served.')
  const wanted = decodePath(pathOf(request))
  if (wanted === '/health') return end(response, 200, 'ok')
  const file = wanted === null ? null : path.join(pageDirectory, wanted === '/' ? 'index.html' : wanted)
  const isInside = file !== null && file.startsWith(pageDirectory + path.sep)
  const content = isInside ? await readFile(file) : null
  if (content === null || file === null) return end(response, 404, 'There is nothing here.')
  response.setHeader('Content-Type', CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream')
  const isHashed = wanted?.startsWith('/assets/') ?? false
  response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-store')
  response.end(request.method === 'HEAD' ? undefined : content)
}

function decodePath(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null // not a path anybody meant
  }
}

async function readFile(file: string): Promise<Buffer | null> {
  try {
    return await fs.promises.readFile(file)
  } catch {
    return null // missing, or a folder: the same 404
  }
}

function end(response: http.ServerResponse, status: number, text: string): void {
  response.statusCode = status
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.end(text)
}

/** Bytes queued to a page that does not read; past it the page is dropped and may connect again. */
const MAX_BUFFERED_BYTES = 256 * MIB

function webSocketTransport(socket: WebSocket): Transport {
  return {
    send: (message) => {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate()
      else socket.send(JSON.stringify(message))
    },
    onMessage: (listener) =>
      socket.on('message', (data, isBinary) => listener(isBinary ? null : parse(data))),
    onClose: (listener) => {
      socket.on('close', listener)
      socket.on('error', () => socket.terminate())
    },
    close: () => socket.close(),
  }
}

function parse(data: RawData): unknown {
  try {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer) // text frames are one buffer
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null // not an envelope: the server refuses it like any other misfit
  }
}
