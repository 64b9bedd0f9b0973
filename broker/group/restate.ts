/**
 * Keeps an offsets partition from growing without end. Its topic is compacted, and the log does not compact
 * yet: when old segments have gathered, everything that is stored is written once more and the log begins
 * there. A crash between the two leaves more than is needed, never less.
 */
import type { CoordinatorRecord } from './records.ts'
import type { ShardState } from './replay.ts'

/** The log may be this many times as large as what it says before it is stated anew. */
const GROWTH_FACTOR = 4

/** Everything stored, as the records that say it. */
export function restatement(state: ShardState): CoordinatorRecord[] {
  const records: CoordinatorRecord[] = []
  for (const [group, value] of state.groups) records.push({ type: 'group', group, value })
  for (const group of state.offsets.groups()) {
    for (const [topic, partitions] of state.offsets.of(group)) {
      for (const [partition, value] of partitions)
        records.push({ type: 'offset', group, topic, partition, value })
    }
  }
  return records
}

/** True when the log is larger than a segment and much larger than after its last statement. */
export function isWorthRestating(
  log: {
    readonly segmentCount: number
    readonly sizeBytes: number
    readonly config: { readonly segmentBytes: number }
  },
  lastStatedBytes: number,
): boolean {
  const floorBytes = Math.max(log.config.segmentBytes, GROWTH_FACTOR * lastStatedBytes)
  return log.segmentCount > 1 && log.sizeBytes > floorBytes
}
