/** DeleteRecords (key 21), served v0-v2: moves the log start of partitions led here; -1 is the high watermark. */
import { deleteRecords } from '../wire/generated/delete-records.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { isInternalTopic } from './internal-topics.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

/** The low watermark of a partition that failed. */
const NO_LOW_WATERMARK = -1

export const deleteRecordsHandler = brokerHandler({
  api: deleteRecords,
  versions: { min: 0, max: 2 },
  handle: (request, { services }) => ({
    topics: request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex, offset }) =>
        deleteBefore(services, { name, partitionIndex, offset }),
      ),
    })),
  }),
})

function deleteBefore(
  services: BrokerServices,
  target: { readonly name: string; readonly partitionIndex: number; readonly offset: number },
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
    return { partitionIndex, lowWatermark: partition.deleteRecordsBefore(target.offset), errorCode: 0 }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return { partitionIndex, lowWatermark: NO_LOW_WATERMARK, errorCode: error.code }
  }
}
