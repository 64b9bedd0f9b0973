import { message, string } from '../vocabulary.ts'

/** Key of what a member of a share group reads. */
export const shareGroupCurrentMemberAssignmentKey = message({
  name: 'ShareGroupCurrentMemberAssignmentKey',
  doc: 'Key of a current assignment.',
  versions: '14',
  flexible: 'none',
  fields: {
    groupId: string('0+', 'The group.'),
    memberId: string('0+', 'The member.'),
  },
})
