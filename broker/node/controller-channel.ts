/**
 * A broker's way to the controller that leads: a connection to each that did, made when it is needed and
 * made again after it was lost. A request that could not be sent, or that was refused because the controller
 * does not lead, is tried again until its time is over; any other is not.
 */
import { delay } from '../base/clock.ts'
import { NetworkError } from '../base/network.ts'
import type { Runtime } from '../base/runtime.ts'
import { SECOND_MS } from '../base/units.ts'
import type { ControllerChannel } from '../handlers/controller-channel.ts'
import { ClientConnection } from '../net/client-connection.ts'
import type { ApiCodec } from '../wire/codec.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import type { QuorumLeader } from './quorum-leader.ts'

/** Longest wait for the controller to take and answer a request, unless the request says otherwise. */
const REQUEST_TIMEOUT_MS = 30 * SECOND_MS

/** Longest time a request tries to find a controller that leads. */
const PATIENCE_MS = 5 * SECOND_MS

const CONNECT_TIMEOUT_MS = 2 * SECOND_MS
const RETRY_DELAY_MS = 50

/** What a controller says that does not lead: nothing was done. */
const NOT_LEADING: ReadonlySet<number> = new Set([
  errorCode('NOT_CONTROLLER'),
  errorCode('NOT_LEADER_OR_FOLLOWER'),
])

/** Errors of a connection, not of the controller. */
const GONE: ReadonlySet<ErrorName> = new Set(['REQUEST_TIMED_OUT', 'NETWORK_EXCEPTION'])

export class TcpControllerChannel implements ControllerChannel {
  readonly #runtime: Pick<Runtime, 'clock' | 'network'>
  readonly #leader: QuorumLeader
  readonly #clientId: string
  readonly #connecting = new Map<number, Promise<ClientConnection>>()
  #isClosed = false

  constructor(runtime: Pick<Runtime, 'clock' | 'network'>, leader: QuorumLeader, clientId: string) {
    this.#runtime = runtime
    this.#leader = leader
    this.#clientId = clientId
  }

  async send<Req, ReqInput, Res, ResInput>(
    api: ApiCodec<Req, ReqInput, Res, ResInput>,
    request: ReqInput,
    { timeoutMs = REQUEST_TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
  ): Promise<Res> {
    const deadlineMs = this.#runtime.clock.monotonicMs() + PATIENCE_MS
    for (;;) {
      const { nodeId, connection } = await this.#connection(deadlineMs)
      const response = await connection
        .send(api, request, { version: api.maxVersion, timeoutMs })
        .catch((error: unknown) => {
          // It may hang, or be gone without a word: another may have taken over meanwhile.
          if (error instanceof KafkaError && GONE.has(error.errorName)) {
            connection.close()
            this.#leader.suspect(nodeId)
          }
          throw error
        })
      if (!isRefusal(response) || this.#runtime.clock.monotonicMs() >= deadlineMs) return response
      this.#leader.suspect(nodeId)
      await delay(this.#runtime.clock, RETRY_DELAY_MS)
    }
  }

  /** Ends the connections; requests under way fail. */
  close(): void {
    this.#isClosed = true
    for (const connecting of this.#connecting.values()) {
      connecting.then((connection) => connection.close()).catch(() => {}) // never connected: nothing to close
    }
    this.#connecting.clear()
  }

  async #connection(
    deadlineMs: number,
  ): Promise<{ readonly nodeId: number; readonly connection: ClientConnection }> {
    for (;;) {
      if (this.#isClosed) throw new KafkaError('BROKER_NOT_AVAILABLE', 'The broker is stopping')
      const { nodeId } = this.#leader.current
      try {
        return { nodeId, connection: await (this.#connecting.get(nodeId) ?? this.#connect()) }
      } catch (error) {
        if (!(error instanceof NetworkError)) throw error
        this.#leader.suspect(nodeId)
        if (this.#runtime.clock.monotonicMs() >= deadlineMs) {
          throw new KafkaError('REQUEST_TIMED_OUT', 'The controller cannot be reached', { cause: error })
        }
        await delay(this.#runtime.clock, RETRY_DELAY_MS)
      }
    }
  }

  #connect(): Promise<ClientConnection> {
    const { nodeId, host, port } = this.#leader.current
    const connecting = ClientConnection.open(this.#runtime, {
      host,
      port,
      clientId: this.#clientId,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
    })
    this.#connecting.set(nodeId, connecting)
    const forget = () => {
      if (this.#connecting.get(nodeId) === connecting) this.#connecting.delete(nodeId)
    }
    connecting.then((connection) => connection.onClose(forget), forget)
    return connecting
  }
}

/** True when the controller did nothing because it does not lead: told for the request, or for each item. */
function isRefusal(response: unknown): boolean {
  if (typeof response !== 'object' || response === null) return false
  const fields = response as Readonly<Record<string, unknown>> // any object can be indexed
  const code = fields['errorCode']
  if (typeof code === 'number' && code !== 0) return NOT_LEADING.has(code)
  for (const name of ['topics', 'results', 'responses']) {
    const items = fields[name]
    if (!Array.isArray(items) || items.length === 0) continue
    const [first] = items as readonly unknown[]
    if (typeof first !== 'object' || first === null) continue
    const itemCode = (first as Readonly<Record<string, unknown>>)['errorCode'] // any object can be indexed
    if (itemCode === errorCode('NOT_CONTROLLER')) return true
  }
  return false
}
