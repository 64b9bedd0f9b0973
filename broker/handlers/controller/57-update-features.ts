/** UpdateFeatures (key 57) on the controller's listener, served v1-v2: brokers send the newest. */
import { updateFeatures as decide } from '../../controller/features.ts'
import { updateFeatures } from '../../wire/generated/update-features.ts'
import { controllerHandler } from './services.ts'

export const controllerUpdateFeaturesHandler = controllerHandler({
  api: updateFeatures,
  versions: { min: 1, max: 2 },
  async handle(request, { services: { controller } }) {
    const { nodeId } = controller.settings
    await controller.submit((image) => decide(image, request, { controllerId: nodeId }))
    return { errorCode: 0, errorMessage: null, results: [] }
  },
  fail: (error) => ({ errorCode: error.code, errorMessage: error.message, results: [] }),
})
