import { describe, expect, it } from 'vitest'
import type { LocalNode } from '#contract/local-cluster'
import { aLocalNode } from '../testing/a-local-node.ts'
import { lostControllers } from './node-name.ts'

describe('lostControllers', () => {
  const controller = (state: LocalNode['state'], id = 101) => aLocalNode(id, { role: 'controller', state })
  const lostIds = (...nodes: LocalNode[]) => lostControllers(nodes).map(({ id }) => id)

  it('is the controller that does not run', () => {
    expect(lostIds(aLocalNode(1), controller('stopped'))).toEqual([101])
    expect(lostIds(aLocalNode(1), controller('failed'))).toEqual([101])
  })

  it('is nobody while it runs, and never a broker', () => {
    expect(lostIds(aLocalNode(1, { state: 'stopped' }), controller('running'))).toEqual([])
    expect(lostIds()).toEqual([])
  })

  it('is nobody while most of several run', () => {
    const [second, third] = [controller('running', 102), controller('running', 103)]
    expect(lostIds(controller('stopped'), second, third)).toEqual([])
    expect(lostIds(controller('stopped'), second, controller('frozen', 103))).toEqual([101, 103])
  })

  it('is a broker that is a voter too', () => {
    expect(lostIds(aLocalNode(1, { role: 'combined', state: 'stopped' }), aLocalNode(2))).toEqual([1])
  })
})
