import type { LocalNode } from '#contract/local-cluster'

/** `Broker 2`, `Controller 101`. */
export function nodeName({ id, role }: Pick<LocalNode, 'id' | 'role'>): string {
  return role === 'controller' ? `Controller ${id}` : `Broker ${id}`
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
