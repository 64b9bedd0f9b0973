import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, int8, string, struct } from './vocabulary.ts'

/** Adds access rules. */
export const createAcls = api({
  key: 30,
  name: 'CreateAcls',
  doc: 'Adds access rules.',
  versions: '1-3',
  flexible: '2+',
  notes: { 1: 'Patterns of names (KIP-290).', 3: 'Users as resources (KIP-373).' },
  errors: ['CLUSTER_AUTHORIZATION_FAILED', 'SECURITY_DISABLED', 'INVALID_REQUEST', 'NOT_CONTROLLER'],
  request: {
    creations: array(
      struct({
        resourceType: int8('0+', 'Type of the resource; as in DescribeAcls.'),
        resourceName: string('0+', 'Its name; * for any.'),
        resourcePatternType: int8('1+', 'How the name is meant: 3 literal, 4 prefix.', { default: 3 }),
        principal: string('0+', 'The principal.'),
        host: string('0+', 'The host; * for any.'),
        operation: int8('0+', 'The operation.'),
        permissionType: int8('0+', 'The permission: 2 deny, 3 allow.'),
      }),
      '0+',
      'The rules.',
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    results: array(
      struct({
        errorCode: errorCode('0+', 'the rule'),
        errorMessage: errorMessage('0+'),
      }),
      '0+',
      'One entry per rule, in their order.',
    ),
  },
})
