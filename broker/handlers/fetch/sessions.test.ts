import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../base/clock.ts'
import { SeededRandom } from '../../base/random.ts'
import { type FetchRequestInput, fetch } from '../../wire/generated/fetch.ts'
import { Reader } from '../../wire/reader.ts'
import { Writer } from '../../wire/writer.ts'
import { FetchSessionCache, MAX_SESSION_PARTITIONS, NO_SESSION_ID } from './sessions.ts'

const VERSION = 12

/** A request as the broker decodes it. */
function request(
  options: Pick<FetchRequestInput, 'sessionId' | 'sessionEpoch'> & { from: number; count: number },
) {
  const writer = new Writer()
  const partitions = Array.from({ length: options.count }, (_, index) => ({
    partition: options.from + index,
    fetchOffset: 0,
    partitionMaxBytes: 1,
  }))
  fetch.request.encode(
    writer,
    { ...options, maxWaitMs: 0, minBytes: 1, topics: [{ topic: 'orders', partitions }] },
    VERSION,
  )
  return fetch.request.decode(new Reader(Buffer.concat(writer.finish())), VERSION)
}

describe('a fetch session', () => {
  it('is not opened for more partitions than it may have', () => {
    const cache = new FetchSessionCache({ clock: new ManualClock(), random: new SeededRandom(1) })
    const plan = cache.plan(request({ sessionEpoch: 0, from: 0, count: MAX_SESSION_PARTITIONS + 1 }), VERSION)
    expect([plan.sessionId, cache.count]).toEqual([NO_SESSION_ID, 0])
    expect(plan.targets).toHaveLength(MAX_SESSION_PARTITIONS + 1)
  })

  it('ends when a client adds more partitions than it may have', () => {
    const cache = new FetchSessionCache({ clock: new ManualClock(), random: new SeededRandom(1) })
    const { sessionId } = cache.plan(request({ sessionEpoch: 0, from: 0, count: 1 }), VERSION)
    expect(cache.count).toBe(1)
    const tooMany = request({ sessionId, sessionEpoch: 1, from: 1, count: MAX_SESSION_PARTITIONS })
    expect(() => cache.plan(tooMany, VERSION)).toThrow(/too many partitions/)
    expect(cache.count).toBe(0)
  })
})
