import { message, string } from '../vocabulary.ts'

/** Key of which partitions of a share group have a state. */
export const shareGroupStatePartitionMetadataKey = message({
  name: 'ShareGroupStatePartitionMetadataKey',
  doc: 'Key of the partitions with a state.',
  versions: '15',
  flexible: 'none',
  fields: {
    groupId: string('0+', 'The group.'),
  },
})
