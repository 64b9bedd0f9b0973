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

/** Voters of the quorum; a broker may be one too. */
export function votersOf<Node extends Pick<LocalNode, 'role'>>(nodes: readonly Node[]): readonly Node[] {
  return nodes.filter(({ role }) => role !== 'broker')
}

/** Controllers that do not run, where too few others do to lead the quorum; none while it can be led. */
export function lostControllers<Node extends Pick<LocalNode, 'role' | 'state'>>(
  nodes: readonly Node[],
): readonly Node[] {
  const voters = votersOf(nodes)
  const down = voters.filter(({ state }) => state !== 'running')
  return down.length * 2 >= voters.length ? down : []
}
