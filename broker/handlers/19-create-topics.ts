/** CreateTopics (key 19), served v2-v7. The controller carries it out. */
import { createTopics } from '../wire/generated/create-topics.ts'
import { failCreateTopics } from './failures.ts'
import { forwarded } from './forward.ts'

export const createTopicsHandler = forwarded({
  api: createTopics,
  versions: { min: 2, max: 7 },
  fail: failCreateTopics,
})
