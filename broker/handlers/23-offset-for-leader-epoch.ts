/**
 * OffsetForLeaderEpoch (key 23), served v2-v4: where a leader epoch ends in the leader's log, so that a
 * consumer finds out whether what it has read was cut off since (KIP-320).
 */
import {
  type OffsetForLeaderEpochRequestPartition,
  offsetForLeaderEpoch,
} from '../wire/generated/offset-for-leader-epoch.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

/** In answers: not known. */
const UNKNOWN = -1

export const offsetForLeaderEpochHandler = brokerHandler({
  api: offsetForLeaderEpoch,
  versions: { min: 2, max: 4 },
  handle: (request, { services }) => ({
    topics: request.topics.map(({ topic, partitions }) => ({
      topic,
      partitions: partitions.map((asked) => lookUp(services, topic, asked)),
    })),
  }),
})

function lookUp(services: BrokerServices, topic: string, asked: OffsetForLeaderEpochRequestPartition) {
  try {
    const partition = services.replicas.get(topic, asked.partition)
    partition.checkLeadership(asked.currentLeaderEpoch)
    const found = partition.log.endOffsetForEpoch(asked.leaderEpoch)
    return {
      errorCode: 0,
      partition: asked.partition,
      leaderEpoch: found.leaderEpoch,
      endOffset: found.endOffset,
    }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return { errorCode: error.code, partition: asked.partition, leaderEpoch: UNKNOWN, endOffset: UNKNOWN }
  }
}
