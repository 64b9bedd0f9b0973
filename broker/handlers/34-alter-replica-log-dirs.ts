/** AlterReplicaLogDirs (key 34), served v1-v2: moves replicas of this broker to another of its log directories. */
import { alterReplicaLogDirs } from '../wire/generated/alter-replica-log-dirs.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

export const alterReplicaLogDirsHandler = brokerHandler({
  api: alterReplicaLogDirs,
  versions: { min: 1, max: 2 },
  handle(request, { services }) {
    const topics = new Map<string, { partitionIndex: number; errorCode: number }[]>()
    for (const { path, topics: wanted } of request.dirs) {
      for (const { name, partitions } of wanted) {
        const results = topics.get(name) ?? []
        topics.set(name, results)
        for (const partitionIndex of partitions) {
          results.push({ partitionIndex, errorCode: move(services, { name, partitionIndex, path }) })
        }
      }
    }
    return { results: [...topics].map(([topicName, partitions]) => ({ topicName, partitions })) }
  },
})

function move(
  { replicas }: BrokerServices,
  wanted: { readonly name: string; readonly partitionIndex: number; readonly path: string },
): number {
  try {
    replicas.move(wanted.name, wanted.partitionIndex, wanted.path)
    return 0
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return errorCode(error.errorName)
  }
}
