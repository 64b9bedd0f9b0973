/**
 * A group coordinator on real replicas, a memory disk and a manual clock, and its handlers behind their
 * own codecs. Time moves only when told; `settle` lets promises run.
 */
import { assert } from '../base/assert.ts'
import { ManualClock } from '../base/clock.ts'
import type { LogConfig } from '../base/log-config.ts'
import { silentLogger } from '../base/logger.ts'
import { SeededRandom } from '../base/random.ts'
import type { BrokerGroupSettings } from '../config/broker-settings.ts'
import type { GroupSettings } from '../config/group-settings.ts'
import { FEATURES } from '../controller/features.ts'
import { UNASSIGNED_DIRECTORY } from '../controller/image/brokers.ts'
import { ClusterImage, ImageChanges } from '../controller/image/cluster-image.ts'
import type { PartitionImage } from '../controller/image/topics.ts'
import { GroupCoordinator } from '../group/coordinator.ts'
import { OFFSETS_TOPIC } from '../group/offsets-topic.ts'
import { type CoordinatorRecord, decodeRecord } from '../group/records.ts'
import type { AnyHandler } from '../handlers/handler.ts'
import type { BrokerServices } from '../handlers/services.ts'
import { LogDirectories } from '../log/log-directories.ts'
import { DEFAULT_LOG_CONFIG } from '../log/log-types.ts'
import { ReplicaManager } from '../replication/replica-manager.ts'
import type { ApiCodec } from '../wire/codec.ts'
import { encodeConsumerSubscription } from '../wire/consumer-protocol.ts'
import type {
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponseInput,
} from '../wire/generated/consumer-group-heartbeat.ts'
import type { JoinGroupRequest, JoinGroupResponseInput } from '../wire/generated/join-group.ts'
import type { SyncGroupRequest, SyncGroupResponseInput } from '../wire/generated/sync-group.ts'
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'
import { Reader, type Uuid } from '../wire/reader.ts'
import { splitBatches } from '../wire/record-batch.ts'
import { decodeRecords } from '../wire/record-batch-records.ts'
import { Writer } from '../wire/writer.ts'
import { MemoryDisk } from './memory-disk.ts'
import { MemoryShareStates } from './memory-share-states.ts'
import { lonelyReplicas } from './replica-fixture.ts'

const BROKER_ID = 1

/** Microtask turns that let every chain of promises of a request finish. */
const SETTLE_TURNS = 30

export const GROUP_SETTINGS: BrokerGroupSettings = {
  minSessionTimeoutMs: 6_000,
  maxSessionTimeoutMs: 1_800_000,
  initialRebalanceDelayMs: 3_000,
  maxSize: 2_147_483_647,
  consumer: {
    maxSize: 2_147_483_647,
    assignors: ['uniform', 'range'],
    migrationPolicy: 'bidirectional',
    regexRefreshIntervalMs: 600_000,
  },
  share: { maxSize: 200, initializeRetryMs: 30_000 },
  offsetMetadataMaxBytes: 4_096,
  offsetsRetentionMs: 7 * 24 * 3_600_000,
  offsetsRetentionCheckIntervalMs: 600_000,
  offsetsCommitTimeoutMs: 5_000,
}

/** A call whose outcome can be looked at without waiting. */
export interface Tracked<Value> {
  value: Value | null
  /** Kafka's name of the error it was rejected with. */
  error: string | null
}

/** Follows a promise. */
export function track<Value>(promise: Promise<Value>): Tracked<Value> {
  const tracked: Tracked<Value> = { value: null, error: null }
  promise.then(
    (value) => (tracked.value = value),
    (error: unknown) => (tracked.error = error instanceof KafkaError ? error.errorName : String(error)),
  )
  return tracked
}

/** Name of the error in an answer. */
export function errorOf(answer: { readonly errorCode: number } | null | undefined): string {
  return answer === null || answer === undefined ? 'no answer' : errorNameOf(answer.errorCode)
}

/** What a consumer of these topics tells when it joins. */
export function subscriptionOf(topics: readonly string[], userData: Buffer | null = null): Buffer {
  return encodeConsumerSubscription({ topics, userData, ownedPartitions: [] }, 1)
}

/** Topic id of a test topic: its name, padded. */
export function topicIdOf(name: string, incarnation = 'A'): Uuid {
  return (
    name
      .replaceAll(/[^a-zA-Z]/g, '')
      .padEnd(21, incarnation)
      .slice(0, 21) + 'A'
  )
}

export class GroupFixture {
  readonly clock: ManualClock
  readonly disk: MemoryDisk
  readonly image = new ClusterImage()
  readonly replicas: ReplicaManager
  readonly coordinator: GroupCoordinator
  readonly #logs: LogDirectories
  readonly #seed: number
  settings: BrokerGroupSettings
  readonly shareStates = new MemoryShareStates()
  groupSettings: GroupSettings = {
    consumerSessionTimeoutMs: 45_000,
    consumerHeartbeatIntervalMs: 5_000,
    shareSessionTimeoutMs: 45_000,
    shareHeartbeatIntervalMs: 5_000,
  }

  constructor(
    options: {
      readonly disk?: MemoryDisk
      readonly clock?: ManualClock
      readonly seed?: number
      readonly settings?: Partial<BrokerGroupSettings>
      readonly inSyncReplicas?: readonly number[]
      readonly logConfig?: Partial<LogConfig>
    } = {},
  ) {
    this.clock = options.clock ?? new ManualClock()
    for (const feature of FEATURES) this.image.features.set(feature.name, feature.max)
    this.disk = options.disk ?? new MemoryDisk()
    this.settings = { ...GROUP_SETTINGS, ...options.settings }
    this.#seed = options.seed ?? 1
    const random = new SeededRandom(this.#seed)
    const runtime = { clock: this.clock, disk: this.disk, random }
    this.#logs = LogDirectories.open({
      directories: [{ path: '/data', directoryId: null, problem: null }],
      runtime,
      logger: silentLogger,
    })
    this.replicas = new ReplicaManager({
      ...lonelyReplicas(this.clock),
      brokerId: BROKER_ID,
      logs: this.#logs,
      image: this.image,
      topicSettings: () => ({
        logConfig: { ...DEFAULT_LOG_CONFIG, ...options.logConfig },
        minInSyncReplicas: 1,
        leaderThrottledReplicas: new Set(),
        followerThrottledReplicas: new Set(),
      }),
    })
    this.coordinator = new GroupCoordinator({
      runtime,
      replicas: this.replicas,
      image: this.image,
      settings: () => this.settings,
      groupSettings: () => this.groupSettings,
      shareStates: this.shareStates,
      logger: silentLogger,
    })
    this.replicas.addListener(this.coordinator)
    this.putTopic('orders', 3)
    this.putTopic('clicks', 2)
    const inSyncReplicas = options.inSyncReplicas ?? [BROKER_ID]
    this.putPartitions(OFFSETS_TOPIC, [partitionImage(0, { inSyncReplicas })])
  }

  /** Makes a topic whose data is elsewhere; coordinators only look it up. */
  putTopic(name: string, partitionCount: number, incarnation = 'A'): void {
    const partitions = Array.from({ length: partitionCount }, (_, index) =>
      partitionImage(index, { leaderId: 9, inSyncReplicas: [9] }),
    )
    this.image.topics.put({ name, topicId: topicIdOf(name, incarnation), partitions })
    this.image.lastOffset += 1
  }

  removeTopic(name: string): void {
    const topic = this.image.topics.get(name)
    if (topic !== undefined) this.image.topics.remove(topic)
    this.image.lastOffset += 1
  }

  /** Changes partitions that may be here, as the metadata log would. */
  putPartitions(name: string, partitions: readonly PartitionImage[]): void {
    const topicId = topicIdOf(name)
    this.image.topics.put({ name, topicId, partitions })
    const changes = new ImageChanges()
    changes.topics.add(topicId)
    this.replicas.apply(changes)
  }

  /** Gives the offsets partition another leader, or this broker again. */
  moveCoordinator(options: Partial<PartitionImage>): void {
    this.putPartitions(OFFSETS_TOPIC, [partitionImage(0, options)])
  }

  /** Stops this broker and starts it again on the same disk. */
  async restart(): Promise<GroupFixture> {
    await this.stop()
    const next = new GroupFixture({
      disk: this.disk,
      clock: this.clock,
      seed: this.#seed + 1,
      settings: this.settings,
    })
    await next.advance(0)
    return next
  }

  async stop(): Promise<void> {
    this.coordinator.stop()
    this.replicas.stop()
    await this.#logs.close()
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < SETTLE_TURNS; turn += 1) await Promise.resolve()
  }

  /** Moves time forward in steps, so that what a timer starts is finished before the next fires. */
  async advance(byMs: number): Promise<void> {
    const targetMs = this.clock.nowMs() + byMs
    for (;;) {
      await this.settle()
      const { nextDueMs } = this.clock
      if (nextDueMs === null || nextDueMs > targetMs) break
      this.clock.advance(Math.max(0, nextDueMs - this.clock.nowMs()))
    }
    this.clock.advance(targetMs - this.clock.nowMs())
    await this.settle()
  }

  /** Everything in the offsets partition, in order. */
  storedRecords(): CoordinatorRecord[] {
    const { log } = this.replicas.get(OFFSETS_TOPIC, 0)
    const found: CoordinatorRecord[] = []
    let fetchOffset = log.logStartOffset
    while (fetchOffset < log.logEndOffset) {
      const { records } = log.read({
        fetchOffset,
        maxBytes: 1_000_000,
        minOneMessage: true,
        upperBoundOffset: log.logEndOffset,
      })
      for (const header of splitBatches(records, 'tolerant')) {
        for (const { key, value } of decodeRecords(records, header)) {
          const record = key === null ? null : decodeRecord(key, value)
          if (record !== null) found.push(record)
        }
        fetchOffset = header.lastOffset + 1
      }
    }
    return found
  }

  join(
    request: Partial<JoinGroupRequest> = {},
    client: {
      readonly closed?: AbortSignal
      readonly mustKnowMemberId?: boolean
      readonly canSkipAssignment?: boolean
    } = {},
  ): Tracked<JoinGroupResponseInput> {
    return track(
      this.coordinator.joinGroup(
        {
          groupId: 'shop',
          sessionTimeoutMs: 10_000,
          rebalanceTimeoutMs: 60_000,
          memberId: '',
          groupInstanceId: null,
          protocolType: 'consumer',
          protocols: [{ name: 'range', metadata: subscriptionOf(['orders']) }],
          reason: null,
          ...request,
        },
        {
          clientId: 'app',
          clientHost: '/10.0.0.1',
          closed: client.closed ?? new AbortController().signal,
          mustKnowMemberId: client.mustKnowMemberId ?? false,
          canSkipAssignment: client.canSkipAssignment ?? true,
        },
      ),
    )
  }

  sync(
    request: Partial<SyncGroupRequest> & { readonly memberId: string; readonly generationId: number },
    closed: AbortSignal = new AbortController().signal,
  ): Tracked<SyncGroupResponseInput> {
    const defaults = { groupId: 'shop', groupInstanceId: null, protocolType: null, protocolName: null }
    return track(this.coordinator.syncGroup({ ...defaults, assignments: [], ...request }, closed))
  }

  /** 'NONE' or the error of a Heartbeat. */
  heartbeat(memberId: string, generationId: number, groupInstanceId: string | null = null): string {
    try {
      this.coordinator.heartbeat({ groupId: 'shop', memberId, generationId, groupInstanceId })
      return 'NONE'
    } catch (error) {
      if (error instanceof KafkaError) return error.errorName
      throw error
    }
  }

  leave(
    members: readonly { readonly memberId: string; readonly groupInstanceId?: string | null }[],
  ): string[] {
    const leaving = members.map(({ memberId, groupInstanceId = null }) => ({ memberId, groupInstanceId }))
    const outcomes = this.coordinator.leaveGroup('shop', leaving)
    assert(!(outcomes instanceof Promise), 'classic members leave at once')
    return outcomes.map(errorOf)
  }

  /** A ConsumerGroupHeartbeat; a first one subscribes to orders unless told otherwise. */
  beat(
    request: Partial<ConsumerGroupHeartbeatRequest> & { readonly memberId: string },
  ): Tracked<ConsumerGroupHeartbeatResponseInput> {
    const { memberEpoch = 0 } = request
    const joining =
      memberEpoch === 0
        ? { rebalanceTimeoutMs: 60_000, subscribedTopicNames: ['orders'], topicPartitions: [] }
        : {}
    const defaults = {
      groupId: 'shop',
      memberEpoch,
      instanceId: null,
      rackId: null,
      rebalanceTimeoutMs: -1,
      subscribedTopicNames: null,
      subscribedTopicRegex: null,
      serverAssignor: null,
      topicPartitions: null,
    }
    return track(
      this.coordinator.consumerHeartbeat(
        { ...defaults, ...joining, ...request },
        { clientId: 'app', clientHost: '/10.0.0.1' },
      ),
    )
  }

  commit(options: {
    readonly memberId?: string
    readonly generationId?: number
    readonly groupInstanceId?: string
    readonly groupId?: string
    readonly topic?: string
    readonly partition?: number
    readonly offset?: number
    readonly metadata?: string
    readonly retentionTimeMs?: number
    readonly knowsGroupErrors?: boolean
  }): Tracked<readonly string[]> {
    return track(
      this.coordinator.commitOffsets(
        {
          groupId: options.groupId ?? 'shop',
          memberId: options.memberId ?? '',
          generationId: options.generationId ?? -1,
          groupInstanceId: options.groupInstanceId ?? null,
          retentionTimeMs: options.retentionTimeMs ?? -1,
          isTransactional: false,
          knowsGroupErrors: options.knowsGroupErrors ?? false,
        },
        [
          {
            topic: options.topic ?? 'orders',
            partition: options.partition ?? 0,
            offset: options.offset ?? 1,
            leaderEpoch: 0,
            metadata: options.metadata ?? '',
          },
        ],
      ),
    )
  }

  /** The stored position, -1 for none. */
  async position(partition = 0, topic = 'orders', groupId = 'shop'): Promise<number> {
    const [found] = await this.coordinator.fetchOffsets(groupId, [
      { name: topic, partitionIndexes: [partition] },
    ])
    return found?.partitions[0]?.committedOffset ?? -1
  }

  state(groupId = 'shop'): string {
    return this.coordinator.listGroups().find((group) => group.groupId === groupId)?.groupState ?? 'unknown'
  }

  /** Calls a handler the way the request loop does, through both codecs. */
  async call<Req, ReqInput, Res, ResInput>(
    handler: AnyHandler<BrokerServices>,
    api: ApiCodec<Req, ReqInput, Res, ResInput>,
    call: { readonly version: number; readonly request: ReqInput },
  ): Promise<Res> {
    const { version } = call
    const writer = new Writer()
    api.request.encode(writer, call.request, version)
    const request = api.request.decode(new Reader(writer.toBuffer()), version)
    const context = {
      version,
      clientId: 'app',
      connection: { remoteHost: '10.0.0.1', closed: new AbortController().signal },
      services: { groups: this.coordinator, image: this.image, replicas: this.replicas },
    } as unknown as Parameters<typeof handler.handle>[1] // the parts that group handlers use
    let response: unknown
    try {
      response = await handler.handle(request, context)
    } catch (error) {
      if (!(error instanceof KafkaError) || handler.fail === undefined) throw error
      response = handler.fail(error, request, version)
    }
    const answer = new Writer()
    handler.api.response.encode(answer, response, version)
    return api.response.decode(new Reader(answer.toBuffer()), version)
  }

  /** Two members, `a` leading, in a stable generation with one assignment each. */
  async stablePair(): Promise<{ readonly a: string; readonly b: string; readonly generation: number }> {
    const first = this.join()
    const second = this.join()
    await this.advance(10_000)
    const leader = first.value?.memberId ?? ''
    const other = second.value?.memberId ?? ''
    const generation = first.value?.generationId ?? -1
    this.sync({
      memberId: leader,
      generationId: generation,
      assignments: [
        { memberId: leader, assignment: Buffer.from('p0') },
        { memberId: other, assignment: Buffer.from('p1') },
      ],
    })
    this.sync({ memberId: other, generationId: generation })
    await this.settle()
    return { a: leader, b: other, generation }
  }
}

/** A partition led by this broker unless told otherwise. */
export function partitionImage(partition: number, options: Partial<PartitionImage> = {}): PartitionImage {
  return {
    partition,
    replicas: [BROKER_ID, 2],
    inSyncReplicas: [BROKER_ID],
    directories: [UNASSIGNED_DIRECTORY],
    removingReplicas: [],
    addingReplicas: [],
    eligibleLeaderReplicas: [],
    lastKnownLeaders: [],
    leaderId: BROKER_ID,
    leaderEpoch: 0,
    partitionEpoch: 0,
    ...options,
  }
}
