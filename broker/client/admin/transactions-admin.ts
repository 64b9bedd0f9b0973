/** Transactions and the producers that have them open. */
import { describeProducers as describeProducersApi } from '../../wire/generated/describe-producers.ts'
import { describeTransactions as describeTransactionsApi } from '../../wire/generated/describe-transactions.ts'
import { listTransactions as listTransactionsApi } from '../../wire/generated/list-transactions.ts'
import { writeTxnMarkers as writeTxnMarkersApi } from '../../wire/generated/write-txn-markers.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import type { TopicPartition } from '../client-types.ts'
import { errorOf, throwIfError } from '../failures.ts'
import { atLeaders, groupByTopic, partitionKey, settleItems } from '../settle-items.ts'
import type {
  HangingTransaction,
  PartitionOutcome,
  PartitionProducers,
  TransactionDescription,
  TransactionListing,
} from './admin.ts'

/** The transactions of every coordinator, described; a broker that fails is named, and the others still count. */
export async function listTransactions(core: ClientCore, scope: CallScope): Promise<TransactionListing> {
  const { brokers } = await core.metadata({ topics: [], fresh: true }, scope)
  const listings = await Promise.all(
    brokers.map(async ({ brokerId }) => {
      try {
        return { brokerId, transactions: await transactionsOf(core, brokerId, scope) }
      } catch (error) {
        scope.signal.throwIfAborted()
        if (!(error instanceof KafkaError)) throw error
        return { brokerId, error }
      }
    }),
  )
  return {
    transactions: listings.flatMap(({ transactions = [] }) => transactions),
    failed: listings.flatMap(({ brokerId, error }) => (error === undefined ? [] : [{ brokerId, error }])),
  }
}

async function transactionsOf(
  core: ClientCore,
  coordinatorId: number,
  scope: CallScope,
): Promise<TransactionDescription[]> {
  const options = { broker: coordinatorId, scope }
  const listed = await core.request(
    listTransactionsApi,
    () => ({ stateFilters: [], producerIdFilters: [] }),
    options,
  )
  throwIfError(listed.errorCode)
  const transactionalIds = listed.transactionStates.map(({ transactionalId }) => transactionalId)
  if (transactionalIds.length === 0) return []
  const described = await core.request(describeTransactionsApi, () => ({ transactionalIds }), options)
  return described.transactionStates
    .filter(({ errorCode }) => errorCode === 0) // others went away between the two questions
    .map((state) => ({
      transactionalId: state.transactionalId,
      state: state.transactionState,
      coordinatorId,
      producerId: state.producerId,
      producerEpoch: state.producerEpoch,
      timeoutMs: state.transactionTimeoutMs,
      startedAtMs: state.transactionStartTimeMs,
      partitions: state.topics.flatMap(({ topic, partitions }) =>
        partitions.map((partition) => ({ topic, partition })),
      ),
    }))
}

/** One entry per partition, in the order asked. */
export async function describeProducers(
  core: ClientCore,
  partitions: readonly TopicPartition[],
  scope: CallScope,
): Promise<PartitionProducers[]> {
  const work = atLeaders<TopicPartition, PartitionProducers>(core, scope, async (broker, items) => {
    const response = await core.request(
      describeProducersApi,
      () => ({
        topics: groupByTopic(items).map(([name, group]) => ({
          name,
          partitionIndexes: group.map(({ partition }) => partition),
        })),
      }),
      { broker, scope },
    )
    const rows = new Map(
      response.topics.flatMap(({ name, partitions: answered }) =>
        answered.map((row) => [partitionKey({ topic: name, partition: row.partitionIndex }), row] as const),
      ),
    )
    const unanswered = new KafkaError('UNKNOWN_SERVER_ERROR', 'The broker left it unanswered')
    return new Map<TopicPartition, PartitionProducers | KafkaError>(
      items.map((item) => {
        const row = rows.get(partitionKey(item))
        if (row === undefined) return [item, unanswered]
        const error = errorOf(row.errorCode, row.errorMessage)
        if (error !== null) return [item, error]
        const producers = row.activeProducers.map((producer) => ({
          producerId: producer.producerId,
          producerEpoch: producer.producerEpoch,
          lastSequence: producer.lastSequence,
          lastTimestampMs: producer.lastTimestamp,
          coordinatorEpoch: producer.coordinatorEpoch,
          openSinceOffset: producer.currentTxnStartOffset,
        }))
        return [item, { ...item, error: null, producers }]
      }),
    )
  })
  const outcomes = await settleItems(core, scope, { items: partitions, work })
  return [...outcomes].map(([{ topic, partition }, outcome]) =>
    outcome instanceof KafkaError ? { topic, partition, error: outcome, producers: [] } : outcome,
  )
}

/** Writes an abort marker at the partition's leader, past the coordinator. Rejects with KafkaError. */
export async function abortTransaction(
  core: ClientCore,
  hanging: HangingTransaction,
  scope: CallScope,
): Promise<void> {
  const { topic, partition, producerId, producerEpoch, coordinatorEpoch } = hanging
  const work = atLeaders<HangingTransaction, PartitionOutcome>(core, scope, async (broker, items) => {
    const response = await core.request(
      writeTxnMarkersApi,
      () => ({
        markers: [
          {
            producerId,
            producerEpoch,
            transactionResult: false,
            coordinatorEpoch: Math.max(0, coordinatorEpoch),
            topics: [{ name: topic, partitionIndexes: [partition] }],
          },
        ],
      }),
      { broker, scope },
    )
    const code = response.markers[0]?.topics[0]?.partitions[0]?.errorCode
    const error =
      code === undefined
        ? new KafkaError('UNKNOWN_SERVER_ERROR', 'The broker left it unanswered')
        : errorOf(code)
    return new Map(items.map((item) => [item, error ?? { topic, partition, error: null }]))
  })
  const [outcome] = (await settleItems(core, scope, { items: [hanging], work })).values()
  if (outcome instanceof KafkaError) throw outcome
}
