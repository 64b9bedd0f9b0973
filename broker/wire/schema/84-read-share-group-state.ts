import { stateBatches, topicsToRead } from './share-fields.ts'
import { errorCode, errorMessage } from './shared-fields.ts'
import { api, array, int32, int64, string, struct, uuid } from './vocabulary.ts'

/** Reads the state of share partitions. */
export const readShareGroupState = api({
  key: 84,
  name: 'ReadShareGroupState',
  doc: 'Reads the state of share partitions.',
  versions: '0',
  flexible: '0+',
  internal: true,
  notes: { 0: 'Share groups (KIP-932).' },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'GROUP_ID_NOT_FOUND',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'FENCED_LEADER_EPOCH',
    'INVALID_REQUEST',
  ],
  request: {
    groupId: string('0+', 'The group.'),
    topics: topicsToRead('ReadStateData'),
  },
  response: {
    results: array(
      struct({
        topicId: uuid('0+', 'The id of the topic.'),
        partitions: array(
          struct({
            partition: int32('0+', 'The partition.'),
            errorCode: errorCode('0+'),
            errorMessage: errorMessage('0+'),
            stateEpoch: int32('0+', 'Raised whenever the state begins anew.'),
            startOffset: int64('0+', 'First offset that is not done with; -1 for none.'),
            stateBatches,
          }),
          '0+',
          'The partitions.',
          { name: 'PartitionResult' },
        ),
      }),
      '0+',
      'One entry per topic.',
      { name: 'ReadStateResult' },
    ),
  },
})
