/** What stock clients do, each across the kill of the broker that leads: nothing acknowledged is lost or doubled. */
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { Consumer, ProduceAcks, Producer, stringDeserializers, stringSerializers } from '@platformatic/kafka'
import { Kafka, logLevel } from 'kafkajs'
import { afterEach, describe, expect, it } from 'vitest'
import { KafkaClient, nodeClientRuntime } from '#broker'
import type { KafkajsReading } from './kafkajs-reader.ts'
import { feed, hasKcat, kcat, kcatSettings, killAll, member } from './kcat.ts'
import { freshName, until, useCluster } from './wire-cluster.ts'

const { bootstrap, cluster } = useCluster({ brokers: 3, profile: 'fast' })
const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const
const TIMEOUT = { timeout: 90_000 }
/** ListOffsets: the end of the log. */
const LATEST = -1

/** The broker that was killed, on its way back. */
let comingBack: Promise<void> = Promise.resolve()

afterEach(async () => {
  killAll()
  await comingBack
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

/** A topic of three replicas whose partitions are all led by broker 1, as long as that lives. */
async function topicLedBy1(name: string, partitionCount: number): Promise<void> {
  await withClient(async ({ admin }) => {
    const [made] = await admin.createTopics([
      {
        name,
        partitionCount: -1,
        replicationFactor: -1,
        assignments: Array.from({ length: partitionCount }, (_, partition) => ({
          partition,
          brokerIds: [1, 2, 3],
        })),
        configs: new Map([['min.insync.replicas', '2']]),
      },
    ])
    expect(made?.error).toBe(null)
  })
}

/** Broker 1 is killed, and back after a second and a half. */
async function killLeader(): Promise<void> {
  await cluster().supervisor.act(1, 'kill')
  comingBack = delay(1_500).then(() => cluster().supervisor.act(1, 'start'))
}

/** Broker 1 leads again whatever it is preferred for. */
async function broker1Leads(): Promise<void> {
  await comingBack
  await withClient(async (client) => {
    for (;;) {
      const { topics } = await client.metadata({ fresh: true })
      const elsewhere = [...topics.values()].flatMap(({ name, partitions }) =>
        partitions
          .filter(({ replicas, leaderId }) => leaderId !== replicas[0])
          .map(({ partition }) => ({ topic: name, partition })),
      )
      if (elsewhere.length === 0) return
      await client.admin.electPreferredLeaders(elsewhere)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })
}

/** Waits until partition 0 holds so many records at least, committed or not. */
async function untilWritten(topic: string, count: number): Promise<void> {
  await withClient(async ({ admin }) => {
    for (;;) {
      const [end] = await admin.listOffsets([{ topic, partition: 0, timestampMs: LATEST }])
      if ((end?.offset ?? 0) >= count) return
      await delay(50)
    }
  })
}

/** Values of a partition as somebody sees them who reads committed records only. */
async function committedValues(topic: string): Promise<string[]> {
  const settings = kcatSettings('isolation.level=read_committed')
  const { stdout } = await kcat([
    '-C',
    '-q',
    '-e',
    '-o',
    'beginning',
    '-b',
    bootstrap(),
    '-t',
    topic,
    ...settings,
  ])
  return stdout.split('\n').filter((line) => line !== '')
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => String(from + index))

describe.skipIf(!hasKcat)('librdkafka across the kill of a leader', () => {
  it('produces with every codec, idempotently: complete, once and in order', TIMEOUT, async () => {
    await broker1Leads()
    const runs = await Promise.all(
      CODECS.map(async (codec) => {
        const topic = freshName(`codec-${codec}`)
        await topicLedBy1(topic, 1)
        const settings = kcatSettings(
          'acks=all',
          'enable.idempotence=true',
          'linger.ms=5',
          `compression.codec=${codec}`,
        )
        const producer = feed(['-P', '-b', bootstrap(), '-t', topic, ...settings])
        await producer.write(numbers(0, 10_000))
        return { codec, topic, producer }
      }),
    )
    await killLeader()
    for (const { codec, topic, producer } of runs) {
      await producer.write(numbers(10_000, 20_000))
      expect(await producer.end(), producer.log()).toBe(0)
      expect(await committedValues(topic), codec).toEqual(numbers(0, 20_000))
    }
  })

  it('commits a transaction that was open, and takes back one that was left', TIMEOUT, async () => {
    await broker1Leads()
    const topic = freshName('tx')
    await topicLedBy1(topic, 1)
    const args = (id: string) => [
      '-P',
      '-b',
      bootstrap(),
      '-t',
      topic,
      ...kcatSettings(`transactional.id=${id}`, 'linger.ms=5'),
    ]
    const [kept, left] = [freshName('kept'), freshName('left')]
    const producer = feed(args(kept))
    const leaver = feed(args(left))
    // kcat reads its input in blocks: of 2,000 lines it has sent most, and waits for more.
    await producer.write(numbers(0, 2_000))
    await untilWritten(topic, 1_000)
    await leaver.write(numbers(0, 2_000).map(() => 'never'))
    await untilWritten(topic, 3_000)
    await leaver.kill()
    await killLeader()
    await producer.write(numbers(2_000, 4_000))
    expect(await producer.end(), producer.log()).toBe(0)
    // The next producer of the id takes back what the last one left.
    expect((await kcat(args(left), 'after\n')).code).toBe(0)
    expect(await committedValues(topic)).toEqual([...numbers(0, 4_000), 'after'])
  })

  it(
    'shares partitions cooperatively with static members, and goes on where they were',
    TIMEOUT,
    async () => {
      await broker1Leads()
      const topic = freshName('cooperative')
      const group = freshName('cooperative-group')
      await topicLedBy1(topic, 4)
      const join = (instance: string) => {
        const settings = kcatSettings(
          'auto.offset.reset=earliest',
          'partition.assignment.strategy=cooperative-sticky',
          `group.instance.id=${instance}`,
          'session.timeout.ms=10000',
          'heartbeat.interval.ms=500',
          'auto.commit.interval.ms=200',
        )
        return member(['-b', bootstrap(), '-u', '-f', '%p:%s\n', '-G', group, ...settings, topic])
      }
      const produce = async (from: number, to: number) => {
        for (const partition of [0, 1, 2, 3]) {
          const args = ['-P', '-b', bootstrap(), '-t', topic, '-p', String(partition), '-X', 'acks=all']
          expect((await kcat(args, `${numbers(from, to).join('\n')}\n`)).code).toBe(0)
        }
      }
      const [one, two] = [join('one'), join('two')]
      const seen = () => new Set([...one.lines, ...two.lines])
      await until('both are given partitions', () =>
        [one, two].every(({ log }) => /incremental assignment of [1-9]/.test(log())),
      )
      await produce(0, 500)
      await until('all is read', () => seen().size === 2_000)
      await killLeader()
      await produce(500, 1_000)
      await until('what came after the kill is read', () => seen().size === 4_000, 60_000)
      await one.stop()
      const again = join('one')
      await produce(1_000, 1_100)
      await until('the member that came back reads on', () => again.lines.length > 0, 60_000)
      await until('all is read', () => new Set([...seen(), ...again.lines]).size === 4_400, 60_000)
      await Promise.all([two.stop(), again.stop()])
    },
  )
})

describe('kafkajs across the kill of a leader', () => {
  it('goes on reading in its group: everything, and nothing of what was aborted', TIMEOUT, async () => {
    await broker1Leads()
    const topic = freshName('kafkajs-group')
    await topicLedBy1(topic, 3)
    const brokers = bootstrap().split(',')
    const workerData: KafkajsReading = { brokers, topic, groupId: `${topic}-readers` }
    const reader = new Worker(new URL('./kafkajs-reader.ts', import.meta.url), { workerData })
    const seen = new Set<string>()
    const troubles: unknown[] = []
    reader.on('message', (values: readonly string[]) => values.forEach((value) => seen.add(value)))
    reader.on('error', (error) => troubles.push(error))
    const producer = new Kafka({
      clientId: 'failover-kafkajs-transactions',
      brokers,
      logLevel: logLevel.NOTHING,
      retry: { retries: 20, initialRetryTime: 50, maxRetryTime: 1_000 },
    }).producer({ transactionalId: `${topic}-id`, maxInFlightRequests: 1, idempotent: true })
    await producer.connect()
    const transact = async (values: readonly string[], isCommit: boolean) => {
      const transaction = await producer.transaction()
      const messages = values.map((value, index) => ({ partition: index % 3, value }))
      await transaction.send({ topic, acks: -1, messages })
      await (isCommit ? transaction.commit() : transaction.abort())
    }
    try {
      for (let round = 0; round < 20; round += 1) {
        if (round === 8) await killLeader()
        await transact(numbers(round * 30, (round + 1) * 30), true)
        await transact([`aborted-${round}`], false)
      }
      const isOver = () => seen.size >= 600 || troubles.length > 0
      await until('all records are read', isOver, 60_000)
      expect(troubles).toEqual([])
      expect([...seen].toSorted((a, b) => Number(a) - Number(b))).toEqual(numbers(0, 600))
    } finally {
      await producer.disconnect()
      await reader.terminate()
    }
  })

  it('produces idempotently: complete, once and in order', TIMEOUT, async () => {
    await broker1Leads()
    const topic = freshName('kafkajs')
    await topicLedBy1(topic, 1)
    const kafka = new Kafka({
      clientId: 'failover-kafkajs',
      brokers: bootstrap().split(','),
      logLevel: logLevel.NOTHING,
      retry: { retries: 20, initialRetryTime: 50, maxRetryTime: 1_000 },
    })
    const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 })
    await producer.connect()
    for (let round = 0; round < 20; round += 1) {
      if (round === 8) await killLeader()
      const values = numbers(round * 50, (round + 1) * 50)
      await producer.send({ topic, acks: -1, messages: values.map((value) => ({ partition: 0, value })) })
    }
    await producer.disconnect()
    expect(await readAll(topic)).toEqual(numbers(0, 1_000))
  })
})

describe('@platformatic/kafka across the kill of a leader', () => {
  const base = () => ({
    clientId: 'failover-platformatic',
    bootstrapBrokers: bootstrap().split(','),
    retries: 30,
    retryDelay: 200,
  })

  it('produces with every codec, idempotently: complete and once', TIMEOUT, async () => {
    await broker1Leads()
    const runs = await Promise.all(
      CODECS.map(async (codec) => {
        const topic = freshName(`platformatic-${codec}`)
        await topicLedBy1(topic, 1)
        const producer = new Producer({
          ...base(),
          serializers: stringSerializers,
          compression: codec,
          idempotent: true,
          acks: ProduceAcks.ALL,
        })
        await producer.send({ messages: numbers(0, 500).map((value) => ({ topic, value })) })
        return { codec, topic, producer }
      }),
    )
    await killLeader()
    for (const { codec, topic, producer } of runs) {
      await producer.send({ messages: numbers(500, 1_000).map((value) => ({ topic, value })) })
      await producer.close()
      expect(await readAll(topic), codec).toEqual(numbers(0, 1_000))
    }
  })

  it.each(['classic', 'consumer'] as const)(
    'reads on in its group: %s protocol',
    TIMEOUT,
    async (groupProtocol) => {
      await broker1Leads()
      const topic = freshName('platformatic-group')
      await topicLedBy1(topic, 1)
      const consumer = new Consumer({
        ...base(),
        groupId: freshName('platformatic-group-id'),
        deserializers: stringDeserializers,
        autocommit: 200,
        ...(groupProtocol === 'classic'
          ? { groupProtocol, sessionTimeout: 6_000, heartbeatInterval: 500, rebalanceTimeout: 6_000 }
          : { groupProtocol }),
      })
      const stream = await consumer.consume({
        topics: [topic],
        mode: 'committed',
        fallbackMode: 'earliest',
        maxWaitTime: 200,
      })
      const seen = new Set<string>()
      stream.on('data', ({ value }) => seen.add(value))
      await produce(topic, numbers(0, 100))
      await until('the first are read', () => seen.size === 100)
      await killLeader()
      await produce(topic, numbers(100, 200))
      await until('the rest is read', () => seen.size === 200, 60_000)
      await stream.close()
      await consumer.close()
      expect([...seen]).toEqual(numbers(0, 200))
    },
  )
})

/** Records in their order, sent by our own client. */
async function produce(topic: string, values: readonly string[]): Promise<void> {
  await withClient(async (client) => {
    const producer = client.producer({ deliveryTimeoutMs: 60_000 })
    await Promise.all(
      values.map((value) => producer.send({ topic, partition: 0, key: null, value: Buffer.from(value) })),
    )
    await producer.close()
  })
}

/** Every value of partition 0, read by our own client. */
async function readAll(topic: string): Promise<string[]> {
  return withClient(async (client) => {
    const consumer = client.consumer({})
    consumer.assign([{ topic, partition: 0, offset: 'earliest' }])
    const values: string[] = []
    for (;;) {
      const records = await consumer.poll({ maxWaitMs: 1_000 })
      if (records.length === 0) break
      values.push(...records.map(({ value }) => String(value)))
    }
    await consumer.close()
    return values
  })
}
