/**
 * FetchSnapshot (key 59) on the controller's listener, served v0-v1: voters and brokers that are behind the
 * start of the metadata log read the snapshot they were told of.
 */
import { METADATA_TOPIC } from '../../controller/metadata-batches.ts'
import type { QuorumDriver } from '../../controller/quorum-driver.ts'
import {
  type FetchSnapshotRequestPartition,
  type FetchSnapshotResponsePartitionInput,
  fetchSnapshot,
} from '../../wire/generated/fetch-snapshot.ts'
import { errorCode, KafkaError } from '../../wire/kafka-error.ts'
import type { ErrorName } from '../../wire/schema/errors.ts'
import { controllerHandler } from './services.ts'

const ANY_EPOCH = -1
const NO_BYTES = Buffer.alloc(0)

export const fetchSnapshotHandler = controllerHandler({
  api: fetchSnapshot,
  versions: { min: 0, max: 1 },
  handle(request, { services: { controller } }) {
    const { quorum, settings } = controller
    if (request.clusterId !== null && request.clusterId !== settings.clusterId) {
      throw new KafkaError('INCONSISTENT_CLUSTER_ID')
    }
    const topic = request.topics.find(({ name }) => name === METADATA_TOPIC)
    const asked = topic?.partitions.find(({ partition }) => partition === 0)
    if (asked === undefined) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
    if (quorum.isLeader) quorum.onSnapshotFetch(request.replicaId)
    const answer = answerTo(quorum, asked, request.maxBytes)
    return { errorCode: 0, topics: [{ name: METADATA_TOPIC, partitions: [answer] }] }
  },
  fail: (error) => ({ errorCode: error.code, topics: [] }),
})

function answerTo(
  quorum: QuorumDriver,
  asked: FetchSnapshotRequestPartition,
  maxBytes: number,
): FetchSnapshotResponsePartitionInput {
  const { snapshotId, position } = asked
  const answer = (error: ErrorName, sizeBytes = 0, bytes: Buffer = NO_BYTES) => ({
    index: 0,
    errorCode: errorCode(error),
    snapshotId,
    currentLeader: { leaderId: quorum.leaderId ?? -1, leaderEpoch: quorum.epoch },
    size: sizeBytes,
    position,
    unalignedRecords: bytes,
  })
  const refusal = refusalOf(quorum, asked.currentLeaderEpoch)
  if (refusal !== null) return answer(refusal)
  try {
    const { sizeBytes, bytes } = quorum.store.read(snapshotId, { position, maxBytes })
    return answer('NONE', sizeBytes, bytes)
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return answer(error.errorName)
  }
}

function refusalOf(quorum: QuorumDriver, epoch: number): ErrorName | null {
  if (epoch !== ANY_EPOCH && epoch < quorum.epoch) return 'FENCED_LEADER_EPOCH'
  if (epoch > quorum.epoch) return 'UNKNOWN_LEADER_EPOCH'
  return quorum.isLeader ? null : 'NOT_LEADER_OR_FOLLOWER'
}
