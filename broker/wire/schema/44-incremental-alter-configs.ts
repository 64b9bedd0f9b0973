import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int8, string, struct } from './vocabulary.ts'

/** Changes single configurations of a resource. */
export const incrementalAlterConfigs = api({
  key: 44,
  name: 'IncrementalAlterConfigs',
  doc: 'Changes single configurations of a resource.',
  versions: '0-1',
  flexible: '1+',
  errors: [
    'UNKNOWN_TOPIC_OR_PARTITION',
    'INVALID_CONFIG',
    'INVALID_REQUEST',
    'POLICY_VIOLATION',
    'TOPIC_AUTHORIZATION_FAILED',
    'CLUSTER_AUTHORIZATION_FAILED',
  ],
  request: {
    resources: array(
      struct({
        resourceType: int8('0+', 'What is named; as in DescribeConfigs.'),
        resourceName: string('0+', 'Its name.'),
        configs: array(
          struct({
            name: string('0+', 'The configuration.'),
            configOperation: int8(
              '0+',
              'What to do: 0 set, 1 delete, 2 append to a list, 3 remove from a list.',
            ),
            value: string('0+', 'The value.', { nullable: '0+' }),
          }),
          '0+',
          'The changes.',
        ),
      }),
      '0+',
      'What to change.',
    ),
    validateOnly: bool('0+', 'Whether only to check.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    responses: array(
      struct({
        errorCode: errorCode('0+', 'the resource'),
        errorMessage: errorMessage('0+'),
        resourceType: int8('0+', 'What is named.'),
        resourceName: string('0+', 'Its name.'),
      }),
      '0+',
      'One entry per resource.',
    ),
  },
})
