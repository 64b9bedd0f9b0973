import { describe, expect, it } from 'vitest'
import { ManualClock } from '../base/clock.ts'
import { MAX_WAITING_OPERATIONS, Purgatory, WatchList } from './purgatory.ts'

/** An operation that is ready when told, and remembers how it was completed. */
function operation() {
  const outcome: boolean[] = []
  const state = { isReady: false, checks: 0, outcome }
  return {
    state,
    check: () => {
      state.checks += 1
      return state.isReady
    },
    complete: (isTimeout: boolean) => void outcome.push(isTimeout),
  }
}

describe('purgatory', () => {
  it('completes an operation once, when a list it watches moves and it is ready', () => {
    const clock = new ManualClock()
    const purgatory = new Purgatory(clock)
    const lists = [new WatchList(), new WatchList()]
    const waiting = operation()
    purgatory.wait(waiting, { lists, maxWaitMs: 100 })
    for (const list of lists) purgatory.wake(list)
    expect(waiting.state).toMatchObject({ checks: 2, outcome: [] })
    waiting.state.isReady = true
    for (const list of lists) purgatory.wake(list)
    clock.advance(1_000)
    expect(waiting.state.outcome).toEqual([false])
    expect([purgatory.waitingCount, clock.pendingCount, lists.every((list) => list.isEmpty)]).toEqual([
      0,
      0,
      true,
    ])
  })

  it('completes an operation as timed out when its time is over', () => {
    const clock = new ManualClock()
    const purgatory = new Purgatory(clock)
    const waiting = operation()
    purgatory.wait(waiting, { lists: [new WatchList()], maxWaitMs: 100 })
    clock.advance(99)
    expect(waiting.state.outcome).toEqual([])
    clock.advance(1)
    expect(waiting.state.outcome).toEqual([true])
  })

  it('lets go of an operation whose client has gone', () => {
    const clock = new ManualClock()
    const purgatory = new Purgatory(clock)
    const list = new WatchList()
    const client = new AbortController()
    const waiting = operation()
    purgatory.wait(waiting, { lists: [list], maxWaitMs: 100, signal: client.signal })
    client.abort()
    expect(waiting.state.outcome).toEqual([true])
    expect([purgatory.waitingCount, clock.pendingCount, list.isEmpty]).toEqual([0, 0, true])
  })

  it.each([0, -1])('does not wait for %i ms', (maxWaitMs) => {
    const purgatory = new Purgatory(new ManualClock())
    const waiting = operation()
    purgatory.wait(waiting, { lists: [new WatchList()], maxWaitMs })
    expect([waiting.state.outcome, purgatory.waitingCount]).toEqual([[true], 0])
  })

  it('answers at once when too many wait', () => {
    const purgatory = new Purgatory(new ManualClock())
    const list = new WatchList()
    for (let count = 0; count < MAX_WAITING_OPERATIONS; count += 1) {
      purgatory.wait(operation(), { lists: [list], maxWaitMs: 100 })
    }
    const late = operation()
    purgatory.wait(late, { lists: [list], maxWaitMs: 100 })
    expect([late.state.outcome, purgatory.waitingCount]).toEqual([[true], MAX_WAITING_OPERATIONS])
  })

  it('survives an operation that wakes its own list', () => {
    const purgatory = new Purgatory(new ManualClock())
    const list = new WatchList()
    const second = operation()
    const first = operation()
    purgatory.wait(
      {
        check: () => first.state.isReady,
        complete: () => {
          second.state.isReady = true
          purgatory.wake(list)
        },
      },
      { lists: [list], maxWaitMs: 100 },
    )
    purgatory.wait(second, { lists: [list], maxWaitMs: 100 })
    first.state.isReady = true
    purgatory.wake(list)
    expect([second.state.outcome, purgatory.waitingCount]).toEqual([[false], 0])
  })
})
