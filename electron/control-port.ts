/**
 * The control port of `npm run cluster`: a few HTTP requests on 127.0.0.1 with which a test suite starts,
 * stops, kills, freezes and thaws single nodes, adds and removes brokers, cuts nodes off from each other and
 * makes disks slow. Web pages are kept out: a request that bears an Origin, or
 * whose Host is not loopback, is refused. It knows the supervisor and nothing else.
 */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { KafkaError, type LocalCluster, MAX_DISK_LATENCY_MS, NodeStartError } from '#broker'
import { SECOND_MS } from '#broker/base/units'
import { asSentence } from './services/sentence.ts'

const LOOPBACK_HOST = '127.0.0.1'
const LOOPBACK_NAMES: ReadonlySet<string> = new Set([LOOPBACK_HOST, 'localhost'])

/** Connections at once; nobody needs more. */
const MAX_CONNECTIONS = 64

const MAX_FREEZE_SECONDS = 86_400

const ACTIONS = ['start', 'stop', 'kill', 'freeze', 'thaw', 'restart', 'slow-disk', 'keep'] as const
type Action = (typeof ACTIONS)[number]

const KNOWN_PATHS = `GET /status, POST /brokers, DELETE /brokers/{id}, POST /brokers/{id}/{${ACTIONS.join('|')}}, and POST and DELETE /partitions`

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
  | 'addBroker'
  | 'removeBroker'
  | 'cancelRemoval'
  | 'removal'
  | 'leavingId'
  | 'cutOff'
  | 'slowDisk'
  | 'faults'
  | 'isFenced'
  | 'quorumLeader'
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
  return { status, body: { error: asSentence(message) }, ...(allow === undefined ? {} : { allow }) }
}

async function answer(cluster: ControlledCluster, request: http.IncomingMessage): Promise<Answer> {
  const { method = 'GET', headers, url = '/' } = request
  if (headers.origin !== undefined) return refuse(403, 'Requests from web pages are refused.')
  if (!isLoopbackHost(headers.host)) return refuse(403, 'The Host must be 127.0.0.1 or localhost.')
  const [path = '/', text = ''] = url.split('?', 2)
  const query = new URLSearchParams(text)
  try {
    const stray = [...query.keys()].find((name) => !knownOptions(path).includes(name))
    if (stray !== undefined) throw new BadQuery(`There is no ${stray} to be given here.`)
    const [, id, verb] = /^\/brokers\/(\d{1,9})(?:\/([a-z-]+))?$/.exec(path) ?? []
    if (id !== undefined && !cluster.hasNode(Number(id))) return refuse(404, `There is no node ${id}.`)
    const order = orderFor(cluster, path, { nodeId: Number(id), verb, query })
    if (order === null) return refuse(404, `There is no ${path}. There are ${KNOWN_PATHS}.`)
    const act = order[method]
    if (act === undefined) {
      const allowed = Object.keys(order)
      return refuse(405, `Use ${allowed.join(' or ')}.`, allowed.join(', '))
    }
    return (await act()) ?? { status: 200, body: statusOf(cluster) }
  } catch (error) {
    if (error instanceof BadQuery) return refuse(400, error.message)
    if (error instanceof NodeStartError || error instanceof KafkaError) return refuse(409, error.message)
    throw error
  }
}

/** What may stand behind the question mark. */
function knownOptions(path: string): readonly string[] {
  if (path === '/partitions') return ['nodes']
  if (path.endsWith('/freeze')) return ['seconds']
  return path.endsWith('/slow-disk') ? ['ms'] : []
}

/** What the methods of a path do; what they return, or else the status, is the answer. Null: no such path. */
function orderFor(
  cluster: ControlledCluster,
  path: string,
  asked: { readonly nodeId: number; readonly verb: string | undefined; readonly query: URLSearchParams },
): Readonly<Record<string, () => Promise<Answer | void> | Answer | void>> | null {
  const { nodeId, verb, query } = asked
  if (path === '/status') return { GET: () => {} }
  if (path === '/partitions') {
    return { POST: () => cluster.cutOff(groupsFrom(cluster, query)), DELETE: () => cluster.cutOff([]) }
  }
  if (path === '/brokers') {
    return {
      POST: async () => {
        const id = await cluster.addBroker()
        return { status: 200, body: { id, ...statusOf(cluster) } }
      },
    }
  }
  if (Number.isNaN(nodeId)) return null
  if (verb === undefined) return { DELETE: () => remove(cluster, nodeId) }
  const action = ACTIONS.find((known) => known === verb)
  return action === undefined ? null : { POST: () => run(cluster, { nodeId, action, query }) }
}

/** Answers when the broker is gone, or stays. */
async function remove(cluster: ControlledCluster, nodeId: number): Promise<Answer | void> {
  const { ended } = await cluster.removeBroker(nodeId)
  const { state, error } = await ended
  if (state === 'done') return
  return refuse(409, state === 'cancelled' ? `The removal of broker ${nodeId} was cancelled.` : `${error}`)
}

async function run(
  cluster: ControlledCluster,
  order: { readonly nodeId: number; readonly action: Action; readonly query: URLSearchParams },
): Promise<Answer | void> {
  const { nodeId, action, query } = order
  switch (action) {
    case 'freeze': {
      const seconds = query.get('seconds')
      if (seconds !== null && !isSeconds(seconds)) {
        throw new BadQuery(`seconds is a whole number from 1 to ${MAX_FREEZE_SECONDS}, not "${seconds}".`)
      }
      const state = stateOf(cluster, nodeId)
      if (state !== 'running') return refuse(409, `Node ${nodeId} is ${state}: only what runs can be frozen.`)
      return cluster.freeze(nodeId, seconds === null ? null : Number(seconds) * SECOND_MS)
    }
    case 'slow-disk': {
      const ms = query.get('ms') ?? ''
      if (!/^\d{1,5}$/.test(ms) || Number(ms) > MAX_DISK_LATENCY_MS) {
        throw new BadQuery(
          `ms is a whole number from 0 (as fast as it is) to ${MAX_DISK_LATENCY_MS}, not "${ms}".`,
        )
      }
      return cluster.slowDisk(nodeId, Number(ms))
    }
    case 'thaw': {
      const state = stateOf(cluster, nodeId)
      if (state !== 'frozen')
        return refuse(409, `Node ${nodeId} is ${state}: only what is frozen can be thawed.`)
      return cluster.act(nodeId, action)
    }
    case 'keep':
      if (cluster.leavingId !== nodeId) {
        return refuse(
          409,
          `Broker ${nodeId} is not being removed, or has no replica left: there is nothing to cancel.`,
        )
      }
      return cluster.cancelRemoval()
    default:
      return cluster.act(nodeId, action)
  }
}

/** As the status tells it: a node that was killed is not one that was stopped. */
function stateOf(cluster: ControlledCluster, nodeId: number): string {
  const node = cluster.nodes.find((each) => each.nodeId === nodeId)
  return node?.state === 'stopped' && node.isKilled ? 'killed' : `${node?.state}`
}

/** A query that cannot be followed; the message says why. */
class BadQuery extends Error {}

/** `?nodes=1,2`: these against all the others; with several `nodes`, each group against the others. */
function groupsFrom(cluster: ControlledCluster, query: URLSearchParams): number[][] {
  const groups = query.getAll('nodes').map((text) => {
    if (!/^\d{1,9}(,\d{1,9})*$/.test(text)) {
      throw new BadQuery(`nodes is a list of ids, 1,2, not "${text}".`)
    }
    return text.split(',').map(Number)
  })
  const [only] = groups
  if (only === undefined) throw new BadQuery('Say who is cut off: ?nodes=1,2, or ?nodes=1&nodes=2,3.')
  if (groups.length > 1) return groups
  return [only, cluster.nodes.map(({ nodeId }) => nodeId).filter((id) => !only.includes(id))]
}

function isSeconds(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_FREEZE_SECONDS
}

function isLoopbackHost(host: string | undefined): boolean {
  const name = host?.replace(/:\d+$/, '')
  return name !== undefined && LOOPBACK_NAMES.has(name)
}

function statusOf(cluster: ControlledCluster) {
  const leader = cluster.quorumLeader
  return {
    state: cluster.state,
    clusterId: cluster.clusterId,
    bootstrap: cluster.bootstrapServers,
    quorum: leader === null ? null : { leaderId: leader.nodeId, leaderEpoch: leader.epoch },
    nodes: cluster.nodes.map((node) => ({
      id: node.nodeId,
      role: node.role,
      state: stateOf(cluster, node.nodeId),
      fenced: cluster.isFenced(node.nodeId),
      sinceMs: node.sinceMs,
      host: cluster.options.host,
      port: node.port,
      pid: node.pid,
      dataDir: cluster.directory.nodeDirectory(node.nodeId),
      error: node.error,
      diskLatencyMs: cluster.faults.diskLatencyMsOf(node.nodeId),
      cutFrom: cluster.faults.cutFrom(node.nodeId),
    })),
    partitions: cluster.faults.groups,
    removal: cluster.removal,
  }
}
