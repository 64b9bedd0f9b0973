/** The transactions area: what is open, what nobody will end, and ending it. */
import type { KafkaClient } from '#broker'
import type { Clock } from '#broker/base/clock'
import { SECOND_MS } from '#broker/base/units'
import type { AppServices } from '#contract'
import { AppError } from '#contract/errors'
import { MAX_PRODUCER_PARTITIONS, type Producer } from '#contract/transactions'
import { asAppErrors, type ClusterAccess } from '../cluster-access.ts'

/** Coordinators look for what is overdue only so often; until then it is no fault. */
const OVERDUE_GRACE_MS = 15 * SECOND_MS

type Listing = Awaited<ReturnType<KafkaClient['admin']['listTransactions']>>
type Described = Listing['transactions'][number]

export function createTransactionsService(access: ClusterAccess, clock: Clock): AppServices['transactions'] {
  return {
    overview: ({ connectionId }, { signal }) =>
      asAppErrors('Reading the transactions', async () => {
        const client = access.client(connectionId)
        const { producers, unreadCount } = await readProducers(client, signal)
        const { transactions, failed } = await client.admin.listTransactions({ signal })
        const known = joinTransactions(producers, transactions)
        const suspects = failed.length > 0 ? [] : known.filter(isUnknownToCoordinators)
        const hanging = await stillOpen(client, suspects, signal)
        const nowMs = clock.nowMs()
        return {
          transactions: transactions
            .map((each) => toTransaction(each, nowMs))
            .sort((a, b) => (a.transactionalId < b.transactionalId ? -1 : 1)),
          producers: known.map((producer) => ({ ...producer, isHanging: hanging.has(keyOf(producer)) })),
          unreachable: failed.map(({ brokerId }) => brokerId),
          unreadCount,
        }
      }),
    abort: ({ connectionId, topic, partition, producerId, confirmation }, { signal }) =>
      asAppErrors('Aborting the transaction', async () => {
        access.guard({
          connectionId,
          action: 'abort a transaction',
          objectName: `${topic}-${partition}`,
          confirmation,
        })
        const { admin } = access.client(connectionId)
        const [described] = await admin.describeProducers([{ topic, partition }], { signal })
        if (described?.error) throw described.error
        const producer = described?.producers.find((each) => each.producerId === producerId)
        if (producer === undefined || producer.openSinceOffset < 0) {
          throw new AppError(
            'not-found',
            `Producer ${producerId} has no open transaction in ${topic}-${partition} any more.`,
          )
        }
        await admin.abortTransaction({ topic, partition, ...producer }, { signal })
        return {}
      }),
  }
}

type Read = Omit<Producer, 'transactionalId' | 'isHanging'>

async function readProducers(
  client: KafkaClient,
  signal: AbortSignal,
): Promise<{ readonly producers: readonly Read[]; readonly unreadCount: number }> {
  const { topics } = await client.metadata({ fresh: true, signal })
  const ordered = [...topics.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  const all = ordered.flatMap(({ name, partitions }) =>
    partitions.filter(({ leaderId }) => leaderId >= 0).map(({ partition }) => ({ topic: name, partition })),
  )
  const described = await client.admin.describeProducers(all.slice(0, MAX_PRODUCER_PARTITIONS), { signal })
  const unread = described.filter(({ error }) => error !== null).length
  return {
    unreadCount: unread + Math.max(0, all.length - MAX_PRODUCER_PARTITIONS),
    producers: described.flatMap(({ topic, partition, producers }) =>
      producers.map(
        (producer): Read => ({
          topic,
          partition,
          producerId: producer.producerId,
          producerEpoch: producer.producerEpoch,
          coordinatorEpoch: producer.coordinatorEpoch,
          lastSequence: producer.lastSequence,
          lastWriteMs: producer.lastTimestampMs < 0 ? null : producer.lastTimestampMs,
          openSinceOffset: producer.openSinceOffset < 0 ? null : producer.openSinceOffset,
        }),
      ),
    ),
  }
}

interface Joined extends Read {
  readonly transactionalId: string | null
  readonly isPartitionKnown: boolean
}

function joinTransactions(producers: readonly Read[], transactions: readonly Described[]): readonly Joined[] {
  const byProducer = new Map(transactions.map((each) => [each.producerId, each]))
  return producers.map((producer) => {
    const transaction = byProducer.get(producer.producerId)
    const isPartitionKnown =
      transaction?.partitions.some(
        ({ topic, partition }) => topic === producer.topic && partition === producer.partition,
      ) ?? false
    return { ...producer, transactionalId: transaction?.transactionalId ?? null, isPartitionKnown }
  })
}

function isUnknownToCoordinators({ openSinceOffset, isPartitionKnown }: Joined): boolean {
  return openSinceOffset !== null && !isPartitionKnown
}

/**
 * A transaction that ended between the two reads looks hanging too. One that is open before and after the
 * coordinators were asked was open when they were, and they should have known it.
 */
async function stillOpen(
  client: KafkaClient,
  suspects: readonly Joined[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (suspects.length === 0) return new Set()
  const again = await client.admin.describeProducers(
    suspects.map(({ topic, partition }) => ({ topic, partition })),
    { signal },
  )
  const open = new Set(
    again.flatMap(({ topic, partition, producers }) =>
      producers.map(({ producerId, openSinceOffset }) =>
        keyOf({ topic, partition, producerId, openSinceOffset }),
      ),
    ),
  )
  return new Set(suspects.map(keyOf).filter((key) => open.has(key)))
}

function keyOf(producer: Pick<Read, 'topic' | 'partition' | 'producerId' | 'openSinceOffset'>): string {
  return `${producer.topic}/${producer.partition}/${producer.producerId}/${producer.openSinceOffset}`
}

function toTransaction(described: Described, nowMs: number) {
  const { startedAtMs, timeoutMs, partitions } = described
  const isOpen = startedAtMs >= 0
  return {
    ...described,
    partitions: [...partitions],
    startedAtMs: isOpen ? startedAtMs : null,
    isOverdue: isOpen && described.state === 'Ongoing' && nowMs - startedAtMs > timeoutMs + OVERDUE_GRACE_MS,
  }
}
