import { message, uuid } from '../vocabulary.ts'

/** A topic has been deleted. */
export const removeTopicRecord = message({
  name: 'RemoveTopicRecord',
  doc: 'A topic has been deleted.',
  versions: '0',
  flexible: '0+',
  recordType: 9,
  fields: { topicId: uuid('0+', 'The topic.') },
})
