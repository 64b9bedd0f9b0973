import { message, string, uuid } from '../vocabulary.ts'

/** A topic has been created. */
export const topicRecord = message({
  name: 'TopicRecord',
  doc: 'A topic has been created.',
  versions: '0',
  flexible: '0+',
  recordType: 2,
  fields: {
    name: string('0+', 'The topic.'),
    topicId: uuid('0+', 'Its id.'),
  },
})
