import { message, string } from '../vocabulary.ts'

/** Key of what a member of a modern consumer group holds. */
export const consumerGroupCurrentMemberAssignmentKey = message({
  name: 'ConsumerGroupCurrentMemberAssignmentKey',
  doc: 'Key of what a member of a modern consumer group holds.',
  versions: '8',
  flexible: 'none',
  fields: { groupId: string('8', 'The group.'), memberId: string('8', 'The member.') },
})
