import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../base/clock.ts'
import { silentLogger } from '../base/logger.ts'
import { SeededRandom } from '../base/random.ts'
import { NO_BROKER_CONFIGS } from '../config/resolve.ts'
import { topicSettingsFrom } from '../config/topic-settings.ts'
import { ClusterImage, ImageChanges } from '../controller/image/cluster-image.ts'
import { LogDirectories } from '../log/log-directories.ts'
import { ReplicaManager } from '../replication/replica-manager.ts'
import { MemoryDisk } from '../testing/memory-disk.ts'
import { lonelyReplicas } from '../testing/replica-fixture.ts'
import { ShareCoordinator } from './share-coordinator.ts'
import { SHARE_STATE_TOPIC } from './share-state-topic.ts'

const TOPIC_ID = 'AAECAwQFBgcICQoLDA0ODw'
const STATE_TOPIC_ID = 'BAECAwQFBgcICQoLDA0ODw'
const PARTITION_COUNT = 3
const keyOf = (partition: number) => ({ groupId: 'g', topicId: TOPIC_ID, partition })

const partitionImage = (partition: number) => ({
  partition,
  replicas: [1],
  inSyncReplicas: [1],
  removingReplicas: [],
  addingReplicas: [],
  eligibleLeaderReplicas: [],
  lastKnownLeaders: [],
  leaderId: 1,
  leaderEpoch: 0,
  partitionEpoch: 0,
  directories: [],
})

/** A share coordinator on a broker of its own, with the log of its one partition on a disk in memory. */
class Scene {
  readonly clock = new ManualClock()
  readonly disk: MemoryDisk
  readonly image = new ClusterImage()
  readonly replicas: ReplicaManager
  readonly coordinator: ShareCoordinator
  readonly #logs: LogDirectories

  constructor(disk = new MemoryDisk()) {
    this.disk = disk
    const runtime = { clock: this.clock, disk, random: new SeededRandom(1) }
    this.#logs = LogDirectories.open({
      directories: [{ path: '/data', directoryId: null, problem: null }],
      runtime,
      logger: silentLogger,
    })
    this.replicas = new ReplicaManager({
      ...lonelyReplicas(this.clock),
      brokerId: 1,
      logs: this.#logs,
      image: this.image,
      topicSettings: () => topicSettingsFrom(new Map(), NO_BROKER_CONFIGS),
    })
    this.coordinator = new ShareCoordinator({
      clock: this.clock,
      replicas: this.replicas,
      topics: this.image.topics,
      logger: silentLogger,
      updatesPerSnapshot: () => 5,
      writeTimeoutMs: () => 5_000,
    })
    this.replicas.addListener(this.coordinator)
    const partitions = Array.from({ length: PARTITION_COUNT }, (_, index) => partitionImage(index))
    this.image.topics.put({ name: 'work', topicId: TOPIC_ID, partitions })
    this.image.topics.put({
      name: SHARE_STATE_TOPIC,
      topicId: STATE_TOPIC_ID,
      partitions: [partitionImage(0)],
    })
    const changes = new ImageChanges()
    changes.topics.add(STATE_TOPIC_ID)
    this.replicas.apply(changes)
  }

  get log() {
    return this.replicas.get(SHARE_STATE_TOPIC, 0).log
  }

  async write(partition: number, offset: number): Promise<void> {
    await this.coordinator.write(keyOf(partition), {
      stateEpoch: 0,
      leaderEpoch: 0,
      startOffset: offset,
      deliveryCompleteCount: 0,
      batches: [{ firstOffset: offset, lastOffset: offset, deliveryState: 0, deliveryCount: 1 }],
    })
  }

  /** Stops the broker and starts it again on the same disk. */
  async restart(): Promise<Scene> {
    await this.stop()
    const next = new Scene(this.disk)
    next.clock.advance(1_000)
    return next
  }

  async stop(): Promise<void> {
    this.coordinator.stop()
    this.replicas.stop()
    await this.#logs.close()
  }
}

let scene: Scene

beforeEach(async () => {
  scene = new Scene()
  for (let partition = 0; partition < PARTITION_COUNT; partition += 1) {
    await scene.coordinator.initialize(keyOf(partition), { stateEpoch: 0, startOffset: 0 })
  }
})
afterEach(() => scene.stop())

describe('the share coordinator', () => {
  it('cuts off what is superseded, and loses no state by it', async () => {
    for (let offset = 0; offset < 40; offset += 1) await scene.write(0, offset)
    const before = await scene.coordinator.read(keyOf(0), 0)
    // The states that stood still hold everything up; they are written anew first, and cut off the next time.
    scene.coordinator.prune()
    expect(scene.log.logStartOffset).toBeLessThan(PARTITION_COUNT)
    scene.coordinator.prune()
    expect(scene.log.logStartOffset).toBeGreaterThan(30)
    expect(await scene.coordinator.read(keyOf(0), 0)).toEqual(before)
    scene = await scene.restart()
    expect(await scene.coordinator.read(keyOf(0), 0)).toEqual(before)
    expect(await scene.coordinator.read(keyOf(2), 0)).toEqual({ stateEpoch: 0, startOffset: 0, batches: [] })
  })

  it('writes nothing more when nothing is superseded', async () => {
    const end = scene.log.logEndOffset
    for (let round = 0; round < 5; round += 1) scene.coordinator.prune()
    expect(scene.log.logEndOffset).toBe(end)
  })

  it('forgets states of topics that are gone', async () => {
    const topic = scene.image.topics.get('work')
    if (topic !== undefined) scene.image.topics.remove(topic)
    scene.coordinator.prune()
    await expect(scene.coordinator.read(keyOf(0), 0)).rejects.toMatchObject({ errorName: 'INVALID_REQUEST' })
    scene.coordinator.prune()
    expect(scene.log.logStartOffset).toBe(scene.log.logEndOffset)
  })

  it('refuses partitions that do not exist', async () => {
    const start = { stateEpoch: 0, startOffset: 0 }
    await expect(scene.coordinator.initialize(keyOf(7), start)).rejects.toMatchObject({
      errorName: 'UNKNOWN_TOPIC_OR_PARTITION',
    })
    await expect(scene.coordinator.initialize(keyOf(-1), start)).rejects.toMatchObject({
      errorName: 'INVALID_REQUEST',
    })
  })

  it('serves nobody once it is stopped', async () => {
    scene.coordinator.stop()
    await expect(scene.coordinator.read(keyOf(0), 0)).rejects.toMatchObject({ errorName: 'NOT_COORDINATOR' })
    scene = new Scene()
  })
})
