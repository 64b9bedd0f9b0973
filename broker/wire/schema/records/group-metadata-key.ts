import { message, string } from '../vocabulary.ts'

/** Key of a classic group in `__consumer_offsets`. */
export const groupMetadataKey = message({
  name: 'GroupMetadataKey',
  doc: 'Key of a classic group.',
  versions: '2',
  flexible: 'none',
  fields: { group: string('0+', 'The group.') },
})
