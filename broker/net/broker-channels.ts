/**
 * This broker's connections to the others: one each, made when it is needed and made again after it was
 * lost. Requests of one broker go out in order and one answer at a time holds up the next, so whoever
 * cannot wait behind others has channels of its own.
 */
import { NetworkError } from '../base/network.ts'
import type { Runtime } from '../base/runtime.ts'
import { SECOND_MS } from '../base/units.ts'
import type { ApiCodec } from '../wire/codec.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { ClientConnection } from './client-connection.ts'

const CONNECT_TIMEOUT_MS = 2 * SECOND_MS

export interface BrokerChannelsOptions {
  readonly runtime: Pick<Runtime, 'clock' | 'network'>
  readonly clientId: string
  /** Where a broker listens, or null while it is not known. */
  readonly addressOf: (brokerId: number) => { readonly host: string; readonly port: number } | null
}

export class BrokerChannels {
  readonly #options: BrokerChannelsOptions
  readonly #connecting = new Map<number, Promise<ClientConnection>>()
  #isClosed = false

  constructor(options: BrokerChannelsOptions) {
    this.#options = options
  }

  /** Rejects with KafkaError BROKER_NOT_AVAILABLE, NETWORK_EXCEPTION or REQUEST_TIMED_OUT. */
  async send<Req, ReqInput, Res, ResInput>(
    brokerId: number,
    api: ApiCodec<Req, ReqInput, Res, ResInput>,
    request: { readonly body: ReqInput; readonly version: number; readonly timeoutMs: number },
  ): Promise<Res> {
    const connection = await this.#connection(brokerId)
    try {
      return await connection.send(api, request.body, {
        version: request.version,
        timeoutMs: request.timeoutMs,
      })
    } catch (error) {
      // The other end may be gone without a word: the next request gets a connection of its own.
      if (error instanceof KafkaError && error.errorName === 'REQUEST_TIMED_OUT') connection.close()
      throw error
    }
  }

  close(): void {
    this.#isClosed = true
    for (const connecting of this.#connecting.values()) {
      connecting.then((connection) => connection.close()).catch(() => {}) // never connected: nothing to close
    }
    this.#connecting.clear()
  }

  async #connection(brokerId: number): Promise<ClientConnection> {
    if (this.#isClosed) throw new KafkaError('BROKER_NOT_AVAILABLE', 'This broker is stopping')
    const known = this.#connecting.get(brokerId)
    const connecting = known ?? this.#connect(brokerId)
    try {
      return await connecting
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error
      throw new KafkaError('NETWORK_EXCEPTION', `Broker ${brokerId} is not reached`, { cause: error })
    }
  }

  #connect(brokerId: number): Promise<ClientConnection> {
    const address = this.#options.addressOf(brokerId)
    if (address === null) {
      return Promise.reject(new KafkaError('BROKER_NOT_AVAILABLE', `Broker ${brokerId} is not registered`))
    }
    const connecting = ClientConnection.open(this.#options.runtime, {
      ...address,
      clientId: this.#options.clientId,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
    })
    this.#connecting.set(brokerId, connecting)
    const forget = () => {
      if (this.#connecting.get(brokerId) === connecting) this.#connecting.delete(brokerId)
    }
    connecting.then((connection) => connection.onClose(forget), forget)
    return connecting
  }
}
