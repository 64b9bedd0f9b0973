/** kafkajs 2: a client of 2023 that speaks the older versions. */
import { CompressionCodecs, CompressionTypes, Kafka, logLevel } from 'kafkajs'
import { describe, expect, it } from 'vitest'
import { type CompressionName, compress, decompress } from '#broker/wire/compression/codec'
import { freshName, until, useCluster } from './wire-cluster.ts'

const { bootstrap } = useCluster()
const MAX_BYTES = 64 * 1024 * 1024

// kafkajs brings gzip; the others are plugged in, here with the broker's own codecs.
for (const [type, name] of [
  [CompressionTypes.Snappy, 'snappy'],
  [CompressionTypes.LZ4, 'lz4'],
  [CompressionTypes.ZSTD, 'zstd'],
] as const) {
  CompressionCodecs[type] = () => ({
    compress: async (encoder: { buffer: Buffer }) =>
      Buffer.from(compress(name satisfies CompressionName, encoder.buffer)),
    decompress: async (buffer: Buffer) => Buffer.from(decompress(name, buffer, MAX_BYTES)),
  })
}

const connect = () =>
  new Kafka({ clientId: 'wire-test', brokers: bootstrap().split(','), logLevel: logLevel.NOTHING })

describe('kafkajs', () => {
  it('creates, describes and deletes topics', async () => {
    const admin = connect().admin()
    await admin.connect()
    const topic = freshName('kafkajs-admin')
    await admin.createTopics({ topics: [{ topic, numPartitions: 5 }], waitForLeaders: true })
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
    expect(topics[0]?.partitions).toHaveLength(5)
    await admin.createPartitions({ topicPartitions: [{ topic, count: 7 }] })
    const { resources } = await admin.describeConfigs({
      includeSynonyms: true,
      resources: [{ type: 2, name: topic, configNames: ['retention.ms'] }],
    })
    expect(resources[0]?.configEntries[0]).toMatchObject({
      configName: 'retention.ms',
      configValue: '604800000',
    })
    await admin.deleteTopics({ topics: [topic] })
    await expect.poll(() => admin.listTopics()).not.toContain(topic)
    await admin.disconnect()
  })

  it.each([
    ['none', CompressionTypes.None],
    ['gzip', CompressionTypes.GZIP],
    ['snappy', CompressionTypes.Snappy],
    ['lz4', CompressionTypes.LZ4],
    ['zstd', CompressionTypes.ZSTD],
  ])('produces with %s and reads the same back', async (_name, compression) => {
    const kafka = connect()
    const topic = freshName('kafkajs-codec')
    const admin = kafka.admin()
    await admin.connect()
    await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true })
    await admin.disconnect()
    const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 })
    await producer.connect()
    const messages = Array.from({ length: 200 }, (_, index) => ({
      key: `k${index % 7}`,
      value: JSON.stringify({ index, text: 'Zürich '.repeat(20) }),
      headers: { trace: `t${index}` },
    }))
    await producer.send({ topic, compression, messages, acks: -1 })
    await producer.disconnect()
    const consumer = kafka.consumer({ groupId: freshName('kafkajs-codec-group'), maxWaitTimeInMs: 200 })
    await consumer.connect()
    await consumer.subscribe({ topic, fromBeginning: true })
    const seen: { key: string; value: string; trace: string }[] = []
    await consumer.run({
      eachMessage: async ({ message }) => {
        seen.push({
          key: String(message.key),
          value: String(message.value),
          trace: String(message.headers?.['trace']),
        })
      },
    })
    await until('200 messages', () => seen.length >= 200)
    await consumer.disconnect()
    expect(seen).toEqual(messages.map(({ key, value, headers }) => ({ key, value, trace: headers.trace })))
  })

  it('shares partitions in a group of two, rebalances, commits and resumes', async () => {
    const kafka = connect()
    const topic = freshName('kafkajs-group')
    const groupId = freshName('kafkajs-group-id')
    const admin = kafka.admin()
    await admin.connect()
    await admin.createTopics({ topics: [{ topic, numPartitions: 4 }], waitForLeaders: true })
    const producer = kafka.producer()
    await producer.connect()
    const send = (from: number, count: number) =>
      producer.send({
        topic,
        messages: Array.from({ length: count }, (_, index) => ({
          partition: index % 4,
          value: String(from + index),
        })),
      })
    await send(0, 40)
    const seen = new Map<string, number[]>()
    const open = async (name: string) => {
      const consumer = kafka.consumer({
        groupId,
        sessionTimeout: 6_000,
        heartbeatInterval: 500,
        rebalanceTimeout: 6_000,
        maxWaitTimeInMs: 200,
      })
      const partitions: number[] = []
      seen.set(name, [])
      consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
        partitions.splice(0, partitions.length, ...(payload.memberAssignment[topic] ?? []))
      })
      await consumer.connect()
      await consumer.subscribe({ topic, fromBeginning: true })
      await consumer.run({
        autoCommitInterval: 200,
        eachMessage: async ({ message }) => void seen.get(name)?.push(Number(message.value)),
      })
      return { consumer, partitions }
    }
    const first = await open('first')
    await until('the first member reads all', () => (seen.get('first')?.length ?? 0) === 40)
    const second = await open('second')
    await until('both members own two', () => first.partitions.length === 2 && second.partitions.length === 2)
    expect(new Set([...first.partitions, ...second.partitions])).toEqual(new Set([0, 1, 2, 3]))
    await send(40, 40)
    await until(
      'the rest is shared',
      () => (seen.get('first')?.length ?? 0) + (seen.get('second')?.length ?? 0) >= 80,
    )
    expect(seen.get('second')?.length).toBe(20)
    await first.consumer.disconnect()
    await until('the second member owns all', () => second.partitions.length === 4)
    await second.consumer.disconnect()
    const offsets = await admin.fetchOffsets({ groupId, topics: [topic] })
    expect(offsets[0]?.partitions.map(({ offset }) => offset).sort()).toEqual(['20', '20', '20', '20'])
    await send(80, 8)
    const third = await open('third')
    await until('it resumes where the group was', () => (seen.get('third')?.length ?? 0) >= 8)
    await third.consumer.disconnect()
    expect([...(seen.get('third') ?? [])].sort((a, b) => a - b)).toEqual([80, 81, 82, 83, 84, 85, 86, 87])
    await producer.disconnect()
    await admin.deleteGroups([groupId])
    await admin.disconnect()
  })
})
