/** The client against the real cluster: every byte through real sockets, brokers in worker threads. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeNetwork } from '../node/node-network.ts'
import { systemClock } from '../node/system-clock.ts'
import { systemRandom } from '../node/system-random.ts'
import { type RunningCluster, startCluster } from '../start-cluster.ts'
import { COMPRESSION_NAMES } from '../wire/compression/codec.ts'
import { splitBatches } from '../wire/record-batch.ts'
import { type Consumer, type ConsumerRecord, KafkaClient } from './index.ts'

/** Recent, so that retention leaves the records alone. */
const BASE_MS = Math.floor(systemClock.nowMs()) - 600_000

let cluster: RunningCluster
let client: KafkaClient

const connect = () =>
  new KafkaClient({
    bootstrapServers: cluster.bootstrap.split(','),
    clientId: 'integration',
    runtime: { clock: systemClock, network: nodeNetwork, random: systemRandom },
  })

beforeAll(async () => {
  cluster = await startCluster({ brokers: 3 })
  client = connect()
}, 30_000)

afterAll(async () => {
  await client.close()
  await cluster.stop()
})

async function createTopic(name: string, partitionCount: number): Promise<void> {
  const [created] = await client.admin.createTopics([{ name, partitionCount, replicationFactor: 1 }])
  expect(created?.error).toBeNull()
}

const value = (index: number) => Buffer.from(`value-${index}-${'x'.repeat(index % 50)}`)

async function produce(topic: string, count: number): Promise<void> {
  const producer = client.producer()
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      producer.send({ topic, key: Buffer.from(`key-${index}`), value: value(index) }),
    ),
  )
  await producer.close()
}

const MAX_POLLS = 200

async function readUntil(consumers: readonly Consumer[], isDone: (records: ConsumerRecord[]) => boolean) {
  const records: ConsumerRecord[] = []
  for (let polls = 0; polls < MAX_POLLS && !isDone(records); polls += 1) {
    const polled = await Promise.all(consumers.map((consumer) => consumer.poll({ maxWaitMs: 100 })))
    records.push(...polled.flat())
  }
  return records
}

describe('produce and consume', () => {
  it.each(COMPRESSION_NAMES)('keeps records whole and in order with %s', async (compression) => {
    const topic = `codec-${compression}`
    await createTopic(topic, 2)
    const producer = client.producer({ compression })
    const sent = await Promise.all(
      Array.from({ length: 1_000 }, (_, index) =>
        producer.send({
          topic,
          partition: index % 2,
          key: index % 3 === 0 ? null : Buffer.from(`k${index}`),
          value: index % 7 === 0 ? null : value(index),
          headers: [{ key: 'index', value: Buffer.from(String(index)) }],
          timestampMs: BASE_MS + index,
        }),
      ),
    )
    await producer.close()
    expect(sent.map(({ offset }) => offset)).toEqual(sent.map((_, index) => Math.floor(index / 2)))
    const consumer = client.consumer({})
    consumer.assign([0, 1].map((partition) => ({ topic, partition, offset: 'earliest' as const })))
    const records = await readUntil([consumer], ({ length }) => length >= 1_000)
    await consumer.close()
    expect(records).toHaveLength(1_000)
    for (const record of records) {
      const index = record.offset * 2 + record.partition
      expect(record.value).toEqual(index % 7 === 0 ? null : value(index))
      expect(record.key).toEqual(index % 3 === 0 ? null : Buffer.from(`k${index}`))
      expect(record.headers).toEqual([{ key: 'index', value: Buffer.from(String(index)) }])
      expect(record.timestampMs).toBe(BASE_MS + index)
    }
    for (const partition of [0, 1]) {
      const offsets = records.filter((record) => record.partition === partition).map(({ offset }) => offset)
      expect(offsets).toEqual(Array.from({ length: 500 }, (_, index) => index))
    }
  })

  it('makes a topic on demand and reads it from the end', async () => {
    const producer = client.producer()
    await producer.send({ topic: 'on-demand', partition: 0, key: null, value: Buffer.from('before') })
    const consumer = client.consumer({})
    consumer.assign([{ topic: 'on-demand', partition: 0, offset: 'latest' }])
    expect(await consumer.poll({ maxWaitMs: 200 })).toEqual([])
    await producer.send({ topic: 'on-demand', partition: 0, key: null, value: Buffer.from('after') })
    const records = await readUntil([consumer], ({ length }) => length > 0)
    expect(records.map((record) => String(record.value))).toEqual(['after'])
    await Promise.all([consumer.close(), producer.close()])
  })

  it('fetches whole batches as bytes', async () => {
    await createTopic('raw', 1)
    await produce('raw', 10)
    const { topics } = await client.metadata({ topics: ['raw'] })
    const broker = topics.get('raw')?.partitions[0]?.leaderId ?? -1
    const [row] = await client.fetchBatches({
      broker,
      partitions: [{ topic: 'raw', partition: 0, fetchOffset: 0, maxBytes: 1 << 20 }],
      maxWaitMs: 100,
      minBytes: 1,
      maxBytes: 1 << 20,
      isolation: 'readUncommitted',
    })
    expect(row).toMatchObject({ topic: 'raw', partition: 0, error: null, highWatermark: 10 })
    expect(splitBatches(row?.records ?? Buffer.alloc(0), 'strict').at(-1)?.lastOffset).toBe(9)
  })
})

describe('a consumer group', () => {
  it('shares partitions between two members, hands over on leaving, and resumes where it committed', async () => {
    await createTopic('shared', 4)
    await produce('shared', 400)
    const other = connect()
    const options = { groupId: 'pair', autoOffsetReset: 'earliest', heartbeatIntervalMs: 100 } as const
    const first = client.consumer(options)
    await first.subscribe(['shared'])
    const all = await readUntil([first], ({ length }) => length >= 400)
    expect(all).toHaveLength(400)
    expect(first.assignment()).toHaveLength(4)
    await first.commit()

    const second = other.consumer(options)
    await second.subscribe(['shared'])
    await readUntil(
      [first, second],
      () => first.assignment().length === 2 && second.assignment().length === 2,
    )
    expect(first.assignment().length + second.assignment().length).toBe(4)
    const [described] = await client.admin.describeGroups(['pair'])
    expect(described).toMatchObject({ state: 'Stable', protocolName: 'range', error: null })
    expect(described?.members.map(({ assignment }) => assignment[0]?.partitions.length)).toEqual([2, 2])

    await produce('shared', 100)
    const fresh = await readUntil([first, second], ({ length }) => length >= 100)
    expect(fresh).toHaveLength(100)
    await second.commit()
    await second.close()
    const redelivered = await readUntil([first], () => first.assignment().length === 4)
    expect(first.assignment()).toHaveLength(4)
    // What the first member had not committed is delivered again, what the second had is not.
    const again = [...redelivered, ...(await readUntil([first], ({ length }) => length > 0))]
    const secondCount = 100 - fresh.filter(({ partition }) => partition < 2).length
    expect(again.length).toBeLessThanOrEqual(100)
    expect(secondCount).toBeGreaterThan(0)
    await first.commit()
    await first.close()

    const third = client.consumer(options)
    await third.subscribe(['shared'])
    await readUntil([third], () => third.assignment().length === 4 && third.position('shared', 0) !== null)
    expect(await third.poll({ maxWaitMs: 300 })).toEqual([])
    await third.close()
    await other.close()
  }, 30_000)

  it('takes back static members without a rebalance', async () => {
    await createTopic('static', 2)
    const options = { groupId: 'static', groupInstanceId: 'one', autoOffsetReset: 'earliest' } as const
    for (let round = 0; round < 2; round += 1) {
      const consumer = client.consumer(options)
      await consumer.subscribe(['static'])
      await readUntil([consumer], () => consumer.assignment().length === 2)
      expect(consumer.assignment()).toHaveLength(2)
      await consumer.close()
    }
    const [group] = await client.admin.describeGroups(['static'])
    expect(group?.members.map(({ instanceId }) => instanceId)).toEqual(['one'])
  })
})

describe('a broker that is killed', () => {
  it('loses nothing that was acknowledged, and producers and groups go on by themselves', async () => {
    await createTopic('robust', 3)
    const producer = client.producer({ lingerMs: 1 })
    const consumer = client.consumer({
      groupId: 'robust',
      autoOffsetReset: 'earliest',
      heartbeatIntervalMs: 200,
    })
    await consumer.subscribe(['robust'])
    const acknowledged: string[] = []
    const send = async (from: number, to: number) => {
      for (let index = from; index < to; index += 1) {
        const sent = await producer.send({
          topic: 'robust',
          partition: index % 3,
          key: null,
          value: value(index),
        })
        acknowledged.push(`${sent.partition}/${sent.offset}`)
      }
    }
    await send(0, 30)
    const read = await readUntil([consumer], ({ length }) => length >= 30)
    const sending = send(30, 90)
    for (const { nodeId } of cluster.supervisor.brokers) {
      await cluster.supervisor.act(nodeId, 'kill')
      await cluster.supervisor.act(nodeId, 'start')
    }
    const seen = () => new Set(read.map(({ partition, offset }) => `${partition}/${offset}`))
    for (let polls = 0; polls < MAX_POLLS && seen().size < 90; polls += 1) {
      read.push(...(await consumer.poll({ maxWaitMs: 200 })))
    }
    await sending
    expect(new Set(acknowledged)).toEqual(seen())
    expect(new Set(read.map((record) => String(record.value))).size).toBe(90)
    await Promise.all([consumer.close(), producer.close()])
  }, 60_000)

  it('is named when nobody else is left', async () => {
    const lonely = new KafkaClient({
      bootstrapServers: ['127.0.0.1:1', '127.0.0.1:2'],
      clientId: 'lonely',
      runtime: { clock: systemClock, network: nodeNetwork, random: systemRandom },
    })
    await expect(lonely.metadata()).rejects.toMatchObject({
      errorName: 'BROKER_NOT_AVAILABLE',
      message: expect.stringMatching(/127\.0\.0\.1:1 refused.*127\.0\.0\.1:2 refused/),
    })
    await lonely.close()
  })
})

describe('administration', () => {
  it('describes the cluster and its topics', async () => {
    const described = await client.admin.describeCluster()
    expect(described.clusterId).toBe(cluster.clusterId)
    expect(described.brokers.map(({ brokerId }) => brokerId)).toEqual([1, 2, 3])
    await createTopic('described', 3)
    const { topics } = await client.metadata({ topics: ['described', 'missing'] })
    expect(topics.get('described')?.partitions).toHaveLength(3)
    expect(topics.get('missing')?.error?.errorName).toBe('UNKNOWN_TOPIC_OR_PARTITION')
  })

  it('creates with configs, refuses what exists and what is illegal, and validates only', async () => {
    const topic = (name: string) => ({ name, partitionCount: 1, replicationFactor: 1 })
    const created = await client.admin.createTopics([
      { ...topic('configured'), configs: new Map([['retention.ms', '1234567']]) },
      topic('bad name!'),
      { ...topic('too-many'), replicationFactor: 9 },
    ])
    expect(created.map(({ error }) => error?.errorName ?? null)).toEqual([
      null,
      'INVALID_TOPIC_EXCEPTION',
      'INVALID_REPLICATION_FACTOR',
    ])
    expect(created[0]?.topicId).not.toBeNull()
    const again = await client.admin.createTopics([topic('configured')])
    expect(again[0]?.error?.errorName).toBe('TOPIC_ALREADY_EXISTS')
    await client.admin.createTopics([topic('only-checked')], { validateOnly: true })
    expect((await client.metadata({ fresh: true })).topics.has('only-checked')).toBe(false)
  })

  it('reads and changes configs', async () => {
    await createTopic('tuned', 1)
    const read = async () => {
      const [row] = await client.admin.describeConfigs([{ type: 'topic', name: 'tuned' }])
      return new Map(row?.configs.map((config) => [config.name, config]))
    }
    await client.admin.alterConfigs({ type: 'topic', name: 'tuned' }, [
      { name: 'retention.ms', operation: 'set', value: '60000' },
      { name: 'cleanup.policy', operation: 'append', value: 'compact' },
    ])
    const changed = await read()
    expect(changed.get('retention.ms')).toMatchObject({ value: '60000', sourceId: 1 })
    expect(changed.get('cleanup.policy')?.value).toContain('compact')
    await client.admin.alterConfigs({ type: 'topic', name: 'tuned' }, [
      { name: 'retention.ms', operation: 'delete', value: null },
    ])
    expect((await read()).get('retention.ms')?.value).toBe('604800000')
    await expect(
      client.admin.alterConfigs({ type: 'topic', name: 'tuned' }, [
        { name: 'retention.ms', operation: 'set', value: 'soon' },
      ]),
    ).rejects.toMatchObject({ errorName: 'INVALID_CONFIG' })
    const rows = await client.admin.describeConfigs([
      { type: 'broker', name: '2' },
      { type: 'topic', name: 'missing' },
    ])
    expect(rows[0]?.configs.length).toBeGreaterThan(20)
    expect(rows[1]?.error?.errorName).toBe('UNKNOWN_TOPIC_OR_PARTITION')
  })

  it('finds offsets by time, deletes records, and measures', async () => {
    await createTopic('measured', 1)
    const producer = client.producer()
    for (let index = 0; index < 5; index += 1) {
      await producer.send({
        topic: 'measured',
        partition: 0,
        key: null,
        value: Buffer.alloc(100),
        timestampMs: BASE_MS + index * 1_000,
      })
    }
    await producer.close()
    const wanted = [-2, -1, BASE_MS + 2_500, -3].map((timestampMs) => ({
      topic: 'measured',
      partition: 0,
      timestampMs,
    }))
    expect((await client.admin.listOffsets(wanted)).map(({ offset }) => offset)).toEqual([0, 5, 3, 4])
    const deleted = await client.admin.deleteRecords('measured', [{ partition: 0, offset: 2 }])
    expect(deleted).toEqual([{ partition: 0, lowWatermark: 2, error: null }])
    expect((await client.admin.listOffsets(wanted))[0]?.offset).toBe(2)
    const dirs = await client.admin.describeLogDirs([1, 2, 3])
    const replicas = dirs.flatMap((row) => row.replicas).filter(({ topic }) => topic === 'measured')
    expect(replicas).toHaveLength(1)
    expect(replicas[0]?.sizeBytes).toBeGreaterThan(500)
  })

  it('adds partitions, which a group then takes up', async () => {
    await createTopic('grown', 1)
    await client.admin.createPartitions('grown', 3)
    expect((await client.metadata({ topics: ['grown'] })).topics.get('grown')?.partitions).toHaveLength(3)
    await expect(client.admin.createPartitions('grown', 2)).rejects.toMatchObject({
      errorName: 'INVALID_PARTITIONS',
    })
  })

  it('lists, moves, and deletes groups', async () => {
    await createTopic('kept', 2)
    const moved = await client.admin.alterGroupOffsets('manual', [
      { topic: 'kept', partition: 0, offset: 5, metadata: 'note' },
      { topic: 'kept', partition: 1, offset: 6 },
    ])
    expect(moved.map(({ error }) => error)).toEqual([null, null])
    const [offsets] = await client.admin.listGroupOffsets(['manual'])
    expect(offsets?.partitions).toMatchObject([
      { partition: 0, offset: 5, metadata: 'note', error: null },
      { partition: 1, offset: 6, metadata: '', error: null },
    ])
    const { groups, failed } = await client.admin.listGroups()
    expect(failed).toEqual([])
    expect(groups.map(({ groupId }) => groupId)).toContain('manual')
    const forgotten = await client.admin.deleteGroupOffsets('manual', [{ topic: 'kept', partition: 0 }])
    expect(forgotten).toEqual([{ topic: 'kept', partition: 0, error: null }])
    expect((await client.admin.listGroupOffsets(['manual']))[0]?.partitions).toHaveLength(1)
    const deleted = await client.admin.deleteGroups(['manual', 'never-was'])
    expect(deleted.map(({ error }) => error?.errorName ?? null)).toEqual([null, 'GROUP_ID_NOT_FOUND'])
  })

  it('deletes topics', async () => {
    await createTopic('doomed', 1)
    const outcomes = await client.admin.deleteTopics(['doomed', 'never-was'])
    expect(outcomes.map(({ error }) => error?.errorName ?? null)).toEqual([
      null,
      'UNKNOWN_TOPIC_OR_PARTITION',
    ])
    // The controller has committed it; the broker that is asked here may be a moment behind.
    const isListed = async () => (await client.metadata({ fresh: true })).topics.has('doomed')
    await expect.poll(isListed).toBe(false)
  })
})
