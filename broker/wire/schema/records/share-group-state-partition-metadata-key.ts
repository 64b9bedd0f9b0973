import { message, string } from '../vocabulary.ts'

/** Key of which partitions of a share group have a state. */
export const shareGroupStatePartitionMetadataKey = message({
  name: 'ShareGroupStatePartitionMetadataKey',
  doc: 'Key of the partitions with a state.',
  versions: '0',
  flexible: 'none',
  fields: {
    groupId: string('0+', 'The group.'),
  },
})
