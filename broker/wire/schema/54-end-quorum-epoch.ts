import { errorCode } from './shared-fields.ts'
import { api, array, int32, string, struct, uint16, uuid } from './vocabulary.ts'

/** A leader of the metadata quorum steps down. */
export const endQuorumEpoch = api({
  key: 54,
  name: 'EndQuorumEpoch',
  doc: 'Tells the voters that the leader steps down.',
  versions: '0-1',
  flexible: '1+',
  internal: true,
  notes: { 1: 'Directories and addresses (KIP-853).' },
  errors: [
    'INCONSISTENT_CLUSTER_ID',
    'INCONSISTENT_VOTER_SET',
    'FENCED_LEADER_EPOCH',
    'INVALID_REQUEST',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'CLUSTER_AUTHORIZATION_FAILED',
  ],
  request: {
    clusterId: string('0+', 'The cluster the leader believes to be in.', { nullable: '0+', default: null }),
    topics: array(
      struct({
        topicName: string('0+', 'The topic, __cluster_metadata.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition, 0.'),
            leaderId: int32('0+', 'The leader that steps down.'),
            leaderEpoch: int32('0+', 'Its epoch.'),
            preferredSuccessors: array(int32(), '0', 'Who should lead, the best first.', { ignorable: true }),
            preferredCandidates: array(
              struct({
                candidateId: int32('1+', 'The voter.'),
                candidateDirectoryId: uuid('1+', 'The directory of its log.'),
              }),
              '1+',
              'Who should lead, the best first.',
              { ignorable: true },
            ),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'What ends.',
    ),
    leaderEndpoints: array(
      struct({
        name: string('1+', 'The listener.'),
        host: string('1+', 'Host to connect to.'),
        port: uint16('1+', 'Port to connect to.'),
      }),
      '1+',
      'Addresses of the leader.',
      { ignorable: true },
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
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'The outcome.',
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
