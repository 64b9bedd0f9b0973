import { array, int8, int16, int32, int64, message, struct } from '../vocabulary.ts'

/** What has changed in the state of a share partition. */
export const shareUpdateValue = message({
  name: 'ShareUpdateValue',
  doc: 'A change of the state of a share partition.',
  versions: '0',
  flexible: '0+',
  fields: {
    snapshotEpoch: int32('0+', 'Counts the snapshots.'),
    leaderEpoch: int32('0+', 'The leader epoch of the partition.'),
    startOffset: int64('0+', 'First offset that is not done with; -1 for none.'),
    stateBatches: array(
      struct({
        firstOffset: int64('0+', 'First offset of the range.'),
        lastOffset: int64('0+', 'Last offset of the range, inclusive.'),
        deliveryState: int8('0+', '0 available, 2 acknowledged, 4 archived.'),
        deliveryCount: int16('0+', 'How often the records were delivered.'),
      }),
      '0+',
      'States of ranges of offsets.',
      { name: 'StateBatch' },
    ),
    deliveryCompleteCount: int32('0+', 'Offsets from the start on that are done with; -1 when unknown.', {
      tag: 0,
      default: -1,
    }),
  },
})
