/**
 * An `AppClient` without a host, over a cluster in memory. For previews and tests of screens only; nothing of
 * `testing/` is in the built page.
 */
import type { AppClient } from '#contract'
import type { ConnectionProfile } from '#contract/connections'
import { AppError } from '#contract/errors'
import { DEFAULT_SETTINGS, type Settings } from '#contract/settings'
import { ConnectionId, LOCAL_CONNECTION_ID } from '#contract/values'
import { nowMs } from '../lib/now.ts'
import { fakeBrokers } from './fake-brokers.ts'
import { createFakeCluster } from './fake-cluster.ts'
import type { FakeContext } from './fake-context.ts'
import { fakeGroups } from './fake-groups.ts'
import { fakeLocalCluster } from './fake-local-cluster.ts'
import { fakeMessages } from './fake-messages.ts'
import { createPoker, pauseMs } from './fake-stream.ts'
import { fakeTopics } from './fake-topics.ts'
import { fakeTransactions } from './fake-transactions.ts'

export interface FakeClientOptions {
  /** Topics in place of the shop's forty. */
  readonly topicCount?: number
  readonly isEmpty?: boolean
  /** Reads of the cluster never answer. */
  readonly isLoading?: boolean
  /** Reads of the cluster fail. */
  readonly isFailing?: boolean
  /** How long a call takes. */
  readonly latencyMs?: number
  readonly settings?: Partial<Settings>
}

export function createFakeClient(options: FakeClientOptions = {}): AppClient {
  const cluster = createFakeCluster({
    nowMs: nowMs(),
    ...(options.topicCount === undefined ? {} : { topicCount: options.topicCount }),
    isEmpty: options.isEmpty === true,
  })
  const context: FakeContext = {
    cluster,
    poker: createPoker(),
    gate: async (signal) => {
      if (options.isLoading === true) await new Promise(() => {})
      await pauseMs(options.latencyMs ?? 40, signal)
      if (options.isFailing === true) throw notReachable()
    },
  }
  return {
    brokers: fakeBrokers(context),
    topics: fakeTopics(context),
    groups: fakeGroups(context),
    transactions: fakeTransactions(context),
    messages: fakeMessages(context),
    localCluster: fakeLocalCluster(context),
    connections: fakeConnections(context, options),
    settings: fakeSettings({ ...DEFAULT_SETTINGS, hasSeenWelcome: true, ...options.settings }),
    system: fakeSystem(),
  }
}

function notReachable(): AppError {
  return new AppError(
    'not-connected',
    'No broker of this connection answers: 127.0.0.1:9092, :9093 and :9094 refused. The cluster may be stopped; start it, or check the addresses.',
    { detail: { attempts: 3, lastError: 'ECONNREFUSED 127.0.0.1:9092' } },
  )
}

function fakeConnections(context: FakeContext, options: FakeClientOptions): AppClient['connections'] {
  const profiles = new Map<string, ConnectionProfile>()
  const add = (profile: Omit<ConnectionProfile, 'id'> & { id: string }) =>
    profiles.set(profile.id, { ...profile, id: ConnectionId.parse(profile.id) })
  add({
    id: LOCAL_CONNECTION_ID,
    name: 'Local cluster',
    kind: 'local',
    bootstrapServers: '127.0.0.1:9092,127.0.0.1:9093,127.0.0.1:9094',
    color: 0,
    environment: 'development',
    guard: 'open',
  })
  add({
    id: 'staging',
    name: 'Shop staging',
    kind: 'remote',
    bootstrapServers: 'kafka-1.staging.example.org:9092',
    color: 4,
    environment: 'staging',
    guard: 'ask',
  })
  add({
    id: 'prod',
    name: 'Shop production',
    kind: 'remote',
    bootstrapServers: 'kafka-1.example.org:9092,kafka-2.example.org:9092',
    color: 6,
    environment: 'production',
    guard: 'typed',
  })
  add({
    id: 'audit',
    name: 'Audit mirror',
    kind: 'remote',
    bootstrapServers: 'audit.example.org:9092',
    color: 3,
    environment: 'production',
    guard: 'readOnly',
  })
  return {
    list: async () => [...profiles.values()],
    save: async (input) => {
      const id = ConnectionId.parse(input.id ?? `remote-${profiles.size}`)
      const profile: ConnectionProfile = { ...input, id, kind: 'remote' }
      profiles.set(id, profile)
      context.poker.poke()
      return profile
    },
    remove: async ({ connectionId }) => {
      profiles.delete(connectionId)
      return {}
    },
    test: async function* (_, call) {
      const steps = [
        ['resolve', 'kafka-1.example.org', true, 12, 'One address: 10.20.0.11'],
        ['connect', '10.20.0.11:9092', true, 31, 'Connected'],
        ['apiVersions', '10.20.0.11:9092', true, 8, '74 APIs, looks like Kafka 4.1'],
        ['metadata', '10.20.0.11:9092', true, 14, '3 brokers, 212 topics, cluster d0pN2c'],
        [
          'advertised',
          'broker-2:9092',
          false,
          2_004,
          'The cluster tells clients to use broker-2:9092, a name that cannot be resolved from here. Add it to the hosts file, or set advertised.listeners.',
        ],
      ] as const
      for (const [step, target, isOk, durationMs, detail] of steps) {
        await pauseMs(240, call?.signal)
        yield { step, target, isOk, durationMs, detail }
      }
    },
    watch: async function* (_, call) {
      for (const id of profiles.keys()) {
        const isUp = options.isFailing !== true && id !== 'audit'
        yield {
          id: ConnectionId.parse(id),
          state: options.isLoading === true ? 'connecting' : isUp ? 'connected' : 'failed',
          clusterId: isUp ? context.cluster.clusterId : null,
          brokerCount: isUp ? 3 : 0,
          upBrokerCount: isUp ? 3 : 0,
          kafkaVersion: isUp ? '4.1' : null,
          error: isUp ? null : 'audit.example.org:9092 refused the connection.',
        }
      }
      await pauseMs(2_000_000_000, call?.signal)
    },
  }
}

function fakeSettings(initial: Settings): AppClient['settings'] {
  const poker = createPoker()
  let settings = initial
  return {
    get: async () => settings,
    update: async (change) => {
      // Only keys that are set: an explicit undefined would erase one.
      settings = {
        ...settings,
        ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
      }
      poker.poke()
      return settings
    },
    watch: (_, call) => poker.watch(() => settings, 3_600_000, call?.signal),
  }
}

function fakeSystem(): AppClient['system'] {
  return {
    info: async () => ({
      version: '0.1.0',
      host: 'http',
      platform: 'linux x64',
      nodeVersion: '24.21.0',
      electronVersion: null,
      dataDirectory: '/home/ada/.loupe',
      memoryBytes: 212_480_000,
      notice: null,
      hasZstd: true,
    }),
    whatsNew: async () => [
      {
        version: '0.1.0',
        entries: [
          { type: 'Added', text: 'A Kafka cluster of three brokers that starts with the app.' },
          { type: 'Added', text: 'Topics, messages and consumer groups of any cluster.' },
        ],
      },
    ],
    openExternal: async () => ({}),
  }
}
