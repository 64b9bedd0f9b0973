import { message, string } from '../vocabulary.ts'

/** Key of a member of a share group. */
export const shareGroupMemberMetadataKey = message({
  name: 'ShareGroupMemberMetadataKey',
  doc: 'Key of a member.',
  versions: '10',
  flexible: 'none',
  fields: {
    groupId: string('0+', 'The group.'),
    memberId: string('0+', 'The member.'),
  },
})
