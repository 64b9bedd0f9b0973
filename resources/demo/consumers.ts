/** The shop's two consumer groups: one that keeps up, one that falls behind and catches up again. */
import { type Consumer, type KafkaClient, nodeClientRuntime } from '#broker'
import { delay } from '#broker/base/clock'

/** Time between commits of either group. */
const COMMIT_INTERVAL_MS = 2_000

/** The slow group reads this many records a second, then for a while as fast as it can: lag rises and falls. */
const SLOW_RECORDS_PER_SEC = 90
const SLOW_PHASE_MS = 90_000
const CATCH_UP_PHASE_MS = 15_000

/** Runs both until `signal` aborts; rejects with what a consumer cannot mend itself. */
export async function runConsumers(client: KafkaClient, signal: AbortSignal): Promise<void> {
  const open = (groupId: string) =>
    client.consumer({ groupId, autoOffsetReset: 'earliest', sessionTimeoutMs: 10_000, maxPollRecords: 200 })
  await Promise.all([
    consume(open('order-fulfilment'), ['orders', 'payments'], { signal, pauseAfter: () => 0 }),
    consume(open('click-analytics'), ['clicks'], { signal, pauseAfter: slowness() }),
  ])
}

/** How long to rest after reading `count` records. */
type Pace = (count: number) => number

function slowness(): Pace {
  const startMs = nodeClientRuntime.clock.monotonicMs()
  return (count) => {
    const phaseMs = (nodeClientRuntime.clock.monotonicMs() - startMs) % (SLOW_PHASE_MS + CATCH_UP_PHASE_MS)
    return phaseMs < SLOW_PHASE_MS ? (count * 1_000) / SLOW_RECORDS_PER_SEC : 0
  }
}

async function consume(
  consumer: Consumer,
  topics: readonly string[],
  { signal, pauseAfter }: { readonly signal: AbortSignal; readonly pauseAfter: Pace },
): Promise<void> {
  const { clock } = nodeClientRuntime
  try {
    await consumer.subscribe(topics)
    let committedAtMs = clock.monotonicMs()
    let isDirty = false
    while (!signal.aborted) {
      const records = await consumer.poll({ maxWaitMs: 500, signal })
      isDirty ||= records.length > 0
      if (isDirty && clock.monotonicMs() - committedAtMs >= COMMIT_INTERVAL_MS) {
        await consumer.commit()
        committedAtMs = clock.monotonicMs()
        isDirty = false
      }
      const pauseMs = pauseAfter(records.length)
      if (pauseMs > 0) await delay(clock, pauseMs, signal)
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    await consumer.close()
  }
}
