/**
 * ListOffsets (key 2), served v1-v11.
 *
 * -1 latest (last stable offset when reading committed), -2 earliest, -3 the newest timestamp, -4
 * earliest local (the same as -2: nothing is tiered), -5 and -6 none; any other number is a time. A
 * special timestamp asked for in a version of before it existed is UNSUPPORTED_VERSION.
 */
import {
  EARLIEST_LOCAL_TIMESTAMP,
  EARLIEST_PENDING_UPLOAD_TIMESTAMP,
  EARLIEST_TIMESTAMP,
  type IsolationLevel,
  LATEST_TIERED_TIMESTAMP,
  LATEST_TIMESTAMP,
  MAX_TIMESTAMP,
} from '../replication/partition.ts'
import {
  type ListOffsetsRequest,
  type ListOffsetsRequestPartition,
  listOffsets,
} from '../wire/generated/list-offsets.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

const READ_COMMITTED = 1

/** In answers: nothing found. */
const UNKNOWN = -1

/** First version in which each special timestamp means something. */
const SPECIAL_TIMESTAMPS: ReadonlyMap<number, number> = new Map([
  [LATEST_TIMESTAMP, 1],
  [EARLIEST_TIMESTAMP, 1],
  [MAX_TIMESTAMP, 7],
  [EARLIEST_LOCAL_TIMESTAMP, 8],
  [LATEST_TIERED_TIMESTAMP, 9],
  [EARLIEST_PENDING_UPLOAD_TIMESTAMP, 11],
])

export const listOffsetsHandler = brokerHandler({
  api: listOffsets,
  versions: { min: 1, max: 11 },
  handle: (request, { services, version }) => ({
    topics: request.topics.map((topic) => ({
      name: topic.name,
      partitions: topic.partitions.map((partition) =>
        lookUp(services, {
          topic: topic.name,
          partition,
          isolation: isolationOf(request),
          version,
        }),
      ),
    })),
  }),
})

/** A follower sees the log's end. */
function isolationOf({ replicaId, isolationLevel }: ListOffsetsRequest): IsolationLevel {
  if (replicaId >= 0) return 'logEnd'
  return isolationLevel === READ_COMMITTED ? 'readCommitted' : 'readUncommitted'
}

function lookUp(
  services: BrokerServices,
  asked: {
    readonly topic: string
    readonly partition: ListOffsetsRequestPartition
    readonly isolation: IsolationLevel
    readonly version: number
  },
) {
  const { partitionIndex, timestamp, currentLeaderEpoch } = asked.partition
  try {
    if (timestamp < 0 && asked.version < (SPECIAL_TIMESTAMPS.get(timestamp) ?? Number.POSITIVE_INFINITY)) {
      throw new KafkaError('UNSUPPORTED_VERSION')
    }
    const partition = services.replicas.get(asked.topic, partitionIndex)
    partition.checkLeadership(currentLeaderEpoch)
    const found = partition.offsetFor(timestamp, asked.isolation)
    return {
      partitionIndex,
      errorCode: 0,
      timestamp: found?.timestampMs ?? UNKNOWN,
      offset: found?.offset ?? UNKNOWN,
      leaderEpoch: found?.leaderEpoch ?? UNKNOWN,
    }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return {
      partitionIndex,
      errorCode: error.code,
      timestamp: UNKNOWN,
      offset: UNKNOWN,
      leaderEpoch: UNKNOWN,
    }
  }
}
