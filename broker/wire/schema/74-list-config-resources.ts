import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, int8, string, struct } from './vocabulary.ts'

/** Names of resources that have configurations. */
export const listConfigResources = api({
  key: 74,
  name: 'ListConfigResources',
  doc: 'Lists the resources that have configurations.',
  versions: '0-1',
  flexible: '0+',
  notes: { 0: 'Client metrics subscriptions only (KIP-714).', 1: 'All types of resources (KIP-1142).' },
  errors: ['CLUSTER_AUTHORIZATION_FAILED', 'UNSUPPORTED_VERSION'],
  request: {
    resourceTypes: array(int8(), '1+', 'Types wanted, as in DescribeConfigs; empty for all.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    configResources: array(
      struct({
        resourceName: string('0+', 'The resource.'),
        resourceType: int8('1+', 'Its type.', { default: 16, ignorable: true }),
      }),
      '0+',
      'The resources.',
    ),
  },
})
