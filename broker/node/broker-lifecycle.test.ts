import { describe, expect, it } from 'vitest'
import { ManualClock } from '../base/clock.ts'
import { silentLogger } from '../base/logger.ts'
import type { ControllerChannel } from '../handlers/controller-channel.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import { ZERO_UUID } from '../wire/reader.ts'
import { BrokerLifecycle } from './broker-lifecycle.ts'

type Answer = { readonly errorCode: number; readonly isFenced: boolean } | KafkaError

/** A broker that waits to be unfenced by a controller that answers its heartbeats like this, one after another. */
function waiting(answers: readonly Answer[], afterwards: Answer) {
  const clock = new ManualClock()
  const asked: string[] = []
  let heartbeats = 0
  const channel = {
    send: ({ name }: { readonly name: string }) => {
      asked.push(name)
      if (name === 'BrokerRegistration') return Promise.resolve({ errorCode: 0, brokerEpoch: 7 })
      const answer = answers[heartbeats] ?? afterwards
      heartbeats += 1
      return answer instanceof KafkaError
        ? Promise.reject(answer)
        : Promise.resolve({ ...answer, shouldShutDown: false })
    },
  } as unknown as ControllerChannel // answers no other requests than these
  const lifecycle = new BrokerLifecycle({
    clock,
    channel,
    logger: silentLogger,
    identity: {
      brokerId: 1,
      clusterId: 'c',
      incarnationId: ZERO_UUID,
      host: 'h',
      port: 1,
      rack: null,
      onlineDirectories: () => [],
      failedDirectories: () => [],
    },
    heartbeatIntervalMs: 2_000,
    metadataOffset: () => 0,
  })
  const drive = async (task: Promise<void>): Promise<string> => {
    let outcome = ''
    task.then(
      () => (outcome = 'unfenced'),
      (error: unknown) => (outcome = error instanceof KafkaError ? error.errorName : String(error)),
    )
    for (let turn = 0; outcome === '' && turn < 20_000; turn += 1) {
      for (let micro = 0; micro < 5; micro += 1) await Promise.resolve()
      const due = clock.nextDueMs
      if (due !== null) clock.advance(due - clock.nowMs())
    }
    return outcome
  }
  return { lifecycle, asked, clock, drive }
}

const TIMED_OUT = new KafkaError('REQUEST_TIMED_OUT')

describe('a broker that waits to be unfenced', () => {
  it('goes on after heartbeats that were not answered', async () => {
    const { lifecycle, drive } = waiting([TIMED_OUT, { errorCode: 0, isFenced: true }, TIMED_OUT], {
      errorCode: 0,
      isFenced: false,
    })
    expect(await drive(lifecycle.waitUntilUnfenced())).toBe('unfenced')
    expect(lifecycle.isFenced).toBe(false)
  })

  it('registers again where it is not known any more', async () => {
    const { lifecycle, asked, drive } = waiting(
      [{ errorCode: errorCode('BROKER_ID_NOT_REGISTERED'), isFenced: true }],
      { errorCode: 0, isFenced: false },
    )
    expect(await drive(lifecycle.waitUntilUnfenced())).toBe('unfenced')
    expect(asked).toEqual(['BrokerHeartbeat', 'BrokerRegistration', 'BrokerHeartbeat'])
  })

  it('gives up with the reason when no heartbeat is answered in time', async () => {
    const { lifecycle, clock, drive } = waiting([], TIMED_OUT)
    const beganMs = clock.monotonicMs()
    expect(await drive(lifecycle.waitUntilUnfenced())).toBe('REQUEST_TIMED_OUT')
    expect(clock.monotonicMs() - beganMs).toBeGreaterThanOrEqual(60_000)
  })
})
