import { acknowledgementBatches, currentLeader, nodeEndpoints, shareSession } from './share-fields.ts'
import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int32, struct, uuid } from './vocabulary.ts'

/** Acknowledges records of a share group. */
export const shareAcknowledge = api({
  key: 79,
  name: 'ShareAcknowledge',
  doc: 'Tells what has become of acquired records.',
  versions: '1-2',
  flexible: '0+',
  notes: { 1: 'Share groups (KIP-932).', 2: 'Acknowledgements that renew (KIP-1222).' },
  errors: [
    'SHARE_SESSION_NOT_FOUND',
    'INVALID_SHARE_SESSION_EPOCH',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'UNKNOWN_TOPIC_ID',
    'NOT_LEADER_OR_FOLLOWER',
    'INVALID_RECORD_STATE',
    'KAFKA_STORAGE_ERROR',
    'INVALID_REQUEST',
    'GROUP_AUTHORIZATION_FAILED',
    'TOPIC_AUTHORIZATION_FAILED',
  ],
  request: {
    ...shareSession,
    isRenewAck: bool('2+', 'Whether acknowledgements of type 4 are among them.', { default: false }),
    topics: array(
      struct({
        topicId: uuid('1+', 'The id of the topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('1+', 'The partition.'),
            acknowledgementBatches,
          }),
          '1+',
          'The partitions.',
          { name: 'AcknowledgePartition' },
        ),
      }),
      '1+',
      'The topics.',
      { name: 'AcknowledgeTopic' },
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('1+'),
    errorCode: errorCode('1+'),
    errorMessage: errorMessage('1+'),
    acquisitionLockTimeoutMs: int32('2+', 'How long acquired records stay locked, ms.', { ignorable: true }),
    responses: array(
      struct({
        topicId: uuid('1+', 'The id of the topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('1+', 'The partition.'),
            errorCode: errorCode('1+'),
            errorMessage: errorMessage('1+'),
            currentLeader,
          }),
          '1+',
          'The partitions.',
          { name: 'PartitionData' },
        ),
      }),
      '1+',
      'One entry per topic.',
      { name: 'ShareAcknowledgeTopicResponse' },
    ),
    nodeEndpoints,
  },
})
