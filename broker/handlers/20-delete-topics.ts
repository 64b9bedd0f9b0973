/** DeleteTopics (key 20), served v1-v6. The controller carries it out. */
import { deleteTopics } from '../wire/generated/delete-topics.ts'
import { ZERO_UUID } from '../wire/reader.ts'
import { forwarded } from './forward.ts'

export const deleteTopicsHandler = forwarded({
  api: deleteTopics,
  versions: { min: 1, max: 6 },
  fail: (error, request) => ({
    responses: [...request.topics, ...request.topicNames.map((name) => ({ name, topicId: ZERO_UUID }))].map(
      ({ name, topicId }) => ({ name, topicId, errorCode: error.code, errorMessage: error.message }),
    ),
  }),
})
