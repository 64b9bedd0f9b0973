/**
 * A whole cluster in this thread: real controller and brokers, their own codecs and connections, on a
 * network and disks in memory. What handler tests ask their questions of.
 */

import { assert } from '../base/assert.ts'
import { type KafkaRelease, NEWEST_RELEASE } from '../base/kafka-releases.ts'
import { createLogger, type LogRecord } from '../base/logger.ts'
import { SeededRandom } from '../base/random.ts'
import type { Runtime } from '../base/runtime.ts'
import { ClientConnection } from '../net/client-connection.ts'
import { startBrokerNode } from '../node/broker-node.ts'
import { startControllerNode } from '../node/controller-node.ts'
import type { RunningNode } from '../node/node-options.ts'
import { systemClock } from '../node/system-clock.ts'
import type { ApiCodec } from '../wire/codec.ts'
import { createTopics } from '../wire/generated/create-topics.ts'
import { fetch } from '../wire/generated/fetch.ts'
import { metadata } from '../wire/generated/metadata.ts'
import { produce } from '../wire/generated/produce.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { Uuid } from '../wire/reader.ts'
import { type BatchInput, encodeBatch } from '../wire/record-batch-records.ts'
import { MemoryDisk } from './memory-disk.ts'
import { MemoryNetwork, type NetworkView } from './memory-network.ts'

const CLUSTER_ID = 'memory-cluster-000000A'
const CONTROLLER_ID = 101
const HOST = '127.0.0.1'
const FIRST_CONTROLLER_PORT = 20_000

/** Longest wait for a response or a state. */
const PATIENCE_MS = 5_000

const LOOK_AGAIN_MS = 2

export interface ClusterFixtureOptions {
  readonly brokers?: number
  /** Voters of the quorum, 1 unless given: 101 and up. */
  readonly controllers?: number
  readonly configs?: Readonly<Record<string, string>>
  /** What clients are to see; the newest unless given. */
  readonly release?: KafkaRelease
  /** Of the brokers, in their order; none unless given. */
  readonly racks?: readonly string[]
  /** Log directories of each broker; 1 unless given. */
  readonly logDirs?: number
}

/** Where a request goes, and as whom. */
export interface CallOptions {
  readonly version: number
  readonly broker?: number
  readonly clientId?: string
}

export class ClusterFixture {
  readonly network = new MemoryNetwork()
  /** By node id; the controller is 101. */
  readonly disks = new Map<number, MemoryDisk>()
  /** Everything the nodes logged. */
  readonly logs: LogRecord[] = []
  /** What broke an assertion of ours; a test that leaves one has found a bug. */
  readonly fatalErrors: unknown[] = []
  /** Nodes that have no log directory left; a worker would end. */
  readonly storageLost = new Set<number>()
  readonly #nodes = new Map<number, RunningNode>()
  readonly #views = new Map<number, NetworkView>()
  readonly #clients: ClientConnection[] = []
  readonly #configs: ReadonlyMap<string, string>
  readonly #controllerIds: readonly number[]
  readonly #racks: readonly string[]
  readonly #release: KafkaRelease
  readonly #logDirs: number

  /** Resolves when every broker serves. */
  static async start(options: ClusterFixtureOptions = {}): Promise<ClusterFixture> {
    const fixture = new ClusterFixture(options)
    for (const nodeId of fixture.#controllerIds) {
      fixture.#nodes.set(nodeId, await startControllerNode(...fixture.#argumentsOf(nodeId)))
    }
    const brokerIds = Array.from({ length: options.brokers ?? 1 }, (_, index) => index + 1)
    await Promise.all(
      brokerIds.map(async (brokerId) => {
        fixture.#nodes.set(brokerId, await startBrokerNode(...fixture.#argumentsOf(brokerId)))
      }),
    ) // at most nine
    return fixture
  }

  private constructor(options: ClusterFixtureOptions) {
    this.#controllerIds = Array.from(
      { length: options.controllers ?? 1 },
      (_, index) => CONTROLLER_ID + index,
    )
    this.#racks = options.racks ?? []
    this.#logDirs = options.logDirs ?? 1
    this.#release = options.release ?? NEWEST_RELEASE
    this.#configs = new Map(
      Object.entries({
        'offsets.topic.replication.factor': '1',
        'transaction.state.log.replication.factor': '1',
        'transaction.state.log.min.isr': '1',
        'transaction.state.log.num.partitions': '2',
        'offsets.topic.num.partitions': '2',
        'share.coordinator.state.topic.replication.factor': '1',
        'share.coordinator.state.topic.min.isr': '1',
        'share.coordinator.state.topic.num.partitions': '2',
        'group.initial.rebalance.delay.ms': '0',
        ...options.configs,
      }),
    )
  }

  /** Port of a node: 1 and up are brokers, 101 is the controller. */
  portOf(nodeId: number): number {
    return this.#node(nodeId).port
  }

  /** A connection of its own, closed with the fixture. */
  async connect(
    options: { readonly broker?: number; readonly clientId?: string } = {},
  ): Promise<ClientConnection> {
    const client = await ClientConnection.open(
      { clock: systemClock, network: this.network },
      {
        host: HOST,
        port: this.portOf(options.broker ?? 1),
        clientId: options.clientId ?? 'test',
        connectTimeoutMs: PATIENCE_MS,
      },
    )
    this.#clients.push(client)
    return client
  }

  /** One request on a connection of its own. Rejects with NETWORK_EXCEPTION when the broker hangs up. */
  async call<Req, ReqInput, Res, ResInput>(
    api: ApiCodec<Req, ReqInput, Res, ResInput>,
    request: ReqInput,
    options: CallOptions,
  ): Promise<Res> {
    const client = await this.connect(options)
    try {
      return await client.send(api, request, { version: options.version, timeoutMs: PATIENCE_MS })
    } finally {
      client.close()
    }
  }

  /** Makes a topic and waits until its partitions have leaders; answers its id. */
  async topic(
    name: string,
    options: {
      readonly partitions?: number
      readonly configs?: Readonly<Record<string, string>>
      /** One broker per partition, or a list of replicas per partition. */
      readonly assignment?: readonly (number | readonly number[])[]
      /** Brokers that must know of it before this resolves; all unless given. */
      readonly knownBy?: readonly number[]
    } = {},
  ): Promise<Uuid> {
    const response = await this.call(
      createTopics,
      {
        topics: [
          {
            name,
            numPartitions: options.assignment === undefined ? (options.partitions ?? 1) : -1,
            replicationFactor: options.assignment === undefined ? 1 : -1,
            assignments: (options.assignment ?? []).map((replicas, partitionIndex) => ({
              partitionIndex,
              brokerIds: typeof replicas === 'number' ? [replicas] : replicas,
            })),
            configs: Object.entries(options.configs ?? {}).map(([key, value]) => ({ name: key, value })),
          },
        ],
        timeoutMs: PATIENCE_MS,
      },
      { version: 7 },
    )
    const topic = response.topics[0]
    if (topic === undefined || topic.errorCode !== 0) {
      throw new KafkaError('UNKNOWN_SERVER_ERROR', `topic ${name}: ${topic?.errorMessage ?? 'no answer'}`)
    }
    const knownBy = options.knownBy ?? this.brokerIds
    for (const brokerId of knownBy) await this.#until(() => this.#hasTopic(name, brokerId))
    return topic.topicId
  }

  /** Paths of the log directories of a node. */
  logDirectoriesOf(nodeId: number): string[] {
    const further = Array.from(
      { length: this.#logDirs - 1 },
      (_, index) => `/node-${nodeId}.dir-${index + 2}`,
    )
    return [`/node-${nodeId}`, ...further]
  }

  /** Cuts a node off from everybody, or lets it back. */
  cut(brokerId: number): void {
    this.#view(brokerId).cut()
  }

  heal(nodeId: number): void {
    this.#views.get(nodeId)?.heal()
  }

  /** Ends a broker without a word to anybody, and starts it again from its disk. */
  async restart(brokerId: number): Promise<void> {
    this.#view(brokerId).cut()
    await this.#node(brokerId).stop()
    const start = brokerId >= CONTROLLER_ID ? startControllerNode : startBrokerNode
    this.#nodes.set(brokerId, await start(...this.#argumentsOf(brokerId)))
  }

  /** A partition as a broker tells it. */
  async partition(topic: string, partition: number, broker: number) {
    const { topics } = await this.call(
      metadata,
      { topics: [{ name: topic }], allowAutoTopicCreation: false },
      { version: 12, broker },
    )
    const found = topics[0]?.partitions.find(({ partitionIndex }) => partitionIndex === partition)
    assert(found !== undefined, 'the partition is known')
    return found
  }

  /** Waits until `condition` holds; fails loudly when it does not in time. */
  async until(condition: () => boolean | Promise<boolean>): Promise<void> {
    await this.#until(async () => condition())
  }

  get brokerIds(): readonly number[] {
    return [...this.#nodes.keys()].filter((nodeId) => nodeId < CONTROLLER_ID)
  }

  /** Produces one batch; answers the partition's part of the response. */
  async produce(
    topic: string,
    batch: BatchInput | Buffer,
    options: {
      readonly partition?: number
      readonly acks?: number
      readonly version?: number
      readonly topicId?: Uuid
      readonly broker?: number
      readonly clientId?: string
    } = {},
  ) {
    const version = options.version ?? 12
    const response = await this.call(
      produce,
      {
        transactionalId: null,
        acks: options.acks ?? -1,
        timeoutMs: PATIENCE_MS,
        topicData: [
          {
            ...(version >= 13 ? { topicId: options.topicId ?? '' } : { name: topic }),
            partitionData: [
              {
                index: options.partition ?? 0,
                records: 'records' in batch ? encodeBatch(batch) : batch,
              },
            ],
          },
        ],
      },
      { ...options, version },
    )
    const partition = response.responses[0]?.partitionResponses[0]
    assert(partition !== undefined, 'a produce response names the partition')
    return partition
  }

  /** Fetches one partition without a session. */
  async fetch(
    topic: string,
    fetchOffset: number,
    options: {
      readonly partition?: number
      readonly maxBytes?: number
      readonly maxWaitMs?: number
      readonly version?: number
      readonly broker?: number
    } = {},
  ) {
    const response = await this.call(
      fetch,
      {
        maxWaitMs: options.maxWaitMs ?? 0,
        minBytes: 1,
        maxBytes: options.maxBytes ?? 1_000_000,
        sessionEpoch: -1,
        topics: [
          {
            topic,
            partitions: [
              {
                partition: options.partition ?? 0,
                fetchOffset,
                partitionMaxBytes: options.maxBytes ?? 1_000_000,
              },
            ],
          },
        ],
      },
      { version: options.version ?? 12, broker: options.broker ?? 1 },
    )
    const partition = response.responses[0]?.partitions[0]
    assert(partition !== undefined, 'a fetch response names the partition')
    return partition
  }

  /** Stops everything; throws what broke an assertion meanwhile. */
  async stop(): Promise<void> {
    for (const client of this.#clients) client.close()
    await Promise.all(this.brokerIds.map((brokerId) => this.#node(brokerId).stop())) // at most nine
    await Promise.all(this.#controllerIds.map((nodeId) => this.#node(nodeId).stop())) // at most nine
    if (this.fatalErrors.length > 0) throw this.fatalErrors[0]
  }

  async #hasTopic(name: string, broker: number): Promise<boolean> {
    const { topics } = await this.call(
      metadata,
      { topics: [{ name }], allowAutoTopicCreation: false },
      { version: 12, broker },
    )
    return topics[0]?.errorCode === 0 && topics[0].partitions.every(({ errorCode }) => errorCode === 0)
  }

  async #until(condition: () => Promise<boolean>): Promise<void> {
    const deadlineMs = systemClock.monotonicMs() + PATIENCE_MS
    while (!(await condition())) {
      assert(systemClock.monotonicMs() < deadlineMs, 'the cluster gets there in time')
      await new Promise<void>((resolve) => systemClock.after(LOOK_AGAIN_MS, resolve))
    }
  }

  #node(nodeId: number): RunningNode {
    const node = this.#nodes.get(nodeId)
    assert(node !== undefined, 'the node runs', { nodeId })
    return node
  }

  #view(nodeId: number): NetworkView {
    const view = this.#views.get(nodeId)
    assert(view !== undefined, 'the node was started', { nodeId })
    return view
  }

  #argumentsOf(nodeId: number): Parameters<typeof startBrokerNode> {
    const disk = this.disks.get(nodeId) ?? new MemoryDisk()
    this.disks.set(nodeId, disk)
    const view = this.network.view()
    this.#views.set(nodeId, view)
    const runtime: Runtime = {
      clock: systemClock,
      random: new SeededRandom(nodeId),
      network: view,
      disk,
    }
    const logger = createLogger({
      source: `node-${nodeId}`,
      level: 'debug',
      nowMs: () => systemClock.nowMs(),
      sink: (record) => this.logs.push(record),
    })
    const options = {
      nodeId,
      clusterId: CLUSTER_ID,
      host: HOST,
      port: nodeId >= CONTROLLER_ID ? FIRST_CONTROLLER_PORT + nodeId : 0,
      controllers: this.#controllerIds.map((id) => ({
        nodeId: id,
        host: HOST,
        port: FIRST_CONTROLLER_PORT + id,
      })),
      dataDirectory: `/node-${nodeId}`,
      logDirectories: this.logDirectoriesOf(nodeId),
      rack: this.#racks[nodeId - 1] ?? null,
      release: this.#release,
      configs: this.#configs,
      onFatal: (error: unknown) => void this.fatalErrors.push(error),
      onStorageLost: () => void this.storageLost.add(nodeId),
    }
    return [runtime, options, logger]
  }
}
