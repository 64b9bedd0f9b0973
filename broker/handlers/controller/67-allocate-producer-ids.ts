/** AllocateProducerIds (key 67) on the controller's listener, served v0. */
import { allocateProducerIds as decide } from '../../controller/producer-id-commands.ts'
import { allocateProducerIds } from '../../wire/generated/allocate-producer-ids.ts'
import { controllerHandler } from './services.ts'

export const allocateProducerIdsHandler = controllerHandler({
  api: allocateProducerIds,
  versions: { min: 0, max: 0 },
  async handle(request, { services }) {
    const block = await services.controller.submit((image) => decide(image, request))
    return { errorCode: 0, producerIdStart: block.firstProducerId, producerIdLen: block.length }
  },
  fail: (error) => ({ errorCode: error.code, producerIdStart: -1, producerIdLen: 0 }),
})
