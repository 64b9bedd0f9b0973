/** Transactions of a real producer as the page sees them, and what is called hanging. */
import { Kafka, logLevel } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KafkaClient, KafkaError, nodeClientRuntime, type RunningCluster, startCluster } from '#broker'
import { LOCAL_CONNECTION_ID } from '#contract/values'
import type { ClusterAccess, GuardedChange } from '../cluster-access.ts'
import { createTransactionsService } from './transactions-service.ts'

const { clock } = nodeClientRuntime
const connectionId = LOCAL_CONNECTION_ID
const context = { signal: new AbortController().signal }
const PATIENCE = { timeout: 10_000, interval: 50 }

describe('the transactions of a cluster', () => {
  let cluster: RunningCluster
  let client: KafkaClient
  const changes: GuardedChange[] = []
  beforeAll(async () => {
    cluster = await startCluster({ brokers: 1, logLevel: 'error' })
    client = new KafkaClient({
      bootstrapServers: [cluster.bootstrap],
      clientId: 'test',
      runtime: nodeClientRuntime,
    })
    await client.admin.createTopics([{ name: 'orders', partitionCount: 2, replicationFactor: 1 }])
  })
  afterAll(async () => {
    await client.close()
    await cluster.stop()
  })

  it('shows one that is open with its producer, aborts it, and refuses to do so twice', async () => {
    const service = createTransactionsService(
      { client: () => client, guard: (change) => void changes.push(change) },
      clock,
    )
    expect(await service.overview({ connectionId }, context)).toEqual({
      transactions: [],
      producers: [],
      unreachable: [],
      unreadCount: 0,
    })
    const kafka = new Kafka({ brokers: [cluster.bootstrap], logLevel: logLevel.NOTHING })
    const producer = kafka.producer({ transactionalId: 'copy-1', maxInFlightRequests: 1, idempotent: true })
    await producer.connect()
    const transaction = await producer.transaction()
    await transaction.send({ topic: 'orders', messages: [{ partition: 1, value: 'one' }] })
    const { transactions, producers } = await service.overview({ connectionId }, context)
    expect(transactions).toMatchObject([
      { transactionalId: 'copy-1', state: 'Ongoing', isOverdue: false, coordinatorId: 1 },
    ])
    expect(transactions[0]?.partitions).toEqual([{ topic: 'orders', partition: 1 }])
    expect(transactions[0]?.startedAtMs).toBeGreaterThan(0)
    const [open] = producers
    expect(open).toMatchObject({
      topic: 'orders',
      partition: 1,
      transactionalId: 'copy-1',
      openSinceOffset: 0,
      isHanging: false,
    })
    const target = { connectionId, topic: 'orders', partition: 1, producerId: open?.producerId ?? -1 }
    await service.abort(target, context)
    expect(changes).toMatchObject([{ objectName: 'orders-1' }])
    await expect
      .poll(
        async () => (await service.overview({ connectionId }, context)).producers[0]?.openSinceOffset,
        PATIENCE,
      )
      .toBeNull()
    await expect(service.abort(target, context)).rejects.toMatchObject({ code: 'not-found' })
    await producer.disconnect()
  })
})

describe('a transaction', () => {
  const open = {
    producerId: 7,
    producerEpoch: 1,
    lastSequence: 3,
    lastTimestampMs: 5,
    coordinatorEpoch: 2,
    openSinceOffset: 40,
  }
  type Described = Awaited<ReturnType<KafkaClient['admin']['listTransactions']>>

  const overviewOf = (options: {
    readonly listing: Described
    /** Offsets at which the producer has a transaction open, look by look. */
    readonly looks: readonly number[]
  }) => {
    const looks = [...options.looks]
    const partitions = [{ partition: 0, leaderId: 1 }]
    const client = {
      metadata: async () => ({ topics: new Map([['orders', { name: 'orders', partitions }]]) }),
      admin: {
        listTransactions: async () => options.listing,
        describeProducers: async () => [
          {
            topic: 'orders',
            partition: 0,
            error: null,
            producers: [{ ...open, openSinceOffset: looks.shift() ?? -1 }],
          },
        ],
      },
    }
    // The service uses no more of the client than this.
    const access = { client: () => client as unknown as KafkaClient, guard: () => {} } satisfies ClusterAccess
    return createTransactionsService(access, { ...clock, nowMs: () => 1_000_000 }).overview(
      { connectionId },
      context,
    )
  }
  const known = (change: Partial<Described['transactions'][number]> = {}) => ({
    transactionalId: 'copy-1',
    state: 'Ongoing',
    coordinatorId: 1,
    producerId: 7,
    producerEpoch: 1,
    timeoutMs: 60_000,
    startedAtMs: 990_000,
    partitions: [{ topic: 'orders', partition: 0 }],
    ...change,
  })

  it('hangs when no coordinator knows it at two looks', async () => {
    const { producers } = await overviewOf({ listing: { transactions: [], failed: [] }, looks: [40, 40] })
    expect(producers).toMatchObject([{ isHanging: true, transactionalId: null }])
  })

  it.each([
    ['ended meanwhile', { transactions: [], failed: [] }, [40, -1]],
    ['was followed by another', { transactions: [], failed: [] }, [40, 52]],
    ['is known to its coordinator', { transactions: [known()], failed: [] }, [40, 40]],
    [
      'may be known to a coordinator that does not answer',
      { transactions: [], failed: [{ brokerId: 2, error: new KafkaError('NETWORK_EXCEPTION') }] },
      [40, 40],
    ],
  ])('does not hang when it %s', async (_what, listing, looks) => {
    const { producers } = await overviewOf({ listing, looks })
    expect(producers).toMatchObject([{ isHanging: false }])
  })

  it('is overdue when it is open well past its time-out', async () => {
    const overdue = async (startedAtMs: number) => {
      const listing = { transactions: [known({ startedAtMs })], failed: [] }
      return (await overviewOf({ listing, looks: [40, 40] })).transactions[0]?.isOverdue
    }
    expect(await overdue(990_000)).toBe(false)
    expect(await overdue(1_000_000 - 74_000)).toBe(false)
    expect(await overdue(1_000_000 - 76_000)).toBe(true)
  })
})
