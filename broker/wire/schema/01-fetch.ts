import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, int8, int32, int64, records, string, struct, uuid } from './vocabulary.ts'

/** Reads record batches from partitions; consumers and followers both use it. */
export const fetch = api({
  key: 1,
  name: 'Fetch',
  doc: 'Reads record batches from partitions.',
  versions: '4-18',
  flexible: '12+',
  notes: {
    4: 'Isolation level and aborted transactions (KIP-98).',
    5: 'Log start offset.',
    7: 'Fetch sessions (KIP-227).',
    9: 'Leader epochs (KIP-320).',
    10: 'Allows zstd (KIP-110).',
    11: 'Rack and preferred read replica (KIP-392).',
    12: 'Last fetched epoch and diverging epoch (KIP-595).',
    13: 'Topic ids instead of names (KIP-516).',
    14: 'Clients know OFFSET_MOVED_TO_TIERED_STORAGE (KIP-405).',
    15: 'Replica state instead of replica id (KIP-903).',
    16: 'Addresses of current leaders (KIP-951).',
    17: 'Directory of the fetching replica (KIP-853).',
    18: 'High watermark of the fetching replica (KIP-1166).',
  },
  errors: [
    'OFFSET_OUT_OF_RANGE',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'NOT_LEADER_OR_FOLLOWER',
    'TOPIC_AUTHORIZATION_FAILED',
    'FETCH_SESSION_ID_NOT_FOUND',
    'INVALID_FETCH_SESSION_EPOCH',
    'FENCED_LEADER_EPOCH',
    'UNKNOWN_LEADER_EPOCH',
    'UNSUPPORTED_COMPRESSION_TYPE',
    'KAFKA_STORAGE_ERROR',
    'UNKNOWN_TOPIC_ID',
    'INCONSISTENT_TOPIC_ID',
    'FETCH_SESSION_TOPIC_ID_ERROR',
    'OFFSET_NOT_AVAILABLE',
  ],
  request: {
    replicaId: int32('0-14', 'The follower that fetches; -1 for a consumer.', {
      default: -1,
      ignorable: true,
    }),
    maxWaitMs: int32('0+', 'How long to wait for data, ms.'),
    minBytes: int32('0+', 'Bytes to wait for.'),
    maxBytes: int32('3+', 'Bytes to return at most; the first batch is returned whole all the same.', {
      default: 0x7fffffff,
    }),
    isolationLevel: int8('4+', 'What to see: 0 everything, 1 only what is committed.', { default: 0 }),
    sessionId: int32('7+', 'The fetch session; 0 for none.', { default: 0, ignorable: true }),
    sessionEpoch: int32('7+', 'Number of the request within the session; 0 opens one, -1 goes without.', {
      default: -1,
      ignorable: true,
    }),
    topics: array(
      struct({
        topic: string('0-12', 'The topic.', { ignorable: true }),
        topicId: uuid('13+', 'The id of the topic.', { ignorable: true }),
        partitions: array(
          struct({
            partition: int32('0+', 'The partition.'),
            currentLeaderEpoch: int32('9+', 'The leader epoch the client knows; -1 for none.', {
              default: -1,
              ignorable: true,
            }),
            fetchOffset: int64('0+', 'First offset wanted.'),
            lastFetchedEpoch: int32('12+', 'Epoch of the last record a follower has; -1 for none.', {
              default: -1,
            }),
            logStartOffset: int64('5+', 'First offset of the log of a follower; -1 for a consumer.', {
              default: -1,
              ignorable: true,
            }),
            partitionMaxBytes: int32('0+', 'Bytes to return for this partition at most.'),
            replicaDirectoryId: uuid('17+', 'Directory of the fetching replica.', {
              tag: 0,
              ignorable: true,
            }),
            highWatermark: int64(
              '18+',
              'High watermark a follower knows; -1 when unknown. The largest number stands for int64 max: not told.',
              { tag: 1, default: 9007199254740991, ignorable: true },
            ),
          }),
          '0+',
          'The partitions to read.',
        ),
      }),
      '0+',
      'What to read; in a session only what changes.',
    ),
    forgottenTopicsData: array(
      struct({
        topic: string('7-12', 'The topic.', { ignorable: true }),
        topicId: uuid('13+', 'The id of the topic.', { ignorable: true }),
        partitions: array(int32(), '7+', 'The partitions.'),
      }),
      '7+',
      'What to drop from the session.',
      { name: 'ForgottenTopic' },
    ),
    rackId: string('11+', 'Rack of the consumer; empty for none.', { default: '', ignorable: true }),
    clusterId: string('12+', 'The cluster a quorum voter believes to be in.', {
      tag: 0,
      nullable: '12+',
      default: null,
      ignorable: true,
    }),
    replicaState: struct(
      {
        replicaId: int32('15+', 'The follower that fetches; -1 for a consumer.', { default: -1 }),
        replicaEpoch: int64('15+', 'Broker epoch of the follower; -1 when unknown.', { default: -1 }),
      },
      '15+',
      'Which follower fetches.',
      { tag: 1 },
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('1+'),
    errorCode: errorCode('7+', 'the request'),
    sessionId: int32('7+', 'The fetch session; 0 for none.', { default: 0 }),
    responses: array(
      struct({
        topic: string('0-12', 'The topic.', { ignorable: true }),
        topicId: uuid('13+', 'The id of the topic.', { ignorable: true }),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            errorCode: errorCode('0+', 'the partition'),
            highWatermark: int64('0+', 'First offset that is not replicated yet.'),
            lastStableOffset: int64('4+', 'First offset of an open transaction, or the high watermark.', {
              default: -1,
              ignorable: true,
            }),
            logStartOffset: int64('5+', 'First offset of the log.', { default: -1, ignorable: true }),
            abortedTransactions: array(
              struct({
                producerId: int64('4+', 'The producer.'),
                firstOffset: int64('4+', 'First offset of the aborted transaction.'),
              }),
              '4+',
              'Aborted transactions in the range, when only committed records are wanted.',
              { nullable: '4+', default: null, ignorable: true },
            ),
            preferredReadReplica: int32('11+', 'The broker to read from instead; -1 to stay.', {
              default: -1,
            }),
            records: records('0+', 'The batches; the last may be cut off.', { nullable: '0+' }),
            divergingEpoch: struct(
              {
                epoch: int32('12+', 'The largest epoch the leader has up to the one of the follower.', {
                  default: -1,
                }),
                endOffset: int64('12+', 'Where that epoch ends.', { default: -1 }),
              },
              '12+',
              'Where the log of the follower departs from the one of the leader.',
              { tag: 0 },
            ),
            currentLeader: struct(
              {
                leaderId: int32('12+', 'The leader; -1 when unknown.', { default: -1 }),
                leaderEpoch: int32('12+', 'Its epoch.', { default: -1 }),
              },
              '12+',
              'Who leads the partition, when this broker does not.',
              { tag: 1, ignorable: true },
            ),
            snapshotId: struct(
              {
                endOffset: int64('12+', 'Offset up to which the snapshot reaches.', { default: -1 }),
                epoch: int32('12+', 'Epoch of that offset.', { default: -1 }),
              },
              '12+',
              'The snapshot to load instead, in the metadata log.',
              { tag: 2 },
            ),
          }),
          '0+',
          'The partitions of the topic.',
        ),
      }),
      '0+',
      'What was read; in a session only what changed.',
      { name: 'Topic' },
    ),
    nodeEndpoints: array(
      struct({
        nodeId: int32('16+', 'The broker.'),
        host: string('16+', 'Host to connect to.'),
        port: int32('16+', 'Port to connect to.'),
        rack: string('16+', 'Rack of the broker, if it has one.', { nullable: '16+', default: null }),
      }),
      '16+',
      'Addresses of the leaders named above.',
      { tag: 0, ignorable: true },
    ),
  },
})
