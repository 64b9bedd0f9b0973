/**
 * What admin, producers and consumers of one client share: connections, metadata, coordinators, and one
 * way to send a request. It makes no decision of theirs: it never retries a request that was sent.
 */
import { type Logger, silentLogger } from '../base/logger.ts'
import type { ApiCodec } from '../wire/codec.ts'
import { type FindCoordinatorRequestInput, findCoordinator } from '../wire/generated/find-coordinator.ts'
import { type MetadataResponse, metadata as metadataApi } from '../wire/generated/metadata.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { parseBootstrapServers } from './bootstrap-servers.ts'
import { CallScope, DEFAULT_CALL_TIMEOUT_MS } from './call-scope.ts'
import type {
  BrokerAddress,
  CallOptions,
  ClusterMetadata,
  KafkaClientOptions,
  TopicMetadata,
} from './client-types.ts'
import { ConnectionPool, type Endpoint, ORDINARY_LANE } from './connection-pool.ts'
import { COORDINATOR_KEY, Coordinators } from './coordinators.ts'
import { throwIfError, UnreachableError } from './failures.ts'
import { MetadataCache, type MetadataQuery } from './metadata-cache.ts'
import type { OpenConnection } from './version-negotiation.ts'

/** Time to open one connection unless the options say otherwise. */
const DEFAULT_CONNECT_TIMEOUT_MS = 5_000
/** Time for one request unless the options say otherwise. */
const DEFAULT_REQUEST_TIMEOUT_MS = 15_000

/** Where a request goes and how long it may take. */
export interface RequestOptions {
  readonly broker: number | 'any' | 'controller'
  readonly scope: CallScope
  /** The connection to use; calls that wait on the broker have lanes of their own. */
  readonly lane?: string
  /** Highest version that can carry the request. */
  readonly maxVersion?: number
  /** Time the broker may hold the request, on top of the request time-out. */
  readonly waitMs?: number
}

export class ClientCore {
  readonly runtime: KafkaClientOptions['runtime']
  readonly logger: Logger
  readonly requestTimeoutMs: number
  readonly pool: ConnectionPool
  readonly coordinators: Coordinators
  /** Of transactional ids. */
  readonly transactionCoordinators: Coordinators
  readonly #bootstrap: readonly Endpoint[]
  readonly #metadata: MetadataCache
  readonly #closing = new AbortController()
  #nextLane = 1

  /** @throws KafkaError INVALID_REQUEST for bootstrap servers that cannot be read. */
  constructor(options: KafkaClientOptions) {
    this.runtime = options.runtime
    this.logger = options.logger ?? silentLogger
    this.requestTimeoutMs = options.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS
    this.#bootstrap = parseBootstrapServers(options.bootstrapServers)
    this.pool = new ConnectionPool({
      clientId: options.clientId,
      runtime: options.runtime,
      connectTimeoutMs: options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS,
      requestTimeoutMs: this.requestTimeoutMs,
    })
    const link = {
      runtime: this.runtime,
      ask: (shape: (version: number) => FindCoordinatorRequestInput, scope: CallScope) =>
        this.request(findCoordinator, shape, { broker: 'any', scope }),
      learnBroker: (broker: BrokerAddress) => this.#metadata.learnBroker(broker),
    }
    this.coordinators = new Coordinators({ ...link, keyType: COORDINATOR_KEY.GROUP })
    this.transactionCoordinators = new Coordinators({ ...link, keyType: COORDINATOR_KEY.TRANSACTION })
    this.#metadata = new MetadataCache(options.runtime.clock, (query) => this.#askMetadata(query))
  }

  /** The bounds of one call. */
  scope(options: CallOptions = {}, defaultTimeoutMs = DEFAULT_CALL_TIMEOUT_MS): CallScope {
    const closing = this.#closing.signal
    return new CallScope({
      clock: this.runtime.clock,
      timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
      signal: options.signal === undefined ? closing : AbortSignal.any([closing, options.signal]),
    })
  }

  /** A name for a lane that nobody else uses. */
  newLane(purpose: string): string {
    const lane = `${purpose}-${this.#nextLane}`
    this.#nextLane += 1
    return lane
  }

  /** Cached or fresh metadata. Rejects with BROKER_NOT_AVAILABLE when no broker can be reached. */
  metadata(
    query: {
      readonly topics?: readonly string[]
      readonly fresh?: boolean
      readonly allowAutoTopicCreation?: boolean
    },
    scope: CallScope,
  ): Promise<ClusterMetadata> {
    const { topics, fresh = false, allowAutoTopicCreation = false } = query
    const asked = { allowAutoTopicCreation, ...(topics === undefined ? {} : { topics }) }
    return scope.race(this.#metadata.get(asked, fresh), 'Reading the metadata')
  }

  /** A topic as last seen, without asking anyone. */
  peekTopic(topic: string): TopicMetadata | undefined {
    return this.#metadata.peek(topic)
  }

  /** Makes the next metadata call ask a broker. */
  invalidateMetadata(): void {
    this.#metadata.invalidate()
  }

  /**
   * Sends one request in the highest version both sides know and resolves with the answer, whatever
   * error codes it holds. Rejects with UnreachableError when it was not sent, NETWORK_EXCEPTION or
   * REQUEST_TIMED_OUT when its outcome is unknown, BROKER_NOT_AVAILABLE when 'any' found no broker.
   */
  async request<Req, ReqInput, Res, ResInput>(
    api: ApiCodec<Req, ReqInput, Res, ResInput>,
    shape: (version: number) => ReqInput,
    options: RequestOptions,
  ): Promise<Res> {
    const { scope } = options
    scope.check(api.name)
    const open = await this.open(options.broker, options.lane ?? ORDINARY_LANE, scope)
    const version = open.versions.pick(api, options.maxVersion)
    const fullTimeoutMs = this.requestTimeoutMs + (options.waitMs ?? 0)
    try {
      return await open.connection.send(api, shape(version), {
        version,
        timeoutMs: Math.min(fullTimeoutMs, scope.remainingMs),
        signal: scope.signal,
      })
    } catch (error) {
      scope.signal.throwIfAborted()
      // A broker that leaves a request unanswered for its full time holds up all that come behind it.
      const isStuck = error instanceof KafkaError && error.errorName === 'REQUEST_TIMED_OUT'
      if (isStuck && scope.remainingMs > 0) open.connection.close()
      throw error
    }
  }

  /** An open connection, as `request` uses it. */
  async open(broker: number | 'any' | 'controller', lane: string, scope: CallScope): Promise<OpenConnection> {
    if (broker === 'any') return this.#openAny(lane, scope)
    const endpoint = await this.#endpointOf(broker, scope)
    return this.pool.acquire(endpoint, lane, scope)
  }

  /** Fails all calls under way and closes all connections. */
  close(): void {
    const reason = new KafkaError('NETWORK_EXCEPTION', 'The client was closed')
    this.#closing.abort(reason)
    this.pool.close(reason)
  }

  async #endpointOf(broker: number | 'controller', scope: CallScope): Promise<Endpoint> {
    const find = () => {
      const brokerId = broker === 'controller' ? this.#metadata.controllerId : broker
      return this.#metadata.brokers.find((known) => known.brokerId === brokerId)
    }
    const known = find()
    if (known !== undefined) return known
    await this.metadata({ topics: [], fresh: true }, scope)
    const learned = find()
    if (learned !== undefined) return learned
    throw new UnreachableError(
      broker === 'controller'
        ? 'The cluster names no controller'
        : `Broker ${broker} is not part of the cluster`,
    )
  }

  async #openAny(lane: string, scope: CallScope): Promise<OpenConnection> {
    const refusals: string[] = []
    for (const endpoint of this.#candidates(lane)) {
      try {
        return await this.pool.acquire(endpoint, lane, scope)
      } catch (error) {
        if (!(error instanceof UnreachableError)) throw error
        refusals.push(error.message)
      }
    }
    throw new KafkaError('BROKER_NOT_AVAILABLE', `No broker could be reached: ${refusals.join('; ')}`)
  }

  /** Brokers to try, each once: those with an open connection first, bootstrap servers last. */
  #candidates(lane: string): Endpoint[] {
    const known = [...this.#metadata.brokers]
    const turn = known.length === 0 ? 0 : this.runtime.random.below(known.length)
    const turned: Endpoint[] = [...known.slice(turn), ...known.slice(0, turn)]
    const isOpen = (endpoint: Endpoint) => this.pool.isOpen(endpoint, lane)
    const ordered = [...turned.filter(isOpen), ...turned.filter((item) => !isOpen(item)), ...this.#bootstrap]
    const byName = new Map(ordered.map((endpoint) => [`${endpoint.host}:${endpoint.port}`, endpoint]))
    return [...byName.values()]
  }

  /** One metadata request, at another broker when a connection breaks. */
  async #askMetadata(query: MetadataQuery): Promise<MetadataResponse> {
    const scope = this.scope({}, this.requestTimeoutMs)
    const topics = query.topics?.map((name) => ({ name })) ?? null
    const ask = () =>
      this.request(
        metadataApi,
        (version) => ({
          topics,
          ...(version >= AUTO_CREATION_FLAG_FROM
            ? { allowAutoTopicCreation: query.allowAutoTopicCreation }
            : {}),
        }),
        { broker: 'any', scope },
      )
    for (let attempt = 0; ; attempt += 1) {
      try {
        const response = await ask()
        throwIfError(response.errorCode)
        return response
      } catch (error) {
        const isBroken = error instanceof KafkaError && error.errorName === 'NETWORK_EXCEPTION'
        if (!isBroken || scope.signal.aborted || attempt + 1 >= MAX_METADATA_ATTEMPTS) throw error
      }
    }
  }
}

/** Brokers asked for metadata one after another when connections break under the question. */
const MAX_METADATA_ATTEMPTS = 4
/** First Metadata version that can say whether a missing topic is to be made. */
const AUTO_CREATION_FLAG_FROM = 4
