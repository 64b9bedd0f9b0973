/** flush.messages: nobody is told of a record before it is on the device, and one sync serves many. */
import { afterEach, describe, expect, it } from 'vitest'
import { deferred } from '../base/deferred.ts'
import { DiskError } from '../base/disk.ts'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { offsetForLeaderEpoch } from '../wire/generated/offset-for-leader-epoch.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

const SYNCED = { 'flush.messages': '1' }

let cluster: ClusterFixture | null = null
let release: () => void = () => {}

async function start(brokers: number): Promise<ClusterFixture> {
  cluster = await ClusterFixture.start({ brokers, configs: { 'replica.fetch.backoff.ms': '20' } })
  return cluster
}

afterEach(async () => {
  release()
  await cluster?.stop()
  cluster = null
})

/** Holds back the syncs of the topic on a broker's disk, and counts them. */
function holdSyncs(fixture: ClusterFixture, broker: number): { readonly count: number } {
  const gate = deferred<void>()
  const syncs = { count: 0 }
  const disk = fixture.disks.get(broker)
  if (disk === undefined) throw new TypeError('the broker has a disk')
  disk.holdSyncOf = (path) => {
    if (!path.includes('orders-0') || !path.endsWith('.log')) return null
    syncs.count += 1
    return gate.promise
  }
  release = () => {
    disk.holdSyncOf = (path) => {
      if (path.includes('orders-0') && path.endsWith('.log')) syncs.count += 1
      return null
    }
    gate.resolve()
  }
  return syncs
}

const record = (value: string) => ({ records: [{ timestampMs: 1, key: null, value: Buffer.from(value) }] })

const pause = () => new Promise((resolve) => setTimeout(resolve, 50))

describe('a producer to a topic with flush.messages=1', () => {
  for (const acks of [1, -1]) {
    it(`is answered with acks=${acks} after the sync, and consumers wait as well`, async () => {
      const fixture = await start(1)
      await fixture.topic('orders', { configs: SYNCED })
      holdSyncs(fixture, 1)
      let isAnswered = false
      const sent = fixture.produce('orders', record('a'), { acks }).finally(() => {
        isAnswered = true
      })
      await pause()
      expect(isAnswered).toBe(false)
      expect(await fixture.fetch('orders', 0)).toMatchObject({ highWatermark: 0 })
      release()
      expect(await sent).toMatchObject({ errorCode: 0, baseOffset: 0 })
      expect(await fixture.fetch('orders', 0)).toMatchObject({ highWatermark: 1 })
    })
  }

  it('shares a sync with all who came while one ran', async () => {
    const fixture = await start(1)
    await fixture.topic('orders', { configs: SYNCED })
    const syncs = holdSyncs(fixture, 1)
    const sent = Array.from({ length: 20 }, (_, index) => fixture.produce('orders', record(`${index}`)))
    await fixture.until(async () => (await logEndOf(fixture)) === 20)
    expect(syncs.count).toBe(1)
    release()
    for (const one of await Promise.all(sent)) expect(one.errorCode).toBe(0)
    expect(syncs.count).toBe(2)
  })

  it('is told when the device does not take it, and served again when it does', async () => {
    const fixture = await start(1)
    await fixture.topic('orders', { configs: SYNCED })
    const disk = fixture.disks.get(1)
    if (disk === undefined) throw new TypeError('the broker has a disk')
    disk.holdSyncOf = (path) =>
      path.includes('orders-0') ? Promise.reject(new DiskError('IO', path, 'injected')) : null
    for (const acks of [1, -1]) {
      const { errorCode } = await fixture.produce('orders', record('lost'), { acks })
      expect(errorNameOf(errorCode)).toBe('KAFKA_STORAGE_ERROR')
    }
    disk.holdSyncOf = () => null
    expect(await fixture.produce('orders', record('kept'))).toMatchObject({ errorCode: 0 })
  })

  it('waits for the sync of the followers too', async () => {
    const fixture = await start(2)
    await fixture.topic('orders', { assignment: [[1, 2]], configs: SYNCED })
    await fixture.produce('orders', record('a'))
    holdSyncs(fixture, 2)
    let isAnswered = false
    const sent = fixture.produce('orders', record('b')).finally(() => {
      isAnswered = true
    })
    await pause()
    expect(isAnswered).toBe(false)
    release()
    expect(await sent).toMatchObject({ errorCode: 0, baseOffset: 1 })
  })
})

/** The log's end, as a follower would be told it. */
async function logEndOf(fixture: ClusterFixture): Promise<number> {
  const { topics } = await fixture.call(
    offsetForLeaderEpoch,
    { replicaId: -1, topics: [{ topic: 'orders', partitions: [{ partition: 0, leaderEpoch: 0 }] }] },
    { version: 4 },
  )
  return topics[0]?.partitions[0]?.endOffset ?? -1
}
