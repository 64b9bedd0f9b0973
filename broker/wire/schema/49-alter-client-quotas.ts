import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, float64, string, struct } from './vocabulary.ts'

/** Sets and removes quotas. */
export const alterClientQuotas = api({
  key: 49,
  name: 'AlterClientQuotas',
  doc: 'Sets and removes quotas.',
  versions: '0-1',
  flexible: '1+',
  errors: ['CLUSTER_AUTHORIZATION_FAILED', 'INVALID_REQUEST', 'NOT_CONTROLLER'],
  request: {
    entries: array(
      struct({
        entity: array(
          struct({
            entityType: string('0+', 'Kind of entity: user, client-id, ip.'),
            entityName: string('0+', 'Its name; null for the default.', { nullable: '0+' }),
          }),
          '0+',
          'Who the quota is for.',
        ),
        ops: array(
          struct({
            key: string('0+', 'The quota, such as producer_byte_rate.'),
            value: float64('0+', 'The value to set, in the unit of the quota.'),
            remove: bool('0+', 'Whether to remove the quota instead.'),
          }),
          '0+',
          'The changes.',
        ),
      }),
      '0+',
      'One entry per entity.',
      { name: 'Entry' },
    ),
    validateOnly: bool('0+', 'Whether only to check.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    entries: array(
      struct({
        errorCode: errorCode('0+', 'the entity'),
        errorMessage: errorMessage('0+'),
        entity: array(
          struct({
            entityType: string('0+', 'Kind of entity.'),
            entityName: string('0+', 'Its name; null for the default.', { nullable: '0+' }),
          }),
          '0+',
          'Who the quota is for.',
        ),
      }),
      '0+',
      'One entry per entity.',
      { name: 'Entry' },
    ),
  },
})
