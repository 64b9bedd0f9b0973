import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int8, int32, int64, string, struct, uuid } from './vocabulary.ts'

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
    groupId: string('1+', 'The group.', { nullable: '1+', default: null }),
    memberId: string('1+', 'The member.', { nullable: '1+' }),
    shareSessionEpoch: int32('1+', '0 opens a share session, -1 closes it; otherwise counts its requests.'),
    isRenewAck: bool('2+', 'Whether acknowledgements of type 4 are among them.', { default: false }),
    topics: array(
      struct({
        topicId: uuid('1+', 'The id of the topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('1+', 'The partition.'),
            acknowledgementBatches: array(
              struct({
                firstOffset: int64('1+', 'First offset of the range.'),
                lastOffset: int64('1+', 'Last offset of the range, inclusive.'),
                acknowledgeTypes: array(
                  int8(),
                  '1+',
                  'One for the range or one per offset: 0 gap, 1 accept, 2 release, 3 reject, 4 renew.',
                ),
              }),
              '1+',
              'Ranges of offsets that are acknowledged.',
              { name: 'AcknowledgementBatch' },
            ),
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
            currentLeader: struct(
              {
                leaderId: int32('1+', 'The leader; -1 when unknown.'),
                leaderEpoch: int32('1+', 'The leader epoch of the partition.'),
              },
              '1+',
              'The leader, when it is another broker.',
              { name: 'LeaderIdAndEpoch' },
            ),
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
    nodeEndpoints: array(
      struct({
        nodeId: int32('1+', 'The broker.'),
        host: string('1+', 'Its host.'),
        port: int32('1+', 'Its port.'),
        rack: string('1+', 'Its rack.', { nullable: '1+', default: null }),
      }),
      '1+',
      'Where the leaders named above listen.',
      { name: 'NodeEndpoint' },
    ),
  },
})
