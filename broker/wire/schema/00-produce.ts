import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, int16, int32, int64, records, string, struct, uuid } from './vocabulary.ts'

/** Appends record batches to partitions. */
export const produce = api({
  key: 0,
  name: 'Produce',
  doc: 'Appends record batches to partitions.',
  versions: '0-13',
  flexible: '9+',
  notes: {
    0: 'Versions 0 to 2 carry old record formats: advertised, answered with UNSUPPORTED_VERSION.',
    1: 'Throttle time.',
    2: 'Append time.',
    3: 'Record batch v2 and transactional ids.',
    5: 'Log start offset.',
    7: 'Allows zstd (KIP-110).',
    8: 'Record errors and messages (KIP-467).',
    10: 'Current leader and its address in errors (KIP-951).',
    11: 'Clients know TRANSACTION_ABORTABLE (KIP-890).',
    12: 'Partitions join the transaction implicitly (KIP-890).',
    13: 'Topic ids instead of names (KIP-516).',
  },
  errors: [
    'CORRUPT_MESSAGE',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'NOT_LEADER_OR_FOLLOWER',
    'MESSAGE_TOO_LARGE',
    'RECORD_LIST_TOO_LARGE',
    'NOT_ENOUGH_REPLICAS',
    'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
    'INVALID_REQUIRED_ACKS',
    'TOPIC_AUTHORIZATION_FAILED',
    'UNSUPPORTED_FOR_MESSAGE_FORMAT',
    'UNSUPPORTED_COMPRESSION_TYPE',
    'INVALID_RECORD',
    'INVALID_TIMESTAMP',
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
    'INVALID_PRODUCER_EPOCH',
    'INVALID_TXN_STATE',
    'KAFKA_STORAGE_ERROR',
    'UNKNOWN_TOPIC_ID',
    'REQUEST_TIMED_OUT',
  ],
  request: {
    transactionalId: string('3+', 'The transactional id; null outside of transactions.', {
      nullable: '3+',
      default: null,
      ignorable: true,
    }),
    acks: int16('0+', 'Who has to have the batch before the answer: 0 nobody, 1 the leader, -1 all in sync.'),
    timeoutMs: int32('0+', 'How long to wait for the replicas, ms.'),
    topicData: array(
      struct({
        name: string('0-12', 'The topic.', { ignorable: true }),
        topicId: uuid('13+', 'The id of the topic.', { ignorable: true }),
        partitionData: array(
          struct({
            index: int32('0+', 'The partition.'),
            records: records('0+', 'The batches.', { nullable: '0+' }),
          }),
          '0+',
          'What to append to each partition.',
          { name: 'Partition' },
        ),
      }),
      '0+',
      'What to append to each topic.',
      { name: 'Topic' },
    ),
  },
  response: {
    responses: array(
      struct({
        name: string('0-12', 'The topic.', { ignorable: true }),
        topicId: uuid('13+', 'The id of the topic.', { ignorable: true }),
        partitionResponses: array(
          struct({
            index: int32('0+', 'The partition.'),
            errorCode: errorCode('0+', 'the partition'),
            baseOffset: int64('0+', 'Offset of the first record appended; -1 on failure.'),
            logAppendTimeMs: int64('2+', 'Time the broker stamped, ms since 1970; -1 with create time.', {
              default: -1,
              ignorable: true,
            }),
            logStartOffset: int64('5+', 'First offset of the log.', { default: -1, ignorable: true }),
            recordErrors: array(
              struct({
                batchIndex: int32('8+', 'Position of the record in the batch.'),
                batchIndexErrorMessage: string('8+', 'What is wrong with the record.', {
                  nullable: '8+',
                  default: null,
                }),
              }),
              '8+',
              'The records that made the broker refuse the batch.',
              { ignorable: true },
            ),
            errorMessage: errorMessage('8+'),
            currentLeader: struct(
              {
                leaderId: int32('10+', 'The leader; -1 when unknown.', { default: -1 }),
                leaderEpoch: int32('10+', 'Its epoch.', { default: -1 }),
              },
              '10+',
              'Who leads the partition, when this broker does not.',
              { tag: 0, ignorable: true },
            ),
          }),
          '0+',
          'The outcome per partition.',
          { name: 'Partition' },
        ),
      }),
      '0+',
      'The outcome per topic.',
      { name: 'Topic' },
    ),
    throttleTimeMs: throttleTimeMs('1+'),
    nodeEndpoints: array(
      struct({
        nodeId: int32('10+', 'The broker.'),
        host: string('10+', 'Host to connect to.'),
        port: int32('10+', 'Port to connect to.'),
        rack: string('10+', 'Rack of the broker, if it has one.', { nullable: '10+', default: null }),
      }),
      '10+',
      'Addresses of the leaders named above.',
      { tag: 0, ignorable: true },
    ),
  },
})
