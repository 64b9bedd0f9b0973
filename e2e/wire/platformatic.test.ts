/** @platformatic/kafka 2: a client that speaks only recent versions. */
import {
  Admin,
  Consumer,
  type MessagesStream,
  ProduceAcks,
  Producer,
  stringDeserializers,
  stringSerializers,
} from '@platformatic/kafka'
import { describe, expect, it } from 'vitest'
import { freshName, until, useCluster } from './wire-cluster.ts'

const { bootstrap } = useCluster()
const base = () => ({ clientId: 'wire-test', bootstrapBrokers: bootstrap().split(',') })

type Stream = MessagesStream<string, string, string, string>

async function makeTopic(topic: string, partitions: number): Promise<void> {
  const admin = new Admin(base())
  await admin.createTopics({ topics: [topic], partitions, replicas: 1 })
  await admin.close()
}

function openProducer(compression: 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd' = 'none') {
  return new Producer({
    ...base(),
    serializers: stringSerializers,
    compression,
    idempotent: true,
    acks: ProduceAcks.ALL,
  })
}

async function openConsumer(groupId: string, topic: string, seen: { partition: number; value: string }[]) {
  const consumer = new Consumer({
    ...base(),
    groupId,
    deserializers: stringDeserializers,
    autocommit: 200,
    sessionTimeout: 6_000,
    heartbeatInterval: 500,
    rebalanceTimeout: 6_000,
  })
  const stream: Stream = await consumer.consume({
    topics: [topic],
    mode: 'committed',
    fallbackMode: 'earliest',
    maxWaitTime: 200,
  })
  stream.on('data', (message) => seen.push({ partition: message.partition, value: message.value }))
  return {
    consumer,
    stream,
    close: async () => {
      await stream.close()
      await consumer.close()
    },
  }
}

describe('@platformatic/kafka', () => {
  it('creates, describes and deletes topics', async () => {
    const admin = new Admin(base())
    const topic = freshName('platformatic-admin')
    const created = await admin.createTopics({ topics: [topic], partitions: 3, replicas: 1 })
    expect(created[0]).toMatchObject({ name: topic, partitions: 3 })
    expect(await admin.listTopics()).toContain(topic)
    await admin.deleteTopics({ topics: [topic] })
    await expect.poll(() => admin.listTopics()).not.toContain(topic)
    await admin.close()
  })

  it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const)(
    'produces with %s and reads the same back',
    async (codec) => {
      const topic = freshName('platformatic-codec')
      await makeTopic(topic, 1)
      const producer = openProducer(codec)
      const values = Array.from({ length: 200 }, (_, index) =>
        JSON.stringify({ index, text: 'Kraków '.repeat(20) }),
      )
      await producer.send({ messages: values.map((value, index) => ({ topic, key: `k${index}`, value })) })
      await producer.close()
      const seen: { partition: number; value: string }[] = []
      const { close } = await openConsumer(freshName('platformatic-codec-group'), topic, seen)
      await until('200 messages', () => seen.length >= 200)
      await close()
      expect(seen.map(({ value }) => value)).toEqual(values)
    },
  )

  it('shares partitions in a group of two, rebalances, commits and resumes', async () => {
    const topic = freshName('platformatic-group')
    const groupId = freshName('platformatic-group-id')
    await makeTopic(topic, 4)
    const producer = openProducer()
    const send = (from: number, count: number) =>
      producer.send({
        messages: Array.from({ length: count }, (_, index) => ({
          topic,
          partition: index % 4,
          value: String(from + index),
        })),
      })
    await send(0, 40)
    const first: { partition: number; value: string }[] = []
    const second: { partition: number; value: string }[] = []
    const one = await openConsumer(groupId, topic, first)
    await until('the first member reads all', () => first.length === 40)
    const two = await openConsumer(groupId, topic, second)
    await until('both members own two', () => {
      const owned = [one, two].map(
        ({ consumer }) => consumer.assignments?.find((a) => a.topic === topic)?.partitions.length ?? 0,
      )
      return owned[0] === 2 && owned[1] === 2
    })
    await send(40, 40)
    await until('the rest is shared', () => first.length + second.length >= 80 && second.length >= 20)
    await one.close()
    await send(80, 40)
    await until(
      'the second member reads all',
      () => new Set(second.filter(({ value }) => Number(value) >= 80).map(({ value }) => value)).size === 40,
    )
    await two.close()
    await send(120, 8)
    const third: { partition: number; value: string }[] = []
    const three = await openConsumer(groupId, topic, third)
    await until('it resumes where the group was', () => third.length >= 8)
    await three.close()
    expect(third.map(({ value }) => Number(value)).sort((a, b) => a - b)).toEqual([
      120, 121, 122, 123, 124, 125, 126, 127,
    ])
    await producer.close()
  })
})
