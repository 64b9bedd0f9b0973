/** A broker with several log directories, one of which fails: in a whole cluster in memory, under load. */
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../node/system-clock.ts'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { describeLogDirs } from '../wire/generated/describe-log-dirs.ts'
import { errorCode } from '../wire/kafka-error.ts'
import { splitBatches } from '../wire/record-batch.ts'
import { forEachRecord } from '../wire/record-batch-records.ts'

const STORAGE_ERROR = errorCode('KAFKA_STORAGE_ERROR')
const PARTITIONS = [0, 1, 2, 3]

/** A turn for timers: the network in memory needs none. */
const pause = () => new Promise<void>((resolve) => systemClock.after(1, resolve))

const batch = (value: string) => ({
  records: [{ timestampMs: 1_700_000_000_000, key: null, value: Buffer.from(value) }],
})

describe('a log directory that fails', () => {
  let cluster: ClusterFixture
  afterEach(() => cluster.stop())

  const begin = async (brokers: number) => {
    cluster = await ClusterFixture.start({
      brokers,
      logDirs: 2,
      configs: {
        'broker.heartbeat.interval.ms': '200',
        'replica.lag.time.max.ms': '1000',
        'replica.high.watermark.checkpoint.interval.ms': '100',
      },
    })
    const replicas = Array.from({ length: brokers }, (_, index) => index + 1)
    await cluster.topic('t', {
      assignment: PARTITIONS.map(() => replicas),
      configs: { 'min.insync.replicas': String(Math.min(2, brokers)) },
    })
  }

  const directories = async (broker: number) => {
    const { results } = await cluster.call(describeLogDirs, { topics: null }, { version: 4, broker })
    return results.map(({ errorCode: code, logDir, topics }) => ({
      code,
      logDir,
      partitions: topics.flatMap(({ partitions }) => partitions.map((one) => one.partitionIndex)),
    }))
  }

  const disk = (broker: number) => {
    const found = cluster.disks.get(broker)
    if (found === undefined) throw new TypeError('the broker has a disk')
    return found
  }

  const breakDirectory = (broker: number, path: string) => {
    disk(broker).failWriteOf = (file) => file.startsWith(`${path}/`)
  }

  /** Produces to every partition until told to end, wherever the leader is; answers what was acknowledged. */
  const load = () => {
    const acknowledged = PARTITIONS.map(() => new Set<string>())
    let isOver = false
    const workers = PARTITIONS.map(async (partition) => {
      for (let count = 0; !isOver; count += 1) {
        const value = `${partition}/${count}`
        for (let isDone = false; !isDone && !isOver; ) {
          const { leaderId } = await cluster.partition('t', partition, 3)
          await pause()
          if (leaderId < 0) continue
          const { errorCode: code } = await cluster.produce('t', batch(value), {
            partition,
            broker: leaderId,
          })
          isDone = code === 0
          if (isDone) acknowledged[partition]?.add(value)
        }
      }
    })
    const end = async () => {
      isOver = true
      await Promise.all(workers)
      return acknowledged
    }
    return { acknowledged, end }
  }

  it('places partitions evenly and tells the controller where', async () => {
    await begin(1)
    expect((await directories(1)).map(({ partitions }) => partitions.length)).toEqual([2, 2])
    expect((await directories(1)).map(({ logDir }) => logDir)).toEqual(['/node-1', '/node-1.dir-2'])
  })

  it('takes only itself offline: nothing acknowledged is lost, the other directory keeps its leaders', async () => {
    await begin(3)
    const lost = '/node-1.dir-2'
    const before = await directories(1)
    const kept = before.find(({ logDir }) => logDir !== lost)?.partitions ?? []
    const gone = before.find(({ logDir }) => logDir === lost)?.partitions ?? []
    expect(kept.length).toBe(2)
    expect(gone.length).toBe(2)
    const producing = load()
    await cluster.until(() => producing.acknowledged.every(({ size }) => size >= 20))
    breakDirectory(1, lost)
    await cluster.until(async () => {
      const states = await Promise.all(gone.map((partition) => cluster.partition('t', partition, 2)))
      return states.every(({ leaderId, offlineReplicas }) => leaderId > 1 && offlineReplicas.includes(1))
    })
    const sizes = producing.acknowledged.map(({ size }) => size)
    await cluster.until(() =>
      producing.acknowledged.every(({ size }, index) => size >= (sizes[index] ?? 0) + 20),
    )
    const acknowledged = await producing.end()
    for (const partition of kept) {
      expect(await cluster.partition('t', partition, 2)).toMatchObject({ leaderId: 1, leaderEpoch: 0 })
    }
    expect(await directories(1)).toContainEqual({ code: STORAGE_ERROR, logDir: lost, partitions: [] })
    const refused = await cluster.produce('t', batch('x'), { partition: gone[0] ?? 0, broker: 1 })
    expect(refused.errorCode).toBe(STORAGE_ERROR)
    for (const partition of PARTITIONS) {
      const { leaderId } = await cluster.partition('t', partition, 2)
      expect(await valuesOf(partition, leaderId)).toEqual(
        expect.arrayContaining([...(acknowledged[partition] ?? [])]),
      )
    }
    disk(1).failWriteOf = () => false
    await cluster.restart(1)
    await cluster.until(async () => {
      const states = await Promise.all(PARTITIONS.map((partition) => cluster.partition('t', partition, 2)))
      return states.every(
        ({ isrNodes, offlineReplicas }) => isrNodes.length === 3 && offlineReplicas.length === 0,
      )
    })
    expect(await directories(1)).toEqual(before)
  })

  it('is left out when it cannot be opened at the start; without any, the broker ends', {
    timeout: 20_000, // a request that the broker leaves unanswered runs into its own limit
  }, async () => {
    await begin(3)
    const [kept, gone] = (await directories(1)).map(({ partitions }) => partitions)
    disk(1).failReadOf = (file) => file.startsWith('/node-1.dir-2/')
    await cluster.restart(1)
    expect((await directories(1)).map(({ code }) => code)).toEqual([0, STORAGE_ERROR])
    await cluster.until(async () => {
      const states = await Promise.all((gone ?? []).map((partition) => cluster.partition('t', partition, 2)))
      return states.every(({ isrNodes, leaderId }) => leaderId > 1 && !isrNodes.includes(1))
    })
    expect(cluster.storageLost.has(1)).toBe(false)
    breakDirectory(1, '/node-1')
    const partition = kept?.[0] ?? 0
    await cluster.until(async () => {
      const { leaderId } = await cluster.partition('t', partition, 2)
      await cluster.produce('t', batch('x'), { partition, broker: leaderId, acks: 1 }).catch(() => {})
      return cluster.storageLost.has(1)
    })
  })

  it('is left for others to lead when its disk is full, but for the last one, which waits for space', async () => {
    await begin(3)
    const [kept, lost] = ['/node-1', '/node-1.dir-2']
    const before = await directories(1)
    const partitionsIn = (path: string) => before.find(({ logDir }) => logDir === path)?.partitions ?? []
    const [gone] = partitionsIn(lost)
    const [stays] = partitionsIn(kept)
    if (gone === undefined || stays === undefined) throw new TypeError('each directory has partitions')
    disk(1).isFullAt = (file) => file.startsWith(lost)
    expect((await cluster.produce('t', batch('x'), { partition: gone })).errorCode).toBe(STORAGE_ERROR)
    await cluster.until(async () => {
      const states = await Promise.all(
        partitionsIn(lost).map((partition) => cluster.partition('t', partition, 2)),
      )
      return states.every(
        ({ leaderId, isrNodes, offlineReplicas }) =>
          leaderId > 1 && !isrNodes.includes(1) && offlineReplicas.includes(1),
      )
    })
    const { leaderId } = await cluster.partition('t', gone, 2)
    expect((await cluster.produce('t', batch('y'), { partition: gone, broker: leaderId })).errorCode).toBe(0)
    expect(await directories(1)).toContainEqual({ code: STORAGE_ERROR, logDir: lost, partitions: [] })
    expect(cluster.logs).toContainEqual(
      expect.objectContaining({
        fields: expect.objectContaining({ path: lost, reason: 'the disk is full' }),
      }),
    )
    disk(1).freeBytes = 0
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect((await cluster.produce('t', batch('x'), { partition: stays })).errorCode).toBe(STORAGE_ERROR)
      await pause()
    }
    disk(1).freeBytes = Number.POSITIVE_INFINITY
    expect((await cluster.produce('t', batch('z'), { partition: stays })).errorCode).toBe(0)
    expect(await cluster.partition('t', stays, 2)).toMatchObject({ leaderId: 1, leaderEpoch: 0 })
    expect(cluster.storageLost.has(1)).toBe(false)
  })

  it('stays when its disk is full and nobody else is in sync', async () => {
    await begin(1)
    const gone = (await directories(1))[1]?.partitions[0] ?? 0
    disk(1).freeBytes = 0
    expect((await cluster.produce('t', batch('x'), { partition: gone })).errorCode).toBe(STORAGE_ERROR)
    await pause()
    disk(1).freeBytes = Number.POSITIVE_INFINITY
    expect((await cluster.produce('t', batch('x'), { partition: gone })).errorCode).toBe(0)
    expect((await directories(1)).map(({ code }) => code)).toEqual([0, 0])
  })

  it.each(['nothing', 'a plain file', 'a bare mount point'])(
    'is noticed when it vanishes under open files and %s is in its place',
    async (what) => {
      await begin(3)
      const lost = '/node-1.dir-2'
      const gone = (await directories(1)).find(({ logDir }) => logDir === lost)?.partitions ?? []
      const producing = load()
      await cluster.until(() => producing.acknowledged.every(({ size }) => size >= 5))
      disk(1).rename(lost, '/elsewhere')
      if (what === 'a plain file') disk(1).replaceFile(lost, Buffer.from('x'))
      if (what === 'a bare mount point') disk(1).makeDirectory(lost)
      await cluster.until(async () => {
        const states = await Promise.all(gone.map((partition) => cluster.partition('t', partition, 2)))
        return states.every(({ leaderId, offlineReplicas }) => leaderId > 1 && offlineReplicas.includes(1))
      })
      const acknowledged = await producing.end()
      expect(await directories(1)).toContainEqual({ code: STORAGE_ERROR, logDir: lost, partitions: [] })
      for (const partition of PARTITIONS) {
        const { leaderId } = await cluster.partition('t', partition, 2)
        expect(await valuesOf(partition, leaderId)).toEqual(
          expect.arrayContaining([...(acknowledged[partition] ?? [])]),
        )
      }
      expect(cluster.storageLost.has(1)).toBe(false)
    },
  )

  const valuesOf = async (partition: number, broker: number): Promise<string[]> => {
    const values: string[] = []
    for (let offset = 0; ; ) {
      const { records, highWatermark } = await cluster.fetch('t', offset, { partition, broker })
      if (records === null || records.length === 0 || offset >= highWatermark) return values
      for (const header of splitBatches(records, 'tolerant')) {
        forEachRecord(records, header, (view) => void values.push(view.value()?.toString() ?? ''))
        offset = header.lastOffset + 1
      }
    }
  }
})
