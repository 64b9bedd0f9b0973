import { array, bytes, int32, message, string, struct } from '../vocabulary.ts'

/** What the leader of a group assigns to a consumer. */
export const consumerProtocolAssignment = message({
  name: 'ConsumerProtocolAssignment',
  doc: 'What the leader of a group assigns to a consumer.',
  versions: '0-3',
  flexible: 'none',
  fields: {
    assignedPartitions: array(
      struct({
        topic: string('0+', 'The topic.'),
        partitions: array(int32(), '0+', 'The partitions.'),
      }),
      '0+',
      'The partitions it may read.',
    ),
    userData: bytes('0+', 'What the assignor adds.', { nullable: '0+', default: null }),
  },
})
