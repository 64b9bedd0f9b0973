import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, int8, int32, string, struct } from './vocabulary.ts'

/** Moves leadership to preferred or to unclean replicas. */
export const electLeaders = api({
  key: 43,
  name: 'ElectLeaders',
  doc: 'Elects leaders of partitions.',
  versions: '0-2',
  flexible: '2+',
  notes: { 0: 'Preferred leaders only.', 1: 'Unclean elections (KIP-460).' },
  errors: [
    'UNKNOWN_TOPIC_OR_PARTITION',
    'PREFERRED_LEADER_NOT_AVAILABLE',
    'ELIGIBLE_LEADERS_NOT_AVAILABLE',
    'ELECTION_NOT_NEEDED',
    'CLUSTER_AUTHORIZATION_FAILED',
    'NOT_CONTROLLER',
  ],
  request: {
    electionType: int8('1+', 'Which election: 0 preferred, 1 unclean.'),
    topicPartitions: array(
      struct({
        topic: string('0+', 'The topic.'),
        partitions: array(int32(), '0+', 'The partitions.'),
      }),
      '0+',
      'Where to elect; null for everywhere.',
      { nullable: '0+' },
    ),
    timeoutMs: int32('0+', 'How long to wait, ms.', { default: 60000 }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('1+', 'the request'),
    replicaElectionResults: array(
      struct({
        topic: string('0+', 'The topic.'),
        partitionResult: array(
          struct({
            partitionId: int32('0+', 'The partition.'),
            errorCode: errorCode('0+', 'the partition'),
            errorMessage: errorMessage('0+'),
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
