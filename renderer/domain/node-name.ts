import type { LocalNode } from '#contract/local-cluster'

/** `Broker 2`, `Controller 101`. */
export function nodeName({ id, role }: Pick<LocalNode, 'id' | 'role'>): string {
  return role === 'controller' ? `Controller ${id}` : `Broker ${id}`
}

/** Whether a node is there for the others: one that is fenced runs, but nobody hears it. */
export function isServing({ state, isFenced }: Pick<LocalNode, 'state' | 'isFenced'>): boolean {
  return state === 'running' && !isFenced
}

export interface NodesByRole {
  readonly brokers: readonly LocalNode[]
  readonly controllers: readonly LocalNode[]
}

export function nodesByRole(nodes: readonly LocalNode[]): NodesByRole {
  return {
    brokers: nodes.filter(({ role }) => role !== 'controller'),
    controllers: nodes.filter(({ role }) => role === 'controller'),
  }
}
