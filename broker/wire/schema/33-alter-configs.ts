import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int8, string, struct } from './vocabulary.ts'

/** Replaces all configurations of a resource. */
export const alterConfigs = api({
  key: 33,
  name: 'AlterConfigs',
  doc: 'Replaces all configurations of a resource.',
  versions: '0-2',
  flexible: '2+',
  notes: { 1: 'The response is sent before the client is throttled (KIP-219).' },
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
            value: string('0+', 'Its value; null for the default.', { nullable: '0+' }),
          }),
          '0+',
          'The configurations; all others return to their defaults.',
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
