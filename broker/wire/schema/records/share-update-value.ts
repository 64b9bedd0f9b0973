import { stateBatches } from '../share-fields.ts'
import { int32, int64, message } from '../vocabulary.ts'

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
    stateBatches,
    deliveryCompleteCount: int32('0+', 'Offsets from the start on that are done with; -1 when unknown.', {
      tag: 0,
      default: -1,
    }),
  },
})
