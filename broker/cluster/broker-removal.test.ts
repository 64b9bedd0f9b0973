import { describe, expect, it } from 'vitest'
import { AssertionError } from '../base/assert.ts'
import { ManualClock } from '../base/clock.ts'
import { type BrokerRemoval, type RemovalSteps, removeBroker } from './broker-removal.ts'

async function run(steps: Partial<RemovalSteps>, stop: () => Promise<void> = async () => {}) {
  const seen: BrokerRemoval[] = []
  const order: string[] = []
  const abort = new AbortController()
  const ending = removeBroker({
    nodeId: 2,
    clock: new ManualClock(1_000),
    signal: abort.signal,
    steps: {
      check: async () => {},
      drain: async ({ onProgress }) => {
        order.push('drain')
        onProgress({ replicaCount: 3, movedCount: 1 })
        onProgress({ replicaCount: 3, movedCount: 3 })
      },
      unregister: async () => void order.push('unregister'),
      close: async () => {},
      ...steps,
    },
    stop: async () => {
      order.push('stop')
      await stop()
    },
    onChange: (removal) => void seen.push(removal),
  })
  return { seen, order, abort, ending }
}

describe('the removal of a broker', () => {
  it('stops it only when it has no replica left, and has it forgotten last', async () => {
    const { seen, order, ending } = await run({})
    expect(await ending).toMatchObject({ nodeId: 2, state: 'done', movedCount: 3, replicaCount: 3 })
    expect(order).toEqual(['drain', 'stop', 'unregister'])
    expect(seen.map(({ state, movedCount }) => `${state} ${movedCount}`)).toEqual([
      'moving 0',
      'moving 1',
      'moving 3',
      'stopping 3',
      'done 3',
    ])
  })

  it('leaves it running when it is cancelled', async () => {
    const { order, abort, ending } = await run({
      drain: ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    })
    abort.abort()
    expect(await ending).toMatchObject({ state: 'cancelled', error: null })
    expect(order).toEqual([])
  })

  it('tells why it failed', async () => {
    const { ending } = await run({ unregister: () => Promise.reject(new TypeError('nobody answers')) })
    expect(await ending).toMatchObject({ state: 'failed', error: expect.stringContaining('nobody answers') })
  })

  it('does not hide a bug', async () => {
    const { ending } = await run({ drain: () => Promise.reject(new AssertionError('a bug', {})) })
    await expect(ending).rejects.toThrow('a bug')
  })
})
