import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, int8, string, struct } from './vocabulary.ts'

/** Removes access rules that match filters. */
export const deleteAcls = api({
  key: 31,
  name: 'DeleteAcls',
  doc: 'Removes the access rules that match filters.',
  versions: '1-3',
  flexible: '2+',
  notes: { 1: 'Patterns of names (KIP-290).', 3: 'Users as resources (KIP-373).' },
  errors: ['CLUSTER_AUTHORIZATION_FAILED', 'SECURITY_DISABLED', 'INVALID_REQUEST', 'NOT_CONTROLLER'],
  request: {
    filters: array(
      struct({
        resourceTypeFilter: int8('0+', 'Type of the resource; as in DescribeAcls.'),
        resourceNameFilter: string('0+', 'Its name; null for any.', { nullable: '0+' }),
        patternTypeFilter: int8('1+', 'Pattern: 1 any, 2 any that matches the name, 3 literal, 4 prefix.', {
          default: 3,
        }),
        principalFilter: string('0+', 'The principal; null for any.', { nullable: '0+' }),
        hostFilter: string('0+', 'The host; null for any.', { nullable: '0+' }),
        operation: int8('0+', 'The operation; 1 for any.'),
        permissionType: int8('0+', 'The permission: 1 any, 2 deny, 3 allow.'),
      }),
      '0+',
      'The filters.',
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    filterResults: array(
      struct({
        errorCode: errorCode('0+', 'the filter'),
        errorMessage: errorMessage('0+'),
        matchingAcls: array(
          struct({
            errorCode: errorCode('0+', 'the rule'),
            errorMessage: errorMessage('0+'),
            resourceType: int8('0+', 'Type of the resource.'),
            resourceName: string('0+', 'Its name.'),
            patternType: int8('1+', 'How the name is meant: 3 literal, 4 prefix.', { default: 3 }),
            principal: string('0+', 'The principal.'),
            host: string('0+', 'The host; * for any.'),
            operation: int8('0+', 'The operation.'),
            permissionType: int8('0+', 'The permission: 2 deny, 3 allow.'),
          }),
          '0+',
          'The rules that matched.',
        ),
      }),
      '0+',
      'One entry per filter, in their order.',
    ),
  },
})
