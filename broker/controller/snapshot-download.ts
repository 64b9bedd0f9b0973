/** Getting a snapshot from the leader of the quorum, piece by piece: for voters and for brokers. */
import { MIB } from '../base/units.ts'
import {
  type FetchSnapshotRequestInput,
  type FetchSnapshotResponse,
} from '../wire/generated/fetch-snapshot.ts'
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'
import { METADATA_TOPIC } from './metadata-batches.ts'
import { MAX_SNAPSHOT_BYTES, type SnapshotId } from './snapshot-file.ts'

/** Bytes asked for at a time. */
export const SNAPSHOT_CHUNK_BYTES = MIB

/** A piece of a snapshot. */
export interface SnapshotChunk {
  readonly sizeBytes: number
  readonly position: number
  readonly bytes: Buffer
}

/** Who asks for which piece. */
export interface ChunkRequest {
  readonly clusterId: string | null
  readonly replicaId: number
  /** -1 for any. */
  readonly epoch: number
  readonly id: SnapshotId
  readonly position: number
}

/** The request for one piece. */
export function chunkRequest(asked: ChunkRequest): FetchSnapshotRequestInput {
  return {
    clusterId: asked.clusterId,
    replicaId: asked.replicaId,
    maxBytes: SNAPSHOT_CHUNK_BYTES,
    topics: [
      {
        name: METADATA_TOPIC,
        partitions: [
          {
            partition: 0,
            currentLeaderEpoch: asked.epoch,
            snapshotId: asked.id,
            position: asked.position,
          },
        ],
      },
    ],
  }
}

/** The piece in an answer. @throws KafkaError with what the leader refused it for. */
export function chunkOf(response: FetchSnapshotResponse): SnapshotChunk {
  const answer = response.topics[0]?.partitions[0]
  const code = response.errorCode === 0 ? (answer?.errorCode ?? 0) : response.errorCode
  if (code !== 0) throw new KafkaError(errorNameOf(code), 'A snapshot was refused')
  if (answer === undefined) throw new KafkaError('INVALID_REQUEST', 'A snapshot without an answer')
  return { sizeBytes: answer.size, position: answer.position, bytes: answer.unalignedRecords }
}

/** All of a snapshot. Rejects with KafkaError when a piece is refused or does not fit the others. */
export async function downloadSnapshot(
  fetchChunk: (position: number) => Promise<SnapshotChunk>,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let receivedBytes = 0
  for (;;) {
    const { sizeBytes, position, bytes } = await fetchChunk(receivedBytes)
    const isSound =
      position === receivedBytes && bytes.length > 0 && receivedBytes + bytes.length <= sizeBytes
    if (!isSound || sizeBytes > MAX_SNAPSHOT_BYTES) {
      throw new KafkaError('CORRUPT_MESSAGE', 'The pieces of the snapshot do not fit')
    }
    chunks.push(bytes)
    receivedBytes += bytes.length
    if (receivedBytes === sizeBytes) return Buffer.concat(chunks)
  }
}
