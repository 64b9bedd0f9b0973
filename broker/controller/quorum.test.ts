import { afterEach, describe, expect, it } from 'vitest'
import { assert } from '../base/assert.ts'
import { deferred } from '../base/deferred.ts'
import { DiskError } from '../base/disk.ts'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { describeQuorum } from '../wire/generated/describe-quorum.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

let cluster: ClusterFixture | null = null

async function start(controllers: number, brokers = 2): Promise<ClusterFixture> {
  cluster = await ClusterFixture.start({
    brokers,
    controllers,
    configs: {
      'controller.quorum.election.timeout.ms': '150',
      'controller.quorum.fetch.timeout.ms': '300',
      'broker.session.timeout.ms': '1500',
      'broker.heartbeat.interval.ms': '100',
    },
  })
  return cluster
}

afterEach(async () => {
  for (const nodeId of [101, 102, 103]) cluster?.heal(nodeId)
  await cluster?.stop()
  cluster = null
})

/** The quorum as a broker tells it; null while nobody is known to lead. */
async function quorumOf(fixture: ClusterFixture, broker = 1) {
  const response = await fixture.call(
    describeQuorum,
    { topics: [{ topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] }] },
    { version: 2, broker },
  )
  return errorNameOf(response.errorCode) === 'NONE' ? (response.topics[0]?.partitions[0] ?? null) : null
}

describe('a quorum of controllers', () => {
  it('of one tells of itself', async () => {
    const fixture = await start(1)
    expect(await quorumOf(fixture)).toMatchObject({ leaderId: 101, currentVoters: [{ replicaId: 101 }] })
  })

  it('elects a leader that all brokers find, and keeps the voters caught up', async () => {
    const fixture = await start(3)
    await fixture.topic('orders', { partitions: 3 })
    const quorum = await quorumOf(fixture, 2)
    expect([101, 102, 103]).toContain(quorum?.leaderId)
    await fixture.until(async () => {
      const now = await quorumOf(fixture)
      return now?.currentVoters.every(({ logEndOffset }) => logEndOffset === now.highWatermark) === true
    })
  })

  it('replaces a leader that is lost; nothing that was decided is lost with it', async () => {
    const fixture = await start(3)
    for (const name of ['a', 'b', 'c']) {
      await fixture.topic(name, { partitions: 2 })
      const before = await quorumOf(fixture)
      if (before === null) throw new TypeError('somebody leads')
      fixture.cut(before.leaderId)
      await fixture.until(async () => {
        const now = await quorumOf(fixture).catch(() => null)
        return now !== null && now.leaderId !== before.leaderId && now.leaderEpoch > before.leaderEpoch
      })
      await fixture.topic(`${name}-after`, { partitions: 1 })
      expect(
        await fixture.produce(
          `${name}-after`,
          { records: [{ timestampMs: 1, key: null, value: Buffer.from(name) }] },
          { broker: (await fixture.partition(`${name}-after`, 0, 1)).leaderId },
        ),
      ).toMatchObject({ errorCode: 0 })
      fixture.heal(before.leaderId)
      await fixture.until(async () => {
        const now = await quorumOf(fixture)
        const back = now?.currentVoters.find(({ replicaId }) => replicaId === before.leaderId)
        return now !== null && back?.logEndOffset === now.highWatermark
      })
    }
    for (const name of ['a', 'b', 'c', 'a-after', 'b-after', 'c-after']) {
      expect((await fixture.partition(name, 0, 2)).errorCode).toBe(0)
    }
  })

  it('comes back from its logs when every controller was restarted', async () => {
    const fixture = await start(3)
    await fixture.topic('orders', { partitions: 2 })
    const before = await quorumOf(fixture)
    for (const nodeId of [101, 102, 103]) await fixture.restart(nodeId)
    await fixture.until(async () => (await quorumOf(fixture).catch(() => null)) !== null)
    const after = await quorumOf(fixture)
    expect(after?.leaderEpoch).toBeGreaterThan(before?.leaderEpoch ?? 0)
    await fixture.topic('payments', { partitions: 1 })
    expect((await fixture.partition('orders', 1, 2)).errorCode).toBe(0)
  })

  it('decides nothing without a majority, and goes on when it has one again', async () => {
    const fixture = await start(3)
    await fixture.topic('orders')
    fixture.cut(102)
    fixture.cut(103)
    await expect(fixture.topic('unheard')).rejects.toThrow()
    fixture.heal(102)
    await fixture.until(async () => (await quorumOf(fixture).catch(() => null)) !== null)
    await fixture.topic('heard')
    fixture.heal(103)
  }, 30_000)
})

describe('snapshots of the metadata', () => {
  const MANY = Array.from({ length: 12 }, (_, index) => `topic-${index}`)

  const startSmall = async () => {
    cluster = await ClusterFixture.start({
      brokers: 2,
      controllers: 3,
      configs: {
        'controller.quorum.election.timeout.ms': '150',
        'controller.quorum.fetch.timeout.ms': '300',
        'broker.session.timeout.ms': '3000',
        'broker.heartbeat.interval.ms': '100',
        'metadata.log.max.record.bytes.between.snapshots': '600',
      },
    })
    return cluster
  }

  it('bring a voter and a broker that were away up to date when the log is cut behind them', async () => {
    const fixture = await startSmall()
    const leaderId = (await quorumOf(fixture))?.leaderId
    const away = [101, 102, 103].find((nodeId) => nodeId !== leaderId) ?? 0
    fixture.cut(away)
    fixture.cut(2)
    for (const name of MANY) await fixture.topic(name, { assignment: [1], knownBy: [1] })
    fixture.heal(away)
    fixture.heal(2)
    await fixture.until(async () => {
      const now = await quorumOf(fixture)
      const voter = now?.currentVoters.find(({ replicaId }) => replicaId === away)
      return now !== null && voter?.logEndOffset === now.highWatermark
    })
    for (const name of MANY) {
      await fixture.until(
        async () => (await fixture.partition(name, 0, 2).catch(() => null))?.errorCode === 0,
      )
    }
    const loaded = fixture.logs.filter(({ message }) => message.includes('snapshot loaded'))
    expect(loaded.map(({ source }) => source.replace(/\/.*/, ''))).toEqual(
      expect.arrayContaining(['node-2', `node-${away}`]),
    )
    expect(fixture.fatalErrors).toEqual([])
  })

  it('are what controllers and brokers start from', async () => {
    const fixture = await startSmall()
    for (const name of MANY) await fixture.topic(name)
    for (const nodeId of [101, 102, 103, 1, 2]) await fixture.restart(nodeId)
    for (const name of MANY) {
      await fixture.until(
        async () => (await fixture.partition(name, 0, 1).catch(() => null))?.errorCode === 0,
      )
    }
    await fixture.topic('another')
    expect(fixture.fatalErrors).toEqual([])
  })

  it('leave observers to be seen with what they have', async () => {
    const fixture = await start(1)
    await fixture.until(async () => {
      const now = await quorumOf(fixture)
      const ids = now?.observers.map(({ replicaId }) => replicaId).sort()
      return (
        ids?.join() === '1,2' &&
        now?.observers.every(({ lastCaughtUpTimestamp }) => lastCaughtUpTimestamp > 0) === true
      )
    })
  })
})

describe('what the quorum has decided', () => {
  it('is on the device of the leader before anybody hears of it', async () => {
    const fixture = await start(1, 1)
    const disk = fixture.disks.get(101)
    assert(disk !== undefined, 'the controller has a disk')
    const gate = deferred<void>()
    disk.holdSyncOf = (path) => (path.includes('__cluster_metadata') ? gate.promise : null)
    let isMade = false
    const made = fixture.topic('orders').then(() => {
      isMade = true
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(isMade).toBe(false)
    disk.holdSyncOf = () => null
    gate.resolve()
    await made
  })

  it('is decided again when the device has refused it for a moment', async () => {
    const fixture = await start(1, 1)
    const disk = fixture.disks.get(101)
    assert(disk !== undefined, 'the controller has a disk')
    disk.holdSyncOf = (path) =>
      path.includes('__cluster_metadata') ? Promise.reject(new DiskError('IO', path, 'injected')) : null
    await expect(fixture.topic('refused')).rejects.toThrow()
    disk.holdSyncOf = () => null
    await fixture.until(async () => {
      try {
        await fixture.topic('taken')
        return true
      } catch {
        return false
      }
    })
  })
})
