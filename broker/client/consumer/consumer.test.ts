import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../base/clock.ts'
import { FakeBroker, HANG_UP, STAY_SILENT } from '../../testing/fake-broker.ts'
import { fetch } from '../../wire/generated/fetch.ts'
import { findCoordinator } from '../../wire/generated/find-coordinator.ts'
import { joinGroup } from '../../wire/generated/join-group.ts'
import { leaveGroup } from '../../wire/generated/leave-group.ts'
import { offsetCommit } from '../../wire/generated/offset-commit.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import { calm, clientOn, KAFKA_2_1, script, topicIdOf } from '../testing/client-fixture.ts'
import { serveGroup, serveLog } from '../testing/scripted-log.ts'
import type { Consumer, ConsumerRecord } from './consumer-types.ts'

async function pollUntil(consumer: Consumer, count: number): Promise<ConsumerRecord[]> {
  const records: ConsumerRecord[] = []
  for (let polls = 0; polls < 100 && records.length < count; polls += 1)
    records.push(...(await consumer.poll()))
  return records
}

const offsetsOf = (records: readonly ConsumerRecord[]) => records.map(({ offset }) => offset)

describe('a consumer with assigned partitions', () => {
  it('reads from the start, the end, or an offset', async () => {
    const clock = new ManualClock()
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], { t: [1] })
    const log = { start: 3, end: 6 }
    serveLog(broker, log, clock)
    const { client, drive } = clientOn([broker], {}, clock)
    const consumer = client.consumer({})
    consumer.assign([{ topic: 't', partition: 0, offset: 'earliest' }])
    expect(offsetsOf(await drive(pollUntil(consumer, 3)))).toEqual([3, 4, 5])
    expect(consumer.position('t', 0)).toBe(6)
    consumer.seek('t', 0, 4)
    expect(offsetsOf(await drive(pollUntil(consumer, 2)))).toEqual([4, 5])
    const tail = client.consumer({})
    tail.assign([{ topic: 't', partition: 0, offset: 'latest' }])
    expect(await drive(tail.poll())).toEqual([])
    log.end = 7
    expect(offsetsOf(await drive(pollUntil(tail, 1)))).toEqual([6])
    await client.close()
  })

  it('speaks to Kafka 2.1, and to brokers that know topic ids', async () => {
    for (const ranges of [KAFKA_2_1, undefined]) {
      const clock = new ManualClock()
      const broker = new FakeBroker({ brokerId: 1, ...(ranges === undefined ? {} : { ranges }) })
      script([broker], { t: [1] })
      serveLog(broker, { start: 0, end: 2 }, clock)
      const { client, drive } = clientOn([broker], {}, clock)
      const consumer = client.consumer({ isolation: 'readCommitted' })
      consumer.assign([{ topic: 't', partition: 0, offset: 'earliest' }])
      expect(offsetsOf(await drive(pollUntil(consumer, 2)))).toEqual([0, 1])
      const [first] = broker.requestsOf(fetch)
      expect(first?.version).toBe(ranges === undefined ? fetch.maxVersion : 10)
      expect(first?.request.topics[0]?.topicId === topicIdOf('t')).toBe(ranges === undefined)
      await client.close()
    }
  })

  it('starts over where its options say when the offset is gone', async () => {
    const clock = new ManualClock()
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], { t: [1] })
    serveLog(broker, { start: 5, end: 8 }, clock)
    const { client, drive } = clientOn([broker], {}, clock)
    const consumer = client.consumer({ autoOffsetReset: 'earliest' })
    consumer.assign([{ topic: 't', partition: 0, offset: 1 }])
    expect(offsetsOf(await drive(pollUntil(consumer, 3)))).toEqual([5, 6, 7])
    const strict = client.consumer({ autoOffsetReset: 'none' })
    strict.assign([{ topic: 't', partition: 0, offset: 1 }])
    await expect(drive(pollUntil(strict, 1))).rejects.toThrow('t-0 at offset 1')
    await client.close()
  })

  it('names the place of a batch that cannot be decoded, and pauses before it asks again', async () => {
    const clock = new ManualClock()
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], { t: [1] })
    serveLog(broker, { start: 0, end: 2, undecodableAt: 1 }, clock)
    const { client, drive } = clientOn([broker], {}, clock)
    const consumer = client.consumer({})
    consumer.assign([{ topic: 't', partition: 0, offset: 'earliest' }])
    expect(offsetsOf(await drive(pollUntil(consumer, 1)))).toEqual([0])
    for (let turn = 0; turn < 3; turn += 1) {
      const failure = await drive(pollUntil(consumer, 1)).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(KafkaError)
      expect(failure).toMatchObject({
        errorName: 'CORRUPT_MESSAGE',
        message: expect.stringContaining('t-0 at offset 1'),
      })
    }
    expect(consumer.position('t', 0)).toBe(1)
    expect(broker.requestsOf(fetch).length).toBeLessThan(8)
    consumer.seek('t', 0, 2)
    expect(await drive(consumer.poll())).toEqual([])
    await client.close()
  })

  it('hands out no more than asked for, and nothing of paused partitions', async () => {
    const clock = new ManualClock()
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], { t: [1, 1] })
    serveLog(broker, { start: 0, end: 5 }, clock)
    const { client, drive } = clientOn([broker], {}, clock)
    const consumer = client.consumer({ maxPollRecords: 2 })
    consumer.assign([0, 1].map((partition) => ({ topic: 't', partition, offset: 0 })))
    expect(await drive(consumer.poll())).toHaveLength(2)
    consumer.pause([{ topic: 't', partition: 0 }])
    const rest = await drive(pollUntil(consumer, 5))
    expect(new Set(rest.map(({ partition }) => partition))).toEqual(new Set([1]))
    consumer.resume([{ topic: 't', partition: 0 }])
    expect((await drive(pollUntil(consumer, 3))).every(({ partition }) => partition === 0)).toBe(true)
    await client.close()
  })

  it('drops what was fetched before a seek', async () => {
    const clock = new ManualClock()
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], { t: [1] })
    serveLog(broker, { start: 0, end: 10 }, clock)
    const { client, drive } = clientOn([broker], {}, clock)
    const consumer = client.consumer({ maxPollRecords: 1 })
    consumer.assign([{ topic: 't', partition: 0, offset: 0 }])
    expect(offsetsOf(await drive(consumer.poll()))).toEqual([0])
    consumer.seek('t', 0, 7)
    expect(offsetsOf(await drive(pollUntil(consumer, 1)))).toEqual([7])
    expect(() => consumer.seek('t', 5, 0)).toThrow(KafkaError)
    await client.close()
  })

  it('refuses a second poll, and ends a poll with the reason of its signal', async () => {
    const clock = new ManualClock()
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], { t: [1] })
    serveLog(broker, { start: 0, end: 0 }, clock)
    broker.on(fetch, () => STAY_SILENT)
    const { client } = clientOn([broker], {}, clock)
    const consumer = client.consumer({})
    consumer.assign([{ topic: 't', partition: 0, offset: 0 }])
    const abort = new AbortController()
    const poll = consumer.poll({ signal: abort.signal, maxWaitMs: 60_000 })
    poll.catch(() => {})
    await calm()
    await expect(consumer.poll()).rejects.toThrow('Another poll')
    abort.abort(new Error('enough'))
    await expect(poll).rejects.toThrow('enough')
    await consumer.close()
    await client.close()
    await calm()
    expect(clock.pendingCount).toBe(0)
  })

  it('goes on after its broker was away', async () => {
    const clock = new ManualClock()
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], { t: [1] })
    const log = { start: 0, end: 1 }
    serveLog(broker, log, clock)
    const { client, drive } = clientOn([broker], {}, clock)
    const consumer = client.consumer({})
    consumer.assign([{ topic: 't', partition: 0, offset: 0 }])
    expect(offsetsOf(await drive(pollUntil(consumer, 1)))).toEqual([0])
    broker.goDown()
    expect(await drive(consumer.poll({ maxWaitMs: 5_000 }))).toEqual([])
    broker.isDown = false
    log.end = 2
    expect(offsetsOf(await drive(pollUntil(consumer, 1)))).toEqual([1])
    await client.close()
  })
})

describe('a consumer in a group', () => {
  const setUp = (ranges = {}) => {
    const clock = new ManualClock()
    const broker = new FakeBroker({ brokerId: 1, ...ranges })
    script([broker], { t: [1, 1] })
    serveLog(broker, { start: 0, end: 3 }, clock)
    const group = serveGroup(broker, [0, 1])
    const fixture = clientOn([broker], {}, clock)
    const consumer = fixture.client.consumer({ groupId: 'g', autoOffsetReset: 'earliest' })
    return { broker, group, consumer, ...fixture }
  }

  it('joins with the id it is given, reads, commits, and leaves', async () => {
    const { broker, group, consumer, client, drive } = setUp()
    await consumer.subscribe(['t'])
    expect(await drive(pollUntil(consumer, 6))).toHaveLength(6)
    expect(broker.requestsOf(joinGroup).map(({ request }) => request.memberId)).toEqual(['', 'member-1'])
    expect(consumer.assignment()).toHaveLength(2)
    await drive(consumer.commit())
    expect([...group.committed]).toEqual([
      [0, 3],
      [1, 3],
    ])
    expect(broker.requestsOf(offsetCommit)[0]?.request).toMatchObject({
      memberId: 'member-1',
      generationIdOrMemberEpoch: 1,
    })
    await drive(consumer.close())
    expect(broker.requestsOf(leaveGroup)[0]?.request.members).toMatchObject([{ memberId: 'member-1' }])
    await client.close()
  })

  it('does all of it with Kafka 2.1', async () => {
    const { broker, group, consumer, client, drive } = setUp({ ranges: KAFKA_2_1 })
    await consumer.subscribe(['t'])
    expect(await drive(pollUntil(consumer, 6))).toHaveLength(6)
    await drive(consumer.commit())
    expect(group.committed.get(1)).toBe(3)
    await drive(consumer.close())
    expect(broker.requestsOf(joinGroup).map(({ version }) => version)).toEqual([3])
    expect(broker.requestsOf(leaveGroup)[0]?.request.memberId).toBe('member-1')
    await client.close()
  })

  it('resumes at the committed offset', async () => {
    const { group, consumer, client, drive } = setUp()
    group.committed.set(0, 2).set(1, 3)
    await consumer.subscribe(['t'])
    expect(offsetsOf(await drive(pollUntil(consumer, 1)))).toEqual([2])
    await client.close()
  })

  it.each(['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID'] as const)(
    'joins again when a heartbeat meets %s',
    async (name) => {
      const { group, consumer, client, clock, drive } = setUp()
      await consumer.subscribe(['t'])
      await drive(pollUntil(consumer, 6))
      group.next.set('Heartbeat', name)
      clock.advance(3_000)
      await calm()
      for (let polls = 0; polls < 20 && group.generation < 2; polls += 1) await drive(consumer.poll())
      expect(group.generation).toBe(2)
      expect(consumer.assignment()).toHaveLength(2)
      await client.close()
    },
  )

  it.each(['JoinGroup', 'SyncGroup', 'OffsetCommit'] as const)(
    'looks for the coordinator again when %s meets NOT_COORDINATOR',
    async (api) => {
      const { broker, group, consumer, client, drive } = setUp()
      group.next.set(api, 'NOT_COORDINATOR')
      await consumer.subscribe(['t'])
      expect(await drive(pollUntil(consumer, 6))).toHaveLength(6)
      await drive(consumer.commit())
      expect(group.committed.size).toBe(2)
      expect(broker.requestsOf(findCoordinator).length).toBeGreaterThan(1)
      await client.close()
    },
  )

  it('survives a coordinator that breaks connections and restarts', async () => {
    const { broker, group, consumer, client, clock, drive } = setUp()
    await consumer.subscribe(['t'])
    await drive(pollUntil(consumer, 6))
    broker.goDown()
    await drive(consumer.poll({ maxWaitMs: 10_000 }))
    broker.isDown = false
    group.next.set('Heartbeat', 'UNKNOWN_MEMBER_ID')
    for (let polls = 0; polls < 20 && group.generation < 2; polls += 1) {
      clock.advance(1_000)
      await drive(consumer.poll())
    }
    expect(group.generation).toBe(2)
    await client.close()
  })

  it('tells by poll what another attempt cannot mend', async () => {
    const { group, consumer, client, drive } = setUp()
    group.next.set('JoinGroup', 'GROUP_AUTHORIZATION_FAILED')
    await consumer.subscribe(['t'])
    await expect(drive(pollUntil(consumer, 1))).rejects.toMatchObject({
      errorName: 'GROUP_AUTHORIZATION_FAILED',
    })
    expect(await drive(pollUntil(consumer, 6))).toHaveLength(6)
    await client.close()
  })

  it('commits by itself when told to, and when it closes', async () => {
    const { broker, group, client, drive } = setUp()
    const consumer = client.consumer({
      groupId: 'g',
      autoOffsetReset: 'earliest',
      autoCommitIntervalMs: 60_000,
    })
    await consumer.subscribe(['t'])
    await drive(pollUntil(consumer, 6))
    expect(group.committed.size).toBe(0)
    await drive(consumer.close())
    expect([...group.committed.values()]).toEqual([3, 3])
    expect(broker.requestsOf(leaveGroup)).toHaveLength(1)
    await client.close()
  })

  it('ends while it waits for others to join', async () => {
    const { broker, consumer, client, clock, drive } = setUp()
    broker.on(joinGroup, () => STAY_SILENT)
    await consumer.subscribe(['t'])
    expect(await drive(consumer.poll())).toEqual([])
    await drive(consumer.close())
    await client.close()
    await calm()
    expect(clock.pendingCount).toBe(0)
  })

  it('needs a group id to subscribe and to commit', async () => {
    const { client } = setUp()
    const consumer = client.consumer({})
    await expect(consumer.subscribe(['t'])).rejects.toMatchObject({ errorName: 'INVALID_GROUP_ID' })
    await expect(consumer.commit()).rejects.toMatchObject({ errorName: 'INVALID_GROUP_ID' })
    await client.close()
  })

  it('reports a commit that the group turned down', async () => {
    const { broker, group, consumer, client, drive } = setUp()
    await consumer.subscribe(['t'])
    await drive(pollUntil(consumer, 6))
    group.next.set('OffsetCommit', 'ILLEGAL_GENERATION')
    await expect(drive(consumer.commit())).rejects.toMatchObject({ errorName: 'ILLEGAL_GENERATION' })
    broker.on(offsetCommit, () => HANG_UP)
    await expect(drive(consumer.commit(undefined, { timeoutMs: 500 }))).rejects.toBeInstanceOf(KafkaError)
    await client.close()
  })
})
