import { errorCode } from './shared-fields.ts'
import { api, array, bool, int32, int64, string, struct, uint16, uuid } from './vocabulary.ts'

/** A candidate asks for votes in the metadata quorum. */
export const vote = api({
  key: 52,
  name: 'Vote',
  doc: 'Asks a voter of the metadata quorum for its vote.',
  versions: '0-2',
  flexible: '0+',
  internal: true,
  notes: { 1: 'Directories and addresses (KIP-853).', 2: 'Votes before an election (KIP-996).' },
  errors: [
    'INCONSISTENT_CLUSTER_ID',
    'INCONSISTENT_VOTER_SET',
    'INVALID_VOTER_KEY',
    'FENCED_LEADER_EPOCH',
    'INVALID_REQUEST',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'CLUSTER_AUTHORIZATION_FAILED',
  ],
  request: {
    clusterId: string('0+', 'The cluster the candidate believes to be in.', {
      nullable: '0+',
      default: null,
    }),
    voterId: int32('1+', 'The voter asked; -1 when unknown.', { default: -1, ignorable: true }),
    topics: array(
      struct({
        topicName: string('0+', 'The topic, __cluster_metadata.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition, 0.'),
            replicaEpoch: int32('0+', 'The epoch of the candidate.'),
            replicaId: int32('0+', 'The candidate.'),
            replicaDirectoryId: uuid('1+', 'The directory of its log.', { ignorable: true }),
            voterDirectoryId: uuid('1+', 'The directory of the log of the voter.', { ignorable: true }),
            lastOffsetEpoch: int32('0+', 'Epoch of the last record of the candidate.'),
            lastOffset: int64('0+', 'Next offset of its log.'),
            preVote: bool('2+', 'Whether only to find out if an election could be won.'),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'What to vote on.',
    ),
  },
  response: {
    errorCode: errorCode('0+', 'the request'),
    topics: array(
      struct({
        topicName: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            errorCode: errorCode('0+', 'the partition'),
            leaderId: int32('0+', 'The leader; -1 when unknown.'),
            leaderEpoch: int32('0+', 'The latest epoch known.'),
            voteGranted: bool('0+', 'Whether the vote is given.'),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'The votes.',
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
