/** The workloads of `npm run chaos`, short: nodes are killed while records are produced and copied. */
import { describe, expect, it } from 'vitest'
import { runCopyWorkload } from '../chaos/copy-workload.ts'
import { runProduceWorkload } from '../chaos/produce-workload.ts'

const plan = { seconds: 8, killEveryMs: 4_000, seed: 7, isolation: 'process', victims: 'all' } as const

describe('under random kills', () => {
  it('loses, doubles and reorders nothing, and has the same bytes on every replica', {
    timeout: 180_000,
  }, async () => {
    const outcome = await runProduceWorkload(plan)
    expect(outcome.acknowledged).toBeGreaterThan(1_000)
    expect(outcome).toMatchObject({ lost: 0, duplicated: 0, outOfOrder: 0, replicas: { different: [] } })
  })

  it('copies every number exactly once in transactions, though workers crash too', {
    timeout: 300_000,
  }, async () => {
    const outcome = await runCopyWorkload(plan)
    expect(outcome.numbers).toBeGreaterThan(100)
    expect(outcome).toMatchObject({ missing: 0, duplicated: 0, copiedSum: 2 * outcome.sum })
    expect(outcome.replicas.different).toEqual([])
  })
})
