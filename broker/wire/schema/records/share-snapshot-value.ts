import { array, int8, int16, int32, int64, message, struct } from '../vocabulary.ts'

/** The whole state of a share partition. */
export const shareSnapshotValue = message({
  name: 'ShareSnapshotValue',
  doc: 'The whole state of a share partition.',
  versions: '0',
  flexible: '0+',
  fields: {
    snapshotEpoch: int32('0+', 'Counts the snapshots.'),
    stateEpoch: int32('0+', 'Raised whenever the state begins anew.'),
    leaderEpoch: int32('0+', 'The leader epoch of the partition.'),
    startOffset: int64('0+', 'First offset that is not done with; -1 for none.'),
    createTimestamp: int64('0+', 'When the state was made, ms since 1970.'),
    writeTimestamp: int64('0+', 'When it was written, ms since 1970.'),
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
