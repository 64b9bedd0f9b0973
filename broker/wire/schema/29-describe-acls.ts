import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, int8, string, struct } from './vocabulary.ts'

/** Access rules that match a filter. */
export const describeAcls = api({
  key: 29,
  name: 'DescribeAcls',
  doc: 'Lists the access rules that match a filter.',
  versions: '1-3',
  flexible: '2+',
  notes: { 1: 'Patterns of names (KIP-290).', 3: 'Users as resources (KIP-373).' },
  errors: ['CLUSTER_AUTHORIZATION_FAILED', 'SECURITY_DISABLED', 'INVALID_REQUEST'],
  request: {
    resourceTypeFilter: int8(
      '0+',
      'Resource: 1 any, 2 topic, 3 group, 4 cluster, 5 transactional id, 6 token, 7 user.',
    ),
    resourceNameFilter: string('0+', 'Name of the resource; null for any.', { nullable: '0+' }),
    patternTypeFilter: int8('1+', 'Pattern: 1 any, 2 any that matches the name, 3 literal, 4 prefix.', {
      default: 3,
    }),
    principalFilter: string('0+', 'The principal; null for any.', { nullable: '0+' }),
    hostFilter: string('0+', 'The host; null for any.', { nullable: '0+' }),
    operation: int8('0+', 'The operation; 1 for any.'),
    permissionType: int8('0+', 'The permission: 1 any, 2 deny, 3 allow.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    errorMessage: errorMessage('0+'),
    resources: array(
      struct({
        resourceType: int8('0+', 'Type of the resource.'),
        resourceName: string('0+', 'Its name.'),
        patternType: int8('1+', 'How the name is meant: 3 literal, 4 prefix.', { default: 3 }),
        acls: array(
          struct({
            principal: string('0+', 'The principal.'),
            host: string('0+', 'The host; * for any.'),
            operation: int8('0+', 'The operation.'),
            permissionType: int8('0+', 'The permission: 2 deny, 3 allow.'),
          }),
          '0+',
          'The rules.',
        ),
      }),
      '0+',
      'One entry per resource.',
    ),
  },
})
