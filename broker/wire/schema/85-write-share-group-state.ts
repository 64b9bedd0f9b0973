import { stateBatches } from './share-fields.ts'
import { errorCode, errorMessage } from './shared-fields.ts'
import { api, array, int32, int64, string, struct, uuid } from './vocabulary.ts'

/** Changes the state of share partitions. */
export const writeShareGroupState = api({
  key: 85,
  name: 'WriteShareGroupState',
  doc: 'Changes the state of share partitions.',
  versions: '0-1',
  flexible: '0+',
  internal: true,
  notes: { 0: 'Share groups (KIP-932).', 1: 'The number of offsets that are done with (KIP-1226).' },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'GROUP_ID_NOT_FOUND',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'FENCED_LEADER_EPOCH',
    'FENCED_STATE_EPOCH',
    'INVALID_REQUEST',
  ],
  request: {
    groupId: string('0+', 'The group.'),
    topics: array(
      struct({
        topicId: uuid('0+', 'The id of the topic.'),
        partitions: array(
          struct({
            partition: int32('0+', 'The partition.'),
            stateEpoch: int32('0+', 'Raised whenever the state begins anew.'),
            leaderEpoch: int32('0+', 'The leader epoch of the partition.'),
            startOffset: int64('0+', 'First offset that is not done with; -1 for none.'),
            deliveryCompleteCount: int32(
              '1+',
              'Offsets from the start on that are done with; -1 when unknown.',
              { default: -1, ignorable: true },
            ),
            stateBatches,
          }),
          '0+',
          'The partitions.',
          { name: 'PartitionData' },
        ),
      }),
      '0+',
      'The topics.',
      { name: 'WriteStateData' },
    ),
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
          }),
          '0+',
          'The partitions.',
          { name: 'PartitionResult' },
        ),
      }),
      '0+',
      'One entry per topic.',
      { name: 'WriteStateResult' },
    ),
  },
})
