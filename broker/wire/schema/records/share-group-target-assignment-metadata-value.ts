import { int32, message } from '../vocabulary.ts'

/** The epoch of a share group's assignment. */
export const shareGroupTargetAssignmentMetadataValue = message({
  name: 'ShareGroupTargetAssignmentMetadataValue',
  doc: 'The epoch of an assignment.',
  versions: '0',
  flexible: '0+',
  fields: {
    assignmentEpoch: int32('0+', 'The group epoch the assignment was made for.'),
  },
})
