/**
 * TxnOffsetCommit (key 28), served v0-v5: stores positions of a group that count once the transaction is
 * committed. From v5 on the group's offsets partition joins the transaction here (KIP-890).
 */
import { deferred } from '../base/deferred.ts'
import { partitionForKey } from '../replication/partition-for-key.ts'
import { type TxnOffsetCommitRequest, txnOffsetCommit } from '../wire/generated/txn-offset-commit.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import { OFFSETS_TOPIC } from './internal-topics.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

/** First version with which the group joins the transaction implicitly. */
const JOINS_FROM = 5

const DEFAULT_RETENTION = -1

export const txnOffsetCommitHandler = brokerHandler({
  api: txnOffsetCommit,
  versions: { min: 0, max: 5 },
  async handle(request, { services, version }) {
    const isKnown = (topic: string, index: number) =>
      services.image.topics.get(topic)?.partitions[index] !== undefined
    const offsets = request.topics.flatMap(({ name, partitions }) =>
      partitions
        .filter(({ partitionIndex }) => isKnown(name, partitionIndex))
        .map((partition) => ({
          topic: name,
          partition: partition.partitionIndex,
          offset: partition.committedOffset,
          leaderEpoch: partition.committedLeaderEpoch,
          metadata: partition.committedMetadata ?? '',
        })),
    )
    const outcomes = await commit(services, request, { offsets, isVerifyOnly: version < JOINS_FROM })
    let next = 0
    return {
      topics: request.topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partitionIndex }) => ({
          partitionIndex,
          errorCode: errorCode(
            isKnown(name, partitionIndex) ? (outcomes[next++] ?? 'NONE') : 'UNKNOWN_TOPIC_OR_PARTITION',
          ),
        })),
      })),
    }
  },
})

async function commit(
  services: BrokerServices,
  request: TxnOffsetCommitRequest,
  what: {
    readonly offsets: Parameters<BrokerServices['groups']['commitInTransaction']>[2]
    readonly isVerifyOnly: boolean
  },
): Promise<readonly ErrorName[]> {
  const producer = { producerId: request.producerId, producerEpoch: request.producerEpoch }
  const appended = deferred<void>()
  try {
    const count = services.image.topics.get(OFFSETS_TOPIC)?.partitions.length
    if (count === undefined) throw new KafkaError('COORDINATOR_NOT_AVAILABLE')
    const index = partitionForKey(request.groupId, count)
    const log = services.replicas.find(OFFSETS_TOPIC, index)?.log
    const admission = {
      transactionalId: request.transactionalId,
      producer,
      topic: OFFSETS_TOPIC,
      partition: index,
      isVerifyOnly: what.isVerifyOnly,
      isOpen: () =>
        log !== undefined && log.openTransactionOf(producer.producerId, producer.producerEpoch) !== null,
    }
    if (services.verifier.mustAsk(admission)) await services.verifier.admit(admission, appended.promise)
    const committing = services.groups.commitInTransaction(
      {
        groupId: request.groupId,
        memberId: request.memberId,
        groupInstanceId: request.groupInstanceId,
        generationId: request.generationId,
        retentionTimeMs: DEFAULT_RETENTION,
        isTransactional: true,
        knowsGroupErrors: false,
      },
      producer,
      what.offsets,
    )
    appended.resolve() // what is still waited for are the followers
    return await committing
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    const name = error.errorName === 'NOT_ENOUGH_REPLICAS' ? 'COORDINATOR_LOAD_IN_PROGRESS' : error.errorName
    return what.offsets.map(() => name)
  } finally {
    appended.resolve()
  }
}
