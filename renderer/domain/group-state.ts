import type { StateTone } from '../ui/badge.tsx'

/** Kafka's group state as a mark and readable words. */
export function groupMark(state: string): { readonly tone: StateTone; readonly word: string } {
  switch (state) {
    case 'Stable':
      return { tone: 'good', word: 'Stable' }
    case 'Empty':
      return { tone: 'unknown', word: 'Empty' }
    case 'Dead':
      return { tone: 'bad', word: 'Dead' }
    case 'PreparingRebalance':
      return { tone: 'notice', word: 'Preparing rebalance' }
    case 'CompletingRebalance':
      return { tone: 'notice', word: 'Completing rebalance' }
    case 'Assigning':
    case 'Reconciling':
      return { tone: 'notice', word: state }
    default:
      return { tone: 'unknown', word: state }
  }
}
