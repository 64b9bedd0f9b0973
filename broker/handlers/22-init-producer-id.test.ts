import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { initProducerId } from '../wire/generated/init-producer-id.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

describe('InitProducerId', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start({ brokers: 2 })
  })
  afterAll(() => cluster.stop())

  const ask = (request: object, version: number, broker = 1) =>
    cluster.call(
      initProducerId,
      { transactionalId: null, transactionTimeoutMs: 60_000, ...request },
      { version, broker },
    )

  it.each([0, 1, 2, 3, 4, 5])('gives an id with epoch 0 in v%i', async (version) => {
    const answer = await ask({}, version)
    expect(answer).toMatchObject({ errorCode: 0, producerEpoch: 0 })
    expect(answer.producerId).toBeGreaterThanOrEqual(0)
  })

  it('never gives an id twice, whichever broker is asked', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => ask({}, 4, 1 + (index % 2))))
    expect(new Set(answers.map(({ producerId }) => producerId)).size).toBe(40)
  })

  it('gives a producer that comes back a fresh id (KIP-360)', async () => {
    const first = await ask({}, 3)
    const second = await ask({ producerId: first.producerId, producerEpoch: first.producerEpoch }, 3)
    expect(second).toMatchObject({ errorCode: 0, producerEpoch: 0 })
    expect(second.producerId).not.toBe(first.producerId)
  })

  it('does not look at the transaction time-out without a transactional id', async () => {
    expect((await ask({ transactionTimeoutMs: 2_147_483_647 }, 4)).errorCode).toBe(0)
  })

  it('refuses transactional ids', async () => {
    expect(errorNameOf((await ask({ transactionalId: '' }, 4)).errorCode)).toBe('INVALID_REQUEST')
    expect(await ask({ transactionalId: 'tx' }, 4)).toMatchObject({ producerId: -1, producerEpoch: -1 })
  })
})
