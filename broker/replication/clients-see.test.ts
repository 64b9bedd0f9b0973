/** What clients are told while leaders move and topics come and go: the rows of the reference that need a cluster. */
import { afterEach, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { deleteTopics } from '../wire/generated/delete-topics.ts'
import { electLeaders } from '../wire/generated/elect-leaders.ts'
import { fetch } from '../wire/generated/fetch.ts'
import { metadata } from '../wire/generated/metadata.ts'
import { produce } from '../wire/generated/produce.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { encodeBatch } from '../wire/record-batch-records.ts'

const FAST = {
  'broker.session.timeout.ms': '400',
  'broker.heartbeat.interval.ms': '100',
  'replica.lag.time.max.ms': '600',
  'replica.fetch.wait.max.ms': '100',
  'replica.fetch.backoff.ms': '50',
}
const PREFERRED = 0
const UNCLEAN = 1

let cluster: ClusterFixture | null = null

async function start(brokers = 3): Promise<ClusterFixture> {
  cluster = await ClusterFixture.start({ brokers, configs: FAST })
  return cluster
}

afterEach(async () => {
  for (const brokerId of [1, 2, 3]) cluster?.heal(brokerId)
  await cluster?.stop()
  cluster = null
})

const batch = (value: string) =>
  encodeBatch({ records: [{ timestampMs: 1, key: null, value: Buffer.from(value) }] })

describe('a leader that is elsewhere', () => {
  const produceAt = (fixture: ClusterFixture, topic: string, version: number, broker: number) =>
    fixture.call(
      produce,
      {
        transactionalId: null,
        acks: -1,
        timeoutMs: 1_000,
        topicData: [{ name: topic, partitionData: [{ index: 0, records: batch('v') }] }],
      },
      { version, broker },
    )

  it('is named with its address, to producers from v10 on (KIP-951)', async () => {
    const fixture = await start(2)
    await fixture.topic('orders', { assignment: [[2, 1]] })
    for (const version of [9, 10, 12]) {
      const answer = await produceAt(fixture, 'orders', version, 1)
      const partition = answer.responses[0]?.partitionResponses[0]
      expect(errorNameOf(partition?.errorCode ?? 0)).toBe('NOT_LEADER_OR_FOLLOWER')
      if (version < 10) continue
      expect(partition?.currentLeader).toMatchObject({ leaderId: 2, leaderEpoch: 0 })
      expect(answer.nodeEndpoints).toMatchObject([{ nodeId: 2, host: '127.0.0.1', port: fixture.portOf(2) }])
    }
  })

  it('is named with its address, to consumers from v16 on, where nobody here follows', async () => {
    const fixture = await start(2)
    const topicId = await fixture.topic('orders', { assignment: [2] })
    for (const version of [12, 16, 18]) {
      const answer = await fixture.call(
        fetch,
        {
          maxWaitMs: 0,
          minBytes: 1,
          maxBytes: 1_000,
          sessionEpoch: -1,
          topics: [
            {
              ...(version >= 13 ? { topicId } : { topic: 'orders' }),
              partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1_000 }],
            },
          ],
        },
        { version, broker: 1 },
      )
      const partition = answer.responses[0]?.partitions[0]
      expect(errorNameOf(partition?.errorCode ?? 0)).toBe('NOT_LEADER_OR_FOLLOWER')
      expect(partition?.currentLeader).toMatchObject({ leaderId: 2, leaderEpoch: 0 })
      if (version >= 16) expect(answer.nodeEndpoints).toMatchObject([{ nodeId: 2, port: fixture.portOf(2) }])
    }
  })
})

describe('an election by hand', () => {
  const elect = async (fixture: ClusterFixture, electionType: number, broker = 1) => {
    const { replicaElectionResults } = await fixture.call(
      electLeaders,
      { electionType, topicPartitions: [{ topic: 'orders', partitions: [0] }], timeoutMs: 1_000 },
      { version: 2, broker },
    )
    return errorNameOf(replicaElectionResults[0]?.partitionResult[0]?.errorCode ?? -1)
  }

  it('tells whether it was needed, and whether somebody could be elected', async () => {
    const fixture = await start(3)
    await fixture.topic('orders', { assignment: [[2, 1]] })
    expect(await elect(fixture, PREFERRED)).toBe('ELECTION_NOT_NEEDED')
    expect(await elect(fixture, UNCLEAN)).toBe('ELECTION_NOT_NEEDED')
    fixture.cut(2)
    await fixture.until(async () => (await fixture.partition('orders', 0, 3)).leaderId === 1)
    expect(await elect(fixture, PREFERRED, 3)).toBe('PREFERRED_LEADER_NOT_AVAILABLE')
    fixture.cut(1)
    await fixture.until(async () => (await fixture.partition('orders', 0, 3)).leaderId === -1)
    expect(await elect(fixture, UNCLEAN, 3)).toBe('ELIGIBLE_LEADERS_NOT_AVAILABLE')
  })
})

describe('Metadata while nobody leads', () => {
  it('tells LEADER_NOT_AVAILABLE and leader -1, and a controller that can be asked', async () => {
    const fixture = await start(2)
    await fixture.topic('orders', { assignment: [2] })
    fixture.cut(2)
    const ask = () =>
      fixture.call(metadata, { topics: [{ name: 'orders' }], allowAutoTopicCreation: false }, { version: 12 })
    await fixture.until(async () => (await ask()).topics[0]?.partitions[0]?.leaderId === -1)
    const { topics, controllerId, brokers } = await ask()
    expect(errorNameOf(topics[0]?.partitions[0]?.errorCode ?? 0)).toBe('LEADER_NOT_AVAILABLE')
    expect(topics[0]?.partitions[0]?.offlineReplicas).toEqual([2])
    expect(brokers.map(({ nodeId }) => nodeId)).toEqual([1])
    expect(controllerId).toBe(1)
  })
})

describe('a topic that was deleted and made again', () => {
  it('has nothing of the old one, not even from a follower that was away', async () => {
    const fixture = await start(2)
    const before = await fixture.topic('orders', { assignment: [[1, 2]] })
    await fixture.produce('orders', { records: [{ timestampMs: 1, key: null, value: Buffer.from('old') }] })
    fixture.cut(2)
    await fixture.until(async () => (await fixture.partition('orders', 0, 1)).isrNodes.join() === '1')
    await fixture.call(deleteTopics, { topics: [{ name: 'orders' }], timeoutMs: 1_000 }, { version: 6 })
    fixture.heal(2)
    const after = await fixture.topic('orders', { assignment: [[2, 1]] })
    expect(after).not.toBe(before)
    await fixture.until(async () => (await fixture.partition('orders', 0, 1)).isrNodes.length === 2)
    for (const broker of [1, 2]) {
      expect(await fixture.fetch('orders', 0, { broker })).toMatchObject({ errorCode: 0, highWatermark: 0 })
    }
    const written = { records: [{ timestampMs: 1, key: null, value: Buffer.from('new') }] }
    const { leaderId } = await fixture.partition('orders', 0, 1)
    expect(await fixture.produce('orders', written, { broker: leaderId })).toMatchObject({
      errorCode: 0,
      baseOffset: 0,
    })
  })
})
