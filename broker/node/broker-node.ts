/**
 * A node in the broker's role: the composition root of one broker. Opens its logs and its listener,
 * follows the metadata log, registers, and serves once the controller has unfenced it.
 */

import { deferred } from '../base/deferred.ts'
import { DisposableStack } from '../base/disposable.ts'
import type { Logger } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import { SECOND_MS } from '../base/units.ts'
import type { BrokerConfigs } from '../config/broker-settings.ts'
import { ClusterConfigs } from '../controller/cluster-configs.ts'
import { featureLevel } from '../controller/features.ts'
import type { ClusterImage, ImageChanges } from '../controller/image/cluster-image.ts'
import { CONFIG_RESOURCE } from '../controller/image/configs.ts'
import { NO_LEADER } from '../controller/image/topics.ts'
import { GroupCoordinator } from '../group/coordinator.ts'
import { FetchSessionCache } from '../handlers/fetch/sessions.ts'
import { ProducerIds } from '../handlers/producer-ids.ts'
import type { BrokerServices } from '../handlers/services.ts'
import { brokerTable } from '../handlers/table.ts'
import { type FailedDirectory, LogDirectories } from '../log/log-directories.ts'
import { BrokerChannels } from '../net/broker-channels.ts'
import { Listener } from '../net/listener.ts'
import { partitionForKey } from '../replication/partition-for-key.ts'
import { ReplicaManager } from '../replication/replica-manager.ts'
import { ClientTelemetry } from '../telemetry/client-telemetry.ts'
import { TRANSACTIONS_TOPIC, TransactionCoordinator } from '../transaction/coordinator.ts'
import { TransactionMarkers } from '../transaction/markers.ts'
import { TransactionVerifier } from '../transaction/verifier.ts'
import { alterPartition } from '../wire/generated/alter-partition.ts'
import { assignReplicasToDirs } from '../wire/generated/assign-replicas-to-dirs.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { AutoTopics } from './auto-topics.ts'
import { BrokerLifecycle } from './broker-lifecycle.ts'
import { TcpControllerChannel } from './controller-channel.ts'
import { findLogDirectory } from './log-directory.ts'
import { MetadataFollower, NO_REPLICA } from './metadata-follower.ts'
import { newUuid } from './new-uuid.ts'
import type { NodeOptions, RunningNode } from './node-options.ts'
import { QuorumLeader } from './quorum-leader.ts'
import { RequestLoop } from './request-loop.ts'
import { createShareGroups, type ShareGroups } from './share-groups.ts'

/** Longest wait for the image to catch up when starting. */
const CATCH_UP_TIMEOUT_MS = 30 * SECOND_MS

const CATCH_UP_CHECK_MS = 2

/** Opens a broker; resolves when it serves. Rejects with KafkaError, DiskError or NetworkError. */
export async function startBrokerNode(
  runtime: Runtime,
  options: NodeOptions,
  logger: Logger,
): Promise<RunningNode> {
  const node = new BrokerNode(runtime, options, logger)
  try {
    await node.start()
    return node
  } catch (error) {
    await node.abandon()
    throw error
  }
}

class BrokerNode implements RunningNode {
  readonly #runtime: Runtime
  readonly #options: NodeOptions
  readonly #logger: Logger
  readonly #resources = new DisposableStack()
  readonly #ready = deferred<void>()
  readonly #follower: MetadataFollower
  /** The port in it is the real one once the listener is open; nothing is served before. */
  readonly #static: Map<string, string>
  readonly #configs: ClusterConfigs
  readonly #channel: TcpControllerChannel
  readonly #logs: LogDirectories
  readonly #replicas: ReplicaManager
  readonly #groups: GroupCoordinator
  readonly #transactions: TransactionCoordinator
  readonly #verifier: TransactionVerifier
  readonly #share: ShareGroups
  readonly #autoTopics: AutoTopics
  readonly #producerIds: ProducerIds
  readonly #listener: Listener
  #lifecycle: BrokerLifecycle | null = null
  #hasAppliedStart = false
  port = 0

  constructor(runtime: Runtime, options: NodeOptions, logger: Logger) {
    if (options.controllers.length === 0)
      throw new KafkaError('INVALID_CONFIG', 'A broker needs a controller')
    this.#runtime = runtime
    this.#options = options
    this.#logger = logger
    // Metadata is long-polled on a connection of its own, so that heartbeats never wait behind it.
    const leader = new QuorumLeader(options.controllers)
    const clientId = `broker-${options.nodeId}`
    const metadataChannel = new TcpControllerChannel(runtime, leader, clientId)
    this.#channel = new TcpControllerChannel(runtime, leader, clientId)
    this.#resources.defer(() => this.#channel.close())
    this.#resources.defer(() => metadataChannel.close())
    this.#follower = new MetadataFollower({
      clock: runtime.clock,
      channel: metadataChannel,
      logger: logger.child('metadata'),
      replicaId: isVoter(options) ? NO_REPLICA : options.nodeId,
      leader,
      onChange: (changes) => this.#apply(changes),
    })
    const { image } = this.#follower
    const directories = options.logDirectories.map((path) => findLogDirectory(runtime, { ...options, path }))
    this.#static = startedWith(options)
    this.#configs = new ClusterConfigs({ image, brokerId: options.nodeId, static: this.#static })
    this.#logs = LogDirectories.open({
      directories,
      runtime,
      logger: logger.child('log'),
      settings: this.#configs.broker.log,
    })
    this.#resources.defer(() => this.#logs.close())
    this.#logs.start()
    this.#replicas = new ReplicaManager({
      brokerId: options.nodeId,
      logs: this.#logs,
      logger: logger.child('replicas'),
      runtime,
      image,
      topicSettings: (topic) => this.#configs.topic(topic),
      settings: () => this.#configs.broker,
      brokerEpoch: () => this.#lifecycle?.brokerEpoch ?? -1,
      alterPartition: (request) => this.#channel.send(alterPartition, request),
      assignReplicas: (request) => this.#channel.send(assignReplicasToDirs, request),
      onFatal: options.onFatal,
    })
    this.#logs.onFailed((failed) => this.#afterFailure(failed))
    this.#resources.defer(() => this.#replicas.stop())
    const channelsFor = (purpose: string) =>
      new BrokerChannels({
        runtime,
        clientId: `broker-${options.nodeId}-${purpose}`,
        addressOf: (brokerId) => image.brokers.get(brokerId)?.endpoints[0] ?? null,
      })
    this.#autoTopics = new AutoTopics(this.#channel, () => this.#broker, logger.child('topics'))
    const shareChannels = channelsFor('share')
    this.#share = createShareGroups({
      brokerId: options.nodeId,
      runtime,
      logger: logger.child('share'),
      image,
      configs: this.#configs,
      replicas: this.#replicas,
      channels: shareChannels,
      requestTopics: (topics) => this.#autoTopics.request(topics),
      onFatal: options.onFatal,
    })
    this.#resources.defer(() => {
      this.#share.stop()
      shareChannels.close()
    })
    for (const listener of this.#share.listeners) this.#replicas.addListener(listener)
    this.#groups = new GroupCoordinator({
      runtime,
      replicas: this.#replicas,
      image,
      settings: () => this.#configs.broker.groups,
      groupSettings: (groupId) => this.#configs.group(groupId),
      shareStates: this.#share.service.store,
      logger: logger.child('groups'),
    })
    this.#resources.defer(() => this.#groups.stop())
    this.#replicas.addListener(this.#groups)
    const markerChannels = channelsFor('markers')
    const verifyChannels = channelsFor('verify')
    this.#producerIds = new ProducerIds(this.#channel, () => ({
      brokerId: options.nodeId,
      brokerEpoch: this.#lifecycle?.brokerEpoch ?? -1,
    }))
    this.#verifier = new TransactionVerifier(verifyChannels, (transactionalId) =>
      coordinatorOf(image, transactionalId),
    )
    this.#transactions = new TransactionCoordinator({
      runtime,
      replicas: this.#replicas,
      markers: new TransactionMarkers({
        clock: runtime.clock,
        logger: logger.child('transactions'),
        image,
        channels: markerChannels,
        onFatal: options.onFatal,
      }),
      logger: logger.child('transactions'),
      partitionCount: () => image.topics.get(TRANSACTIONS_TOPIC)?.partitions.length ?? 0,
      maxTimeoutMs: () => this.#configs.broker.transactionMaxTimeoutMs,
      nextProducerId: () => this.#producerIds.next(),
      transactionVersion: () => featureLevel(image, 'transaction.version'),
      onFatal: options.onFatal,
    })
    this.#resources.defer(() => {
      this.#transactions.stop()
      markerChannels.close()
      verifyChannels.close()
    })
    this.#replicas.addListener(this.#transactions)
    this.#listener = this.#makeListener()
  }

  async start(): Promise<void> {
    this.port = await this.#listener.open()
    this.#resources.defer(() => this.#listener.close())
    const { host } = this.#options
    for (const [name, value] of listenersOf({ host, port: this.port })) this.#static.set(name, value)
    this.#watch(this.#follower.run())
    this.#resources.defer(() => this.#follower.stop())
    const lifecycle = new BrokerLifecycle({
      clock: this.#runtime.clock,
      channel: this.#channel,
      logger: this.#logger.child('lifecycle'),
      identity: {
        brokerId: this.#options.nodeId,
        clusterId: this.#options.clusterId,
        incarnationId: newUuid(this.#runtime.random),
        host: this.#options.host,
        port: this.port,
        rack: this.#options.rack,
        onlineDirectories: () => this.#logs.onlineIds,
        failedDirectories: () => this.#logs.failedIds,
      },
      heartbeatIntervalMs: this.#broker.brokerHeartbeatIntervalMs,
      metadataOffset: () => this.#follower.image.lastOffset,
    })
    this.#lifecycle = lifecycle
    await lifecycle.register()
    await this.#waitFor(
      () => this.#follower.image.lastOffset >= lifecycle.brokerEpoch && this.#hasAppliedStart,
    )
    this.#replicas.removeStrays()
    await lifecycle.waitUntilUnfenced()
    await this.#waitFor(() => this.#follower.image.brokers.get(this.#options.nodeId)?.isFenced === false)
    this.#watch(lifecycle.run())
    this.#ready.resolve()
  }

  async stop({ isControllerUp } = { isControllerUp: true }): Promise<void> {
    if (isControllerUp) await this.#lifecycle?.leave()
    else this.#lifecycle?.leaveAtOnce()
    await this.#resources.dispose()
  }

  /** Lets go of what was opened before a start failed. */
  async abandon(): Promise<void> {
    await this.#resources.dispose()
  }

  figures() {
    let partitionCount = 0
    let leaderCount = 0
    let diskBytes = 0
    for (const partition of this.#replicas.partitions()) {
      partitionCount += 1
      if (partition.isLeader) leaderCount += 1
      diskBytes += partition.log.sizeBytes
    }
    return {
      diskBytes,
      partitionCount,
      leaderCount,
      connectionCount: this.#listener.connectionCount,
      bytesIn: this.#listener.counters.bytesIn,
      bytesOut: this.#listener.counters.bytesOut,
      recordsIn: this.#replicas.recordsIn,
      leadership: null,
    }
  }

  /** The controller is told at once; without a directory left there is nothing to go on with. */
  #afterFailure(failed: FailedDirectory): void {
    this.#replicas.takeOffline(failed)
    if (this.#logs.online.length > 0) {
      this.#lifecycle?.beatNow()
      return
    }
    const message = 'Every log directory of the broker has failed: it ends. Repair one and start it again'
    this.#logger.error(message, { lastPath: failed.path })
    this.#options.onStorageLost(new KafkaError('KAFKA_STORAGE_ERROR', `${message} (${failed.path})`))
  }

  get #broker(): BrokerConfigs {
    return this.#configs.broker
  }

  #apply(changes: ImageChanges): void {
    this.#hasAppliedStart = true
    for (const { type, name } of changes.configResources) {
      this.#configs.forget(type, name)
      if (type === CONFIG_RESOURCE.TOPIC) this.#replicas.applySettings(name)
    }
    if (changes.configResources.some(({ type }) => type === CONFIG_RESOURCE.BROKER))
      this.#applyBrokerConfigs()
    for (const topic of changes.removedTopics.values())
      this.#configs.forget(CONFIG_RESOURCE.TOPIC, topic.name)
    this.#replicas.apply(changes)
  }

  /** Topic defaults come from broker configs: every log may be concerned. */
  #applyBrokerConfigs(): void {
    const topics = new Set([...this.#replicas.partitions()].map((partition) => partition.topic))
    for (const topic of topics) this.#replicas.applySettings(topic)
  }

  #makeListener(): Listener {
    const configs = this.#broker
    return new Listener(this.#runtime, this.#logger.child('listener'), {
      host: this.#options.host,
      port: this.#options.port,
      maxRequestBytes: configs.socketRequestMaxBytes,
      maxIdleMs: configs.connectionsMaxIdleMs,
      maxConnections: configs.maxConnections,
      processor: new RequestLoop<BrokerServices>({
        handlers: brokerTable,
        release: this.#options.release,
        services: this.#services(),
        logger: this.#logger.child('requests'),
        ready: this.#ready.promise,
        onFatal: this.#options.onFatal,
      }),
    })
  }

  #services(): BrokerServices {
    return {
      brokerId: this.#options.nodeId,
      clusterId: this.#options.clusterId,
      release: this.#options.release,
      runtime: this.#runtime,
      image: this.#follower.image,
      configs: this.#configs,
      replicas: this.#replicas,
      logs: this.#logs,
      groups: this.#groups,
      controller: this.#channel,
      fetchSessions: new FetchSessionCache(this.#runtime),
      transactions: this.#transactions,
      verifier: this.#verifier,
      producerIds: this.#producerIds,
      requestTopics: (topics) => this.#autoTopics.request(topics),
      share: this.#share.service,
      telemetry: new ClientTelemetry({
        clock: this.#runtime.clock,
        newId: () => newUuid(this.#runtime.random),
        subscriptions: () => telemetrySubscriptionsOf(this.#follower.image),
        maxBytes: () => this.#broker.telemetryMaxBytes,
      }),
      handlers: () => brokerTable,
    }
  }

  /** What fails in the background without being a KafkaError is a bug. */
  #watch(task: Promise<void>): void {
    task.catch((error: unknown) => this.#options.onFatal(error))
  }

  async #waitFor(condition: () => boolean): Promise<void> {
    const { clock } = this.#runtime
    const deadlineMs = clock.monotonicMs() + CATCH_UP_TIMEOUT_MS
    while (!condition()) {
      if (clock.monotonicMs() > deadlineMs) {
        throw new KafkaError('REQUEST_TIMED_OUT', 'The metadata log could not be followed in time')
      }
      await new Promise<void>((resolve) => clock.after(CATCH_UP_CHECK_MS, resolve))
    }
  }
}

/** The broker that leads the partition of a transactional id, or null. */
function coordinatorOf(image: ClusterImage, transactionalId: string): number | null {
  const topic = image.topics.get(TRANSACTIONS_TOPIC)
  const leaderId = topic?.partitions[partitionForKey(transactionalId, topic.partitions.length)]?.leaderId
  return leaderId === undefined || leaderId === NO_LEADER ? null : leaderId
}

/** The configs of every client metrics subscription. */
function telemetrySubscriptionsOf({ configs }: ClusterImage) {
  const { CLIENT_METRICS } = CONFIG_RESOURCE
  return configs.resourceNames(CLIENT_METRICS).map((name) => configs.get(CLIENT_METRICS, name))
}

/** True for a node in both roles. */
function isVoter({ controllers, nodeId }: NodeOptions): boolean {
  return controllers.some((controller) => controller.nodeId === nodeId)
}

/** What stands in `server.properties` elsewhere. Who the node is and where it stands is not the configs' to say. */
function startedWith(options: NodeOptions): Map<string, string> {
  const { nodeId, logDirectories, rack, controllers, configs } = options
  const voters = controllers.map(({ nodeId: id, host, port }) => `${id}@${host}:${port}`).join(',')
  return new Map([
    ...configs,
    ['node.id', String(nodeId)],
    ['broker.id', String(nodeId)],
    ['process.roles', isVoter(options) ? 'broker,controller' : 'broker'],
    ['controller.quorum.voters', voters],
    ['log.dir', logDirectories[0] ?? ''],
    ['log.dirs', logDirectories.join(',')],
    ...(rack === null ? [] : [['broker.rack', rack] as const]),
  ])
}

/** The address as the configs spell it. */
function listenersOf({ host, port }: { readonly host: string; readonly port: number }) {
  const listener = `PLAINTEXT://${host}:${port}`
  return [
    ['listeners', listener],
    ['advertised.listeners', listener],
  ] as const
}
