/**
 * Fetch (key 1) on the controller's listener, served v12-v18: voters of the quorum follow its leader with it,
 * to the end of the log, and brokers as observers, up to what is committed. Only the metadata partition is
 * here. Whoever does not lead says who does.
 */
import { METADATA_TOPIC, METADATA_TOPIC_ID } from '../../controller/metadata-batches.ts'
import type { QuorumDriver } from '../../controller/quorum-driver.ts'
import {
  type FetchRequest,
  type FetchRequestPartition,
  type FetchResponseInput,
  type FetchResponsePartitionInput,
  fetch,
} from '../../wire/generated/fetch.ts'
import { errorCode, KafkaError } from '../../wire/kafka-error.ts'
import type { ErrorName } from '../../wire/schema/errors.ts'
import { controllerHandler } from './services.ts'

/** In requests: the epoch is not told. */
const ANY_EPOCH = -1

export const controllerFetchHandler = controllerHandler({
  api: fetch,
  versions: { min: 12, max: 18 },
  async handle(request, { services, connection }) {
    const { quorum } = services.controller
    const asked = request.topics[0]?.partitions[0]
    if (asked === undefined || !isMetadata(request)) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
    const replicaId = request.replicaState.replicaId >= 0 ? request.replicaState.replicaId : request.replicaId
    const isVoter = quorum.voters.includes(replicaId)
    const early = refusal(quorum, asked) ?? departure(quorum, asked)
    if (early !== null) return answerOf(early)
    const { epoch } = quorum
    quorum.onFetch(replicaId, asked.fetchOffset)
    const endOf = () => (isVoter ? quorum.log.logEndOffset : quorum.highWatermark)
    if (request.maxWaitMs > 0) {
      await quorum.waitUntil(
        () => endOf() > asked.fetchOffset || quorum.epoch !== epoch || !quorum.isLeader,
        {
          maxWaitMs: request.maxWaitMs,
          signal: connection.closed,
        },
      )
    }
    return answerOf(refusal(quorum, asked) ?? found(quorum, request, { asked, end: endOf() }))
  },
  fail: (error) => ({ errorCode: error.code, sessionId: 0, responses: [] }),
})

function isMetadata(request: FetchRequest): boolean {
  const topic = request.topics[0]
  return topic?.topic === METADATA_TOPIC || topic?.topicId === METADATA_TOPIC_ID
}

function answerOf(partition: FetchResponsePartitionInput): FetchResponseInput {
  return {
    errorCode: 0,
    sessionId: 0,
    responses: [{ topic: METADATA_TOPIC, topicId: METADATA_TOPIC_ID, partitions: [partition] }],
  }
}

function answerWith(
  quorum: QuorumDriver,
  fields: Partial<FetchResponsePartitionInput>,
): FetchResponsePartitionInput {
  return {
    partitionIndex: 0,
    errorCode: 0,
    highWatermark: quorum.highWatermark,
    lastStableOffset: quorum.highWatermark,
    logStartOffset: quorum.log.logStartOffset,
    abortedTransactions: null,
    records: NO_RECORDS,
    currentLeader: { leaderId: quorum.leaderId ?? -1, leaderEpoch: quorum.epoch },
    ...fields,
  }
}

const NO_RECORDS = Buffer.alloc(0)

function refusal(quorum: QuorumDriver, asked: FetchRequestPartition): FetchResponsePartitionInput | null {
  const error = errorFor(quorum, asked)
  return error === null ? null : answerWith(quorum, { errorCode: errorCode(error) })
}

function errorFor(quorum: QuorumDriver, { currentLeaderEpoch }: FetchRequestPartition): ErrorName | null {
  if (currentLeaderEpoch !== ANY_EPOCH && currentLeaderEpoch < quorum.epoch) return 'FENCED_LEADER_EPOCH'
  if (currentLeaderEpoch > quorum.epoch) return 'UNKNOWN_LEADER_EPOCH'
  return quorum.isLeader ? null : 'NOT_LEADER_OR_FOLLOWER'
}

/** Where the reader's log departs from ours, or the snapshot it needs; null when records can follow. */
function departure(quorum: QuorumDriver, asked: FetchRequestPartition): FetchResponsePartitionInput | null {
  const verdict = quorum.judge(asked)
  switch (verdict.type) {
    case 'valid':
      return null
    case 'outOfRange':
      return answerWith(quorum, { errorCode: errorCode('OFFSET_OUT_OF_RANGE') })
    case 'diverging':
      return answerWith(quorum, {
        divergingEpoch: { epoch: verdict.epoch, endOffset: verdict.endOffset },
      })
    case 'snapshot':
      return answerWith(quorum, { snapshotId: { epoch: verdict.epoch, endOffset: verdict.endOffset } })
  }
}

function found(
  quorum: QuorumDriver,
  request: FetchRequest,
  { asked, end }: { readonly asked: FetchRequestPartition; readonly end: number },
): FetchResponsePartitionInput {
  const { log } = quorum
  // The log may have been cut while the request waited.
  const late = departure(quorum, asked)
  if (late !== null) return late
  const { records } = log.read({
    fetchOffset: asked.fetchOffset,
    maxBytes: Math.min(asked.partitionMaxBytes, request.maxBytes),
    upperBoundOffset: end,
    minOneMessage: true,
  })
  return answerWith(quorum, { records })
}
