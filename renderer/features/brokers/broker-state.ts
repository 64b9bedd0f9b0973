/** The state of a broker in a word: as the cluster has it, and more exactly where its supervisor knows why. */
import type { Broker } from '#contract/brokers'
import type { LocalNode } from '#contract/local-cluster'
import type { StateTone } from '../../ui/badge.tsx'

export interface BrokerMark {
  readonly tone: StateTone
  readonly word: 'Up' | 'Down' | 'Frozen' | 'Fenced'
}

/** `node`: the broker in the local cluster, if it is one of it. */
export function brokerMark(
  { isFenced }: Pick<Broker, 'isFenced'>,
  node?: Pick<LocalNode, 'state' | 'isFenced'>,
): BrokerMark {
  if (node?.state === 'frozen') return { tone: 'notice', word: 'Frozen' }
  if (node?.state === 'running' && node.isFenced) return { tone: 'notice', word: 'Fenced' }
  return isFenced ? { tone: 'bad', word: 'Down' } : { tone: 'good', word: 'Up' }
}
