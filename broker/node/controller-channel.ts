/**
 * A broker's way to the controller: one connection, made when it is needed and made again after it was
 * lost. A request that could not be sent is tried again until its time is over; one that was sent is not.
 */
import { delay } from '../base/clock.ts'
import { NetworkError } from '../base/network.ts'
import type { Runtime } from '../base/runtime.ts'
import { SECOND_MS } from '../base/units.ts'
import type { ControllerChannel } from '../handlers/controller-channel.ts'
import { ClientConnection } from '../net/client-connection.ts'
import type { ApiCodec } from '../wire/codec.ts'
import { KafkaError } from '../wire/kafka-error.ts'

/** Longest wait for the controller to take and answer a request. */
const REQUEST_TIMEOUT_MS = 30 * SECOND_MS

/** Longest time a request tries to find a connection. */
const CONNECT_PATIENCE_MS = 5 * SECOND_MS

const CONNECT_TIMEOUT_MS = 2 * SECOND_MS
const RETRY_DELAY_MS = 50

export class TcpControllerChannel implements ControllerChannel {
  readonly #runtime: Pick<Runtime, 'clock' | 'network'>
  readonly #target: { readonly host: string; readonly port: number; readonly clientId: string }
  #connecting: Promise<ClientConnection> | null = null
  #isClosed = false

  constructor(
    runtime: Pick<Runtime, 'clock' | 'network'>,
    target: { readonly host: string; readonly port: number; readonly clientId: string },
  ) {
    this.#runtime = runtime
    this.#target = target
  }

  async send<Req, ReqInput, Res, ResInput>(
    api: ApiCodec<Req, ReqInput, Res, ResInput>,
    request: ReqInput,
  ): Promise<Res> {
    const connection = await this.#connection()
    return connection.send(api, request, { version: api.maxVersion, timeoutMs: REQUEST_TIMEOUT_MS })
  }

  /** Ends the connection; requests under way fail. */
  close(): void {
    this.#isClosed = true
    const connecting = this.#connecting
    this.#connecting = null
    connecting?.then((connection) => connection.close()).catch(() => {}) // never connected: nothing to close
  }

  async #connection(): Promise<ClientConnection> {
    const deadlineMs = this.#runtime.clock.monotonicMs() + CONNECT_PATIENCE_MS
    for (;;) {
      if (this.#isClosed) throw new KafkaError('BROKER_NOT_AVAILABLE', 'The broker is stopping')
      this.#connecting ??= this.#connect()
      try {
        return await this.#connecting
      } catch (error) {
        if (!(error instanceof NetworkError)) throw error
        if (this.#runtime.clock.monotonicMs() >= deadlineMs) {
          throw new KafkaError('REQUEST_TIMED_OUT', 'The controller cannot be reached', { cause: error })
        }
        await delay(this.#runtime.clock, RETRY_DELAY_MS)
      }
    }
  }

  #connect(): Promise<ClientConnection> {
    const connecting = ClientConnection.open(this.#runtime, {
      ...this.#target,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
    })
    const forget = () => {
      if (this.#connecting === connecting) this.#connecting = null
    }
    connecting.then((connection) => connection.onClose(forget), forget)
    return connecting
  }
}
