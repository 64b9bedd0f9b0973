import type { ClusterSummary } from '#contract/brokers'
import type { LocalNode } from '#contract/local-cluster'
import { formatInteger, plural } from '../../lib/format-number.ts'
import type { StateTone } from '../../ui/badge.tsx'

export interface ClusterHealth {
  readonly tone: StateTone
  readonly sentence: string
}

type DownController = Pick<LocalNode, 'id' | 'state' | 'isKilled'>

/** What the supervisor of the local cluster sees before, or besides, the cluster itself. */
export interface SeenBySupervisor {
  /** Brokers that are down while the cluster still counts on them. */
  readonly unnoticed?: readonly number[]
  /** Controllers that do not run, while too few others do. */
  readonly lostControllers?: readonly DownController[]
}

/** The state of a cluster in one sentence, the worst first. */
export function clusterHealth(
  summary: ClusterSummary,
  { unnoticed = [], lostControllers = [] }: SeenBySupervisor = {},
): ClusterHealth {
  const { leaderlessCount, underReplicatedCount, partitionCount } = summary
  const down = summary.brokers.filter(({ isFenced }) => isFenced).map(({ id }) => id)
  const downWords = downWordsOf(down)
  if (lostControllers.length > 0) {
    return {
      tone: 'bad',
      sentence: `${downWords}${controllerWords(lostControllers)}: nothing can be created or changed, and no partition gets another leader`,
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

function controllerWords(lost: readonly DownController[]): string {
  const [only] = lost
  if (only === undefined || lost.length > 1) {
    return `The controllers ${lost.map(({ id }) => id).join(', ')} are down, and too few are left`
  }
  const { state, isKilled } = only
  if (state === 'starting' || state === 'stopping') return `The controller is ${state}`
  if (state === 'failed') return 'The controller has failed'
  if (state === 'frozen') return 'The controller stands still'
  return isKilled ? 'The controller was killed' : 'The controller is stopped'
}
