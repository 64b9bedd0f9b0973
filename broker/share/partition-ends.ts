/** Where partitions end, wherever they are led: what the lag of a share group is reckoned from. */
import type { TopicsImage } from '../controller/image/topics.ts'
import type { BrokerChannels } from '../net/broker-channels.ts'
import { LATEST_TIMESTAMP } from '../replication/partition.ts'
import type { ReplicaManager } from '../replication/replica-manager.ts'
import { listOffsets } from '../wire/generated/list-offsets.ts'
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'

/** A version that every broker of the cluster serves. */
const LIST_OFFSETS_VERSION = 8

const ANSWER_TIMEOUT_MS = 5_000

export interface PartitionEndsOptions {
  readonly brokerId: number
  readonly topics: TopicsImage
  readonly replicas: Pick<ReplicaManager, 'find'>
  readonly channels: BrokerChannels
}

export class PartitionEnds {
  readonly #options: PartitionEndsOptions

  constructor(options: PartitionEndsOptions) {
    this.#options = options
  }

  /** First offset that consumers cannot see. Rejects with KafkaError when the leader does not tell. */
  async endOf(topicName: string, partition: number): Promise<number> {
    const { brokerId, topics, replicas, channels } = this.#options
    const leader = topics.get(topicName)?.partitions[partition]?.leaderId
    if (leader === undefined) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
    if (leader === brokerId) {
      const end = replicas.find(topicName, partition)?.highWatermark
      if (end === undefined) throw new KafkaError('NOT_LEADER_OR_FOLLOWER')
      return end
    }
    const response = await channels.send(leader, listOffsets, {
      version: LIST_OFFSETS_VERSION,
      timeoutMs: ANSWER_TIMEOUT_MS,
      body: {
        replicaId: -1,
        isolationLevel: 0,
        topics: [
          {
            name: topicName,
            partitions: [{ partitionIndex: partition, currentLeaderEpoch: -1, timestamp: LATEST_TIMESTAMP }],
          },
        ],
      },
    })
    const found = response.topics[0]?.partitions[0]
    const error = errorNameOf(found?.errorCode ?? -1)
    if (found === undefined || error !== 'NONE') throw new KafkaError(error)
    return found.offset
  }
}
