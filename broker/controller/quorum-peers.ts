/** How one voter talks to the others: the quorum's questions in Kafka's own requests. */
import { SECOND_MS } from '../base/units.ts'
import type { BrokerChannels } from '../net/broker-channels.ts'
import type { VoteAnswer, VoteQuestion } from '../raft/raft.ts'
import { beginQuorumEpoch } from '../wire/generated/begin-quorum-epoch.ts'
import { endQuorumEpoch } from '../wire/generated/end-quorum-epoch.ts'
import { fetch } from '../wire/generated/fetch.ts'
import { fetchSnapshot } from '../wire/generated/fetch-snapshot.ts'
import { vote } from '../wire/generated/vote.ts'
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'
import { METADATA_TOPIC, METADATA_TOPIC_ID } from './metadata-batches.ts'
import { chunkOf, chunkRequest, type SnapshotChunk } from './snapshot-download.ts'
import type { SnapshotId } from './snapshot-file.ts'

/** controller.quorum.request.timeout.ms */
const REQUEST_TIMEOUT_MS = 2 * SECOND_MS

const MAX_FETCH_BYTES = 8 * 1024 * 1024

/** What the leader answers to a fetch of a voter. */
export type FetchedMetadata =
  | { readonly type: 'records'; readonly records: Buffer; readonly highWatermark: number }
  | { readonly type: 'diverging'; readonly epoch: number; readonly endOffset: number }
  | { readonly type: 'snapshot'; readonly id: SnapshotId }
  | { readonly type: 'notLeader'; readonly epoch: number; readonly leaderId: number | null }

/** Every method rejects with KafkaError when the voter cannot be reached. */
export interface QuorumPeers {
  vote(voterId: number, question: VoteQuestion): Promise<VoteAnswer>
  announce(voterId: number, epoch: number): Promise<void>
  resign(voterId: number, epoch: number): Promise<void>
  fetch(
    leaderId: number,
    from: {
      readonly epoch: number
      readonly fetchOffset: number
      readonly lastFetchedEpoch: number
      readonly maxWaitMs: number
    },
  ): Promise<FetchedMetadata>
  /** A piece of a snapshot of the leader. */
  fetchSnapshot(
    leaderId: number,
    from: { readonly epoch: number; readonly id: SnapshotId; readonly position: number },
  ): Promise<SnapshotChunk>
}

export interface TcpQuorumPeersOptions {
  readonly nodeId: number
  readonly clusterId: string
  /** For questions, which are answered at once. */
  readonly channels: BrokerChannels
  /** For fetches, which wait at the leader. */
  readonly fetchChannels: BrokerChannels
}

export class TcpQuorumPeers implements QuorumPeers {
  readonly #options: TcpQuorumPeersOptions

  constructor(options: TcpQuorumPeersOptions) {
    this.#options = options
  }

  async vote(voterId: number, question: VoteQuestion): Promise<VoteAnswer> {
    const response = await this.#options.channels.send(voterId, vote, {
      version: 2,
      timeoutMs: REQUEST_TIMEOUT_MS,
      body: {
        clusterId: this.#options.clusterId,
        voterId,
        topics: [
          {
            topicName: METADATA_TOPIC,
            partitions: [
              {
                partitionIndex: 0,
                replicaEpoch: question.epoch,
                replicaId: question.candidateId,
                replicaDirectoryId: METADATA_TOPIC_ID,
                voterDirectoryId: METADATA_TOPIC_ID,
                lastOffsetEpoch: question.log.lastEpoch,
                lastOffset: question.log.endOffset,
                preVote: question.isPreVote,
              },
            ],
          },
        ],
      },
    })
    const answer = response.topics[0]?.partitions[0]
    checkCode(response.errorCode)
    if (answer === undefined) throw new KafkaError('INVALID_REQUEST', 'A vote without an answer')
    checkCode(answer.errorCode)
    return {
      epoch: answer.leaderEpoch,
      leaderId: answer.leaderId < 0 ? null : answer.leaderId,
      isGranted: answer.voteGranted,
    }
  }

  async announce(voterId: number, epoch: number): Promise<void> {
    const { nodeId, clusterId, channels } = this.#options
    const response = await channels.send(voterId, beginQuorumEpoch, {
      version: 0,
      timeoutMs: REQUEST_TIMEOUT_MS,
      body: {
        clusterId,
        topics: [
          {
            topicName: METADATA_TOPIC,
            partitions: [{ partitionIndex: 0, leaderId: nodeId, leaderEpoch: epoch }],
          },
        ],
      },
    })
    checkCode(response.errorCode)
  }

  async resign(voterId: number, epoch: number): Promise<void> {
    const { nodeId, clusterId, channels } = this.#options
    await channels.send(voterId, endQuorumEpoch, {
      version: 0,
      timeoutMs: REQUEST_TIMEOUT_MS,
      body: {
        clusterId,
        topics: [
          {
            topicName: METADATA_TOPIC,
            partitions: [
              { partitionIndex: 0, leaderId: nodeId, leaderEpoch: epoch, preferredSuccessors: [] },
            ],
          },
        ],
      },
    })
  }

  async fetch(leaderId: number, from: Parameters<QuorumPeers['fetch']>[1]): Promise<FetchedMetadata> {
    const { nodeId, clusterId, fetchChannels } = this.#options
    const response = await fetchChannels.send(leaderId, fetch, {
      version: 17,
      timeoutMs: from.maxWaitMs + REQUEST_TIMEOUT_MS,
      body: {
        clusterId,
        maxWaitMs: from.maxWaitMs,
        minBytes: 1,
        maxBytes: MAX_FETCH_BYTES,
        sessionEpoch: -1,
        replicaState: { replicaId: nodeId, replicaEpoch: -1 },
        topics: [
          {
            topicId: METADATA_TOPIC_ID,
            partitions: [
              {
                partition: 0,
                currentLeaderEpoch: from.epoch,
                fetchOffset: from.fetchOffset,
                lastFetchedEpoch: from.lastFetchedEpoch,
                partitionMaxBytes: MAX_FETCH_BYTES,
              },
            ],
          },
        ],
      },
    })
    checkCode(response.errorCode)
    const answer = response.responses[0]?.partitions[0]
    if (answer === undefined) throw new KafkaError('INVALID_REQUEST', 'A fetch without an answer')
    const { currentLeader, divergingEpoch, snapshotId } = answer
    const error = errorNameOf(answer.errorCode)
    if (NOT_LEADER.has(error)) {
      const leader = currentLeader.leaderId < 0 ? null : currentLeader.leaderId
      return { type: 'notLeader', epoch: currentLeader.leaderEpoch, leaderId: leader }
    }
    checkCode(answer.errorCode)
    if (snapshotId.endOffset >= 0) return { type: 'snapshot', id: snapshotId }
    if (divergingEpoch.endOffset >= 0) {
      return { type: 'diverging', epoch: divergingEpoch.epoch, endOffset: divergingEpoch.endOffset }
    }
    return {
      type: 'records',
      records: answer.records ?? Buffer.alloc(0),
      highWatermark: answer.highWatermark,
    }
  }

  async fetchSnapshot(
    leaderId: number,
    from: Parameters<QuorumPeers['fetchSnapshot']>[1],
  ): Promise<SnapshotChunk> {
    const { nodeId, clusterId, fetchChannels } = this.#options
    const response = await fetchChannels.send(leaderId, fetchSnapshot, {
      version: 1,
      timeoutMs: REQUEST_TIMEOUT_MS,
      body: chunkRequest({ clusterId, replicaId: nodeId, ...from }),
    })
    return chunkOf(response)
  }
}

const NOT_LEADER: ReadonlySet<string> = new Set([
  'NOT_LEADER_OR_FOLLOWER',
  'FENCED_LEADER_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
])

/** @throws KafkaError. */
function checkCode(code: number): void {
  if (code !== 0) throw new KafkaError(errorNameOf(code))
}
