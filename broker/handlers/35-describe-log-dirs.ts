/** DescribeLogDirs (key 35), served v1-v5: what the replicas here take on disk, and what the disk has left. */

import type { Partition } from '../replication/partition.ts'
import {
  type DescribeLogDirsResponseTopicInput,
  describeLogDirs,
} from '../wire/generated/describe-log-dirs.ts'
import { brokerHandler } from './services.ts'

export const describeLogDirsHandler = brokerHandler({
  api: describeLogDirs,
  versions: { min: 1, max: 5 },
  handle(request, { services }) {
    const asked =
      request.topics === null
        ? null
        : new Map(request.topics.map(({ topic, partitions }) => [topic, new Set(partitions)]))
    const topics = new Map<string, Partition[]>()
    for (const partition of services.replicas.partitions()) {
      if (asked !== null && asked.get(partition.topic)?.has(partition.partition) !== true) continue
      topics.set(partition.topic, [...(topics.get(partition.topic) ?? []), partition])
    }
    const { totalBytes, usableBytes } = services.logs.describe()
    return {
      errorCode: 0,
      results: [
        {
          errorCode: 0,
          logDir: services.logs.directory,
          topics: [...topics].map(describe),
          totalBytes,
          usableBytes,
        },
      ],
    }
  },
})

function describe([name, partitions]: [string, Partition[]]): DescribeLogDirsResponseTopicInput {
  return {
    name,
    partitions: partitions
      .sort((a, b) => a.partition - b.partition)
      .map(({ partition, log }) => ({
        partitionIndex: partition,
        partitionSize: log.sizeBytes,
        offsetLag: Math.max(0, log.highWatermark - log.logEndOffset),
        isFutureKey: false,
      })),
  }
}
