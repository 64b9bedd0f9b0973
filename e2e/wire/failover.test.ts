/** Stock clients while brokers and controllers are killed: nothing acknowledged is lost, doubled or reordered. */
import { spawn, spawnSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { Kafka, logLevel } from 'kafkajs'
import { describe, expect, it } from 'vitest'
import { KafkaClient, nodeClientRuntime } from '#broker'
import { describeQuorum } from '#broker/wire/generated/describe-quorum'
import { freshName, until, useCluster } from './wire-cluster.ts'

const { bootstrap, cluster } = useCluster({ brokers: 3, controllers: 3, profile: 'fast' })
const hasKcat = spawnSync('kcat', ['-V']).status === 0
const RECORDS = 60_000

const connect = () =>
  new Kafka({
    clientId: 'failover-test',
    brokers: bootstrap().split(','),
    logLevel: logLevel.NOTHING,
    retry: { retries: 20, initialRetryTime: 50, maxRetryTime: 1_000 },
  })

async function withClient<Result>(use: (client: KafkaClient) => Promise<Result>): Promise<Result> {
  const client = new KafkaClient({
    bootstrapServers: bootstrap().split(','),
    clientId: 'failover-admin',
    runtime: nodeClientRuntime,
  })
  try {
    return await use(client)
  } finally {
    await client.close()
  }
}

async function makeTopic(name: string, partitionCount: number): Promise<void> {
  const [made] = await withClient(({ admin }) =>
    admin.createTopics([
      { name, partitionCount, replicationFactor: 3, configs: new Map([['min.insync.replicas', '2']]) },
    ]),
  )
  expect(made?.error).toBe(null)
}

const leaderOf = (topic: string, partition = 0) =>
  withClient(async (client) => {
    const { topics } = await client.metadata({ topics: [topic], fresh: true })
    return topics.get(topic)?.partitions[partition]?.leaderId ?? -1
  })

/** Values of a partition in the order of their offsets, as kcat reads them. */
function readAll(topic: string): string[] {
  const { stdout } = spawnSync(
    'kcat',
    ['-C', '-q', '-e', '-o', 'beginning', '-b', bootstrap(), '-t', topic],
    {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  return stdout.split('\n').filter((line) => line !== '')
}

describe('a cluster of three brokers and three controllers', () => {
  it.skipIf(!hasKcat)(
    'loses, doubles and reorders nothing for librdkafka when its leader is killed',
    { timeout: 90_000 },
    async () => {
      const topic = freshName('failover')
      await makeTopic(topic, 1)
      const producer = spawn(
        'kcat',
        [
          '-P',
          '-b',
          bootstrap(),
          '-t',
          topic,
          '-X',
          'acks=all',
          '-X',
          'enable.idempotence=true',
          '-X',
          'linger.ms=5',
        ],
        { stdio: ['pipe', 'ignore', 'inherit'] },
      )
      const ended = new Promise<number | null>((resolve) => producer.once('close', resolve))
      const write = async (from: number, to: number) => {
        for (let value = from; value < to; value += 1) {
          if (!producer.stdin.write(`${value}\n`))
            await new Promise((resolve) => producer.stdin.once('drain', resolve))
        }
      }
      await write(0, RECORDS / 3)
      const first = await leaderOf(topic)
      await cluster().supervisor.act(first, 'kill')
      await write(RECORDS / 3, (RECORDS * 2) / 3)
      await cluster().supervisor.act(first, 'start')
      const second = await leaderOf(topic)
      await cluster().supervisor.act(second, 'kill')
      await write((RECORDS * 2) / 3, RECORDS)
      producer.stdin.end()
      expect(await ended).toBe(0)
      await cluster().supervisor.act(second, 'start')
      const values = readAll(topic)
      expect(values).toHaveLength(RECORDS)
      expect(values.every((value, index) => value === String(index))).toBe(true)
    },
  )

  it('keeps a transaction whole for kafkajs across the loss of a leader and of the controller', {
    timeout: 60_000,
  }, async () => {
    const topic = freshName('transactions')
    await makeTopic(topic, 2)
    const producer = connect().producer({
      transactionalId: freshName('tx'),
      idempotent: true,
      maxInFlightRequests: 1,
    })
    await producer.connect()
    const sent: string[] = []
    let comingBack: Promise<void> = Promise.resolve()
    for (let round = 0; round < 8; round += 1) {
      const transaction = await producer.transaction()
      const values = [`${round}-a`, `${round}-b`]
      await transaction.send({
        topic,
        messages: values.map((value, partition) => ({ value, partition })),
      })
      if (round === 2) {
        const leader = await leaderOf(topic)
        await cluster().supervisor.act(leader, 'kill')
        comingBack = delay(1_000).then(() => cluster().supervisor.act(leader, 'start'))
      }
      if (round === 5) await cluster().supervisor.act(101, 'restart')
      const isCommit = round % 2 === 0
      if (isCommit) await transaction.commit()
      else await transaction.abort()
      if (isCommit) sent.push(...values)
    }
    await comingBack
    await producer.disconnect()
    const consumer = connect().consumer({ groupId: freshName('tx-readers') }) // kafkajs reads committed records
    await consumer.connect()
    await consumer.subscribe({ topic, fromBeginning: true })
    const seen: string[] = []
    await consumer.run({ eachMessage: async ({ message }) => void seen.push(String(message.value)) })
    await until('every committed record', () => seen.length >= sent.length)
    await consumer.disconnect()
    expect(seen.toSorted()).toEqual(sent.toSorted())
  })

  it('decides again within seconds when the active controller is killed', { timeout: 30_000 }, async () => {
    const { supervisor } = cluster()
    const quorum = await withClient((client) =>
      client.send(
        describeQuorum,
        { topics: [{ topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] }] },
        { broker: 'any' },
      ),
    )
    const active = quorum.topics[0]?.partitions[0]?.leaderId ?? -1
    expect(active).toBeGreaterThan(100)
    await supervisor.act(active, 'kill')
    await makeTopic(freshName('after'), 1)
    await supervisor.act(active, 'start')
  })
})
