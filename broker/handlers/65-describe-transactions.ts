/** DescribeTransactions (key 65), served v0. */
import type { Transaction } from '../transaction/transaction.ts'
import { describeTransactions } from '../wire/generated/describe-transactions.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { brokerHandler } from './services.ts'

export const describeTransactionsHandler = brokerHandler({
  api: describeTransactions,
  versions: { min: 0, max: 0 },
  handle: ({ transactionalIds }, { services }) => ({
    transactionStates: transactionalIds.map((transactionalId) => {
      try {
        return stateOf(services.transactions.describe(transactionalId))
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error
        return {
          errorCode: error.code,
          transactionalId,
          transactionState: '',
          transactionTimeoutMs: 0,
          transactionStartTimeMs: -1,
          producerId: -1,
          producerEpoch: -1,
          topics: [],
        }
      }
    }),
  }),
})

function stateOf(transaction: Transaction) {
  return {
    errorCode: 0,
    transactionalId: transaction.transactionalId,
    transactionState: transaction.state,
    transactionTimeoutMs: transaction.timeoutMs,
    transactionStartTimeMs: transaction.startedMs,
    producerId: transaction.producerId,
    producerEpoch: transaction.producerEpoch,
    topics: [...transaction.partitions].map(([topic, partitions]) => ({
      topic,
      partitions: [...partitions],
    })),
  }
}
