/** Transactions of a cluster and the producers of its partitions. */
import { z } from 'zod'
import { mutation, query } from './define.ts'
import { BrokerId, Confirmation, ConnectionId, Offset, PartitionIndex, TimestampMs } from './values.ts'

/** Partitions whose producers are asked for at once; of more, the rest is left out and counted. */
export const MAX_PRODUCER_PARTITIONS = 10_000

export const Transaction = z.object({
  transactionalId: z.string(),
  /** Kafka's word: Ongoing, PrepareCommit, CompleteAbort, Empty and so on. */
  state: z.string(),
  coordinatorId: BrokerId,
  producerId: z.number(),
  producerEpoch: z.number().int(),
  timeoutMs: z.number(),
  /** Null while none is open. */
  startedAtMs: TimestampMs.nullable(),
  partitions: z.array(z.object({ topic: z.string(), partition: PartitionIndex })),
  /** It is open longer than its time-out, and its coordinator has not ended it. */
  isOverdue: z.boolean(),
})
export type Transaction = z.infer<typeof Transaction>

export const Producer = z.object({
  topic: z.string(),
  partition: PartitionIndex,
  producerId: z.number(),
  producerEpoch: z.number().int(),
  coordinatorEpoch: z.number().int(),
  lastSequence: z.number().int(),
  lastWriteMs: TimestampMs.nullable(),
  /** First offset of the transaction it has open here; null when it has none. */
  openSinceOffset: Offset.nullable(),
  /** Of the transaction's coordinator, when it knows it. */
  transactionalId: z.string().nullable(),
  /** It has a transaction open that no coordinator knows, so nobody will end it. */
  isHanging: z.boolean(),
})
export type Producer = z.infer<typeof Producer>

export const TransactionOverview = z.object({
  /** By transactional id. */
  transactions: z.array(Transaction),
  /** By topic and partition. */
  producers: z.array(Producer),
  /** Brokers whose transactions could not be read: while there are any, nothing is called hanging. */
  unreachable: z.array(BrokerId),
  /** Partitions whose producers could not be read, or were too many to ask. */
  unreadCount: z.number().int(),
})
export type TransactionOverview = z.infer<typeof TransactionOverview>

export const transactions = {
  overview: query({
    doc: 'All transactions by transactional id, and the producers of all partitions.',
    input: z.object({ connectionId: ConnectionId }),
    output: TransactionOverview,
    errors: ['not-connected', 'timeout', 'broker-error'],
  }),
  abort: mutation({
    doc: 'Writes an abort marker for one producer in one partition, past its coordinator.',
    input: z.object({
      connectionId: ConnectionId,
      topic: z.string(),
      partition: PartitionIndex,
      producerId: z.number(),
      confirmation: Confirmation,
    }),
    output: z.object({}),
    errors: ['not-connected', 'timeout', 'not-found', 'broker-error', 'read-only', 'confirmation-required'],
  }),
} as const
