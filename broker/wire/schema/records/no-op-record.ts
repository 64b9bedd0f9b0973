import { message } from '../vocabulary.ts'

/** Keeps the metadata log moving. */
export const noOpRecord = message({
  name: 'NoOpRecord',
  doc: 'Keeps the metadata log moving.',
  versions: '0',
  flexible: '0+',
  recordType: 20,
  fields: {},
})
