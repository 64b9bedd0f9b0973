import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bytes, int8, int32, string, struct } from './vocabulary.ts'

/** Sets and removes SCRAM credentials. */
export const alterUserScramCredentials = api({
  key: 51,
  name: 'AlterUserScramCredentials',
  doc: 'Sets and removes SCRAM credentials.',
  versions: '0',
  flexible: '0+',
  errors: [
    'CLUSTER_AUTHORIZATION_FAILED',
    'RESOURCE_NOT_FOUND',
    'DUPLICATE_RESOURCE',
    'UNACCEPTABLE_CREDENTIAL',
    'UNSUPPORTED_SASL_MECHANISM',
    'NOT_CONTROLLER',
  ],
  request: {
    deletions: array(
      struct({
        name: string('0+', 'The user.'),
        mechanism: int8('0+', 'The mechanism: 1 SCRAM-SHA-256, 2 SCRAM-SHA-512.'),
      }),
      '0+',
      'Credentials to remove.',
    ),
    upsertions: array(
      struct({
        name: string('0+', 'The user.'),
        mechanism: int8('0+', 'The mechanism: 1 SCRAM-SHA-256, 2 SCRAM-SHA-512.'),
        iterations: int32('0+', 'Iterations of the hash.'),
        salt: bytes('0+', 'The salt.'),
        saltedPassword: bytes('0+', 'The salted and hashed password.'),
      }),
      '0+',
      'Credentials to set.',
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    results: array(
      struct({
        user: string('0+', 'The user.'),
        errorCode: errorCode('0+', 'the user'),
        errorMessage: errorMessage('0+'),
      }),
      '0+',
      'One entry per user.',
    ),
  },
})
