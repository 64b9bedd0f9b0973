/** What somebody in front of the produce editor is told when a record cannot be delivered. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { KafkaError, type Producer } from '#broker'
import { ManualClock } from '#broker/base/clock'
import { type ProduceOptions, produceRecord } from './produce.ts'

type Send = Producer['send']

const INPUT: ProduceOptions['input'] = {
  topic: 't',
  partition: 1,
  key: { type: 'null' },
  value: { type: 'text', text: 'v' },
  headers: [],
  timestampMs: null,
}

/** Runs the clock until the promise settles; tells how it ended and how long it took. */
async function run(
  send: Send,
  change: { leaders?: readonly number[]; input?: Partial<ProduceOptions['input']>; cancelAtMs?: number } = {},
) {
  const clock = new ManualClock()
  const cancel = new AbortController()
  const { leaders = [1, 1] } = change
  const partitions = leaders.map((leaderId, partition) => ({ partition, leaderId }))
  const options: ProduceOptions = {
    client: {
      metadata: async () => ({ topics: new Map([['t', { name: 't', error: null, partitions }]]) }) as never, // the parts looked at
    },
    producer: () => ({ send }),
    input: { ...INPUT, ...change.input },
    clock,
    signal: cancel.signal,
  }
  const startMs = clock.monotonicMs()
  const [outcome] = await Promise.all([
    Promise.allSettled([produceRecord(options)]).then(([one]) => ({
      outcome: one,
      tookMs: clock.monotonicMs() - startMs,
    })),
    (async () => {
      for (let turn = 0; turn < 400; turn += 1) {
        await nextTurn()
        if (clock.monotonicMs() - startMs >= (change.cancelAtMs ?? Number.POSITIVE_INFINITY)) {
          cancel.abort(new Error('cancelled'))
        }
        clock.advance(50)
      }
    })(),
  ])
  return outcome
}

const never =
  (doubt: boolean): Send =>
  (_record, options) =>
    new Promise((_, reject) => {
      options?.onDoubt?.(doubt)
      options?.signal?.addEventListener('abort', () => reject(options.signal?.reason))
    })

describe('a record from the page', () => {
  it('is refused within seconds, unsent, when its partition has no leader', async () => {
    const { outcome, tookMs } = await run(() => expect.fail('sent'), { leaders: [1, -1] })
    expect(outcome).toMatchObject({
      reason: { code: 'broker-error', message: expect.stringContaining('Partition 1 of t has no leader') },
    })
    expect(outcome).toMatchObject({ reason: { message: expect.stringContaining('Nothing was written') } })
    expect(tookMs).toBeLessThan(6_000)
  })

  it('names the partition of its key', async () => {
    const input = { partition: null, key: { type: 'text', text: 'k' } } as const
    const { outcome } = await run(() => expect.fail('sent'), { leaders: [-1, -1], input })
    expect(outcome).toMatchObject({
      reason: { message: expect.stringMatching(/^Partition [01] of t has no/) },
    })
  })

  it('is given up after 15 s, and the message says whether it may be written', async () => {
    const sent = await run(never(true))
    expect(sent.tookMs).toBeLessThan(16_000)
    expect(sent.outcome).toMatchObject({
      reason: { code: 'timeout', message: expect.stringMatching(/^Partition 1 of t .* may be written/) },
    })
    const unsent = await run(never(false))
    expect(unsent.outcome).toMatchObject({
      reason: { code: 'timeout', message: expect.stringContaining('Nothing was written') },
    })
  })

  it('tells what the broker refused it for', async () => {
    const { outcome } = await run((_record, options) => {
      options?.onDoubt?.(true)
      options?.onDoubt?.(false)
      return Promise.reject(new KafkaError('NOT_ENOUGH_REPLICAS', 'Too few replicas are in sync'))
    })
    expect(outcome).toMatchObject({
      reason: {
        code: 'broker-error',
        message:
          'Partition 1 of t did not take the record: Too few replicas are in sync (NOT_ENOUGH_REPLICAS). Nothing was written.',
      },
    })
  })

  it('is cancelled while it waits for a leader and while it waits for its acknowledgement', async () => {
    const waiting = await run(() => expect.fail('sent'), { leaders: [1, -1], cancelAtMs: 500 })
    expect(waiting.outcome).toMatchObject({ reason: { message: 'cancelled' } })
    expect(waiting.tookMs).toBeLessThan(1_000)
    let isAborted = false
    const sent = await run(
      (record, options) => {
        options?.signal?.addEventListener('abort', () => {
          isAborted = true
        })
        return never(true)(record, options)
      },
      { cancelAtMs: 500 },
    )
    expect(sent.outcome).toMatchObject({ reason: { message: 'cancelled' } })
    expect(isAborted).toBe(true)
  })

  it('refuses a partition that is not there', async () => {
    const { outcome } = await run(() => expect.fail('sent'), { input: { partition: 7 } })
    expect(outcome).toMatchObject({ reason: { code: 'invalid-input' } })
  })
})
