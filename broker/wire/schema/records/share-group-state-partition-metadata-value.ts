import { array, int32, message, string, struct, uuid } from '../vocabulary.ts'

/** Which partitions of a share group have a state. */
export const shareGroupStatePartitionMetadataValue = message({
  name: 'ShareGroupStatePartitionMetadataValue',
  doc: 'The partitions with a state.',
  versions: '0',
  flexible: '0+',
  fields: {
    initializingTopics: array(
      struct({
        topicId: uuid('0+', 'The id of the topic.'),
        topicName: string('0+', 'The topic.'),
        partitions: array(int32(), '0+', 'The partitions.'),
      }),
      '0+',
      'Partitions whose state is being made.',
    ),
    initializedTopics: array(
      struct({
        topicId: uuid('0+', 'The id of the topic.'),
        topicName: string('0+', 'The topic.'),
        partitions: array(int32(), '0+', 'The partitions.'),
      }),
      '0+',
      'Partitions that have a state.',
    ),
    deletingTopics: array(
      struct({
        topicId: uuid('0+', 'The id of the topic.'),
        topicName: string('0+', 'The topic.'),
      }),
      '0+',
      'Topics whose state is being deleted.',
      { name: 'TopicInfo' },
    ),
  },
})
