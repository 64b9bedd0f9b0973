/** UpdateFeatures (key 57) on the controller's listener, served v0-v2. */
import { updateFeatures as decide, upgradeTypeOf } from '../../controller/features.ts'
import { updateFeatures } from '../../wire/generated/update-features.ts'
import { controllerHandler } from './services.ts'

export const controllerUpdateFeaturesHandler = controllerHandler({
  api: updateFeatures,
  versions: { min: 0, max: 2 },
  async handle({ featureUpdates, validateOnly }, { services: { controller } }) {
    const updates = featureUpdates.map((update) => ({ ...update, upgradeType: upgradeTypeOf(update) }))
    const controllerId = controller.settings.nodeId
    await controller.submit((image) =>
      decide(image, { featureUpdates: updates, validateOnly }, { controllerId }),
    )
    return {
      errorCode: 0,
      errorMessage: null,
      results: updates.map(({ feature }) => ({ feature, errorCode: 0, errorMessage: null })),
    }
  },
  fail: (error) => ({ errorCode: error.code, errorMessage: error.message, results: [] }),
})
