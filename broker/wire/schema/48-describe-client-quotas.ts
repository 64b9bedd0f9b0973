import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, float64, int8, string, struct } from './vocabulary.ts'

/** Quotas of users, clients and addresses. */
export const describeClientQuotas = api({
  key: 48,
  name: 'DescribeClientQuotas',
  doc: 'Lists the quotas that match a filter.',
  versions: '0-1',
  flexible: '1+',
  errors: ['CLUSTER_AUTHORIZATION_FAILED', 'INVALID_REQUEST', 'UNSUPPORTED_VERSION'],
  request: {
    components: array(
      struct({
        entityType: string('0+', 'Kind of entity: user, client-id, ip.'),
        matchType: int8('0+', 'How to match: 0 this name, 1 the default, 2 any named.'),
        match: string('0+', 'The name; null when none is meant.', { nullable: '0+' }),
      }),
      '0+',
      'The filter.',
    ),
    strict: bool('0+', 'Whether entities with further components are left out.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    errorMessage: errorMessage('0+'),
    entries: array(
      struct({
        entity: array(
          struct({
            entityType: string('0+', 'Kind of entity.'),
            entityName: string('0+', 'Its name; null for the default.', { nullable: '0+' }),
          }),
          '0+',
          'Who the quota is for.',
        ),
        values: array(
          struct({
            key: string('0+', 'The quota, such as producer_byte_rate.'),
            value: float64('0+', 'Its value, in the unit of the quota.'),
          }),
          '0+',
          'The quotas.',
        ),
      }),
      '0+',
      'One entry per entity; null on failure.',
      { nullable: '0+', name: 'Entry' },
    ),
  },
})
