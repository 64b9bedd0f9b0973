import { message, string } from '../vocabulary.ts'

/** Key of what a member of a modern consumer group is to hold. */
export const consumerGroupTargetAssignmentMemberKey = message({
  name: 'ConsumerGroupTargetAssignmentMemberKey',
  doc: 'Key of what a member of a modern consumer group is to hold.',
  versions: '7',
  flexible: 'none',
  fields: { groupId: string('7', 'The group.'), memberId: string('7', 'The member.') },
})
