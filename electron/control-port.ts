/**
 * The control port of `npm run cluster`: a few HTTP requests on 127.0.0.1 with which a test suite starts,
 * stops, kills, freezes and thaws single nodes. Web pages are kept out: a request that bears an Origin, or
 * whose Host is not loopback, is refused. It knows the supervisor and nothing else.
 */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { type LocalCluster, NodeStartError } from '#broker'
import { SECOND_MS } from '#broker/base/units'

const LOOPBACK_HOST = '127.0.0.1'
const LOOPBACK_NAMES: ReadonlySet<string> = new Set([LOOPBACK_HOST, 'localhost'])

/** Connections at once; nobody needs more. */
const MAX_CONNECTIONS = 64

const MAX_FREEZE_SECONDS = 86_400

const ACTIONS = ['start', 'stop', 'kill', 'freeze', 'thaw', 'restart'] as const
type Action = (typeof ACTIONS)[number]

/** What the control port asks of the supervisor. */
export type ControlledCluster = Pick<
  LocalCluster,
  | 'act'
  | 'freeze'
  | 'hasNode'
  | 'nodes'
  | 'state'
  | 'clusterId'
  | 'bootstrapServers'
  | 'options'
  | 'directory'
>

export interface ControlPort {
  readonly port: number
  close(): Promise<void>
}

/** Opens it; port 0 picks a free one. Rejects with the system's error when the port is taken. */
export async function openControlPort(cluster: ControlledCluster, port: number): Promise<ControlPort> {
  const server = http.createServer((request, response) => {
    request.resume() // no request has a body that matters
    void answer(cluster, request).then(({ status, body, allow }) => {
      response.writeHead(status, {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
        ...(allow === undefined ? {} : { allow }),
      })
      response.end(`${JSON.stringify(body)}\n`)
    })
  })
  server.maxConnections = MAX_CONNECTIONS
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK_HOST, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port, // it listens on TCP
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Answer {
  readonly status: number
  readonly body: object
  /** The methods there are, where another was used. */
  readonly allow?: string
}

function refuse(status: number, message: string, allow?: string): Answer {
  return { status, body: { error: message }, ...(allow === undefined ? {} : { allow }) }
}

async function answer(cluster: ControlledCluster, request: http.IncomingMessage): Promise<Answer> {
  const { method, headers, url = '/' } = request
  if (headers.origin !== undefined) return refuse(403, 'Requests from web pages are refused.')
  if (!isLoopbackHost(headers.host)) return refuse(403, 'The Host must be 127.0.0.1 or localhost.')
  const [path = '/', query = ''] = url.split('?', 2)
  if (path === '/status') {
    return method === 'GET' ? { status: 200, body: statusOf(cluster) } : refuse(405, 'Use GET.', 'GET')
  }
  const [, id = '', verb = ''] = /^\/brokers\/(\d{1,9})\/([a-z]+)$/.exec(path) ?? []
  const action = ACTIONS.find((known) => known === verb)
  if (id === '' || action === undefined) {
    return refuse(
      404,
      `There is no ${path}. There are GET /status and POST /brokers/{id}/{${ACTIONS.join('|')}}.`,
    )
  }
  if (method !== 'POST') return refuse(405, 'Use POST.', 'POST')
  if (!cluster.hasNode(Number(id))) return refuse(404, `There is no node ${id}.`)
  return run(cluster, { nodeId: Number(id), action, query: new URLSearchParams(query) })
}

async function run(
  cluster: ControlledCluster,
  order: { readonly nodeId: number; readonly action: Action; readonly query: URLSearchParams },
): Promise<Answer> {
  const { nodeId, action, query } = order
  if (action === 'freeze') {
    const seconds = query.get('seconds')
    if (seconds !== null && !isSeconds(seconds))
      return refuse(400, `seconds is a whole number from 1 to ${MAX_FREEZE_SECONDS}, not "${seconds}".`)
    const state = cluster.nodes.find((node) => node.nodeId === nodeId)?.state
    if (state !== 'running') return refuse(409, `Node ${nodeId} is ${state}: only what runs can be frozen.`)
    cluster.freeze(nodeId, seconds === null ? null : Number(seconds) * SECOND_MS)
    return { status: 200, body: statusOf(cluster) }
  }
  try {
    await cluster.act(nodeId, action)
    return { status: 200, body: statusOf(cluster) }
  } catch (error) {
    if (!(error instanceof NodeStartError)) throw error
    return refuse(409, error.message)
  }
}

function isSeconds(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_FREEZE_SECONDS
}

function isLoopbackHost(host: string | undefined): boolean {
  const name = host?.replace(/:\d+$/, '')
  return name !== undefined && LOOPBACK_NAMES.has(name)
}

function statusOf(cluster: ControlledCluster) {
  return {
    state: cluster.state,
    clusterId: cluster.clusterId,
    bootstrap: cluster.bootstrapServers,
    nodes: cluster.nodes.map((node) => ({
      id: node.nodeId,
      role: node.role,
      state: node.state,
      sinceMs: node.sinceMs,
      host: cluster.options.host,
      port: node.port,
      pid: node.pid,
      dataDir: cluster.directory.nodeDirectory(node.nodeId),
      error: node.error,
    })),
  }
}
