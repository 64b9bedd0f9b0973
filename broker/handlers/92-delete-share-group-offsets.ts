/** DeleteShareGroupOffsets (key 92), served v0: forgets what a share group without members has of topics. */
import { deleteShareGroupOffsets } from '../wire/generated/delete-share-group-offsets.ts'
import { requireFeature } from './feature-check.ts'
import { brokerHandler } from './services.ts'
import { fieldsOf, requireGroupId } from './share/offset-outcomes.ts'

export const deleteShareGroupOffsetsHandler = brokerHandler({
  api: deleteShareGroupOffsets,
  versions: { min: 0, max: 0 },
  async handle({ groupId, topics }, { services }) {
    requireFeature(services.image, 'share.version')
    requireGroupId(groupId)
    const names = topics.map(({ topicName }) => topicName)
    const outcomes = await services.groups.shareRequestsOf(groupId).deleteStartOffsets(groupId, names)
    return {
      errorCode: 0,
      responses: outcomes.map(({ topicName, topicId, error }) => ({
        topicName,
        topicId,
        ...fieldsOf(error),
      })),
    }
  },
  fail: (error) => ({ errorCode: error.code, errorMessage: error.message, responses: [] }),
})
