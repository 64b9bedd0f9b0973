import { int32, int64, message } from '../vocabulary.ts'

/** A share group. */
export const shareGroupMetadataValue = message({
  name: 'ShareGroupMetadataValue',
  doc: 'A share group.',
  versions: '0',
  flexible: '0+',
  fields: {
    epoch: int32('0+', 'The group epoch.'),
    metadataHash: int64('0+', 'Digest of the topics subscribed to.'),
  },
})
