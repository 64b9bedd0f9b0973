import { message, string } from '../vocabulary.ts'

/** Key of a regular expression of a modern consumer group. */
export const consumerGroupRegularExpressionKey = message({
  name: 'ConsumerGroupRegularExpressionKey',
  doc: 'Key of a regular expression of a modern consumer group.',
  versions: '16',
  flexible: 'none',
  fields: {
    groupId: string('16', 'The group.'),
    regularExpression: string('16', 'The regular expression.'),
  },
})
