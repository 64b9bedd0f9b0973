/** DeleteTopics (key 20) on the controller's listener, served v1-v6. */
import { deleteTopics as decide } from '../../controller/topic-commands.ts'
import { deleteTopics } from '../../wire/generated/delete-topics.ts'
import { failDeleteTopics } from '../failures.ts'
import { controllerHandler } from './services.ts'

export const controllerDeleteTopicsHandler = controllerHandler({
  api: deleteTopics,
  versions: { min: 1, max: 6 },
  handle: async (request, { services }) => ({
    responses: await services.controller.submit((image) => decide(image, request)),
  }),
  fail: failDeleteTopics,
})
