/** CreateTopics (key 19) on the controller's listener, served v2-v7. */
import { createTopics as decide } from '../../controller/topic-commands.ts'
import { createTopics } from '../../wire/generated/create-topics.ts'
import { failCreateTopics } from '../failures.ts'
import { controllerHandler } from './services.ts'

export const controllerCreateTopicsHandler = controllerHandler({
  api: createTopics,
  versions: { min: 2, max: 7 },
  handle: async (request, { services }) => ({
    topics: await services.controller.submit((image) => decide(image, request, services.createFacts)),
  }),
  fail: failCreateTopics,
})
