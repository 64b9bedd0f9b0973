import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { findCoordinator } from '../wire/generated/find-coordinator.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

const GROUP = 0
const TRANSACTION = 1
const SHARE = 2

describe('FindCoordinator', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start({ brokers: 2 })
  })
  afterAll(() => cluster.stop())

  const single = (key: string, version: number, keyType = GROUP) =>
    cluster.call(findCoordinator, { key, ...(version > 0 ? { keyType } : {}) }, { version })

  it('makes the internal topic on first use and then names a live broker', async () => {
    const first = await single('g', 3)
    expect(errorNameOf(first.errorCode)).toBe('COORDINATOR_NOT_AVAILABLE')
    await expect.poll(async () => (await single('g', 3)).errorCode).toBe(0)
  })

  it.each([0, 1, 2, 3])('names one coordinator in v%i, the same on every broker', async (version) => {
    await expect.poll(async () => (await single('g', version)).errorCode).toBe(0)
    const here = await single('g', version)
    const there = await cluster.call(findCoordinator, { key: 'g' }, { version, broker: 2 })
    expect([here.nodeId, here.port]).toEqual([there.nodeId, cluster.portOf(here.nodeId)])
  })

  it.each([4, 5, 6])('answers every key of a batch in v%i', async (version) => {
    const { coordinators } = await cluster.call(
      findCoordinator,
      { keyType: GROUP, coordinatorKeys: ['a', 'b', 'c', ''] },
      { version },
    )
    expect(coordinators.map(({ key, errorCode }) => [key, errorCode])).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 0],
      ['', 0],
    ])
  })

  it('makes the transaction topic on the first question, as for groups', async () => {
    await expect.poll(async () => (await single('t', 2, TRANSACTION)).errorCode).toBe(0)
  })

  it('finds coordinators of share partitions from v6 on', async () => {
    const known = 'g:AAECAwQFBgcICQoLDA0ODw:0'
    const ask = async (version: number) => {
      const { coordinators } = await cluster.call(
        findCoordinator,
        { keyType: SHARE, coordinatorKeys: [known, 'g'] },
        { version },
      )
      return coordinators.map(({ errorCode }) => errorNameOf(errorCode))
    }
    await expect.poll(() => ask(6)).toEqual(['NONE', 'INVALID_REQUEST'])
    expect(await ask(5)).toEqual(['INVALID_REQUEST', 'INVALID_REQUEST'])
    expect(errorNameOf((await single(known, 3, SHARE)).errorCode)).toBe('INVALID_REQUEST')
  })

  it('refuses key types that are not served', async () => {
    expect(errorNameOf((await single('t', 2, 77)).errorCode)).toBe('INVALID_REQUEST')
  })
})
