import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, int32, int64, records, string, struct, uint16, uuid } from './vocabulary.ts'

const snapshotId = struct(
  {
    endOffset: int64('0+', 'Offset up to which the snapshot reaches.'),
    epoch: int32('0+', 'Epoch of that offset.'),
  },
  '0+',
  'The snapshot.',
)

/** Reads a snapshot of the metadata log, piece by piece. */
export const fetchSnapshot = api({
  key: 59,
  name: 'FetchSnapshot',
  doc: 'Reads a snapshot of the metadata log.',
  versions: '0-1',
  flexible: '0+',
  internal: true,
  notes: { 1: 'Directory of the fetching replica; addresses of leaders (KIP-853).' },
  errors: [
    'INCONSISTENT_CLUSTER_ID',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'NOT_LEADER_OR_FOLLOWER',
    'FENCED_LEADER_EPOCH',
    'UNKNOWN_LEADER_EPOCH',
    'SNAPSHOT_NOT_FOUND',
    'POSITION_OUT_OF_RANGE',
  ],
  request: {
    replicaId: int32('0+', 'The node that reads.', { default: -1 }),
    maxBytes: int32('0+', 'Bytes to return at most.', { default: 0x7fffffff }),
    topics: array(
      struct({
        name: string('0+', 'The topic, __cluster_metadata.'),
        partitions: array(
          struct({
            partition: int32('0+', 'The partition, 0.'),
            currentLeaderEpoch: int32('0+', 'The leader epoch the reader knows; -1 for none.'),
            snapshotId,
            position: int64('0+', 'First byte wanted.'),
            replicaDirectoryId: uuid('1+', 'Directory of the reading replica.', { tag: 0, ignorable: true }),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'What to read.',
    ),
    clusterId: string('0+', 'The cluster the reader believes to be in.', {
      tag: 0,
      nullable: '0+',
      default: null,
    }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitions: array(
          struct({
            index: int32('0+', 'The partition.'),
            errorCode: errorCode('0+', 'the partition'),
            snapshotId,
            size: int64('0+', 'Bytes of the whole snapshot.'),
            position: int64('0+', 'First byte returned.'),
            unalignedRecords: records('0+', 'The bytes; they may begin and end inside a batch.'),
            currentLeader: struct(
              {
                leaderId: int32('0+', 'The leader; -1 when unknown.', { default: -1 }),
                leaderEpoch: int32('0+', 'Its epoch.', { default: -1 }),
              },
              '0+',
              'Who leads.',
              { tag: 0 },
            ),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'What was read.',
    ),
    nodeEndpoints: array(
      struct({
        nodeId: int32('1+', 'The node.'),
        host: string('1+', 'Host to connect to.'),
        port: uint16('1+', 'Port to connect to.'),
      }),
      '1+',
      'Addresses of the leaders named above.',
      { tag: 0, ignorable: true },
    ),
  },
})
