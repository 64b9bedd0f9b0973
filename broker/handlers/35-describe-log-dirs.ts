/** DescribeLogDirs (key 35), served v1-v5: what the replicas here take in each log directory, and what its disk has left. */

import type { LogDirectory } from '../log/log-directories.ts'
import type { PartitionLog } from '../log/partition-log.ts'
import {
  type DescribeLogDirsResponsePartitionInput,
  type DescribeLogDirsResponseResultInput,
  type DescribeLogDirsResponseTopicInput,
  describeLogDirs,
} from '../wire/generated/describe-log-dirs.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

export const describeLogDirsHandler = brokerHandler({
  api: describeLogDirs,
  versions: { min: 1, max: 5 },
  handle(request, { services }) {
    const asked =
      request.topics === null
        ? null
        : new Map(request.topics.map(({ topic, partitions }) => [topic, new Set(partitions)]))
    const isAsked = ({ topic, partition }: PartitionLog) =>
      asked === null || asked.get(topic)?.has(partition) === true
    return {
      errorCode: 0,
      results: services.logs.all.map((directory) => describeDirectory(directory, services, isAsked)),
    }
  },
})

function describeDirectory(
  { path, manager }: LogDirectory,
  services: BrokerServices,
  isAsked: (log: PartitionLog) => boolean,
): DescribeLogDirsResponseResultInput {
  const failed = { errorCode: errorCode('KAFKA_STORAGE_ERROR'), logDir: path, topics: [] }
  if (manager === null) return failed
  try {
    const { totalBytes, usableBytes } = manager.space()
    const topics = new Map<string, DescribeLogDirsResponsePartitionInput[]>()
    const add = (log: PartitionLog, isFutureKey: boolean) => {
      const partitions = topics.get(log.topic) ?? []
      topics.set(log.topic, partitions)
      partitions.push({
        partitionIndex: log.partition,
        partitionSize: log.sizeBytes,
        offsetLag: isFutureKey ? lagOf(log, services) : Math.max(0, log.highWatermark - log.logEndOffset),
        isFutureKey,
      })
    }
    for (const log of manager.logs()) if (isAsked(log)) add(log, false)
    for (const log of manager.futures.logs()) if (isAsked(log)) add(log, true)
    return { errorCode: 0, logDir: path, topics: [...topics].map(sorted), totalBytes, usableBytes }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return failed
  }
}

/** How far a copy is behind the replica it is made of. */
function lagOf(future: PartitionLog, { replicas }: BrokerServices): number {
  const current = replicas.find(future.topic, future.partition)
  return current === undefined ? 0 : Math.max(0, current.log.logEndOffset - future.logEndOffset)
}

function sorted([name, partitions]: [
  string,
  DescribeLogDirsResponsePartitionInput[],
]): DescribeLogDirsResponseTopicInput {
  return { name, partitions: partitions.sort((a, b) => a.partitionIndex - b.partitionIndex) }
}
