/** CreatePartitions (key 37) on the controller's listener, served v0-v3. */
import { createPartitions as decide } from '../../controller/topic-commands.ts'
import { createPartitions } from '../../wire/generated/create-partitions.ts'
import { failCreatePartitions } from '../failures.ts'
import { controllerHandler } from './services.ts'

export const controllerCreatePartitionsHandler = controllerHandler({
  api: createPartitions,
  versions: { min: 0, max: 3 },
  handle: async (request, { services }) => ({
    results: await services.controller.submit((image) => decide(image, request, services.createFacts)),
  }),
  fail: failCreatePartitions,
})
