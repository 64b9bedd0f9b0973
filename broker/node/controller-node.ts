/** A node in the controller's role: the metadata log, the controller, and the listener brokers talk to. */
import { DisposableStack } from '../base/disposable.ts'
import { NEWEST_RELEASE } from '../base/kafka-releases.ts'
import type { Logger } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import { MIB } from '../base/units.ts'
import type { QuorumLeadership } from '../cluster/control-messages.ts'
import { validateTopicConfigs } from '../config/alter.ts'
import { type BrokerConfigs, brokerConfigsFrom } from '../config/broker-settings.ts'
import { Controller } from '../controller/controller.ts'
import { METADATA_TOPIC, METADATA_TOPIC_ID } from '../controller/metadata-batches.ts'
import { QuorumDriver } from '../controller/quorum-driver.ts'
import { TcpQuorumPeers } from '../controller/quorum-peers.ts'
import type { ControllerServices } from '../handlers/controller/services.ts'
import { controllerTable } from '../handlers/table.ts'
import { LogManager } from '../log/log-manager.ts'
import { DEFAULT_LOG_CONFIG } from '../log/log-types.ts'
import { BrokerChannels } from '../net/broker-channels.ts'
import { Listener } from '../net/listener.ts'
import { claimLogDirectory } from './log-directory.ts'
import { newUuid } from './new-uuid.ts'
import type { NodeOptions, RunningNode } from './node-options.ts'
import { RequestLoop } from './request-loop.ts'

/**
 * Metadata records are kept until two snapshots stand for them. The disk gets space back by whole segments,
 * which are small for that reason.
 */
const METADATA_LOG_CONFIG = {
  ...DEFAULT_LOG_CONFIG,
  retentionMs: -1,
  retentionBytes: -1,
  segmentBytes: 4 * MIB,
  // What a voter says it has it must have after a loss of power.
  flushMessages: 1,
}

/** Opens a controller; resolves when it serves. Rejects with KafkaError, DiskError or NetworkError. */
export async function startControllerNode(
  runtime: Runtime,
  options: NodeOptions,
  logger: Logger,
): Promise<RunningNode> {
  const resources = new DisposableStack()
  try {
    return await open(runtime, options, { logger, resources })
  } catch (error) {
    await resources.dispose()
    throw error
  }
}

async function open(
  runtime: Runtime,
  options: NodeOptions,
  { logger, resources }: { readonly logger: Logger; readonly resources: DisposableStack },
): Promise<RunningNode> {
  const configs = brokerConfigsFrom({
    static: options.configs,
    dynamicDefault: new Map(),
    dynamic: new Map(),
  })
  claimLogDirectory(runtime, options)
  const logs = LogManager.open({
    directory: options.dataDirectory,
    runtime,
    logger: logger.child('log'),
  })
  resources.defer(() => logs.close())
  logs.start()
  const log = logs.open({
    topic: METADATA_TOPIC,
    partition: 0,
    topicId: METADATA_TOPIC_ID,
    config: METADATA_LOG_CONFIG,
  })
  const addressOf = (nodeId: number) => options.controllers.find((one) => one.nodeId === nodeId) ?? null
  const channelsFor = (purpose: string) =>
    new BrokerChannels({ runtime, clientId: `controller-${options.nodeId}-${purpose}`, addressOf })
  const [channels, fetchChannels] = [channelsFor('votes'), channelsFor('fetches')]
  resources.defer(() => {
    channels.close()
    fetchChannels.close()
  })
  const quorum = new QuorumDriver({
    nodeId: options.nodeId,
    voters: options.controllers.map(({ nodeId }) => nodeId),
    log,
    runtime,
    peers: new TcpQuorumPeers({
      nodeId: options.nodeId,
      clusterId: options.clusterId,
      channels,
      fetchChannels,
    }),
    timers: {
      electionTimeoutMs: configs.quorumElectionTimeoutMs,
      fetchTimeoutMs: configs.quorumFetchTimeoutMs,
    },
    snapshots: {
      maxBytesBetweenSnapshots: configs.maxMetadataBytesBetweenSnapshots,
      maxIntervalMs: configs.maxMetadataSnapshotIntervalMs,
    },
    logger: logger.child('quorum'),
    onFatal: options.onFatal,
  })
  const controller = new Controller(runtime, {
    settings: {
      nodeId: options.nodeId,
      clusterId: options.clusterId,
      brokerSessionTimeoutMs: configs.brokerSessionTimeoutMs,
      leaderBalanceIntervalMs: configs.isAutoLeaderRebalanceEnabled
        ? configs.leaderImbalanceCheckIntervalMs
        : null,
      staticConfigs: options.configs,
      release: options.release,
    },
    quorum,
    logger: logger.child('controller'),
  })
  resources.defer(() => controller.stop())
  let ownPort = options.port
  const services = servicesFor(controller, configs, {
    runtime,
    staticConfigs: options.configs,
    // A quorum of one need not know its own port before it listens.
    voters: () =>
      options.controllers.map((voter) =>
        voter.nodeId === options.nodeId ? { ...voter, port: ownPort } : voter,
      ),
  })
  const listener = new Listener(runtime, logger.child('listener'), {
    host: options.host,
    port: options.port,
    maxRequestBytes: configs.socketRequestMaxBytes,
    maxIdleMs: configs.connectionsMaxIdleMs,
    maxConnections: configs.maxConnections,
    processor: new RequestLoop({
      handlers: controllerTable,
      release: NEWEST_RELEASE,
      services,
      logger: logger.child('requests'),
      ready: Promise.resolve(),
      onFatal: options.onFatal,
    }),
  })
  const port = await listener.open()
  ownPort = port
  resources.defer(() => listener.close())
  controller.start()
  resources.defer(() => quorum.stop())
  return {
    port,
    stop: () => resources.dispose(),
    figures: () => ({
      diskBytes: log.sizeBytes,
      partitionCount: 1,
      leaderCount: 1,
      connectionCount: listener.connectionCount,
      bytesIn: listener.counters.bytesIn,
      bytesOut: listener.counters.bytesOut,
      recordsIn: 0,
      leadership: controller.isActive ? leadershipOf(controller) : null,
    }),
  }
}

function leadershipOf({ image, quorum }: Controller): QuorumLeadership {
  const fenced = [...image.brokers.values()].filter(({ isFenced }) => isFenced)
  return { epoch: quorum.epoch, fencedBrokers: fenced.map(({ brokerId }) => brokerId) }
}

function servicesFor(
  controller: Controller,
  configs: BrokerConfigs,
  {
    runtime,
    staticConfigs,
    voters,
  }: {
    readonly runtime: Runtime
    readonly staticConfigs: ReadonlyMap<string, string>
    readonly voters: ControllerServices['voters']
  },
): ControllerServices {
  return {
    controller,
    voters,
    clock: runtime.clock,
    staticConfigs,
    createFacts: {
      defaultPartitionCount: configs.numPartitions,
      defaultReplicationFactor: configs.defaultReplicationFactor,
      random: runtime.random,
      newTopicId: () => newUuid(runtime.random),
      checkConfigs: validateTopicConfigs,
      staticConfigs,
    },
    handlers: () => controllerTable,
  }
}
