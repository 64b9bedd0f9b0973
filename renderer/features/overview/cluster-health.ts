import type { ClusterSummary } from '#contract/brokers'
import { formatInteger, plural } from '../../lib/format-number.ts'
import type { StateTone } from '../../ui/badge.tsx'

export interface ClusterHealth {
  readonly tone: StateTone
  readonly sentence: string
}

/**
 * The state of a cluster in one sentence, the worst first. `unnoticed`: brokers that are down while the
 * cluster still counts on them.
 */
export function clusterHealth(summary: ClusterSummary, unnoticed: readonly number[] = []): ClusterHealth {
  const { leaderlessCount, underReplicatedCount, partitionCount } = summary
  const down = summary.brokers.filter(({ isFenced }) => isFenced).map(({ id }) => id)
  const downWords =
    down.length === 0
      ? ''
      : down.length === 1
        ? `Broker ${down[0]} is down. `
        : `Brokers ${down.join(', ')} are down. `
  if (unnoticed.length > 0)
    return { tone: 'bad', sentence: `${downWords}The controller has not moved its partitions yet` }
  if (leaderlessCount > 0) {
    return {
      tone: 'bad',
      sentence: `${downWords}${plural(leaderlessCount, 'partition has', 'partitions have')} no leader: reading and writing them fails`,
    }
  }
  if (underReplicatedCount > 0) {
    return {
      tone: 'notice',
      sentence: `${downWords}${plural(underReplicatedCount, 'partition is', 'partitions are')} under-replicated; all have a leader`,
    }
  }
  if (down.length > 0) return { tone: 'notice', sentence: `${downWords}No partition is affected` }
  if (partitionCount === 0)
    return { tone: 'good', sentence: `${plural(summary.brokers.length, 'broker')} up, no partitions yet` }
  const all =
    partitionCount === 1 ? 'The partition has' : `All ${formatInteger(partitionCount)} partitions have`
  return { tone: 'good', sentence: `${all} a leader and every replica in sync` }
}
