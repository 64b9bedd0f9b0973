/**
 * DeleteTopics (key 20), served v1-v6. The controller carries it out. Up to v5 topics are named in a list
 * of names, which v6 does not have.
 */
import { deleteTopics } from '../wire/generated/delete-topics.ts'
import { failDeleteTopics, topicsToDelete } from './failures.ts'
import { forwarded } from './forward.ts'

export const deleteTopicsHandler = forwarded({
  api: deleteTopics,
  versions: { min: 1, max: 6 },
  adapt: (request) => ({ ...request, topics: topicsToDelete(request), topicNames: [] }),
  fail: failDeleteTopics,
})
