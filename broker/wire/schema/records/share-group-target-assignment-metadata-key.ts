import { message, string } from '../vocabulary.ts'

/** Key of the epoch of a share group's assignment. */
export const shareGroupTargetAssignmentMetadataKey = message({
  name: 'ShareGroupTargetAssignmentMetadataKey',
  doc: 'Key of an assignment epoch.',
  versions: '12',
  flexible: 'none',
  fields: {
    groupId: string('0+', 'The group.'),
  },
})
