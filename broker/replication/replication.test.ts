import { afterEach, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { alterPartitionReassignments } from '../wire/generated/alter-partition-reassignments.ts'
import { deleteRecords } from '../wire/generated/delete-records.ts'
import { electLeaders } from '../wire/generated/elect-leaders.ts'
import { listOffsets } from '../wire/generated/list-offsets.ts'
import { listPartitionReassignments } from '../wire/generated/list-partition-reassignments.ts'
import { offsetForLeaderEpoch } from '../wire/generated/offset-for-leader-epoch.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { splitBatches } from '../wire/record-batch.ts'
import { decodeRecords } from '../wire/record-batch-records.ts'

/** Short times, so that a test sees in milliseconds what Kafka's defaults take seconds for. */
const FAST = {
  'broker.session.timeout.ms': '400',
  'broker.heartbeat.interval.ms': '100',
  'replica.lag.time.max.ms': '600',
  'replica.fetch.wait.max.ms': '100',
  'replica.fetch.backoff.ms': '50',
}

let cluster: ClusterFixture | null = null

async function start(configs: Readonly<Record<string, string>> = {}): Promise<ClusterFixture> {
  cluster = await ClusterFixture.start({ brokers: 3, configs: { ...FAST, ...configs } })
  return cluster
}

afterEach(async () => {
  for (const brokerId of [1, 2, 3]) cluster?.heal(brokerId)
  await cluster?.stop()
  cluster = null
})

const record = (value: string) => ({
  records: [{ timestampMs: 1, key: null, value: Buffer.from(value) }],
})

async function valuesAt(fixture: ClusterFixture, broker: number, topic = 'orders'): Promise<string[]> {
  const { records } = await fixture.fetch(topic, 0, { broker })
  if (records === null) return []
  return splitBatches(records, 'tolerant').flatMap((header) =>
    decodeRecords(records, header).map(({ value }) => String(value)),
  )
}

const isrOf = async (fixture: ClusterFixture, broker: number) =>
  [...(await fixture.partition('orders', 0, broker)).isrNodes].sort((a, b) => a - b)

describe('replication', () => {
  it('starts with every replica in sync and copies what is acknowledged', async () => {
    const fixture = await start()
    await fixture.topic('orders', { assignment: [[1, 2, 3]] })
    expect(await isrOf(fixture, 1)).toEqual([1, 2, 3])
    for (const value of ['a', 'b', 'c']) {
      expect(await fixture.produce('orders', record(value))).toMatchObject({ errorCode: 0 })
    }
    for (const broker of [2, 3]) {
      await fixture.until(async () => (await valuesAt(fixture, broker)).length === 3)
      expect(await valuesAt(fixture, broker)).toEqual(['a', 'b', 'c'])
    }
    expect(await isrOf(fixture, 1)).toEqual([1, 2, 3])
  })

  it('does not show consumers what a follower in sync does not have', async () => {
    const fixture = await start({ 'replica.lag.time.max.ms': '60000', 'broker.session.timeout.ms': '60000' })
    await fixture.topic('orders', { assignment: [[1, 2]] })
    await fixture.produce('orders', record('seen'))
    fixture.cut(2)
    expect(await fixture.produce('orders', record('hidden'), { acks: 1 })).toMatchObject({ errorCode: 0 })
    expect(await valuesAt(fixture, 1)).toEqual(['seen'])
    fixture.heal(2)
    await fixture.until(async () => (await valuesAt(fixture, 1)).length === 2)
  })

  it('takes a follower that stops out of the in-sync set, and back when it has caught up', async () => {
    const fixture = await start()
    await fixture.topic('orders', { assignment: [[1, 2, 3]] })
    fixture.cut(3)
    await fixture.produce('orders', record('without 3'))
    await fixture.until(async () => (await isrOf(fixture, 1)).join() === '1,2')
    fixture.heal(3)
    await fixture.until(async () => (await isrOf(fixture, 1)).join() === '1,2,3')
    expect(await valuesAt(fixture, 3)).toEqual(['without 3'])
  })

  it('goes on with another leader when one is lost, and cuts off what only the old one had', async () => {
    const fixture = await start({ 'replica.lag.time.max.ms': '60000' })
    await fixture.topic('orders', { assignment: [[1, 2, 3]] })
    await fixture.produce('orders', record('kept'))
    await fixture.until(async () => (await valuesAt(fixture, 2)).length === 1)
    // The leader alone gets it: its followers are cut off while it is appended.
    fixture.cut(2)
    fixture.cut(3)
    expect(await fixture.produce('orders', record('lost'), { acks: 1 })).toMatchObject({ errorCode: 0 })
    fixture.cut(1)
    fixture.heal(2)
    fixture.heal(3)
    await fixture.until(async () => [2, 3].includes((await fixture.partition('orders', 0, 2)).leaderId))
    const { leaderId, leaderEpoch } = await fixture.partition('orders', 0, 2)
    expect(leaderEpoch).toBeGreaterThan(0)
    await fixture.until(
      async () => (await fixture.produce('orders', record('after'), { broker: leaderId })).errorCode === 0,
    )
    fixture.heal(1)
    await fixture.until(async () => (await isrOf(fixture, leaderId)).includes(1))
    await fixture.until(async () => (await valuesAt(fixture, 1)).length >= 2)
    const values = await valuesAt(fixture, 1)
    expect(values).toEqual(await valuesAt(fixture, leaderId))
    expect(values.includes('lost')).toBe(false)
    expect(new Set(values)).toEqual(new Set(['kept', 'after']))
  })

  it('refuses acks=all below min.insync.replicas and lets consumers see nothing more', async () => {
    const fixture = await start()
    await fixture.topic('orders', { assignment: [[1, 2]], configs: { 'min.insync.replicas': '2' } })
    await fixture.produce('orders', record('safe'))
    fixture.cut(2)
    await fixture.until(async () => (await isrOf(fixture, 1)).join() === '1')
    const { errorCode } = await fixture.produce('orders', record('refused'))
    expect(errorNameOf(errorCode)).toBe('NOT_ENOUGH_REPLICAS')
    expect(await fixture.produce('orders', record('unsafe'), { acks: 1 })).toMatchObject({ errorCode: 0 })
    expect(await valuesAt(fixture, 1)).toEqual(['safe'])
    fixture.heal(2)
    await fixture.until(async () => (await valuesAt(fixture, 1)).length === 2)
  })

  it('tells the latest offset only once it knows how far the others are', async () => {
    const fixture = await start()
    await fixture.topic('orders', { assignment: [[1, 2]] })
    await fixture.produce('orders', record('a'))
    await fixture.until(async () => (await valuesAt(fixture, 2)).length === 1)
    fixture.cut(1)
    await fixture.until(async () => (await fixture.partition('orders', 0, 2)).leaderId === 2)
    const ask = async () => {
      const { topics } = await fixture.call(
        listOffsets,
        {
          replicaId: -1,
          isolationLevel: 0,
          topics: [{ name: 'orders', partitions: [{ partitionIndex: 0, timestamp: -1 }] }],
        },
        { version: 7, broker: 2 },
      )
      return topics[0]?.partitions[0]
    }
    await fixture.until(async () => (await ask())?.errorCode === 0)
    expect((await ask())?.offset).toBe(1)
  })

  it('answers where a leader epoch ends', async () => {
    const fixture = await start()
    await fixture.topic('orders', { assignment: [[1, 2]] })
    await fixture.produce('orders', record('a'))
    await fixture.until(async () => (await valuesAt(fixture, 2)).length === 1)
    fixture.cut(1)
    await fixture.until(async () => (await fixture.partition('orders', 0, 2)).leaderId === 2)
    const { leaderEpoch } = await fixture.partition('orders', 0, 2)
    const ask = async (broker: number, currentLeaderEpoch: number) => {
      const { topics } = await fixture.call(
        offsetForLeaderEpoch,
        {
          replicaId: -1,
          topics: [{ topic: 'orders', partitions: [{ partition: 0, currentLeaderEpoch, leaderEpoch: 0 }] }],
        },
        { version: 4, broker },
      )
      return topics[0]?.partitions[0]
    }
    expect(await ask(2, leaderEpoch)).toMatchObject({ errorCode: 0, leaderEpoch: 0, endOffset: 1 })
    expect(errorNameOf((await ask(2, 0))?.errorCode ?? -1)).toBe('FENCED_LEADER_EPOCH')
    expect(errorNameOf((await ask(2, leaderEpoch + 1))?.errorCode ?? -1)).toBe('UNKNOWN_LEADER_EPOCH')
  })

  it('gives leadership back to the preferred replica when asked', async () => {
    const fixture = await start()
    await fixture.topic('orders', { assignment: [[1, 2]] })
    await fixture.restart(1)
    await fixture.until(async () => (await isrOf(fixture, 2)).join() === '1,2')
    expect((await fixture.partition('orders', 0, 2)).leaderId).toBe(2)
    const elect = async () => {
      const { replicaElectionResults } = await fixture.call(
        electLeaders,
        { electionType: 0, topicPartitions: [{ topic: 'orders', partitions: [0] }], timeoutMs: 1_000 },
        { version: 2, broker: 2 },
      )
      return errorNameOf(replicaElectionResults[0]?.partitionResult[0]?.errorCode ?? -1)
    }
    expect(await elect()).toBe('NONE')
    await fixture.until(async () => (await fixture.partition('orders', 0, 2)).leaderId === 1)
    expect(await elect()).toBe('ELECTION_NOT_NEEDED')
  })

  it('moves replicas to other brokers while records come in', async () => {
    const fixture = await start()
    await fixture.topic('orders', { assignment: [[1, 2]] })
    for (const value of ['a', 'b']) await fixture.produce('orders', record(value))
    const move = async (replicas: number[] | null) => {
      const { responses } = await fixture.call(
        alterPartitionReassignments,
        { timeoutMs: 1_000, topics: [{ name: 'orders', partitions: [{ partitionIndex: 0, replicas }] }] },
        { version: 0, broker: 2 },
      )
      return errorNameOf(responses[0]?.partitions[0]?.errorCode ?? -1)
    }
    expect(await move(null)).toBe('NO_REASSIGNMENT_IN_PROGRESS')
    expect(await move([3, 3])).toBe('INVALID_REPLICA_ASSIGNMENT')
    expect(await move([3, 2])).toBe('NONE')
    await fixture.until(async () => {
      const { replicaNodes, isrNodes } = await fixture.partition('orders', 0, 2)
      return [...replicaNodes].join() === '3,2' && isrNodes.includes(3)
    })
    await fixture.until(async () => [2, 3].includes((await fixture.partition('orders', 0, 2)).leaderId))
    expect(await valuesAt(fixture, 3)).toEqual(['a', 'b'])
    const { topics } = await fixture.call(
      listPartitionReassignments,
      { timeoutMs: 1_000, topics: null },
      { version: 0, broker: 2 },
    )
    expect(topics).toEqual([])
  })

  it('deletes records on every replica before it says so', async () => {
    const fixture = await start()
    await fixture.topic('orders', { assignment: [[1, 2, 3]], configs: { 'retention.ms': '-1' } })
    for (const value of ['a', 'b', 'c']) await fixture.produce('orders', record(value))
    await fixture.until(async () => (await valuesAt(fixture, 3)).length === 3)
    const { topics } = await fixture.call(
      deleteRecords,
      { topics: [{ name: 'orders', partitions: [{ partitionIndex: 0, offset: 2 }] }], timeoutMs: 3_000 },
      { version: 2 },
    )
    expect(topics[0]?.partitions[0]).toMatchObject({ errorCode: 0, lowWatermark: 2 })
    for (const broker of [2, 3]) {
      const { errorCode } = await fixture.fetch('orders', 0, { broker })
      expect(errorNameOf(errorCode)).toBe('OFFSET_OUT_OF_RANGE')
    }
  })

  it('serves after every broker was restarted, one after another, without losing a record', async () => {
    const fixture = await start()
    await fixture.topic('orders', { assignment: [[1, 2, 3]], configs: { 'min.insync.replicas': '2' } })
    const sent: string[] = []
    for (const broker of [1, 2, 3]) {
      const { leaderId } = await fixture.partition('orders', 0, broker)
      const value = `before ${broker}`
      await fixture.until(
        async () => (await fixture.produce('orders', record(value), { broker: leaderId })).errorCode === 0,
      )
      sent.push(value)
      await fixture.restart(broker)
      await fixture.until(async () => (await isrOf(fixture, broker)).join() === '1,2,3')
    }
    const { leaderId } = await fixture.partition('orders', 0, 1)
    await fixture.until(async () => (await valuesAt(fixture, leaderId)).length === sent.length)
    expect(await valuesAt(fixture, leaderId)).toEqual(sent)
  })
})
