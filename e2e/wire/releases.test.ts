/** Clients on a cluster that looks like an older release of Kafka: transactions of the first generation among it. */
import { Kafka, logLevel } from 'kafkajs'
import { describe, expect, it } from 'vitest'
import { KafkaClient, nodeClientRuntime } from '#broker'
import { hasKcat, kcat, kcatSettings } from './kcat.ts'
import { freshName, until, useCluster } from './wire-cluster.ts'

describe.each(['2.8', '3.9'])('a cluster that looks like %s', (kafkaVersion) => {
  const { bootstrap } = useCluster({ brokers: 2, kafkaVersion })

  it.skipIf(!hasKcat)('is produced to and read by librdkafka, compressed and in a transaction', async () => {
    const topic = freshName('old-kcat')
    const settings = kcatSettings(`transactional.id=${freshName('old-tx')}`, 'compression.codec=zstd')
    const { code, stderr } = await kcat(['-P', '-b', bootstrap(), '-t', topic, ...settings], 'one\ntwo\n')
    expect(code, stderr).toBe(0)
    const { stdout } = await kcat(['-C', '-q', '-e', '-b', bootstrap(), '-t', topic])
    expect(stdout).toBe('one\ntwo\n')
  })

  it('has groups for kafkajs', async () => {
    const topic = freshName('old-kafkajs')
    const kafka = new Kafka({
      clientId: 'old',
      brokers: bootstrap().split(','),
      logLevel: logLevel.NOTHING,
      retry: { retries: 10, initialRetryTime: 50 },
    })
    const admin = kafka.admin()
    await admin.connect()
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 1 }] })
    await admin.disconnect()
    const producer = kafka.producer()
    await producer.connect()
    await producer.send({ topic, messages: [{ value: 'a' }, { value: 'b' }] })
    await producer.disconnect()
    const consumer = kafka.consumer({ groupId: freshName('old-group') })
    await consumer.connect()
    await consumer.subscribe({ topic, fromBeginning: true })
    const seen: string[] = []
    await consumer.run({ eachMessage: async ({ message }) => void seen.push(String(message.value)) })
    await until('both are read', () => seen.length === 2)
    await consumer.disconnect()
    expect(seen).toEqual(['a', 'b'])
  })

  it('keeps transactions of our own client whole, with the positions of a group', async () => {
    const client = new KafkaClient({
      bootstrapServers: bootstrap().split(','),
      clientId: 'old',
      runtime: nodeClientRuntime,
    })
    const topic = freshName('old-own')
    const groupId = freshName('old-own-group')
    await client.admin.createTopics([{ name: topic, partitionCount: 2, replicationFactor: 2 }])
    const producer = client.transactionalProducer({ transactionalId: freshName('old-own-tx') })
    for (let round = 0; round < 4; round += 1) {
      await producer.begin()
      await Promise.all(
        [0, 1].map((partition) =>
          producer.send({ topic, partition, key: null, value: Buffer.from(`${round}`) }),
        ),
      )
      await producer.sendOffsets([{ topic, partition: 0, offset: round }], { groupId, member: null })
      if (round % 2 === 0) await producer.commit()
      else await producer.abort()
    }
    await producer.close()
    const consumer = client.consumer({ isolation: 'readCommitted' })
    consumer.assign([0, 1].map((partition) => ({ topic, partition, offset: 'earliest' as const })))
    const seen: string[] = []
    const untilMs = performance.now() + 20_000
    while (seen.length < 4 && performance.now() < untilMs)
      seen.push(...(await consumer.poll({ maxWaitMs: 500 })).map(({ value }) => String(value)))
    seen.push(...(await consumer.poll({ maxWaitMs: 500 })).map(({ value }) => String(value)))
    await consumer.close()
    expect(seen.toSorted()).toEqual(['0', '0', '2', '2'])
    const [group] = await client.admin.listGroupOffsets([groupId])
    expect(group?.partitions).toMatchObject([{ partition: 0, offset: 2 }])
    await client.close()
  })
})
