import { describe, expect, it } from 'vitest'
import { ManualClock } from '../base/clock.ts'
import { SeededRandom } from '../base/random.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { CallScope } from './call-scope.ts'
import { UnreachableError } from './failures.ts'
import {
  attemptLimitOf,
  backoffMs,
  MAX_ATTEMPTS,
  MAX_BACKOFF_MS,
  MAX_MISSING_TOPIC_ATTEMPTS,
  MAX_UNREACHABLE_ATTEMPTS,
  withRetries,
} from './retry.ts'

const run = async (error: Error, timeoutMs: number) => {
  const clock = new ManualClock()
  const scope = new CallScope({ clock, timeoutMs, signal: new AbortController().signal })
  let attempts = 0
  const startMs = clock.monotonicMs()
  let outcome: unknown = null
  const work = withRetries({ clock, random: new SeededRandom(7) }, scope, {
    attempt: () => {
      attempts += 1
      return Promise.reject(error)
    },
  }).catch((thrown: unknown) => {
    outcome = thrown
  })
  while (outcome === null) {
    await new Promise((resolve) => setImmediate(resolve))
    if (clock.nextDueMs !== null) clock.advance(clock.nextDueMs - clock.monotonicMs())
  }
  await work
  return { attempts, outcome, tookMs: clock.monotonicMs() - startMs }
}

describe('backoff', () => {
  it('doubles up to its cap, within a fifth', () => {
    const random = new SeededRandom(3)
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const planned = Math.min(MAX_BACKOFF_MS, 50 * 2 ** Math.min(attempt, 10))
      const pause = backoffMs(attempt, random)
      expect(pause).toBeGreaterThanOrEqual(planned * 0.8)
      expect(pause).toBeLessThanOrEqual(planned * 1.2)
    }
  })
})

describe('retries', () => {
  it('are not made for an error that another attempt cannot mend', async () => {
    const error = new KafkaError('TOPIC_AUTHORIZATION_FAILED')
    expect(await run(error, 30_000)).toEqual({ attempts: 1, outcome: error, tookMs: 0 })
  })

  it('end soon for a topic that does not exist and for a broker that is down', async () => {
    expect((await run(new KafkaError('UNKNOWN_TOPIC_OR_PARTITION'), 30_000)).attempts).toBe(
      MAX_MISSING_TOPIC_ATTEMPTS,
    )
    expect((await run(new UnreachableError('refused'), 30_000)).attempts).toBe(MAX_UNREACHABLE_ATTEMPTS)
  })

  it('end with the last error within the time of the call', async () => {
    const { outcome, tookMs, attempts } = await run(new KafkaError('NOT_COORDINATOR'), 3_000)
    expect(outcome).toBeInstanceOf(KafkaError)
    expect(tookMs).toBeLessThan(3_000)
    expect(attempts).toBeGreaterThan(4)
  })

  it('have a limit even when time has none', async () => {
    expect((await run(new KafkaError('NOT_COORDINATOR'), 1e9)).attempts).toBe(MAX_ATTEMPTS)
    expect(attemptLimitOf(new TypeError('ours'))).toBe(1)
  })
})
