import { int8, message, string } from '../vocabulary.ts'

/** A configuration has changed. */
export const configRecord = message({
  name: 'ConfigRecord',
  doc: 'A configuration has changed.',
  versions: '0',
  flexible: '0+',
  recordType: 4,
  fields: {
    resourceType: int8('0+', 'What is named: 2 topic, 4 broker, 16 client metrics, 32 group.'),
    resourceName: string('0+', 'Its name.'),
    name: string('0+', 'The configuration.'),
    value: string('0+', 'Its value; null when it was removed.', { nullable: '0+' }),
  },
})
