/** Moving replicas between the log directories of a broker, in a whole cluster in memory. */
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../node/system-clock.ts'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { alterReplicaLogDirs } from '../wire/generated/alter-replica-log-dirs.ts'
import { describeLogDirs } from '../wire/generated/describe-log-dirs.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { splitBatches } from '../wire/record-batch.ts'

const [FIRST, SECOND] = ['/node-1', '/node-1.dir-2'] as const

const batch = (valueBytes: number) => ({
  records: [{ timestampMs: 1_700_000_000_000, key: null, value: Buffer.alloc(valueBytes) }],
})

describe('AlterReplicaLogDirs', () => {
  let cluster: ClusterFixture
  afterEach(() => cluster.stop())

  const begin = async (configs: Readonly<Record<string, string>> = {}) => {
    cluster = await ClusterFixture.start({ logDirs: 2, configs })
    await cluster.topic('t', { partitions: 1 })
  }

  const move = async (path: string, topic = 't', version = 2) => {
    const dirs = [{ path, topics: [{ name: topic, partitions: [0] }] }]
    const { results } = await cluster.call(alterReplicaLogDirs, { dirs }, { version })
    return errorNameOf(results[0]?.partitions[0]?.errorCode ?? -1)
  }

  const placesOf = async (topic: string) => {
    const asked = { topics: [{ topic, partitions: [0] }] }
    const { results } = await cluster.call(describeLogDirs, asked, { version: 4 })
    return results.flatMap(({ logDir, topics }) =>
      topics.flatMap(({ partitions }) =>
        partitions.map(({ isFutureKey, offsetLag, partitionSize }) => ({
          logDir,
          isFutureKey,
          offsetLag,
          partitionSize,
        })),
      ),
    )
  }

  const isAt = (path: string) => async () => {
    const places = await placesOf('t')
    return places.length === 1 && places[0]?.logDir === path && !places[0].isFutureKey
  }

  const offsets = async () => {
    const found: number[] = []
    for (let offset = 0; ; ) {
      const { records } = await cluster.fetch('t', offset)
      if (records === null || records.length === 0) return found
      for (const header of splitBatches(records, 'tolerant')) {
        found.push(header.baseOffset)
        offset = header.lastOffset + 1
      }
    }
  }

  it.each([1, 2])('moves a replica while it is written to, and back again, in v%i', async (version) => {
    await begin()
    for (let count = 0; count < 20; count += 1) await cluster.produce('t', batch(30_000))
    const [here] = await placesOf('t')
    const away = here?.logDir === FIRST ? SECOND : FIRST
    for (const path of [away, here?.logDir ?? FIRST, away]) {
      expect(await move(path, 't', version)).toBe('NONE')
      await cluster.until(async () => {
        expect((await cluster.produce('t', batch(100))).errorCode).toBe(0)
        return isAt(path)()
      })
    }
    const found = await offsets()
    expect(found).toEqual(found.map((_, index) => index))
    await cluster.restart(1)
    expect(await isAt(away)()).toBe(true)
    expect(await offsets()).toEqual(found)
    expect((await cluster.produce('t', batch(1))).baseOffset).toBe(found.length)
  })

  it('keeps to the rate, tells the copy and its lag, and takes it up again after a restart', async () => {
    await begin({ 'replica.alter.log.dirs.io.max.bytes.per.second': '1000' })
    for (let count = 0; count < 20; count += 1) await cluster.produce('t', batch(30_000))
    const [here] = await placesOf('t')
    const away = here?.logDir === FIRST ? SECOND : FIRST
    expect(await move(away)).toBe('NONE')
    await cluster.until(async () =>
      (await placesOf('t')).some((one) => one.isFutureKey && one.partitionSize > 0),
    )
    const copy = async () => (await placesOf('t')).find(({ isFutureKey }) => isFutureKey)
    const before = await copy()
    expect(before).toMatchObject({ logDir: away })
    expect(before?.offsetLag).toBeGreaterThan(0)
    await cluster.restart(1)
    expect(await copy()).toMatchObject({ logDir: away, isFutureKey: true })
    // Back to where it is: the copy is given up.
    expect(await move(here?.logDir ?? FIRST)).toBe('NONE')
    expect(await copy()).toBeUndefined()
    expect((await offsets()).length).toBe(20)
  })

  it('refuses what Kafka refuses', async () => {
    await begin()
    expect(await move('/elsewhere')).toBe('LOG_DIR_NOT_FOUND')
    expect(await move(SECOND, 'nowhere')).toBe('UNKNOWN_TOPIC_OR_PARTITION')
    const disk = cluster.disks.get(1)
    if (disk === undefined) throw new TypeError('the broker has a disk')
    const away = (await placesOf('t'))[0]?.logDir === FIRST ? SECOND : FIRST
    disk.failWriteOf = (file) => file.startsWith(`${away}/`)
    expect(await move(away)).toBe('KAFKA_STORAGE_ERROR')
    await new Promise<void>((resolve) => systemClock.after(5, resolve))
    expect(await move(away)).toBe('KAFKA_STORAGE_ERROR')
    expect((await cluster.produce('t', batch(1))).errorCode).toBe(0)
  })

  it('remembers where a replica is to go that is not here yet', async () => {
    cluster = await ClusterFixture.start({ logDirs: 2, brokers: 2 })
    await cluster.topic('t', { assignment: [2] })
    expect(await move(SECOND)).toBe('REPLICA_NOT_AVAILABLE')
  })
})
