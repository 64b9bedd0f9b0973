import { int32, int64, message } from '../vocabulary.ts'

/** A modern consumer group in `__consumer_offsets`. */
export const consumerGroupMetadataValue = message({
  name: 'ConsumerGroupMetadataValue',
  doc: 'A modern consumer group.',
  versions: '0',
  flexible: '0+',
  fields: {
    epoch: int32('0+', 'Number of changes to the group.'),
    metadataHash: int64('0+', 'Hash of the topics the group is subscribed to; 0 for none.', {
      tag: 0,
      default: 0,
    }),
  },
})
