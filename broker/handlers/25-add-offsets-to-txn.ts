/** AddOffsetsToTxn (key 25), served v0-v4: the offsets partition of a group joins a transaction. */
import { partitionForKey } from '../replication/partition-for-key.ts'
import { addOffsetsToTxn } from '../wire/generated/add-offsets-to-txn.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { OFFSETS_TOPIC } from './internal-topics.ts'
import { brokerHandler } from './services.ts'
import { fencedAs } from './transaction-errors.ts'

/** First version in which clients know PRODUCER_FENCED. */
const FENCED_FROM = 2

const CLIENT_V1 = 1

export const addOffsetsToTxnHandler = brokerHandler({
  api: addOffsetsToTxn,
  versions: { min: 0, max: 4 },
  async handle(request, { services }) {
    const count = services.image.topics.get(OFFSETS_TOPIC)?.partitions.length
    if (count === undefined) throw new KafkaError('COORDINATOR_NOT_AVAILABLE')
    const partition = partitionForKey(request.groupId, count)
    await services.transactions.addPartitions(
      request.transactionalId,
      { producerId: request.producerId, producerEpoch: request.producerEpoch },
      { partitions: new Map([[OFFSETS_TOPIC, new Set([partition])]]), clientVersion: CLIENT_V1 },
    )
    return { errorCode: 0 }
  },
  fail: (error, _request, version) => ({ errorCode: fencedAs(error, version >= FENCED_FROM) }),
})
