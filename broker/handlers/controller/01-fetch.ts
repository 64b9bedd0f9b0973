/**
 * Fetch (key 1) on the controller's listener, served v12-v18: brokers follow the metadata log with it,
 * as observers of the quorum. Only the metadata partition is here; committed records only.
 */
import { METADATA_TOPIC, METADATA_TOPIC_ID } from '../../controller/metadata-batches.ts'
import type { QuorumDriver } from '../../controller/quorum-driver.ts'
import { type FetchRequest, type FetchResponseInput, fetch } from '../../wire/generated/fetch.ts'
import { errorCode, KafkaError } from '../../wire/kafka-error.ts'
import { controllerHandler } from './services.ts'

export const controllerFetchHandler = controllerHandler({
  api: fetch,
  versions: { min: 12, max: 18 },
  async handle(request, { services, connection }) {
    const { quorum } = services.controller
    const asked = request.topics[0]?.partitions[0]
    if (asked === undefined || !isMetadata(request)) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
    const isAtEnd = asked.fetchOffset >= quorum.highWatermark
    if (isAtEnd && request.maxWaitMs > 0) {
      await quorum.waitBeyond(asked.fetchOffset, { maxWaitMs: request.maxWaitMs, signal: connection.closed })
    }
    return answer(quorum, request, asked)
  },
  fail: (error) => ({ errorCode: error.code, sessionId: 0, responses: [] }),
})

function isMetadata(request: FetchRequest): boolean {
  const topic = request.topics[0]
  return topic?.topic === METADATA_TOPIC || topic?.topicId === METADATA_TOPIC_ID
}

function answer(
  quorum: QuorumDriver,
  request: FetchRequest,
  asked: FetchRequest['topics'][number]['partitions'][number],
): FetchResponseInput {
  const isOutOfRange =
    asked.fetchOffset < quorum.log.logStartOffset || asked.fetchOffset > quorum.log.logEndOffset
  const records = isOutOfRange
    ? Buffer.alloc(0)
    : quorum.log.read({
        fetchOffset: asked.fetchOffset,
        maxBytes: Math.min(asked.partitionMaxBytes, request.maxBytes),
        upperBoundOffset: quorum.highWatermark,
        minOneMessage: true,
      }).records
  return {
    errorCode: 0,
    sessionId: 0,
    responses: [
      {
        topic: METADATA_TOPIC,
        topicId: METADATA_TOPIC_ID,
        partitions: [
          {
            partitionIndex: 0,
            errorCode: isOutOfRange ? errorCode('OFFSET_OUT_OF_RANGE') : 0,
            highWatermark: quorum.highWatermark,
            lastStableOffset: quorum.highWatermark,
            logStartOffset: quorum.log.logStartOffset,
            abortedTransactions: null,
            records,
            currentLeader: { leaderId: quorum.leaderId, leaderEpoch: quorum.epoch },
          },
        ],
      },
    ],
  }
}
