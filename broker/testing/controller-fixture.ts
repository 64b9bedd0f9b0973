/** A controller on a disk in memory, with a manual clock: what controller tests start from. */

import { unreachable } from '../base/assert.ts'
import { ManualClock } from '../base/clock.ts'
import { NEWEST_RELEASE } from '../base/kafka-releases.ts'
import { silentLogger } from '../base/logger.ts'
import { SeededRandom } from '../base/random.ts'
import { SECOND_MS } from '../base/units.ts'
import { validateTopicConfigs } from '../config/alter.ts'
import { heartbeat, registerBroker } from '../controller/broker-commands.ts'
import { Controller } from '../controller/controller.ts'
import { METADATA_TOPIC, METADATA_TOPIC_ID } from '../controller/metadata-batches.ts'
import type { SnapshotLimits } from '../controller/metadata-snapshots.ts'
import { QuorumDriver } from '../controller/quorum-driver.ts'
import type { QuorumPeers } from '../controller/quorum-peers.ts'
import { type CreateFacts, createTopics } from '../controller/topic-commands.ts'
import { LogManager } from '../log/log-manager.ts'
import { DEFAULT_LOG_CONFIG } from '../log/log-types.ts'
import { MemoryDisk } from './memory-disk.ts'

const CLUSTER_ID = 'test-cluster'
const CONTROLLER_ID = 101

/** Small, so that cutting the log gives space back. */
const SEGMENT_BYTES = 4_096

/** A quorum of one asks nobody. */
const NO_PEERS: QuorumPeers = {
  vote: () => unreachable('nobody is asked'),
  announce: () => unreachable('nobody is told'),
  resign: () => unreachable('nobody is told'),
  fetch: () => unreachable('nobody is followed'),
  fetchSnapshot: () => unreachable('nobody is followed'),
}

/** Session time-out of the fixture's brokers. */
export const SESSION_MS = 9 * SECOND_MS

export interface ControllerFixture {
  readonly controller: Controller
  readonly clock: ManualClock
  readonly disk: MemoryDisk
  readonly facts: CreateFacts
}

/** Opens a controller; a disk that was used before brings its log along. */
export async function openController(
  options: { disk?: MemoryDisk; clock?: ManualClock; snapshots?: SnapshotLimits } = {},
): Promise<ControllerFixture> {
  const clock = options.clock ?? new ManualClock()
  const disk = options.disk ?? new MemoryDisk()
  const random = new SeededRandom(7)
  const runtime = { clock, disk, random }
  const logs = LogManager.open({ directory: '/data', runtime, logger: silentLogger })
  const log = logs.open({
    topic: METADATA_TOPIC,
    partition: 0,
    topicId: METADATA_TOPIC_ID,
    config: { ...DEFAULT_LOG_CONFIG, retentionMs: -1, segmentBytes: SEGMENT_BYTES },
  })
  const controller = new Controller(runtime, {
    settings: {
      nodeId: CONTROLLER_ID,
      clusterId: CLUSTER_ID,
      brokerSessionTimeoutMs: SESSION_MS,
      leaderBalanceIntervalMs: null,
      release: NEWEST_RELEASE,
      staticConfigs: new Map(),
    },
    quorum: new QuorumDriver({
      nodeId: CONTROLLER_ID,
      voters: [CONTROLLER_ID],
      log,
      runtime,
      peers: NO_PEERS,
      snapshots: options.snapshots ?? {
        maxBytesBetweenSnapshots: Number.POSITIVE_INFINITY,
        maxIntervalMs: 0,
      },
      timers: { electionTimeoutMs: 1_000, fetchTimeoutMs: 2_000 },
      logger: silentLogger,
      onFatal: (error) => {
        throw error
      },
    }),
    logger: silentLogger,
  })
  controller.start()
  let topicCount = 0
  const facts: CreateFacts = {
    defaultPartitionCount: 1,
    defaultReplicationFactor: 1,
    random,
    newTopicId: () => `topic${String((topicCount += 1)).padStart(16, '0')}A`,
    checkConfigs: validateTopicConfigs,
    staticConfigs: new Map(),
  }
  return { controller, clock, disk, facts }
}

/** Registers a broker and lets it catch up; answers its epoch. */
export async function joinBroker(
  controller: Controller,
  brokerId: number,
  incarnation = 'a',
  logDirs: readonly string[] = [],
): Promise<number> {
  const incarnationId = `${`i${brokerId}${incarnation}`.padEnd(21, '0')}A`
  const { brokerEpoch } = await controller.submit((image) =>
    registerBroker(
      image,
      {
        brokerId,
        clusterId: CLUSTER_ID,
        incarnationId,
        listeners: [{ name: 'PLAINTEXT', host: '127.0.0.1', port: 9_000 + brokerId, securityProtocol: 0 }],
        features: [],
        rack: null,
        isMigratingZkBroker: false,
        logDirs: [...logDirs],
        previousBrokerEpoch: -1,
      },
      {
        clusterId: CLUSTER_ID,
        isPreviousAlive: controller.sessions.isAlive(brokerId),
        policy: controller.policy(),
      },
    ),
  )
  await beat(controller, brokerId, { brokerEpoch })
  return brokerEpoch
}

/** One heartbeat of a broker that has replayed everything. */
export function beat(
  controller: Controller,
  brokerId: number,
  options: {
    readonly brokerEpoch: number
    readonly wantShutDown?: boolean
    readonly metadataOffset?: number
    readonly offlineLogDirs?: readonly string[]
  },
) {
  return controller.submit((image) =>
    heartbeat(
      image,
      {
        brokerId,
        brokerEpoch: options.brokerEpoch,
        currentMetadataOffset: options.metadataOffset ?? image.lastOffset,
        wantFence: false,
        wantShutDown: options.wantShutDown ?? false,
        offlineLogDirs: [...(options.offlineLogDirs ?? [])],
        cordonedLogDirs: [],
      },
      controller.policy(),
    ),
  )
}

/** Creates one topic with an assignment by count. */
export function makeTopic(
  { controller, facts }: ControllerFixture,
  topic: {
    readonly name: string
    readonly partitions?: number
    readonly replicas?: number
    readonly configs?: Record<string, string>
  },
) {
  return controller.submit((image) =>
    createTopics(
      image,
      {
        topics: [
          {
            name: topic.name,
            numPartitions: topic.partitions ?? -1,
            replicationFactor: topic.replicas ?? -1,
            assignments: [],
            configs: Object.entries(topic.configs ?? {}).map(([name, value]) => ({ name, value })),
          },
        ],
        timeoutMs: 1_000,
        validateOnly: false,
      },
      facts,
    ),
  )
}
