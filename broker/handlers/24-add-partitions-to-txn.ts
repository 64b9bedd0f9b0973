/**
 * AddPartitionsToTxn (key 24), served v0-v5. Up to v3 a client adds partitions to its own transaction; from
 * v4 on it is brokers that ask, for several transactions at once, to add or only to verify.
 */
import type { ProducerIdentity } from '../transaction/coordinator.ts'
import {
  type AddPartitionsToTxnRequest,
  type AddPartitionsToTxnRequestTransaction,
  addPartitionsToTxn,
} from '../wire/generated/add-partitions-to-txn.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

/** First version with several transactions. */
const BATCHED_FROM = 4

/** First version in which clients know PRODUCER_FENCED. */
const FENCED_FROM = 2

/** First version of the request that brokers send for clients of transaction version 2. */
const CLIENT_V1 = 1
const CLIENT_V2 = 2

type Topics = readonly { readonly name: string; readonly partitions: readonly number[] }[]

export const addPartitionsToTxnHandler = brokerHandler({
  api: addPartitionsToTxn,
  versions: { min: 0, max: 5 },
  async handle(request, { services, version }) {
    if (version >= BATCHED_FROM) {
      const answers = request.transactions.map(async (transaction) => {
        const error = await addOrVerify(services, transaction)
        return {
          transactionalId: transaction.transactionalId,
          topicResults: resultsOf(transaction.topics, error),
        }
      })
      return { errorCode: 0, resultsByTransaction: await Promise.all(answers) } // one per transaction asked for
    }
    const error = await addForClient(services, request)
    const known = error === 'PRODUCER_FENCED' && version < FENCED_FROM ? 'INVALID_PRODUCER_EPOCH' : error
    return { errorCode: 0, resultsByTopicV3AndBelow: resultsOf(request.v3AndBelowTopics, known) }
  },
})

async function addForClient(
  services: BrokerServices,
  request: AddPartitionsToTxnRequest,
): Promise<ErrorName> {
  const producer = {
    producerId: request.v3AndBelowProducerId,
    producerEpoch: request.v3AndBelowProducerEpoch,
  }
  const missing = request.v3AndBelowTopics.some(({ name, partitions }) =>
    partitions.some((index) => services.image.topics.get(name)?.partitions[index] === undefined),
  )
  if (missing) return 'UNKNOWN_TOPIC_OR_PARTITION'
  return add(services, request.v3AndBelowTransactionalId, {
    producer,
    topics: request.v3AndBelowTopics,
    clientVersion: CLIENT_V1,
  })
}

async function addOrVerify(
  services: BrokerServices,
  transaction: AddPartitionsToTxnRequestTransaction,
): Promise<ErrorName> {
  const { transactionalId, topics, verifyOnly } = transaction
  const producer = { producerId: transaction.producerId, producerEpoch: transaction.producerEpoch }
  if (!verifyOnly) return add(services, transactionalId, { producer, topics, clientVersion: CLIENT_V2 })
  return outcome(async () =>
    services.transactions.verifyPartitions(transactionalId, producer, partitionsOf(topics)),
  )
}

function add(
  services: BrokerServices,
  transactionalId: string,
  what: { readonly producer: ProducerIdentity; readonly topics: Topics; readonly clientVersion: number },
): Promise<ErrorName> {
  return outcome(() =>
    services.transactions.addPartitions(transactionalId, what.producer, {
      partitions: partitionsOf(what.topics),
      clientVersion: what.clientVersion,
    }),
  )
}

async function outcome(act: () => Promise<void>): Promise<ErrorName> {
  try {
    await act()
    return 'NONE'
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return error.errorName
  }
}

function partitionsOf(topics: Topics): ReadonlyMap<string, ReadonlySet<number>> {
  return new Map(topics.map(({ name, partitions }) => [name, new Set(partitions)]))
}

function resultsOf(topics: Topics, error: ErrorName) {
  return topics.map(({ name, partitions }) => ({
    name,
    resultsByPartition: partitions.map((partitionIndex) => ({
      partitionIndex,
      partitionErrorCode: errorCode(error),
    })),
  }))
}
