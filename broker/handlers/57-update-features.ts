/**
 * UpdateFeatures (key 57), served v0-v2. The controller decides. In v0 a flag stands for the kind of change;
 * up to v1 the features that were changed are listed.
 */
import { UPGRADE_TYPE } from '../controller/features.ts'
import { updateFeatures } from '../wire/generated/update-features.ts'
import { brokerHandler } from './services.ts'

/** First version that says what kind of change is allowed. */
const KINDS_FROM = 1

export const updateFeaturesHandler = brokerHandler({
  api: updateFeatures,
  versions: { min: 0, max: 2 },
  async handle(request, { services, version }) {
    const kindOf = (update: (typeof request.featureUpdates)[number]) => {
      if (version >= KINDS_FROM) return update.upgradeType
      return update.allowDowngrade ? UPGRADE_TYPE.SAFE_DOWNGRADE : UPGRADE_TYPE.UPGRADE
    }
    const answer = await services.controller.send(
      updateFeatures,
      {
        timeoutMs: request.timeoutMs,
        validateOnly: request.validateOnly,
        featureUpdates: request.featureUpdates.map((update) => ({
          feature: update.feature,
          maxVersionLevel: update.maxVersionLevel,
          upgradeType: kindOf(update),
        })),
      },
      { timeoutMs: Math.max(1, request.timeoutMs) },
    )
    const isDone = answer.errorCode === 0
    return {
      errorCode: answer.errorCode,
      errorMessage: answer.errorMessage,
      results: isDone
        ? request.featureUpdates.map(({ feature }) => ({ feature, errorCode: 0, errorMessage: null }))
        : [],
    }
  },
  fail: (error) => ({ errorCode: error.code, errorMessage: error.message, results: [] }),
})
