import { message, string } from '../vocabulary.ts'

/** Key of what a member of a share group is to read. */
export const shareGroupTargetAssignmentMemberKey = message({
  name: 'ShareGroupTargetAssignmentMemberKey',
  doc: 'Key of a target assignment.',
  versions: '13',
  flexible: 'none',
  fields: {
    groupId: string('0+', 'The group.'),
    memberId: string('0+', 'The member.'),
  },
})
