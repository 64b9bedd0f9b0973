/** DeleteRecords (key 21), served v0-v2: moves the log start of partitions led here; -1 is the high watermark. */
import type { Partition } from '../replication/partition.ts'
import { deleteRecords } from '../wire/generated/delete-records.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { isInternalTopic } from './internal-topics.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

/** The low watermark of a partition that failed. */
const NO_LOW_WATERMARK = -1

export const deleteRecordsHandler = brokerHandler({
  api: deleteRecords,
  versions: { min: 0, max: 2 },
  async handle(request, { services }) {
    const topics = request.topics.map(async ({ name, partitions }) => ({
      name,
      partitions: await Promise.all(
        partitions.map(({ partitionIndex, offset }) =>
          deleteBefore(services, { name, partitionIndex, offset, timeoutMs: request.timeoutMs }),
        ),
      ),
    }))
    return { topics: await Promise.all(topics) } // as many as the request names
  },
})

async function deleteBefore(
  services: BrokerServices,
  target: {
    readonly name: string
    readonly partitionIndex: number
    readonly offset: number
    readonly timeoutMs: number
  },
) {
  const { partitionIndex } = target
  try {
    if (isInternalTopic(target.name)) {
      throw new KafkaError(
        'INVALID_TOPIC_EXCEPTION',
        `Records of internal topic ${target.name} cannot be deleted`,
      )
    }
    const partition = services.replicas.get(target.name, partitionIndex)
    const start = partition.deleteRecordsBefore(target.offset)
    await followersReach(services, { partition, start, timeoutMs: target.timeoutMs })
    return { partitionIndex, lowWatermark: start, errorCode: 0 }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return { partitionIndex, lowWatermark: NO_LOW_WATERMARK, errorCode: error.code }
  }
}

/** Resolves when every replica that is there begins at `start` too. @throws KafkaError when not in time. */
function followersReach(
  services: BrokerServices,
  {
    partition,
    start,
    timeoutMs,
  }: { readonly partition: Partition; readonly start: number; readonly timeoutMs: number },
): Promise<void> {
  const { leaderEpoch } = partition
  const hasMoved = () => !partition.isLeader || partition.leaderEpoch !== leaderEpoch
  if (partition.lowWatermark >= start) return Promise.resolve()
  return new Promise((resolve, reject) => {
    services.replicas.wait(
      {
        check: () => partition.lowWatermark >= start || hasMoved(),
        complete: () => {
          if (hasMoved()) reject(new KafkaError('NOT_LEADER_OR_FOLLOWER'))
          else if (partition.lowWatermark >= start) resolve()
          else reject(new KafkaError('REQUEST_TIMED_OUT', 'Not every replica has removed the records yet'))
        },
      },
      { partitions: [partition], maxWaitMs: timeoutMs },
    )
  })
}
