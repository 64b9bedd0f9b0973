import { message, string } from '../vocabulary.ts'

/** Key of a share group. */
export const shareGroupMetadataKey = message({
  name: 'ShareGroupMetadataKey',
  doc: 'Key of a share group.',
  versions: '11',
  flexible: 'none',
  fields: {
    groupId: string('0+', 'The group.'),
  },
})
