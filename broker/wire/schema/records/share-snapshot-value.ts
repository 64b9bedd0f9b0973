import { stateBatches } from '../share-fields.ts'
import { int32, int64, message } from '../vocabulary.ts'

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
    stateBatches,
    deliveryCompleteCount: int32('0+', 'Offsets from the start on that are done with; -1 when unknown.', {
      tag: 0,
      default: -1,
    }),
  },
})
