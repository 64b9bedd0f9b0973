import { array, int32, message, string, struct, uuid } from '../vocabulary.ts'

/** The topics of a modern consumer group, as clusters before 4.1 stored them. */
export const consumerGroupPartitionMetadataValue = message({
  name: 'ConsumerGroupPartitionMetadataValue',
  doc: 'The topics of a modern consumer group, as stored before 4.1.',
  versions: '0',
  flexible: '0+',
  fields: {
    topics: array(
      struct({
        topicId: uuid('0+', 'The topic.'),
        topicName: string('0+', 'Its name.'),
        numPartitions: int32('0+', 'Number of its partitions.'),
        partitionMetadata: array(
          struct({
            partition: int32('0+', 'The partition.'),
            racks: array(string(), '0+', 'Racks of its replicas.'),
          }),
          '0+',
          'Where the partitions are.',
          { name: 'PartitionMetadata' },
        ),
      }),
      '0+',
      'The topics.',
      { name: 'TopicMetadata' },
    ),
  },
})
