import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, int16, int32, int64, string, struct } from './vocabulary.ts'

/** Stores the position of a group within a transaction. */
export const txnOffsetCommit = api({
  key: 28,
  name: 'TxnOffsetCommit',
  doc: 'Stores the position of a group within a transaction.',
  versions: '0-5',
  flexible: '3+',
  notes: {
    1: 'The response is sent before the client is throttled (KIP-219).',
    2: 'Leader epochs (KIP-320).',
    3: 'Member and generation (KIP-447).',
    4: 'Clients know TRANSACTION_ABORTABLE (KIP-890).',
    5: 'The group joins the transaction implicitly (KIP-890).',
  },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'ILLEGAL_GENERATION',
    'UNKNOWN_MEMBER_ID',
    'FENCED_INSTANCE_ID',
    'OFFSET_METADATA_TOO_LARGE',
    'INVALID_PRODUCER_EPOCH',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'TOPIC_AUTHORIZATION_FAILED',
    'GROUP_AUTHORIZATION_FAILED',
    'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
    'TRANSACTION_ABORTABLE',
  ],
  request: {
    transactionalId: string('0+', 'The transactional id.'),
    groupId: string('0+', 'The group.'),
    producerId: int64('0+', 'The producer.'),
    producerEpoch: int16('0+', 'Its epoch.'),
    generationId: int32('3+', 'The generation of the consumer; -1 for none.', { default: -1 }),
    memberId: string('3+', 'The consumer; empty for none.', { default: '' }),
    groupInstanceId: string('3+', 'The id of a static member.', { nullable: '3+', default: null }),
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            committedOffset: int64('0+', 'The next offset to read.'),
            committedLeaderEpoch: int32('2+', 'Leader epoch of the last record read; -1 when unknown.', {
              default: -1,
              ignorable: true,
            }),
            committedMetadata: string('0+', 'Whatever the client wants to keep with it.', { nullable: '0+' }),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'What to store.',
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            errorCode: errorCode('0+', 'the partition'),
          }),
          '0+',
          'The outcome per partition.',
        ),
      }),
      '0+',
      'The outcome per topic.',
    ),
  },
})
