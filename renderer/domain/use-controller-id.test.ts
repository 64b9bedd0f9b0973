import { describe, expect, it } from 'vitest'
import { aLocalNode } from '../testing/a-local-node.ts'
import { controllerOf } from './use-controller-id.ts'

describe('controllerOf', () => {
  const controller = (id: number) => aLocalNode(id, { role: 'controller' })

  it('is the only one there is, whether it leads at the moment or not', () => {
    expect(controllerOf({ nodes: [controller(101), aLocalNode(1)], quorumLeaderId: null })).toBe(101)
  })

  it('is the one of several that leads, and nobody while none does', () => {
    const nodes = [controller(101), controller(102), controller(103), aLocalNode(1)]
    expect(controllerOf({ nodes, quorumLeaderId: 103 })).toBe(103)
    expect(controllerOf({ nodes, quorumLeaderId: null })).toBeNull()
    const combined = [1, 2, 3].map((id) => aLocalNode(id, { role: 'combined' }))
    expect(controllerOf({ nodes: combined, quorumLeaderId: 2 })).toBe(2)
  })

  it('is nobody where nothing was started yet', () => {
    expect(controllerOf({ nodes: [], quorumLeaderId: null })).toBeNull()
  })
})
