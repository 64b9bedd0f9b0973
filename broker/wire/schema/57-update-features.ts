import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int8, int16, int32, string, struct } from './vocabulary.ts'

/** Changes the level of features. */
export const updateFeatures = api({
  key: 57,
  name: 'UpdateFeatures',
  doc: 'Changes the levels of features.',
  versions: '0-2',
  flexible: '0+',
  notes: { 1: 'Kinds of upgrades; validation only (KIP-778).', 2: 'No results per feature (KIP-1022).' },
  errors: [
    'FEATURE_UPDATE_FAILED',
    'INVALID_UPDATE_VERSION',
    'INVALID_REQUEST',
    'CLUSTER_AUTHORIZATION_FAILED',
    'NOT_CONTROLLER',
  ],
  request: {
    timeoutMs: int32('0+', 'How long to wait, ms.', { default: 60000 }),
    featureUpdates: array(
      struct({
        feature: string('0+', 'The feature.'),
        maxVersionLevel: int16('0+', 'The level wanted; below 1 to switch it off.'),
        allowDowngrade: bool('0', 'Whether the level may fall.', { ignorable: true }),
        upgradeType: int8('1+', 'What is allowed: 1 up, 2 down without loss, 3 down with loss.', {
          default: 1,
          ignorable: true,
        }),
      }),
      '0+',
      'The changes.',
    ),
    validateOnly: bool('1+', 'Whether only to check.', { default: false }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    errorMessage: errorMessage('0+'),
    results: array(
      struct({
        feature: string('0+', 'The feature.'),
        errorCode: errorCode('0+', 'the feature'),
        errorMessage: errorMessage('0+'),
      }),
      '0-1',
      'The outcome per feature.',
      { ignorable: true },
    ),
  },
})
