import { describe, expect, it } from 'vitest'
import { FakeBroker, HANG_UP, STAY_SILENT } from '../../testing/fake-broker.ts'
import { initProducerId } from '../../wire/generated/init-producer-id.ts'
import { type ProduceRequest, produce } from '../../wire/generated/produce.ts'
import { errorCode, KafkaError } from '../../wire/kafka-error.ts'
import { isCrcValid, splitBatches } from '../../wire/record-batch.ts'
import { decodeRecords } from '../../wire/record-batch-records.ts'
import type { ErrorName } from '../../wire/schema/errors.ts'
import { partitionOfKey } from '../partitioner.ts'
import { calm, clientOn, KAFKA_2_1, type Leaders, script, topicIdOf } from '../testing/client-fixture.ts'
import type { ProducerOptions } from './producer-types.ts'

interface SeenBatch {
  readonly partition: number
  readonly producerId: number
  readonly baseSequence: number
  readonly values: string[]
}

/** A batch as the broker sees it, after the checks a broker makes. */
function batchesOf(request: ProduceRequest): SeenBatch[] {
  return request.topicData.flatMap(({ partitionData }) =>
    partitionData.map(({ index, records }) => {
      const bytes = records ?? Buffer.alloc(0)
      const [header, ...others] = splitBatches(bytes, 'strict')
      if (header === undefined) return expect.fail('a produce request without a batch')
      expect(others).toEqual([])
      expect(isCrcValid(bytes, header)).toBe(true)
      return {
        partition: index,
        producerId: header.producerId,
        baseSequence: header.baseSequence,
        values: decodeRecords(bytes, header).map(({ value }) => String(value)),
      }
    }),
  )
}

/** A leader that appends in memory and refuses by `refuse`. */
function leader(
  refuse: (batch: SeenBatch, attempt: number) => ErrorName | symbol | null = () => null,
  options: { leaders?: Leaders; broker?: FakeBroker } = {},
) {
  const broker = options.broker ?? new FakeBroker({ brokerId: 1 })
  const log = new Map<number, string[]>()
  const seen: SeenBatch[] = []
  let producers = 100
  script([broker], options.leaders ?? { t: [1] })
  broker.on(initProducerId, () => ({ errorCode: 0, producerId: producers++, producerEpoch: 0 }))
  broker.on(produce, (request, version) => {
    const rows = []
    for (const batch of batchesOf(request)) {
      seen.push(batch)
      const refusal = refuse(batch, seen.length)
      if (typeof refusal === 'symbol') return refusal
      const records = log.get(batch.partition) ?? []
      rows.push({
        index: batch.partition,
        errorCode: refusal === null ? 0 : errorCode(refusal),
        baseOffset: refusal === null ? records.length : -1,
      })
      if (refusal === null) log.set(batch.partition, [...records, ...batch.values])
    }
    const name = version >= 13 ? { topicId: topicIdOf('t') } : { name: 't' }
    return { responses: [{ ...name, partitionResponses: rows }] }
  })
  return { broker, log, seen }
}

const producerOn = (fake: { broker: FakeBroker }, options: ProducerOptions = {}) => {
  const fixture = clientOn([fake.broker])
  return { ...fixture, producer: fixture.client.producer(options) }
}

const record = (value: string, partition: number | null = 0) => ({
  topic: 't',
  partition,
  key: null,
  value: Buffer.from(value),
})

const nameOf = (outcome: PromiseSettledResult<unknown>) => {
  if (outcome.status === 'fulfilled') return 'sent'
  return outcome.reason instanceof KafkaError ? outcome.reason.errorName : String(outcome.reason)
}

describe('a producer', () => {
  it('sends records of a partition in one batch and tells each its offset', async () => {
    const fake = leader()
    const { producer, client, drive } = producerOn(fake)
    const sent = await drive(Promise.all(['a', 'b', 'c'].map((value) => producer.send(record(value)))))
    expect(sent.map(({ offset }) => offset)).toEqual([0, 1, 2])
    expect(fake.seen).toEqual([{ partition: 0, producerId: 100, baseSequence: 0, values: ['a', 'b', 'c'] }])
    await client.close()
  })

  it('waits for more records no longer than its linger time, and not at all when flushing', async () => {
    const fake = leader()
    const { producer, client, clock, drive } = producerOn(fake, { lingerMs: 1_000 })
    await drive(producer.send(record('first')))
    const startMs = clock.monotonicMs()
    const sent = producer.send(record('a'))
    await calm()
    expect(fake.seen).toHaveLength(1)
    await producer.flush()
    await sent
    expect(clock.monotonicMs()).toBe(startMs)
    expect(fake.seen.at(-1)).toMatchObject({ baseSequence: 1, values: ['a'] })
    await client.close()
  })

  it('chooses the partition of a key as the Java client does, and spreads records without one', async () => {
    const fake = leader(() => null, { leaders: { t: [1, 1, 1, 1] } })
    const { producer, client, drive } = producerOn(fake, { batchBytes: 200 })
    const keyed = await drive(
      Promise.all(
        ['a', 'b', 'c', 'd'].map((key) => producer.send({ ...record('v', null), key: Buffer.from(key) })),
      ),
    )
    expect(keyed.map(({ partition }) => partition)).toEqual(
      ['a', 'b', 'c', 'd'].map((key) => partitionOfKey(Buffer.from(key), 4)),
    )
    const spread = await drive(
      Promise.all(Array.from({ length: 40 }, () => producer.send(record('x'.repeat(60), null)))),
    )
    expect(new Set(spread.map(({ partition }) => partition)).size).toBeGreaterThan(2)
    await client.close()
  })

  it('keeps the order over retries, with several batches in flight', async () => {
    let refusals = 0
    const expected = new Map<number, number>()
    // A leader that checks sequences as brokers do, and fails the third batch twice.
    const fake = leader((batch, attempt) => {
      if (attempt === 3 || attempt === 8) {
        refusals += 1
        return 'NOT_ENOUGH_REPLICAS'
      }
      const next = expected.get(batch.producerId) ?? batch.baseSequence
      if (batch.baseSequence !== next) return 'OUT_OF_ORDER_SEQUENCE_NUMBER'
      expected.set(batch.producerId, next + batch.values.length)
      return null
    })
    const { producer, client, drive } = producerOn(fake, { batchBytes: 100 })
    const values = Array.from({ length: 60 }, (_, index) => `value-${index}`)
    const sent = await drive(Promise.all(values.map((value) => producer.send(record(value)))))
    expect(refusals).toBe(2)
    expect(fake.log.get(0)).toEqual(values)
    expect(sent.map(({ offset }) => offset)).toEqual(values.map((_, index) => index))
    await client.close()
  })

  it('repeats a batch with the same sequence when the connection broke', async () => {
    const fake = leader((_batch, attempt) => (attempt === 1 ? HANG_UP : null))
    const { producer, client, drive } = producerOn(fake)
    await drive(producer.send(record('a')))
    expect(fake.seen.map(({ producerId, baseSequence }) => [producerId, baseSequence])).toEqual([
      [100, 0],
      [100, 0],
    ])
    await client.close()
  })

  it('follows a leader that moved', async () => {
    const brokers = [new FakeBroker({ brokerId: 1 }), new FakeBroker({ brokerId: 2 })] as const
    const leaders = { t: [1] }
    const old = leader(
      () => {
        leaders.t = [2]
        return 'NOT_LEADER_OR_FOLLOWER'
      },
      { broker: brokers[0] },
    )
    const next = leader(() => null, { broker: brokers[1] })
    script(brokers, leaders)
    const { client, drive } = clientOn(brokers)
    await drive(client.producer().send(record('a')))
    expect([old.log.size, next.log.get(0)]).toEqual([0, ['a']])
    await client.close()
  })

  it('takes another id when the broker forgot it, and loses nothing', async () => {
    const fake = leader((batch) =>
      batch.producerId === 100 && batch.baseSequence > 0 ? 'UNKNOWN_PRODUCER_ID' : null,
    )
    const { producer, client, drive } = producerOn(fake)
    await drive(producer.send(record('a')))
    await drive(producer.send(record('b')))
    expect(fake.log.get(0)).toEqual(['a', 'b'])
    expect(fake.seen.at(-1)).toMatchObject({ producerId: 101, baseSequence: 0 })
    await client.close()
  })

  it('does not repeat under another id what may have been written', async () => {
    const fake = leader((_batch, attempt) => {
      if (attempt === 2) return HANG_UP
      return attempt === 3 ? 'UNKNOWN_PRODUCER_ID' : null
    })
    const { producer, client, drive } = producerOn(fake)
    await drive(producer.send(record('a')))
    const outcomes = await drive(Promise.allSettled([producer.send(record('b'))]))
    expect(outcomes.map(nameOf)).toEqual(['UNKNOWN_PRODUCER_ID'])
    await drive(producer.send(record('c')))
    expect(fake.log.get(0)).toEqual(['a', 'c'])
    await client.close()
  })

  it('fails the records of a refused batch and goes on with the next ones', async () => {
    const fake = leader((batch) => (batch.values.includes('bad') ? 'INVALID_RECORD' : null))
    const { producer, client, drive } = producerOn(fake)
    await drive(producer.send(record('a')))
    const outcomes = await drive(
      Promise.allSettled([producer.send(record('bad')), producer.send(record('b'))]),
    )
    expect(outcomes.map(nameOf)).toEqual(['INVALID_RECORD', 'INVALID_RECORD'])
    await drive(producer.send(record('c')))
    expect(fake.log.get(0)).toEqual(['a', 'c'])
    await client.close()
  })

  it('splits a batch that the topic finds too large', async () => {
    const fake = leader((batch) => (batch.values.length > 3 ? 'MESSAGE_TOO_LARGE' : null))
    const { producer, client, drive } = producerOn(fake)
    const values = Array.from({ length: 11 }, (_, index) => `${index}`)
    await drive(Promise.all(values.map((value) => producer.send(record(value)))))
    expect(fake.log.get(0)).toEqual(values)
    expect(fake.seen.every(({ producerId }) => producerId === 100)).toBe(true)
    await client.close()
  })

  it('gives up after the delivery time-out, with what kept it', async () => {
    const fake = leader(() => 'NOT_ENOUGH_REPLICAS')
    const { producer, client, clock, drive } = producerOn(fake, { deliveryTimeoutMs: 5_000 })
    const startMs = clock.monotonicMs()
    const outcomes = await drive(Promise.allSettled([producer.send(record('a'))]))
    expect(outcomes.map(nameOf)).toEqual(['NOT_ENOUGH_REPLICAS'])
    expect(clock.monotonicMs() - startMs).toBeLessThan(7_000)
    await client.close()
  })

  it('waits while the buffer is full, then says so', async () => {
    const fake = leader(() => STAY_SILENT)
    const { producer, client, clock } = producerOn(fake, { maxBufferedBytes: 1_000 })
    const first = producer.send(record('a'.repeat(900)))
    first.catch(() => {})
    await calm()
    const late = Promise.allSettled([producer.send(record('b'.repeat(200)), { timeoutMs: 300 })])
    await calm()
    clock.advance(300)
    expect((await late).map(nameOf)).toEqual(['REQUEST_TIMED_OUT'])
    await expect(producer.send(record('c'.repeat(2_000)))).rejects.toThrow('larger than the buffer')
    await client.close()
    await expect(first).rejects.toThrow('closed')
  })

  it('takes waiting records in their order when room comes', async () => {
    const fake = leader()
    const { producer, client, drive } = producerOn(fake, { maxBufferedBytes: 300 })
    const values = Array.from({ length: 50 }, (_, index) => `value-${index}`)
    await drive(Promise.all(values.map((value) => producer.send(record(value)))))
    expect(fake.log.get(0)).toEqual(values)
    await client.close()
  })

  it('answers a caller that aborts with the reason', async () => {
    const fake = leader(() => STAY_SILENT)
    const { producer, client } = producerOn(fake)
    const abort = new AbortController()
    const sent = producer.send(record('a'), { signal: abort.signal })
    await calm()
    abort.abort(new Error('enough'))
    await expect(sent).rejects.toThrow('enough')
    await client.close()
  })

  it('never sends a record that was given up before it left, and keeps its neighbours', async () => {
    const fake = leader(() => null, { leaders: { t: [1, -1] } })
    const { producer, client, clock, drive } = producerOn(fake)
    const abort = new AbortController()
    const doubts: boolean[] = []
    const options = { signal: abort.signal, onDoubt: (doubt: boolean) => doubts.push(doubt) }
    const given = producer.send(record('given up', 1), options)
    const kept = producer.send(record('kept', 1))
    const alone = producer.send(record('alone', 1), { signal: abort.signal })
    await calm()
    clock.advance(3_000)
    await calm()
    abort.abort(new Error('enough'))
    await expect(given).rejects.toThrow('enough')
    await expect(alone).rejects.toThrow('enough')
    script([fake.broker], { t: [1, 1] })
    await drive(kept)
    expect(fake.log.get(1)).toEqual(['kept'])
    expect(doubts).toEqual([])
    await client.close()
  })

  it('does not send a record again that was given up while a refused attempt was on its way', async () => {
    const abort = new AbortController()
    const fake = leader((_batch, attempt) => (attempt === 1 ? 'NOT_ENOUGH_REPLICAS' : null))
    const { producer, client, drive } = producerOn(fake)
    const doubts: boolean[] = []
    const given = producer.send(record('given up'), {
      signal: abort.signal,
      onDoubt: (doubt) => {
        doubts.push(doubt)
        if (!doubt) abort.abort(new Error('enough'))
      },
    })
    expect((await drive(Promise.allSettled([given]))).map(nameOf)).toEqual(['Error: enough'])
    expect(doubts).toEqual([true, false])
    await drive(producer.send(record('next')))
    expect(fake.log.get(0)).toEqual(['next'])
    await client.close()
  })

  it('tells that a record may be written once its broker has it and does not answer', async () => {
    const fake = leader(() => STAY_SILENT)
    const { producer, client } = producerOn(fake, { lingerMs: 0 })
    const doubts: boolean[] = []
    const sent = producer.send(record('a'), { onDoubt: (doubt) => doubts.push(doubt) })
    sent.catch(() => {})
    await calm()
    expect(doubts).toEqual([true])
    await client.close()
  })

  it('rejects a topic and a partition that do not exist', async () => {
    const fake = leader()
    const { producer, client, drive } = producerOn(fake)
    const outcomes = await drive(
      Promise.allSettled([producer.send({ ...record('a'), topic: 'gone' }), producer.send(record('a', 7))]),
    )
    expect(outcomes.map(nameOf)).toEqual(['UNKNOWN_TOPIC_OR_PARTITION', 'UNKNOWN_TOPIC_OR_PARTITION'])
    await client.close()
  })

  it('rejects at once when no broker can be reached for an unknown topic', async () => {
    const fake = leader()
    fake.broker.goDown()
    const { producer, client, drive, clock } = producerOn(fake)
    const startMs = clock.monotonicMs()
    const outcomes = await drive(Promise.allSettled([producer.send(record('a'))]))
    expect(outcomes.map(nameOf)).toEqual(['BROKER_NOT_AVAILABLE'])
    expect(clock.monotonicMs()).toBe(startMs)
    await client.close()
  })

  it('sends with acks 0 and expects no answer', async () => {
    const fake = leader(() => STAY_SILENT)
    const { producer, client, drive } = producerOn(fake, { acks: 0 })
    expect(await drive(producer.send(record('a')))).toMatchObject({ offset: -1 })
    await calm()
    expect(fake.seen).toMatchObject([{ producerId: -1, baseSequence: -1 }])
    expect(() => client.producer({ acks: 1, isIdempotent: true })).toThrow(KafkaError)
    await client.close()
  })

  it.each(['none', 'gzip', 'snappy', 'lz4'] as const)('speaks to Kafka 2.1 with %s', async (compression) => {
    const broker = new FakeBroker({ brokerId: 1, ranges: KAFKA_2_1 })
    const fake = leader(() => null, { broker })
    const { producer, client, drive } = producerOn(fake, { compression })
    await drive(producer.send(record('a')))
    expect(broker.requestsOf(produce)[0]?.version).toBe(7)
    await client.close()
  })

  it('delivers before it closes, then takes nothing', async () => {
    const fake = leader()
    const { producer, client, clock, drive } = producerOn(fake, { lingerMs: 60_000 })
    const sent = producer.send(record('a'))
    await drive(producer.close())
    expect(await sent).toMatchObject({ offset: 0 })
    await expect(producer.send(record('b'))).rejects.toThrow('closed')
    await client.close()
    await calm()
    expect(clock.pendingCount).toBe(0)
  })
})
