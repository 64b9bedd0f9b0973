/**
 * UpdateFeatures (key 57), served v0-v2. The controller decides. In v0 a flag stands for the kind of change;
 * up to v1 the features that were changed are listed.
 */
import { upgradeTypeOf } from '../controller/features.ts'
import { updateFeatures } from '../wire/generated/update-features.ts'
import { brokerHandler } from './services.ts'

export const updateFeaturesHandler = brokerHandler({
  api: updateFeatures,
  versions: { min: 0, max: 2 },
  async handle(request, { services }) {
    const { timeoutMs, validateOnly, featureUpdates } = request
    const answer = await services.controller.send(
      updateFeatures,
      {
        timeoutMs,
        validateOnly,
        featureUpdates: featureUpdates.map(({ allowDowngrade, ...update }) => ({
          ...update,
          upgradeType: upgradeTypeOf({ ...update, allowDowngrade }),
        })),
      },
      { timeoutMs: Math.max(1, timeoutMs) },
    )
    const changed = answer.errorCode === 0 ? featureUpdates : []
    return {
      errorCode: answer.errorCode,
      errorMessage: answer.errorMessage,
      results: changed.map(({ feature }) => ({ feature, errorCode: 0, errorMessage: null })),
    }
  },
  fail: (error) => ({ errorCode: error.code, errorMessage: error.message, results: [] }),
})
