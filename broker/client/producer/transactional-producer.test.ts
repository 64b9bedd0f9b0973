/** The transactional producer against a whole cluster in this thread. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/random.ts'
import { systemClock } from '../../node/system-clock.ts'
import { ClusterFixture } from '../../testing/cluster-fixture.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import { type ConsumerRecord, KafkaClient } from '../index.ts'

let cluster: ClusterFixture
let client: KafkaClient
let nextName = 0

beforeAll(async () => {
  cluster = await ClusterFixture.start({ brokers: 2 })
  client = new KafkaClient({
    bootstrapServers: [`127.0.0.1:${cluster.portOf(1)}`],
    clientId: 'transactional-producer-test',
    runtime: { clock: systemClock, network: cluster.network, random: new SeededRandom(7) },
  })
})

afterAll(async () => {
  await client.close()
  await cluster.stop()
})

async function makeTopic(partitions = 2): Promise<string> {
  nextName += 1
  const name = `transactions-${nextName}`
  await cluster.topic(name, { partitions })
  return name
}

const record = (topic: string, value: string, partition = 0) => ({
  topic,
  partition,
  key: null,
  value: Buffer.from(value),
})

const transactional = (transactionalId: string, other = client) =>
  other.transactionalProducer({ transactionalId, lingerMs: 0 })

/** Committed values of a topic up to a record that is sent last. */
async function committed(topic: string, partitions = 2): Promise<string[]> {
  const producer = client.producer()
  for (let partition = 0; partition < partitions; partition += 1)
    await producer.send(record(topic, 'end', partition))
  await producer.close()
  const consumer = client.consumer({ isolation: 'readCommitted' })
  consumer.assign(
    Array.from({ length: partitions }, (_, partition) => ({ topic, partition, offset: 'earliest' as const })),
  )
  const seen: ConsumerRecord[] = []
  while (seen.filter(({ value }) => String(value) === 'end').length < partitions)
    seen.push(...(await consumer.poll({ maxWaitMs: 1_000 })))
  await consumer.close()
  return seen.map(({ value }) => String(value)).filter((value) => value !== 'end')
}

const errorName = (task: Promise<unknown>) =>
  task.then(
    () => 'none',
    (error: unknown) => (error instanceof KafkaError ? error.errorName : String(error)),
  )

describe('a transactional producer', () => {
  it('ends what an earlier one of its id has left open, before it begins anything', async () => {
    const topic = await makeTopic()
    const first = transactional(`${topic}-id`)
    await first.begin()
    await first.send(record(topic, 'left'))
    const group = { groupId: `${topic}-group`, member: null }
    await first.sendOffsets([{ topic, partition: 0, offset: 7 }], group)
    const second = transactional(`${topic}-id`)
    await second.init()
    await second.init()
    expect(await committed(topic)).toEqual([])
    expect(await errorName(first.commit())).toBe('PRODUCER_FENCED')
    await second.begin()
    await second.send(record(topic, 'kept'))
    expect(await errorName(second.init())).toBe('none')
    await second.commit()
    expect(await committed(topic)).toEqual(['kept'])
    await first.close()
    await second.close()
  })

  it('shows what was committed and hides what was aborted', async () => {
    const topic = await makeTopic()
    const producer = transactional(`${topic}-id`)
    for (const [index, isCommit] of [true, false, true, false, true].entries()) {
      await producer.begin()
      await Promise.all([0, 1].map((partition) => producer.send(record(topic, `${index}`, partition))))
      await (isCommit ? producer.commit() : producer.abort())
    }
    await producer.close()
    const values = await committed(topic)
    expect(values.toSorted()).toEqual(['0', '0', '2', '2', '4', '4'])
  })

  it('commits and aborts a transaction in which nothing was sent', async () => {
    const topic = await makeTopic()
    const producer = transactional(`${topic}-id`)
    await producer.begin()
    await producer.commit()
    await producer.begin()
    await producer.abort()
    await producer.begin()
    await producer.send(record(topic, 'a'))
    await producer.commit()
    await producer.close()
    expect(await committed(topic)).toEqual(['a'])
  })

  it('stores the positions of a group with the transaction, or not at all', async () => {
    const topic = await makeTopic()
    const producer = transactional(`${topic}-id`)
    const position = async () => {
      const [group] = await client.admin.listGroupOffsets([topic])
      return group?.partitions.find(({ partition }) => partition === 0)?.offset ?? null
    }
    const store = (offset: number) =>
      producer.sendOffsets([{ topic, partition: 0, offset }], { groupId: topic, member: null })
    await producer.begin()
    await producer.send(record(topic, 'a', 1))
    await store(3)
    await producer.commit()
    await producer.begin()
    await store(9)
    await producer.abort()
    await producer.begin() // waits until the abort has reached everybody
    await producer.send(record(topic, 'b', 1))
    await producer.commit()
    expect(await position()).toBe(3)
    await producer.close()
  })

  it('is fenced by another producer of the same id, for good', async () => {
    const topic = await makeTopic()
    const [first, second] = [transactional(`${topic}-id`), transactional(`${topic}-id`)]
    await first.begin()
    await first.send(record(topic, 'of the first'))
    await second.begin()
    await second.send(record(topic, 'of the second'))
    await second.commit()
    expect(await errorName(first.commit())).toBe('PRODUCER_FENCED')
    expect(await errorName(first.begin())).toBe('PRODUCER_FENCED')
    await Promise.all([first.close(), second.close()])
    expect(await committed(topic)).toEqual(['of the second'])
  })

  it('must abort after a record could not be sent, and goes on afterwards', async () => {
    const topic = await makeTopic()
    const producer = transactional(`${topic}-id`)
    await producer.begin()
    await producer.send(record(topic, 'good'))
    const tooLarge = { ...record(topic, ''), value: Buffer.alloc(2_000_000) }
    expect(await errorName(producer.send(tooLarge))).toBe('MESSAGE_TOO_LARGE')
    expect(await errorName(producer.send(record(topic, 'late')))).not.toBe('none')
    expect(await errorName(producer.commit())).not.toBe('none')
    await producer.abort()
    await producer.begin()
    await producer.send(record(topic, 'after'))
    await producer.commit()
    await producer.close()
    expect(await committed(topic)).toEqual(['after'])
  })

  it('fails the whole transaction when the caller gives up on a record', async () => {
    const topic = await makeTopic()
    const producer = transactional(`${topic}-id`)
    await producer.begin()
    const control = new AbortController()
    const sending = producer.send(record(topic, 'given up'), { signal: control.signal })
    control.abort(new KafkaError('REQUEST_TIMED_OUT', 'enough'))
    expect(await errorName(sending)).toBe('REQUEST_TIMED_OUT')
    expect(await errorName(producer.commit())).toBe('TRANSACTION_ABORTABLE')
    await producer.abort()
    await producer.close()
    expect(await committed(topic)).toEqual([])
  })

  it('aborts what is open when it is closed', async () => {
    const topic = await makeTopic()
    const producer = transactional(`${topic}-id`)
    await producer.begin()
    await producer.send(record(topic, 'never committed'))
    await producer.close()
    expect(await committed(topic)).toEqual([])
  })

  it('refuses calls out of order', async () => {
    const topic = await makeTopic()
    const producer = transactional(`${topic}-id`)
    expect(await errorName(producer.send(record(topic, 'x')))).toBe('INVALID_TXN_STATE')
    expect(await errorName(producer.commit())).toBe('INVALID_TXN_STATE')
    expect(await errorName(producer.abort())).toBe('INVALID_TXN_STATE')
    await producer.begin()
    expect(await errorName(producer.begin())).toBe('INVALID_TXN_STATE')
    await producer.close()
    expect(() => transactional('')).toThrow(KafkaError)
  })
})
