import { describe, expect, it } from 'vitest'
import { silentLogger } from '../base/logger.ts'
import { SeededRandom } from '../base/random.ts'
import {
  type ControllerFixture,
  joinBroker,
  makeTopic,
  openController,
} from '../testing/controller-fixture.ts'
import type { MemoryDisk } from '../testing/memory-disk.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { ZERO_UUID } from '../wire/reader.ts'
import { ClusterImage, ImageChanges } from './image/cluster-image.ts'
import { loadSnapshot } from './image/load-snapshot.ts'
import { recordsOfImage } from './image-records.ts'
import { allocateProducerIds } from './producer-id-commands.ts'
import { decodeSnapshot, encodeSnapshot } from './snapshot-file.ts'
import { SnapshotStore, snapshotFileName } from './snapshot-store.ts'
import { deleteTopics } from './topic-commands.ts'

const DIRECTORY = '/data/__cluster_metadata-0'

/** Everything an image says, in a form that can be compared. */
function contentOf(image: ClusterImage) {
  return {
    brokers: [...image.brokers.values()],
    topics: [...image.topics.all()],
    configs: [...image.configs.entries()],
    features: [...image.features],
    nextProducerId: image.nextProducerId,
    lastOffset: image.lastOffset,
    lastEpoch: image.lastEpoch,
  }
}

async function busyController(): Promise<ControllerFixture> {
  const fixture = await openController()
  const brokerEpoch = await joinBroker(fixture.controller, 1)
  await joinBroker(fixture.controller, 2)
  await makeTopic(fixture, {
    name: 'orders',
    partitions: 3,
    replicas: 2,
    configs: { 'retention.ms': '5000' },
  })
  await makeTopic(fixture, { name: 'gone' })
  await fixture.controller.submit((image) => allocateProducerIds(image, { brokerId: 1, brokerEpoch }))
  await fixture.controller.submit((image) =>
    deleteTopics(image, { topics: [{ name: 'gone', topicId: ZERO_UUID }], topicNames: [], timeoutMs: 1_000 }),
  )
  return fixture
}

const SNAPSHOT_LIMITS = { maxBytesBetweenSnapshots: 2_000, maxIntervalMs: 0 }

const filesOf = (disk: MemoryDisk) => disk.list(DIRECTORY).map(({ name }) => name)
const snapshotsOf = (disk: MemoryDisk) => filesOf(disk).filter((name) => name.endsWith('.checkpoint'))

/** Makes topics until the disk fails; answers the names that were acknowledged. */
async function makeTopics(fixture: ControllerFixture, count: number): Promise<string[]> {
  const made: string[] = []
  for (let index = 0; index < count; index += 1) {
    const name = `topic-${index}`
    try {
      const results = await makeTopic(fixture, { name, configs: { 'retention.ms': String(1_000 + index) } })
      if (results[0]?.errorCode !== 0) break
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      break
    }
    made.push(name)
  }
  return made
}

describe('a snapshot', () => {
  it('makes exactly the image that the log makes', async () => {
    const { controller } = await busyController()
    const { image } = controller
    const id = { endOffset: image.lastOffset + 1, epoch: image.lastEpoch }
    const bytes = encodeSnapshot(id, {
      records: recordsOfImage(image),
      nowMs: 5,
      lastContainedLogTimestampMs: 4,
    })
    const other = new ClusterImage()
    loadSnapshot(other, { records: decodeSnapshot(bytes), ...id }, new ImageChanges())
    expect(contentOf(other)).toEqual(contentOf(image))
  })

  it('taken over into an image that is behind names all that has changed', async () => {
    const { controller } = await busyController()
    const behind = new ClusterImage()
    const before = await openController()
    await joinBroker(before.controller, 3)
    // Ids are counted: the first belongs to another topic in the snapshot.
    for (const name of ['first', 'second']) await makeTopic(before, { name })
    await makeTopic(before, { name: 'older', configs: { 'retention.ms': '1' } })
    const older = before.controller.image
    loadSnapshot(
      behind,
      { records: recordsOfImage(older), endOffset: older.lastOffset + 1, epoch: 1 },
      new ImageChanges(),
    )
    const changes = new ImageChanges()
    const { image } = controller
    loadSnapshot(behind, { records: recordsOfImage(image), endOffset: 900, epoch: 2 }, changes)
    expect([...changes.topics]).toEqual([image.topics.get('orders')?.topicId])
    expect([...changes.removedTopics.values()].map(({ name }) => name)).toEqual(['second', 'older'])
    expect([...changes.brokers].sort((a, b) => a - b)).toEqual([1, 2, 3])
    expect(changes.configResources.map(({ name }) => name)).toEqual(['older', 'orders'])
    expect(behind.lastOffset).toBe(899)
  })

  it.each([
    ['cut off at the end', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
    ['without its closing batch', (bytes: Buffer) => bytes.subarray(0, bytes.length - 75)],
    ['empty', () => Buffer.alloc(0)],
    [
      'with a bit that has flipped',
      (bytes: Buffer) => {
        const copy = Buffer.from(bytes)
        copy[200] = (copy[200] ?? 0) ^ 1
        return copy
      },
    ],
  ])('is refused when it is %s', async (_what, damage) => {
    const { controller } = await busyController()
    const bytes = encodeSnapshot(
      { endOffset: 10, epoch: 1 },
      { records: recordsOfImage(controller.image), nowMs: 5, lastContainedLogTimestampMs: 4 },
    )
    expect(() => decodeSnapshot(damage(bytes))).toThrow(KafkaError)
  })

  it('has the name that Kafka gives it', () => {
    expect(snapshotFileName({ endOffset: 1234, epoch: 7 })).toBe('00000000000000001234-0000000007.checkpoint')
  })
})

describe('the metadata log', () => {
  it('is cut behind a snapshot, and opened again from there', async () => {
    const first = await openController({ snapshots: SNAPSHOT_LIMITS })
    await joinBroker(first.controller, 1)
    await makeTopics(first, 60)
    const { log } = first.controller.quorum
    expect(snapshotsOf(first.disk)).toHaveLength(2)
    expect(log.logStartOffset).toBe(first.controller.quorum.store.earliest?.endOffset)
    expect(filesOf(first.disk)).not.toContain('00000000000000000000.log')
    const second = await openController({
      disk: first.disk.clone(),
      clock: first.clock,
      snapshots: SNAPSHOT_LIMITS,
    })
    const { lastEpoch: _, lastOffset, ...before } = contentOf(first.controller.image)
    const after = contentOf(second.controller.image)
    expect(after).toMatchObject(before)
    expect(after.lastOffset).toBeGreaterThan(lastOffset) // the record that opens its epoch
    expect(await makeTopics(second, 1)).toEqual([])
    expect((await makeTopic(second, { name: 'another' }))[0]?.errorCode).toBe(0)
  })

  it('is summed up after a time too, when anything has happened since', async () => {
    const { controller, clock, disk } = await openController({
      snapshots: { maxBytesBetweenSnapshots: 1e9, maxIntervalMs: 60_000 },
    })
    await joinBroker(controller, 1)
    clock.advance(60_000)
    await controller.submit(() => ({ records: [], response: null }))
    const [name] = snapshotsOf(disk)
    expect(name).toMatch(/^\d{20}-0000000001\.checkpoint$/)
  })

  it('goes on without a snapshot while none can be written', async () => {
    const fixture = await openController({ snapshots: SNAPSHOT_LIMITS })
    await joinBroker(fixture.controller, 1)
    fixture.disk.failWriteOf = (path) => path.endsWith('.checkpoint')
    expect(await makeTopics(fixture, 30)).toHaveLength(30)
    expect(snapshotsOf(fixture.disk)).toEqual([])
    expect(fixture.controller.quorum.log.logStartOffset).toBe(0)
    fixture.disk.failWriteOf = () => false
    for (let index = 30; index < 60; index += 1) await makeTopic(fixture, { name: `topic-${index}` })
    expect(snapshotsOf(fixture.disk).length).toBeGreaterThan(0)
  })

  it('is opened from an older snapshot when the newest is damaged', async () => {
    const first = await openController({ snapshots: SNAPSHOT_LIMITS })
    await joinBroker(first.controller, 1)
    await makeTopics(first, 60)
    const disk = first.disk.clone()
    disk.overwrite(`${DIRECTORY}/${snapshotsOf(disk)[1]}`, Buffer.from('nothing'))
    const second = await openController({ disk, clock: first.clock })
    expect([...second.controller.image.topics.all()]).toEqual([...first.controller.image.topics.all()])
  })

  it('is refused when it begins behind every snapshot that can be read', async () => {
    const first = await openController({ snapshots: SNAPSHOT_LIMITS })
    await joinBroker(first.controller, 1)
    await makeTopics(first, 60)
    const disk = first.disk.clone()
    for (const name of snapshotsOf(disk)) disk.removeFile(`${DIRECTORY}/${name}`)
    await expect(openController({ disk, clock: first.clock })).rejects.toThrow('lacks the snapshot')
  })

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'loses nothing that was acknowledged, wherever the process ends (seed %i)',
    async (seed) => {
      const random = new SeededRandom(seed)
      const fixture = await openController({ snapshots: SNAPSHOT_LIMITS })
      await joinBroker(fixture.controller, 1)
      if (seed % 2 === 0) fixture.disk.bytesUntilKill = 3_000 + random.below(30_000)
      else fixture.disk.changesUntilKill = 1 + random.below(30)
      const made = await makeTopics(fixture, 80)
      const again = await openController({ disk: fixture.disk.clone(), clock: fixture.clock })
      await again.controller.submit(() => ({ records: [], response: null }))
      const names = [...again.controller.image.topics.all()].map(({ name }) => name)
      for (const name of made) expect(names).toContain(name)
      expect(again.controller.quorum.log.logStartOffset).toBeLessThanOrEqual(
        again.controller.quorum.store.latest?.endOffset ?? 0,
      )
    },
  )

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'is a beginning of what was decided after the power was lost, never less than a snapshot (seed %i)',
    async (seed) => {
      const random = new SeededRandom(seed)
      const fixture = await openController({ snapshots: SNAPSHOT_LIMITS })
      await joinBroker(fixture.controller, 1)
      const made = await makeTopics(fixture, 20 + random.below(50))
      const disk = fixture.disk.afterPowerLoss(random)
      const newest = new SnapshotStore(disk, DIRECTORY).load(silentLogger)
      const again = await openController({ disk, clock: fixture.clock })
      await again.controller.submit(() => ({ records: [], response: null }))
      const names = [...again.controller.image.topics.all()].map(({ name }) => name)
      expect(names).toEqual(made.slice(0, names.length))
      expect(again.controller.image.lastOffset).toBeGreaterThanOrEqual((newest?.id.endOffset ?? 0) - 1)
    },
  )
})
