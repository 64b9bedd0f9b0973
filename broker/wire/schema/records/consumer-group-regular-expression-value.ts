import { array, int64, message, string } from '../vocabulary.ts'

/** The topics a regular expression of a modern consumer group matches. */
export const consumerGroupRegularExpressionValue = message({
  name: 'ConsumerGroupRegularExpressionValue',
  doc: 'The topics a regular expression of a modern consumer group matches.',
  versions: '0',
  flexible: '0+',
  fields: {
    topics: array(string(), '0+', 'The topics.'),
    version: int64('0+', 'Offset of the metadata log they were looked up at.'),
    timestamp: int64('0+', 'When they were looked up, ms since 1970.'),
  },
})
