import { message, string } from '../vocabulary.ts'

/** Key of a member of a modern consumer group in `__consumer_offsets`. */
export const consumerGroupMemberMetadataKey = message({
  name: 'ConsumerGroupMemberMetadataKey',
  doc: 'Key of a member of a modern consumer group.',
  versions: '5',
  flexible: 'none',
  fields: { groupId: string('5', 'The group.'), memberId: string('5', 'The member.') },
})
