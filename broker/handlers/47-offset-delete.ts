/** OffsetDelete (key 47), served v0: forgets positions of a group in topics it does not consume. */
import { offsetDelete } from '../wire/generated/offset-delete.ts'
import { errorCode } from '../wire/kafka-error.ts'
import { brokerHandler } from './services.ts'

export const offsetDeleteHandler = brokerHandler({
  api: offsetDelete,
  versions: { min: 0, max: 0 },
  async handle(request, { services }) {
    const isKnown = (topic: string, partition: number) =>
      services.image.topics.get(topic)?.partitions[partition] !== undefined
    const wanted = request.topics.flatMap(({ name, partitions }) =>
      partitions
        .filter(({ partitionIndex }) => isKnown(name, partitionIndex))
        .map(({ partitionIndex }) => ({ topic: name, partition: partitionIndex })),
    )
    const outcomes = await services.groups.deleteOffsets(request.groupId, wanted)
    let next = 0
    return {
      errorCode: 0,
      topics: request.topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partitionIndex }) => ({
          partitionIndex,
          errorCode: isKnown(name, partitionIndex)
            ? errorCode(outcomes[next++] ?? 'NONE')
            : errorCode('UNKNOWN_TOPIC_OR_PARTITION'),
        })),
      })),
    }
  },
  fail: (error) => ({ errorCode: error.code, topics: [] }),
})
