import { afterEach, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import type { ApiCodec } from '../wire/codec.ts'
import { addOffsetsToTxn } from '../wire/generated/add-offsets-to-txn.ts'
import { addPartitionsToTxn } from '../wire/generated/add-partitions-to-txn.ts'
import { describeProducers } from '../wire/generated/describe-producers.ts'
import { describeTransactions } from '../wire/generated/describe-transactions.ts'
import { endTxn } from '../wire/generated/end-txn.ts'
import { fetch } from '../wire/generated/fetch.ts'
import { findCoordinator } from '../wire/generated/find-coordinator.ts'
import { initProducerId } from '../wire/generated/init-producer-id.ts'
import { listTransactions } from '../wire/generated/list-transactions.ts'
import { offsetFetch } from '../wire/generated/offset-fetch.ts'
import { produce } from '../wire/generated/produce.ts'
import { txnOffsetCommit } from '../wire/generated/txn-offset-commit.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { splitBatches } from '../wire/record-batch.ts'
import { decodeRecords, encodeBatch } from '../wire/record-batch-records.ts'

const ID = 'copy-job'
const GROUP = 'readers'

let cluster: ClusterFixture | null = null

afterEach(async () => {
  await cluster?.stop()
  cluster = null
})

/** One broker, or three with everything replicated. */
async function start(brokers = 1, configs: Readonly<Record<string, string>> = {}): Promise<ClusterFixture> {
  cluster = await ClusterFixture.start({
    brokers,
    configs: {
      'transaction.state.log.num.partitions': '2',
      'transaction.state.log.replication.factor': String(brokers),
      'transaction.state.log.min.isr': '1',
      'offsets.topic.replication.factor': String(brokers),
      'broker.session.timeout.ms': '400',
      'broker.heartbeat.interval.ms': '100',
      'replica.fetch.wait.max.ms': '100',
      ...configs,
    },
  })
  return cluster
}

interface Producer {
  readonly producerId: number
  readonly producerEpoch: number
}

/** Asks the coordinator of a key, waiting while there is none. */
async function ask<Req, ReqInput, Res, ResInput>(
  fixture: ClusterFixture,
  coordinator: { readonly key: string; readonly keyType: number },
  call: {
    readonly api: ApiCodec<Req, ReqInput, Res, ResInput>
    readonly body: ReqInput
    readonly version: number
  },
): Promise<Res> {
  let nodeId = -1
  let attempt = 0
  await fixture.until(async () => {
    const broker = fixture.brokerIds[attempt++ % fixture.brokerIds.length] ?? 1
    const found = await fixture
      .call(
        findCoordinator,
        { keyType: coordinator.keyType, coordinatorKeys: [coordinator.key] },
        { version: 4, broker },
      )
      .catch(() => null) // cut off: another is asked
    nodeId = found?.coordinators[0]?.nodeId ?? -1
    return nodeId > 0
  })
  return fixture.call(call.api, call.body, { version: call.version, broker: nodeId })
}

const transactional = { key: ID, keyType: 1 }

async function init(fixture: ClusterFixture, known: Producer = { producerId: -1, producerEpoch: -1 }) {
  let answer = { errorCode: 0, producerId: -1, producerEpoch: -1 }
  await fixture.until(async () => {
    answer = await ask(fixture, transactional, {
      api: initProducerId,
      body: { transactionalId: ID, transactionTimeoutMs: 60_000, ...known },
      version: 4,
    })
    return !['CONCURRENT_TRANSACTIONS', 'COORDINATOR_LOAD_IN_PROGRESS', 'NOT_COORDINATOR'].includes(
      errorNameOf(answer.errorCode),
    )
  })
  return answer
}

async function add(fixture: ClusterFixture, producer: Producer, topic = 'orders'): Promise<string> {
  let name = ''
  await fixture.until(async () => {
    const answer = await ask(fixture, transactional, {
      api: addPartitionsToTxn,
      body: {
        v3AndBelowTransactionalId: ID,
        v3AndBelowProducerId: producer.producerId,
        v3AndBelowProducerEpoch: producer.producerEpoch,
        v3AndBelowTopics: [{ name: topic, partitions: [0] }],
      },
      version: 3,
    })
    const code = answer.resultsByTopicV3AndBelow[0]?.resultsByPartition[0]?.partitionErrorCode ?? -1
    name = errorNameOf(code)
    return name !== 'CONCURRENT_TRANSACTIONS'
  })
  return name
}

async function send(
  fixture: ClusterFixture,
  producer: Producer,
  record: {
    readonly value: string
    readonly sequence: number
    readonly version?: number
    readonly broker?: number
  },
): Promise<string> {
  const response = await fixture.call(
    produce,
    {
      transactionalId: ID,
      acks: -1,
      timeoutMs: 5_000,
      topicData: [
        {
          name: 'orders',
          partitionData: [
            {
              index: 0,
              records: encodeBatch({
                records: [{ timestampMs: 1, key: null, value: Buffer.from(record.value) }],
                ...producer,
                baseSequence: record.sequence,
                isTransactional: true,
              }),
            },
          ],
        },
      ],
    },
    { version: record.version ?? 11, broker: record.broker ?? 1 },
  )
  return errorNameOf(response.responses[0]?.partitionResponses[0]?.errorCode ?? -1)
}

async function end(fixture: ClusterFixture, producer: Producer, isCommit: boolean, version = 3) {
  const answer = await ask(fixture, transactional, {
    api: endTxn,
    body: { transactionalId: ID, ...producer, committed: isCommit },
    version,
  })
  return { ...answer, error: errorNameOf(answer.errorCode) }
}

/** Values that a reader of committed records is left with, by the rules a client follows. */
async function committed(fixture: ClusterFixture, broker = 1): Promise<string[]> {
  const values: string[] = []
  const open = new Set<number>()
  for (let fetchOffset = 0; ; ) {
    const { records, abortedTransactions } = await fetchCommitted(fixture, { fetchOffset, broker })
    const headers = splitBatches(records ?? Buffer.alloc(0), 'tolerant')
    if (records === null || headers.length === 0) return values
    const aborted = [...(abortedTransactions ?? [])]
    for (const header of headers) {
      fetchOffset = header.lastOffset + 1
      for (const { producerId, firstOffset } of aborted)
        if (firstOffset <= header.lastOffset) open.add(producerId)
      if (header.isControl) {
        if (open.delete(header.producerId)) {
          const index = aborted.findIndex(({ producerId }) => producerId === header.producerId)
          aborted.splice(index, 1)
        }
        continue
      }
      if (header.isTransactional && open.has(header.producerId)) continue
      values.push(...decodeRecords(records, header).map(({ value }) => String(value)))
    }
  }
}

async function fetchCommitted(
  fixture: ClusterFixture,
  { fetchOffset, broker }: { readonly fetchOffset: number; readonly broker: number },
) {
  const response = await fixture.call(
    fetch,
    {
      maxWaitMs: 0,
      minBytes: 1,
      maxBytes: 1_000_000,
      isolationLevel: 1,
      sessionEpoch: -1,
      topics: [
        { topic: 'orders', partitions: [{ partition: 0, fetchOffset, partitionMaxBytes: 1_000_000 }] },
      ],
    },
    { version: 12, broker },
  )
  return response.responses[0]?.partitions[0] ?? { records: null, abortedTransactions: null }
}

describe('a transaction', () => {
  it('shows its records once it is committed, and never when it is aborted', async () => {
    const fixture = await start()
    await fixture.topic('orders')
    const producer = await init(fixture)
    expect(producer).toMatchObject({ errorCode: 0, producerEpoch: 0 })
    expect(await add(fixture, producer)).toBe('NONE')
    expect(await send(fixture, producer, { value: 'a', sequence: 0 })).toBe('NONE')
    expect(await committed(fixture)).toEqual([])
    expect(await end(fixture, producer, true)).toMatchObject({ error: 'NONE' })
    await fixture.until(async () => (await committed(fixture)).length === 1)
    expect(await add(fixture, producer)).toBe('NONE')
    expect(await send(fixture, producer, { value: 'b', sequence: 1 })).toBe('NONE')
    expect(await end(fixture, producer, false)).toMatchObject({ error: 'NONE' })
    expect(await add(fixture, producer)).toBe('NONE')
    expect(await send(fixture, producer, { value: 'c', sequence: 2 })).toBe('NONE')
    expect(await end(fixture, producer, true)).toMatchObject({ error: 'NONE' })
    await fixture.until(async () => (await committed(fixture)).length === 2)
    expect(await committed(fixture)).toEqual(['a', 'c'])
  })

  it('refuses a partition that was not added', async () => {
    const fixture = await start()
    await fixture.topic('orders')
    const producer = await init(fixture)
    expect(await send(fixture, producer, { value: 'x', sequence: 0 })).toBe('INVALID_TXN_STATE')
    expect(await committed(fixture)).toEqual([])
  })

  it('takes it unasked where transaction.partition.verification.enable is off', async () => {
    const fixture = await start(1, { 'transaction.partition.verification.enable': 'false' })
    await fixture.topic('orders')
    const producer = await init(fixture)
    expect(await send(fixture, producer, { value: 'x', sequence: 0 })).toBe('NONE')
    expect(await committed(fixture)).toEqual([])
  })

  it('adds partitions itself and raises the epoch each time for clients of version 2', async () => {
    const fixture = await start()
    await fixture.topic('orders')
    let producer: Producer = await init(fixture)
    for (const [round, isCommit] of [true, false, true].entries()) {
      await fixture.until(
        async () =>
          (await send(fixture, producer, { value: `v${round}`, sequence: 0, version: 12 })) === 'NONE',
      )
      const answer = await end(fixture, producer, isCommit, 5)
      expect(answer).toMatchObject({ error: 'NONE', producerEpoch: producer.producerEpoch + 1 })
      // A client that did not hear the answer asks again with what it had.
      await fixture.until(async () => (await end(fixture, producer, isCommit, 5)).error === 'NONE')
      producer = answer
    }
    await fixture.until(async () => (await committed(fixture)).length === 2)
    expect(await committed(fixture)).toEqual(['v0', 'v2'])
  })

  it('fences the producer before, and aborts what it had open', async () => {
    const fixture = await start()
    await fixture.topic('orders')
    const first = await init(fixture)
    await add(fixture, first)
    await send(fixture, first, { value: 'zombie', sequence: 0 })
    const second = await init(fixture)
    expect(second.producerId).toBe(first.producerId)
    expect(second.producerEpoch).toBeGreaterThan(first.producerEpoch)
    expect((await end(fixture, first, true)).error).toBe('PRODUCER_FENCED')
    expect(await send(fixture, first, { value: 'late', sequence: 1 })).not.toBe('NONE')
    expect(await committed(fixture)).toEqual([])
  })

  it('stores the positions of a group with its records, or not at all', async () => {
    const fixture = await start()
    await fixture.topic('orders')
    const producer = await init(fixture)
    const position = async (requireStable: boolean) => {
      const answer = await ask(
        fixture,
        { key: GROUP, keyType: 0 },
        {
          api: offsetFetch,
          body: {
            groups: [{ groupId: GROUP, topics: [{ name: 'orders', partitionIndexes: [0] }] }],
            requireStable,
          },
          version: 8,
        },
      )
      return answer.groups[0]?.topics[0]?.partitions[0]
    }
    await fixture.until(async () => (await position(false))?.errorCode === 0)
    for (const [round, isCommit] of [false, true].entries()) {
      await fixture.until(async () => {
        const added = await ask(fixture, transactional, {
          api: addOffsetsToTxn,
          body: { transactionalId: ID, ...producer, groupId: GROUP },
          version: 3,
        })
        return errorNameOf(added.errorCode) === 'NONE'
      })
      const stored = await ask(
        fixture,
        { key: GROUP, keyType: 0 },
        {
          api: txnOffsetCommit,
          body: {
            transactionalId: ID,
            groupId: GROUP,
            ...producer,
            topics: [
              {
                name: 'orders',
                partitions: [{ partitionIndex: 0, committedOffset: 10 + round, committedMetadata: null }],
              },
            ],
          },
          version: 3,
        },
      )
      expect(errorNameOf(stored.topics[0]?.partitions[0]?.errorCode ?? -1)).toBe('NONE')
      expect((await position(false))?.committedOffset).toBe(-1)
      expect(errorNameOf((await position(true))?.errorCode ?? 0)).toBe('UNSTABLE_OFFSET_COMMIT')
      expect((await end(fixture, producer, isCommit)).error).toBe('NONE')
      await fixture.until(async () => (await position(true))?.errorCode === 0)
    }
    expect((await position(true))?.committedOffset).toBe(11)
  })

  it('is described, listed, and seen at its partitions', async () => {
    const fixture = await start()
    await fixture.topic('orders')
    const producer = await init(fixture)
    await add(fixture, producer)
    await send(fixture, producer, { value: 'a', sequence: 0 })
    const described = await ask(fixture, transactional, {
      api: describeTransactions,
      body: { transactionalIds: [ID] },
      version: 0,
    })
    expect(described.transactionStates[0]).toMatchObject({
      transactionState: 'Ongoing',
      producerId: producer.producerId,
      topics: [{ topic: 'orders', partitions: [0] }],
    })
    const listed = await ask(fixture, transactional, {
      api: listTransactions,
      body: { stateFilters: ['Ongoing', 'Odd'], producerIdFilters: [], transactionalIdPattern: 'copy-.*' },
      version: 2,
    })
    expect(listed.transactionStates.map(({ transactionalId }) => transactionalId)).toEqual([ID])
    expect(listed.unknownStateFilters).toEqual(['Odd'])
    const { topics } = await fixture.call(
      describeProducers,
      { topics: [{ name: 'orders', partitionIndexes: [0] }] },
      { version: 0 },
    )
    expect(topics[0]?.partitions[0]?.activeProducers[0]).toMatchObject({
      producerId: producer.producerId,
      currentTxnStartOffset: 0,
    })
  })

  it('is ended by the broker that takes over', async () => {
    const fixture = await start(3)
    await fixture.topic('orders', { assignment: [[1, 2, 3]] })
    const producer = await init(fixture)
    await add(fixture, producer)
    await send(fixture, producer, { value: 'a', sequence: 0 })
    const coordinator = await ask(fixture, transactional, {
      api: findCoordinator,
      body: { keyType: 1, coordinatorKeys: [ID] },
      version: 4,
    })
    const lost = coordinator.coordinators[0]?.nodeId ?? -1
    expect((await end(fixture, producer, true)).error).toBe('NONE')
    fixture.cut(lost)
    const reader = fixture.brokerIds.find((brokerId) => brokerId !== lost) ?? -1
    let leaderId = -1
    await fixture.until(async () => {
      leaderId = (await fixture.partition('orders', 0, reader)).leaderId
      return leaderId > 0 && leaderId !== lost
    })
    await fixture.until(async () => (await committed(fixture, leaderId)).length === 1)
    const next = await init(fixture)
    expect(next.producerEpoch).toBe(producer.producerEpoch + 1)
    fixture.heal(lost)
  })
})
