/**
 * The connections area, and everybody's way to clusters. Owns one Kafka client per connection in use and
 * the guard that every change passes. The local cluster is a connection like any other: it is reached at
 * its address, over TCP.
 */
import { randomUUID } from 'node:crypto'
import { KafkaClient, type KafkaClientOptions } from '#broker'
import type { Clock } from '#broker/base/clock'
import { describeError, type Logger } from '#broker/base/logger'
import type { AppServices } from '#contract'
import type { ConnectionProfile, ConnectionState } from '#contract/connections'
import { AppError } from '#contract/errors'
import { ConnectionId, LOCAL_CONNECTION_ID } from '#contract/values'
import { MAX_PROFILES, type ProfileStore } from '../../store/profile-store.ts'
import type { ClusterAccess, GuardedChange } from '../cluster-access.ts'
import { watchEvents } from '../watch.ts'
import { testConnection } from './test-connection.ts'

/** How often the state of a connection in use is looked at. */
const PROBE_INTERVAL_MS = 5_000

/** Longest wait for one probe. */
const PROBE_TIMEOUT_MS = 4_000

/** A client that nobody asked for in this time is closed. */
const IDLE_CLOSE_MS = 10 * 60_000

const CLIENT_ID = 'loupe'

interface OpenClient {
  readonly client: KafkaClient
  readonly bootstrapServers: string
  lastUsedMs: number
  isProbing: boolean
}

export interface ConnectionsOptions {
  readonly profiles: ProfileStore
  readonly runtime: KafkaClientOptions['runtime'] & { readonly clock: Clock }
  readonly logger: Logger
  /** Address of the local cluster; empty while it is stopped. */
  readonly localBootstrapServers: () => string
}

export class Connections implements ClusterAccess {
  readonly #options: ConnectionsOptions
  readonly #open = new Map<ConnectionId, OpenClient>()
  readonly #states = new Map<ConnectionId, ConnectionState>()
  readonly #listeners = new Set<(state: ConnectionState) => void>()
  readonly #stopProbing: () => void

  constructor(options: ConnectionsOptions) {
    this.#options = options
    this.#stopProbing = options.runtime.clock.every(PROBE_INTERVAL_MS, () => this.#probeAll())
  }

  get service(): AppServices['connections'] {
    return {
      list: async () => this.profiles(),
      save: async (input) => this.#save(input),
      remove: async ({ connectionId }) => this.#remove(connectionId),
      test: ({ bootstrapServers }, { signal }) =>
        testConnection({ bootstrapServers, runtime: this.#options.runtime, signal }),
      watch: (_input, { signal }) => this.#watch(signal),
    }
  }

  client(connectionId: ConnectionId): KafkaClient {
    const { bootstrapServers, name } = this.#profile(connectionId)
    if (bootstrapServers === '') {
      throw new AppError('not-connected', `${name} is not running. Start it under Local cluster.`, {
        isRetriable: true,
      })
    }
    const open = this.#open.get(connectionId)
    if (open !== undefined && open.bootstrapServers === bootstrapServers) {
      open.lastUsedMs = this.#options.runtime.clock.monotonicMs()
      return open.client
    }
    this.#close(connectionId)
    const client = new KafkaClient({
      bootstrapServers: bootstrapServers.split(',').map((server) => server.trim()),
      clientId: CLIENT_ID,
      runtime: this.#options.runtime,
      logger: this.#options.logger.child(connectionId),
    })
    const lastUsedMs = this.#options.runtime.clock.monotonicMs()
    this.#open.set(connectionId, { client, bootstrapServers, lastUsedMs, isProbing: false })
    this.#tell({ ...this.#stateOf(connectionId), state: 'connecting', error: null })
    void this.#probe(connectionId)
    return client
  }

  guard(change: GuardedChange): void {
    const { guard, name } = this.#profile(change.connectionId)
    const { confirmation } = change
    if (guard === 'readOnly') {
      throw new AppError('read-only', `${name} is read-only here. Change its mode to ${change.action}.`)
    }
    const isConfirmed =
      guard === 'open' || (guard === 'ask' ? Boolean(confirmation) : confirmation === change.objectName)
    if (isConfirmed) return
    const how = guard === 'typed' ? `type its name, ${change.objectName}` : 'confirm it'
    throw new AppError('confirmation-required', `To ${change.action} on ${name}, ${how}.`, {
      detail: { guard, objectName: change.objectName },
    })
  }

  /** The local cluster first, then the saved ones by name. */
  profiles(): ConnectionProfile[] {
    return [this.#local(), ...this.#options.profiles.all()]
  }

  /** Told by the supervisor's owner: the local cluster came up, moved or went away. */
  localClusterChanged(): void {
    const open = this.#open.get(LOCAL_CONNECTION_ID)
    const address = this.#options.localBootstrapServers()
    // A client that knows one of the brokers finds those that were added by itself.
    if (open !== undefined && !sharesAddress(open.bootstrapServers, address)) this.#close(LOCAL_CONNECTION_ID)
    if (address === '') this.#tell(idle(LOCAL_CONNECTION_ID))
    else if (this.#stateOf(LOCAL_CONNECTION_ID).state !== 'connected') void this.#probe(LOCAL_CONNECTION_ID)
  }

  async dispose(): Promise<void> {
    this.#stopProbing()
    const clients = [...this.#open.values()].map(({ client }) => client.close())
    this.#open.clear()
    await Promise.all(clients) // as many as connections in use
  }

  #local(): ConnectionProfile {
    return {
      id: LOCAL_CONNECTION_ID,
      name: 'Local cluster',
      kind: 'local',
      bootstrapServers: this.#options.localBootstrapServers(),
      color: 0,
      environment: 'development',
      guard: 'open',
    }
  }

  #profile(id: ConnectionId): ConnectionProfile {
    const profile = id === LOCAL_CONNECTION_ID ? this.#local() : this.#options.profiles.get(id)
    if (profile === undefined)
      throw new AppError('not-found', `There is no connection ${id}. It may have been removed.`)
    return profile
  }

  #save(
    input: Omit<ConnectionProfile, 'id' | 'kind'> & { readonly id?: ConnectionId | undefined },
  ): ConnectionProfile {
    const { profiles } = this.#options
    if (input.id === LOCAL_CONNECTION_ID)
      throw new AppError('invalid-input', 'The local cluster is set up under Local cluster.')
    if (input.id !== undefined) this.#profile(input.id)
    else if (profiles.all().length >= MAX_PROFILES)
      throw new AppError('invalid-input', `At most ${MAX_PROFILES} connections are kept.`)
    const isTaken = this.profiles().some((other) => other.name === input.name && other.id !== input.id)
    if (isTaken)
      throw new AppError('invalid-input', `Another connection is called ${input.name}.`, {
        detail: { path: 'name' },
      })
    const id = input.id ?? ConnectionId.parse(randomUUID())
    const profile: ConnectionProfile = { ...input, id, kind: 'remote' }
    profiles.put(profile)
    this.#close(id)
    return profile
  }

  #remove(id: ConnectionId): Record<string, never> {
    if (id === LOCAL_CONNECTION_ID)
      throw new AppError('invalid-input', 'The local cluster cannot be removed.')
    this.#profile(id)
    this.#options.profiles.remove(id)
    this.#close(id)
    this.#states.delete(id)
    return {}
  }

  #close(id: ConnectionId): void {
    const open = this.#open.get(id)
    if (open === undefined) return
    this.#open.delete(id)
    open.client
      .close()
      .catch((error: unknown) =>
        this.#options.logger.warn('client did not close', { connection: id, error: describeError(error) }),
      )
    this.#tell(idle(id))
  }

  async *#watch(signal: AbortSignal): AsyncGenerator<ConnectionState> {
    for (const { id } of this.profiles()) yield this.#stateOf(id)
    yield* watchEvents<ConnectionState>((listener) => {
      this.#listeners.add(listener)
      return () => void this.#listeners.delete(listener)
    }, signal)
  }

  #stateOf(id: ConnectionId): ConnectionState {
    return this.#states.get(id) ?? idle(id)
  }

  #tell(state: ConnectionState): void {
    if (JSON.stringify(this.#states.get(state.id)) === JSON.stringify(state)) return
    this.#states.set(state.id, state)
    for (const listener of this.#listeners) listener(state)
  }

  #probeAll(): void {
    const nowMs = this.#options.runtime.clock.monotonicMs()
    for (const [id, open] of this.#open) {
      if (nowMs - open.lastUsedMs > IDLE_CLOSE_MS) this.#close(id)
      else void this.#probe(id)
    }
  }

  async #probe(id: ConnectionId): Promise<void> {
    const open = this.#open.get(id)
    if (open === undefined || open.isProbing) return
    open.isProbing = true
    try {
      const cluster = await open.client.admin.describeCluster({ timeoutMs: PROBE_TIMEOUT_MS })
      if (this.#open.get(id) !== open) return
      this.#tell({
        id,
        state: 'connected',
        clusterId: cluster.clusterId,
        brokerCount: cluster.brokers.length,
        upBrokerCount: cluster.brokers.filter(({ isFenced }) => !isFenced).length,
        kafkaVersion: versionOf(cluster.features.get('metadata.version')),
        error: null,
      })
    } catch (error) {
      if (this.#open.get(id) === open)
        this.#tell({ ...idle(id), state: 'failed', error: describeError(error) })
    } finally {
      open.isProbing = false
    }
  }
}

function idle(id: ConnectionId): ConnectionState {
  return {
    id,
    state: 'idle',
    clusterId: null,
    brokerCount: 0,
    upBrokerCount: 0,
    kafkaVersion: null,
    error: null,
  }
}

/** The first release with each finalized metadata.version level. Source: Kafka's feature levels. */
const METADATA_VERSIONS: readonly (readonly [number, string])[] = [
  [29, '4.2'],
  [26, '4.1'],
  [22, '4.0'],
  [20, '3.9'],
  [19, '3.8'],
  [15, '3.7'],
  [12, '3.6'],
  [10, '3.5'],
  [8, '3.4'],
  [4, '3.3'],
]

function versionOf(level: number | undefined): string | null {
  if (level === undefined) return null
  return METADATA_VERSIONS.find(([first]) => level >= first)?.[1] ?? null
}

function sharesAddress(some: string, others: string): boolean {
  const known = new Set(others.split(','))
  return some.split(',').some((address) => address !== '' && known.has(address))
}
