import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, int8, int32, string, struct } from './vocabulary.ts'

/** Which users have SCRAM credentials. */
export const describeUserScramCredentials = api({
  key: 50,
  name: 'DescribeUserScramCredentials',
  doc: 'Tells which users have SCRAM credentials.',
  versions: '0',
  flexible: '0+',
  errors: ['CLUSTER_AUTHORIZATION_FAILED', 'RESOURCE_NOT_FOUND', 'DUPLICATE_RESOURCE'],
  request: {
    users: array(struct({ name: string('0+', 'The user.') }), '0+', 'The users; null or empty for all.', {
      nullable: '0+',
    }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    errorMessage: errorMessage('0+'),
    results: array(
      struct({
        user: string('0+', 'The user.'),
        errorCode: errorCode('0+', 'the user'),
        errorMessage: errorMessage('0+'),
        credentialInfos: array(
          struct({
            mechanism: int8('0+', 'The mechanism: 1 SCRAM-SHA-256, 2 SCRAM-SHA-512.'),
            iterations: int32('0+', 'Iterations of the hash.'),
          }),
          '0+',
          'The credentials.',
        ),
      }),
      '0+',
      'One entry per user.',
    ),
  },
})
