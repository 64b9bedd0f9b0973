import type { ClusterSummary } from '#contract/brokers'
import type { LocalNode } from '#contract/local-cluster'
import { formatInteger, plural } from '../../lib/format-number.ts'
import type { StateTone } from '../../ui/badge.tsx'

export interface ClusterHealth {
  readonly tone: StateTone
  readonly sentence: string
}

/** What the supervisor of the local cluster sees before, or besides, the cluster itself. */
export interface SeenBySupervisor {
  /** Brokers that are down while the cluster still counts on them. */
  readonly unnoticed?: readonly number[]
  /** The controller, while it does not run. */
  readonly downController?: Pick<LocalNode, 'id' | 'state' | 'isKilled'> | null
}

/** The state of a cluster in one sentence, the worst first. */
export function clusterHealth(
  summary: ClusterSummary,
  { unnoticed = [], downController = null }: SeenBySupervisor = {},
): ClusterHealth {
  const { leaderlessCount, underReplicatedCount, partitionCount } = summary
  const down = summary.brokers.filter(({ isFenced }) => isFenced).map(({ id }) => id)
  const downWords = downWordsOf(down)
  if (downController !== null) {
    return {
      tone: 'bad',
      sentence: `${downWords}The controller ${controllerWords(downController)}: nothing can be created or changed, and no partition gets another leader`,
    }
  }
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
      tone: down.length > 0 ? 'bad' : 'notice',
      sentence: `${downWords}${plural(underReplicatedCount, 'partition is', 'partitions are')} under-replicated; all have a leader`,
    }
  }
  if (down.length > 0) return { tone: 'bad', sentence: `${downWords}No partition is affected` }
  if (partitionCount === 0)
    return { tone: 'good', sentence: `${plural(summary.brokers.length, 'broker')} up, no partitions yet` }
  const all =
    partitionCount === 1 ? 'The partition has' : `All ${formatInteger(partitionCount)} partitions have`
  return { tone: 'good', sentence: `${all} a leader and every replica in sync` }
}

function downWordsOf(down: readonly number[]): string {
  if (down.length === 0) return ''
  return down.length === 1 ? `Broker ${down[0]} is down. ` : `Brokers ${down.join(', ')} are down. `
}

function controllerWords({ state, isKilled }: Pick<LocalNode, 'state' | 'isKilled'>): string {
  if (state === 'starting' || state === 'stopping') return `is ${state}`
  if (state === 'failed') return 'has failed'
  return isKilled ? 'was killed' : 'is stopped'
}
