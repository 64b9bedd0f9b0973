/**
 * A real cluster in this process, for test suites and scripts: `const cluster = await startCluster()`,
 * point any Kafka client at `cluster.bootstrap`, and `await cluster.stop()` at the end.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type KafkaRelease, NEWEST_RELEASE, releaseOf } from './base/kafka-releases.ts'
import type { LogLevel } from './base/logger.ts'
import { checkDrain, drainBroker } from './client/admin/drain-broker.ts'
import { KafkaClient } from './client/index.ts'
import type { RemovalSteps } from './cluster/broker-removal.ts'
import { LocalCluster, type PortMove } from './cluster/local-cluster.ts'
import type { Isolation } from './cluster/node-host.ts'
import { RACK_AWARE_SELECTOR } from './config/broker-settings.ts'
import { newUuid } from './node/new-uuid.ts'
import { nodeNetwork } from './node/node-network.ts'
import { systemClock } from './node/system-clock.ts'
import { systemRandom } from './node/system-random.ts'
import { checkEphemeral, checkStartOptions, configTexts } from './start-options.ts'
import { PROFILE_CONFIGS, type TimerProfile } from './timer-profiles.ts'

export interface StartClusterOptions {
  /** 1 to 9; 3 unless given. */
  readonly brokers?: number
  /** Voters of the metadata quorum, 1 to 5; 1 unless given, or as `dataDir` was made. With 3, one may be lost. */
  readonly controllers?: number
  /** Whether the first brokers are the voters, instead of nodes of their own; not unless given, or as `dataDir` was made. */
  readonly combined?: boolean
  /** Port of broker 1, the others above it; 0 (unless given) picks free ones. */
  readonly port?: number
  /** Where the data lives; a folder of its own under the system's temporary one unless given. */
  readonly dataDir?: string
  /** Delete the data at the end; true unless `dataDir` is given. A `dataDir` that holds a cluster already is refused then. */
  readonly ephemeral?: boolean
  /** Each node as a thread of this process (unless given) or as a process of its own. */
  readonly isolation?: Isolation
  /** Log directories of each broker, 1 to 8; 1 unless given. One that fails takes only itself offline. */
  readonly logDirs?: number
  /** `fast` replaces a lost broker in about two seconds; `kafka`, the default, in Kafka's own times. */
  readonly profile?: TimerProfile
  /** Advertise as this release of Kafka did, `2.8` to `4.3`; the newest unless given. */
  readonly kafkaVersion?: string
  /** Racks, dealt out to the brokers in turn: `['a', 'b', 'c']`; none unless given. */
  readonly racks?: readonly string[]
  /** Broker configs by Kafka name, for example `{ 'auto.create.topics.enable': false }`. */
  readonly configs?: Readonly<Record<string, string | number | boolean>>
  readonly logLevel?: LogLevel
}

export interface RunningCluster {
  /** `host:port` of every broker, comma separated. */
  readonly bootstrap: string
  readonly clusterId: string
  /** Milliseconds from the call to the last broker serving. */
  readonly readyMs: number
  /** The supervisor: state, logs, and what can be done to single nodes; brokers can be added and removed. */
  readonly supervisor: LocalCluster
  /** Stops every node cleanly and deletes ephemeral data. */
  stop(): Promise<void>
}

/** Replicas of internal topics, where there are as many brokers: Kafka's default. */
const INTERNAL_REPLICAS = 3

/** What makes a small cluster of its own out of Kafka's defaults. */
function localClusterConfigs(brokerCount: number): Readonly<Record<string, string>> {
  const internalReplicas = String(Math.min(INTERNAL_REPLICAS, brokerCount))
  return {
    'offsets.topic.replication.factor': internalReplicas,
    'transaction.state.log.replication.factor': internalReplicas,
    'transaction.state.log.min.isr': String(Math.min(2, brokerCount)),
    'share.coordinator.state.topic.replication.factor': internalReplicas,
    'share.coordinator.state.topic.min.isr': String(Math.min(2, brokerCount)),
    'share.coordinator.state.topic.segment.bytes': '4194304',
    // Small segments, so that what groups said before is let go of soon.
    'offsets.topic.segment.bytes': '4194304',
    // A laptop's groups should not wait three seconds for members that will not come.
    'group.initial.rebalance.delay.ms': '0',
  }
}

/** Who gives brokers racks wants consumers to read in theirs; Kafka leaves that to the operator. */
const RACK_CONFIGS = { 'replica.selector.class': RACK_AWARE_SELECTOR }

/** Opens the supervisor of a cluster with real time, chance, network and disk; nothing runs yet. */
export function openLocalCluster(options: {
  readonly brokers: number
  /** Voters of the metadata quorum; as the directory was made unless given, 1 in a fresh one. */
  readonly controllers?: number | undefined
  /** Whether the first brokers are the voters; as the directory was made unless given, not in a fresh one. */
  readonly combined?: boolean | undefined
  readonly port: number
  readonly isPortStrict: boolean
  readonly onPortsMoved?: ((move: PortMove) => void) | undefined
  readonly dataDir: string
  readonly ephemeral: boolean
  readonly profile: TimerProfile
  /** Threads of this process unless given. */
  readonly isolation?: Isolation | undefined
  /** Log directories of each broker; 1 unless given. */
  readonly logDirs?: number | undefined
  /** Racks, dealt out to the brokers in turn; none unless given. */
  readonly racks?: readonly string[] | undefined
  /** The release that clients are to see; the newest unless given. */
  readonly release?: KafkaRelease | undefined
  readonly configs?: Readonly<Record<string, string>>
  readonly logLevel?: LogLevel
}): LocalCluster {
  const { racks = [] } = options
  return LocalCluster.open({
    brokerCount: options.brokers,
    controllerCount: options.controllers ?? null,
    isCombined: options.combined ?? null,
    host: '127.0.0.1',
    port: options.port,
    isPortStrict: options.isPortStrict,
    onPortsMoved: options.onPortsMoved,
    dataDirectory: options.dataDir,
    isEphemeral: options.ephemeral,
    logDirectoryCount: options.logDirs ?? 1,
    racks,
    release: options.release ?? NEWEST_RELEASE,
    isolation: options.isolation ?? 'thread',
    configs: {
      ...localClusterConfigs(options.brokers),
      ...(racks.length === 0 ? {} : RACK_CONFIGS),
      ...PROFILE_CONFIGS[options.profile],
      ...options.configs,
    },
    logLevel: options.logLevel ?? 'info',
    clock: systemClock,
    newClusterId: () => newUuid(systemRandom),
    removalSteps: removalStepsOver,
  })
}

/** What removing a broker takes, done by a client of the others. */
function removalStepsOver(bootstrapServers: readonly string[]): RemovalSteps {
  const client = new KafkaClient({
    bootstrapServers,
    clientId: 'loupe-supervisor',
    runtime: { clock: systemClock, random: systemRandom, network: nodeNetwork },
  })
  return {
    check: (broker) => checkDrain(client.admin, broker),
    drain: (options) => drainBroker(client.admin, { ...options, clock: systemClock }),
    unregister: (nodeId) => client.admin.unregisterBroker(nodeId),
    close: () => client.close(),
  }
}

/**
 * Starts a cluster and resolves when every broker serves.
 * Rejects with `KafkaError` for options and configs that cannot be, `DataDirectoryError` or
 * `NodeStartError`; nothing is left running then, nor any folder that was made for it.
 */
export async function startCluster(options: StartClusterOptions = {}): Promise<RunningCluster> {
  checkStartOptions(options)
  checkEphemeral(options)
  const dataDir = options.dataDir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-cluster-'))
  const supervisor = openLocalCluster({
    brokers: options.brokers ?? 3,
    controllers: options.controllers,
    combined: options.combined,
    port: options.port ?? 0,
    isPortStrict: true,
    dataDir,
    ephemeral: options.ephemeral ?? options.dataDir === undefined,
    profile: options.profile ?? 'kafka',
    logDirs: options.logDirs,
    release: releaseOf(options.kafkaVersion ?? NEWEST_RELEASE) ?? undefined,
    isolation: options.isolation,
    racks: options.racks,
    configs: configTexts(options.configs ?? {}),
    logLevel: options.logLevel ?? 'warn',
  })
  try {
    await supervisor.start()
  } catch (error) {
    await supervisor.dispose()
    throw error
  }
  return {
    bootstrap: supervisor.bootstrapServers,
    clusterId: supervisor.clusterId,
    readyMs: supervisor.readyMs ?? 0,
    supervisor,
    stop: () => supervisor.dispose(),
  }
}
