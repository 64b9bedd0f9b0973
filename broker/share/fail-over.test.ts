/** Leaders and share coordinators that are lost while members read: what was acknowledged stays so, the rest comes again. */
import { afterEach, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { ACK, initializeState, ShareMember, storedState } from '../testing/share-fixture.ts'
import { metadata } from '../wire/generated/metadata.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { SHARE_STATE_TOPIC } from './share-state-topic.ts'

const GROUP = 'readers'
const RECORDS = 20

let cluster: ClusterFixture

afterEach(() => cluster.stop())

async function start(configs: Readonly<Record<string, string>> = {}) {
  cluster = await ClusterFixture.start({
    brokers: 3,
    configs: {
      'share.coordinator.state.topic.replication.factor': '3',
      'share.coordinator.state.topic.num.partitions': '1',
      'broker.heartbeat.interval.ms': '100',
      'broker.session.timeout.ms': '600',
      'replica.fetch.backoff.ms': '50',
      ...configs,
    },
  })
  const topicId = await cluster.topic('work', { assignment: [[1, 2, 3]] })
  const key = { groupId: GROUP, topicId }
  await initializeState(cluster, key)
  const record = { timestampMs: Date.now(), key: null, value: Buffer.from('job') }
  await cluster.produce('work', { records: Array.from({ length: RECORDS }, () => record) }, { broker: 1 })
  return key
}

const leaderOf = async (topic: string, asked: number) => {
  const { topics } = await cluster.call(
    metadata,
    { topics: [{ name: topic }], allowAutoTopicCreation: false },
    { version: 12, broker: asked },
  )
  return topics[0]?.partitions[0]?.leaderId ?? -1
}

/** Fetches until something is acquired, from whichever broker leads. */
async function acquireSomewhere(
  memberId: string,
  topicId: string,
): Promise<[ShareMember, [number, number, number][]]> {
  let found: [ShareMember, [number, number, number][]] | null = null
  await cluster.until(async () => {
    const broker = await leaderOf('work', 2)
    if (broker < 0) return false
    const member = await ShareMember.join(cluster, { groupId: GROUP, memberId, topicId, broker })
    // Who led may be named for a moment longer, and hang up.
    const { responses } = await member.fetch({ maxWaitMs: 500 }).catch(() => ({ responses: [] }))
    const partition = responses[0]?.partitions[0]
    if (partition?.errorCode !== 0 || partition.acquiredRecords.length === 0) {
      member.leave()
      return false
    }
    found = [
      member,
      partition.acquiredRecords.map((each) => [each.firstOffset, each.lastOffset, each.deliveryCount]),
    ]
    return true
  })
  if (found === null) throw new TypeError('something was acquired')
  return found
}

describe('fail-over', () => {
  it('of the leader keeps what was acknowledged, and delivers the rest again', async () => {
    const { topicId } = await start()
    const [member, acquired] = await acquireSomewhere('a', topicId)
    expect(acquired).toEqual([[0, 19, 1]])
    const acks = [
      { first: 0, last: 4, types: [ACK.accept] },
      { first: 8, last: 9, types: [ACK.accept] },
      { first: 12, last: 12, types: [ACK.release] },
    ]
    expect(errorNameOf(await member.acknowledge(acks))).toBe('NONE')
    await electAway(1)
    const [, again] = await acquireSomewhere('b', topicId)
    // What was acquired and not spoken of was not stored: it counts as never delivered.
    expect(again).toEqual([
      [5, 7, 1],
      [10, 11, 1],
      [12, 12, 2],
      [13, 19, 1],
    ])
    await expect(member.acknowledge([{ first: 5, last: 5, types: [ACK.accept] }])).rejects.toThrow()
  })

  it('of the share coordinator loses nothing that was answered', async () => {
    const key = await start({ 'share.coordinator.snapshot.update.records.per.snapshot': '2' })
    const [member] = await acquireSomewhere('a', key.topicId)
    for (let offset = 0; offset < 7; offset += 1) {
      expect(
        errorNameOf(await member.acknowledge([{ first: offset, last: offset, types: [ACK.accept] }])),
      ).toBe('NONE')
    }
    const coordinator = await leaderOf(SHARE_STATE_TOPIC, 1)
    await cluster.restart(coordinator)
    let stored = await storedState(cluster, key)
    await cluster.until(async () => {
      stored ??= await storedState(cluster, key)
      return stored !== null
    })
    const done = (stored?.startOffset ?? 0) + (stored?.stateBatches ?? []).filter(isDone).reduce(sizeOf, 0)
    expect(done).toBe(7)
  })
})

describe('states', () => {
  it('are kept by one broker for leaders on all', async () => {
    await start()
    for (const broker of [1, 2, 3]) {
      const topicId = await cluster.topic(`led-by-${broker}`, { assignment: [[broker]] })
      const key = { groupId: GROUP, topicId }
      await initializeState(cluster, key)
      const record = { timestampMs: Date.now(), key: null, value: Buffer.from('job') }
      await cluster.produce(`led-by-${broker}`, { records: [record, record] }, { broker })
      const member = await ShareMember.join(cluster, { ...key, memberId: 'a', broker })
      expect(await member.acquire({ maxWaitMs: 2_000 })).toEqual([[0, 1, 1]])
      expect(errorNameOf(await member.acknowledge([{ first: 0, last: 1, types: [ACK.accept] }]))).toBe('NONE')
      expect((await storedState(cluster, key))?.stateBatches).toMatchObject([
        { lastOffset: 1, deliveryState: 2 },
      ])
    }
  })
})

const isDone = ({ deliveryState }: { deliveryState: number }) => deliveryState === 2
const sizeOf = (sum: number, each: { firstOffset: number; lastOffset: number }) =>
  sum + each.lastOffset - each.firstOffset + 1

/** Restarts a broker, so that another one leads what it led. */
async function electAway(broker: number): Promise<void> {
  await cluster.restart(broker)
  await cluster.until(async () => (await leaderOf('work', 2)) !== -1)
}
