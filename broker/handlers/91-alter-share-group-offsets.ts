/**
 * AlterShareGroupOffsets (key 91), served v0: sets where a share group without members begins. A group that
 * is not there is made, as in Kafka.
 */
import { alterShareGroupOffsets } from '../wire/generated/alter-share-group-offsets.ts'
import { requireFeature } from './feature-check.ts'
import { brokerHandler } from './services.ts'
import { partitionsByTopic, requireGroupId } from './share/offset-outcomes.ts'

export const alterShareGroupOffsetsHandler = brokerHandler({
  api: alterShareGroupOffsets,
  versions: { min: 0, max: 0 },
  async handle({ groupId, topics }, { services }) {
    requireFeature(services.image, 'share.version')
    requireGroupId(groupId)
    const offsets = topics.flatMap(({ topicName, partitions }) =>
      partitions.map(({ partitionIndex, startOffset }) => ({
        topicName,
        partition: partitionIndex,
        startOffset,
      })),
    )
    const outcomes = await services.groups.shareRequestsOf(groupId).setStartOffsets(groupId, offsets)
    return { errorCode: 0, responses: partitionsByTopic(outcomes) }
  },
  fail: (error) => ({ errorCode: error.code, errorMessage: error.message, responses: [] }),
})
