import { acknowledgementBatches, currentLeader, nodeEndpoints, shareSession } from './share-fields.ts'
import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int8, int16, int32, int64, records, string, struct, uuid } from './vocabulary.ts'

/** Reads and acquires records for a share group. */
export const shareFetch = api({
  key: 78,
  name: 'ShareFetch',
  doc: 'Acquires records for a member of a share group, and acknowledges earlier ones.',
  versions: '1-2',
  flexible: '0+',
  notes: {
    1: 'Share groups (KIP-932).',
    2: 'The acquire mode and acknowledgements that renew (KIP-1206, KIP-1222).',
  },
  errors: [
    'SHARE_SESSION_NOT_FOUND',
    'INVALID_SHARE_SESSION_EPOCH',
    'SHARE_SESSION_LIMIT_REACHED',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'UNKNOWN_TOPIC_ID',
    'NOT_LEADER_OR_FOLLOWER',
    'INVALID_RECORD_STATE',
    'KAFKA_STORAGE_ERROR',
    'CORRUPT_MESSAGE',
    'INVALID_REQUEST',
    'GROUP_AUTHORIZATION_FAILED',
    'TOPIC_AUTHORIZATION_FAILED',
  ],
  request: {
    ...shareSession,
    maxWaitMs: int32('1+', 'How long to wait for records, ms.'),
    minBytes: int32('1+', 'Bytes to wait for.'),
    maxBytes: int32('1+', 'Most bytes of records to return.', { default: 2147483647 }),
    maxRecords: int32('1+', 'Most records to acquire; may be exceeded up to the end of a batch.'),
    batchSize: int32('1+', 'Best number of records per acquired batch.'),
    shareAcquireMode: int8('2+', '0 acquires whole batches, 1 no more than the limit.', { ignorable: true }),
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
          { name: 'FetchPartition' },
        ),
      }),
      '1+',
      'The topics.',
      { name: 'FetchTopic' },
    ),
    forgottenTopicsData: array(
      struct({
        topicId: uuid('1+', 'The id of the topic.'),
        partitions: array(int32(), '1+', 'The partitions.'),
      }),
      '1+',
      'What the session no longer reads.',
      { name: 'ForgottenTopic' },
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('1+'),
    errorCode: errorCode('1+'),
    errorMessage: errorMessage('1+'),
    acquisitionLockTimeoutMs: int32('1+', 'How long acquired records stay locked, ms.'),
    responses: array(
      struct({
        topicId: uuid('1+', 'The id of the topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('1+', 'The partition.'),
            errorCode: errorCode('1+'),
            errorMessage: errorMessage('1+'),
            acknowledgeErrorCode: int16('1+', 'The outcome of the acknowledgements; 0 is success.'),
            acknowledgeErrorMessage: string('1+', 'What went wrong with them, for people; null on success.', {
              nullable: '1+',
              default: null,
            }),
            currentLeader,
            records: records('1+', 'The records.'),
            acquiredRecords: array(
              struct({
                firstOffset: int64('1+', 'First offset of the range.'),
                lastOffset: int64('1+', 'Last offset of the range, inclusive.'),
                deliveryCount: int16('1+', 'How often the records were delivered.'),
              }),
              '1+',
              'What the member has acquired of them.',
              { name: 'AcquiredRecords' },
            ),
          }),
          '1+',
          'The partitions.',
          { name: 'PartitionData' },
        ),
      }),
      '1+',
      'One entry per topic.',
      { name: 'ShareFetchableTopicResponse' },
    ),
    nodeEndpoints,
  },
})
