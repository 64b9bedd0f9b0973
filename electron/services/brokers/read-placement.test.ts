import { describe, expect, it } from 'vitest'
import { KafkaError } from '#broker'
import type { WatchedNode } from '../watched-nodes.ts'
import { readPlacement } from './read-placement.ts'

const { signal } = new AbortController()
const PLACEMENT = { clusterId: 'c', controllerId: 1, brokers: [], topics: new Map() }

const node = (id: number, part: Partial<WatchedNode> = {}): WatchedNode => ({
  id,
  role: 'broker',
  state: 'running',
  isKilled: false,
  isCutOff: false,
  ...part,
})

/** Answers from the brokers in `answering`; the others fail with `error`. */
function adminWhere(answering: readonly (number | 'any')[], error: KafkaError) {
  const asked: (number | 'any')[] = []
  return {
    asked,
    describePlacement: async ({ broker }: { readonly broker: number | 'any' }) => {
      asked.push(broker)
      if (!answering.includes(broker)) throw error
      return PLACEMENT
    },
  }
}

const silent = new KafkaError('REQUEST_TIMED_OUT')

describe('reading where the replicas are', () => {
  it('asks no broker that stands still, is down or is cut off', async () => {
    const admin = adminWhere([4], silent)
    const nodes = [
      node(101, { role: 'controller' }),
      node(1, { state: 'frozen' }),
      node(2, { state: 'stopped' }),
      node(3, { isCutOff: true }),
      node(4),
    ]
    await expect(readPlacement(admin, { nodes, signal })).resolves.toBe(PLACEMENT)
    expect(admin.asked).toEqual([4])
  })

  it('turns to the next broker when one does not answer', async () => {
    const admin = adminWhere([2], silent)
    await readPlacement(admin, { nodes: [node(1), node(2)], signal })
    expect(admin.asked).toEqual([1, 2])
  })

  it('asks any broker of a cluster that has no supervisor, and gives up in the end', async () => {
    const admin = adminWhere([], silent)
    await expect(readPlacement(admin, { nodes: [], signal })).rejects.toBe(silent)
    expect(admin.asked).toEqual(['any', 'any', 'any'])
  })

  it('does not ask again for what another answer would not mend', async () => {
    const refused = new KafkaError('CLUSTER_AUTHORIZATION_FAILED')
    const admin = adminWhere([], refused)
    await expect(readPlacement(admin, { nodes: [], signal })).rejects.toBe(refused)
    expect(admin.asked).toEqual(['any'])
  })
})
