import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../base/random.ts'
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'
import { InFlight } from './in-flight.ts'
import { RECORD_STATE_IDS } from './ranges.ts'
import { combine, type StateBatch } from './state-batches.ts'

const LIMITS = { maxDeliveryCount: 5, maxRecordLocks: 100 }
const GAP = 0
const ACCEPT = 1
const RELEASE = 2
const REJECT = 3
const RENEW = 4

function fresh(startOffset = 0, stored: readonly StateBatch[] = [], limits = LIMITS) {
  return new InFlight(startOffset, stored, () => limits)
}

/** Acquires everything up to `last`, in batches of the log of ten. */
function acquire(
  inFlight: InFlight,
  last: number,
  options: Partial<Parameters<InFlight['acquire']>[0]> = {},
) {
  const first = inFlight.nextFetchOffset() ?? last + 1
  const spans = []
  for (let next = first; next <= last; ) {
    const end = Math.min(last, next - (next % 10) + 9)
    spans.push({ first: next, last: end })
    next = end + 1
  }
  return inFlight
    .acquire({
      memberId: 'a',
      maxRecords: 500,
      isStrict: false,
      batchSize: 500,
      lockUntilMs: 1_000,
      spans,
      ...options,
    })
    .map((range) => [range.first, range.last, range.deliveryCount])
}

function acknowledge(inFlight: InFlight, first: number, last: number, ...types: number[]) {
  return inFlight.acknowledge('a', [{ firstOffset: first, lastOffset: last, acknowledgeTypes: types }], 2_000)
}

function errorOf(task: () => unknown): string {
  try {
    task()
  } catch (error) {
    if (error instanceof KafkaError) return errorNameOf(error.code)
    throw error
  }
  return 'NONE'
}

describe('what is in flight', () => {
  it('begins where it is told and grows with what is acquired', () => {
    const inFlight = fresh(5)
    expect([inFlight.startOffset, inFlight.endOffset, inFlight.nextFetchOffset()]).toEqual([5, 4, 5])
    expect(acquire(inFlight, 19)).toEqual([[5, 19, 1]])
    expect([inFlight.endOffset, inFlight.nextFetchOffset()]).toEqual([19, 20])
    expect(acquire(inFlight, 19)).toEqual([])
  })

  it('acquires to the end of the batch that holds the last record asked for', () => {
    expect(acquire(fresh(), 39, { maxRecords: 11 })).toEqual([[0, 19, 1]])
  })

  it('acquires no record more when it is strict', () => {
    const inFlight = fresh()
    expect(acquire(inFlight, 39, { maxRecords: 11, isStrict: true })).toEqual([[0, 10, 1]])
    expect(inFlight.nextFetchOffset()).toBe(11)
  })

  it('stops growing at the limit of locks, and goes on when the start moves', () => {
    const inFlight = fresh()
    expect(acquire(inFlight, 199)).toEqual([[0, 99, 1]])
    expect(inFlight.nextFetchOffset()).toBeNull()
    inFlight.commit(acknowledge(inFlight, 0, 49, ACCEPT).id)
    expect(inFlight.startOffset).toBe(50)
    expect(inFlight.nextFetchOffset()).toBe(100)
  })

  it('gives back what is released, and gives it up after the last delivery', () => {
    const inFlight = fresh(0, [], { ...LIMITS, maxDeliveryCount: 2 })
    for (const count of [1, 2]) {
      expect(acquire(inFlight, 9)).toEqual([[0, 9, count]])
      inFlight.commit(acknowledge(inFlight, 0, 9, RELEASE).id)
    }
    expect(acquire(inFlight, 9)).toEqual([])
    expect(inFlight.startOffset).toBe(10)
  })

  it('gives out what keeps failing in smaller and smaller parts, and alone the last time', () => {
    const failing = (deliveryCount: number) =>
      fresh(
        0,
        [{ firstOffset: 0, lastOffset: 9, deliveryState: RECORD_STATE_IDS.available, deliveryCount }],
        {
          ...LIMITS,
          maxDeliveryCount: 6,
        },
      )
    expect(acquire(failing(2), 19)).toEqual([
      [0, 9, 3],
      [10, 19, 1],
    ])
    expect(acquire(failing(3), 19)).toEqual([[0, 4, 4]])
    expect(acquire(failing(4), 19)).toEqual([[0, 1, 5]])
    expect(acquire(failing(5), 19)).toEqual([[0, 0, 6]])
  })

  it('gives out what keeps failing apart from other records', () => {
    const stored = [
      { firstOffset: 3, lastOffset: 3, deliveryState: RECORD_STATE_IDS.available, deliveryCount: 4 },
    ]
    const inFlight = fresh(0, stored)
    expect(acquire(inFlight, 9)).toEqual([[0, 2, 1]])
    expect(acquire(inFlight, 9)).toEqual([[3, 3, 5]])
    expect(acquire(inFlight, 9)).toEqual([[4, 9, 1]])
  })

  it('keeps what is being stored from everybody until it is stored', () => {
    const inFlight = fresh()
    acquire(inFlight, 9)
    const transition = acknowledge(inFlight, 0, 9, RELEASE)
    expect(inFlight.nextFetchOffset()).toBe(10)
    expect(errorOf(() => acknowledge(inFlight, 0, 0, ACCEPT))).toBe('INVALID_RECORD_STATE')
    expect(inFlight.expireLocks(5_000)).toEqual([])
    inFlight.commit(transition.id)
    expect(inFlight.nextFetchOffset()).toBe(0)
  })

  it('leaves records with their member when a change was not stored', () => {
    const inFlight = fresh()
    acquire(inFlight, 9)
    inFlight.rollBack(acknowledge(inFlight, 0, 9, ACCEPT).id)
    expect(inFlight.startOffset).toBe(0)
    expect(acknowledge(inFlight, 0, 9, ACCEPT).changes).toHaveLength(1)
  })

  it('takes back what is locked for too long, and counts the delivery', () => {
    const inFlight = fresh()
    acquire(inFlight, 9, { lockUntilMs: 100 })
    expect(inFlight.nextLockExpiryMs()).toBe(100)
    expect(inFlight.expireLocks(99)).toEqual([])
    expect(inFlight.expireLocks(100)).toEqual([
      { firstOffset: 0, lastOffset: 9, deliveryState: RECORD_STATE_IDS.available, deliveryCount: 1 },
    ])
    expect(acquire(inFlight, 9)).toEqual([[0, 9, 2]])
  })

  it('locks renewed records for longer', () => {
    const inFlight = fresh()
    acquire(inFlight, 9, { lockUntilMs: 100 })
    expect(acknowledge(inFlight, 0, 4, RENEW).changes).toEqual([])
    inFlight.expireLocks(1_000)
    expect(acquire(inFlight, 9)).toEqual([[5, 9, 2]])
  })

  it('refuses an acknowledgement as a whole', () => {
    const inFlight = fresh()
    acquire(inFlight, 9)
    const batches = [
      { firstOffset: 0, lastOffset: 1, acknowledgeTypes: [ACCEPT] },
      { firstOffset: 8, lastOffset: 10, acknowledgeTypes: [ACCEPT] },
    ]
    expect(errorOf(() => inFlight.acknowledge('a', batches, 0))).toBe('INVALID_REQUEST')
    expect(inFlight.ranges.every(({ pending }) => pending === null)).toBe(true)
  })

  it('takes nobody but the holder at its word', () => {
    const inFlight = fresh()
    acquire(inFlight, 9, { memberId: 'b' })
    expect(errorOf(() => acknowledge(inFlight, 0, 9, ACCEPT))).toBe('INVALID_RECORD_STATE')
    expect(inFlight.release('a').changes).toEqual([])
    expect(inFlight.release('b').changes).toHaveLength(1)
  })

  it('tells what to store of each kind of word', () => {
    const inFlight = fresh()
    acquire(inFlight, 9)
    const { available, acknowledged, archived } = RECORD_STATE_IDS
    const { changes } = acknowledge(inFlight, 0, 3, ACCEPT, RELEASE, REJECT, GAP)
    expect(changes.map(({ firstOffset, deliveryState }) => [firstOffset, deliveryState])).toEqual([
      [0, acknowledged],
      [1, available],
      [2, archived],
    ])
  })

  it('forgets what the log has let go of', () => {
    const inFlight = fresh()
    acquire(inFlight, 19)
    inFlight.advanceTo(15)
    expect(inFlight.startOffset).toBe(15)
    expect(acknowledge(inFlight, 0, 9, ACCEPT).changes).toEqual([])
    inFlight.advanceTo(100)
    expect([inFlight.startOffset, inFlight.endOffset]).toEqual([100, 99])
  })

  it('goes on from what was stored; what lies between was never delivered', () => {
    const inFlight = fresh(0, [
      { firstOffset: 0, lastOffset: 3, deliveryState: 2, deliveryCount: 1 },
      { firstOffset: 6, lastOffset: 7, deliveryState: 0, deliveryCount: 2 },
      { firstOffset: 9, lastOffset: 9, deliveryState: 4, deliveryCount: 3 },
    ])
    expect(inFlight.startOffset).toBe(4)
    expect(inFlight.deliveryCompleteCount).toBe(1)
    expect(acquire(inFlight, 12)).toEqual([
      [4, 5, 1],
      [6, 7, 3],
      [8, 8, 1],
      [10, 12, 1],
    ])
  })
})

/** A group on a partition as the test knows it beside the code. */
class Model {
  readonly owners = new Map<number, string>()
  readonly accepted = new Set<number>()
  readonly deliveries = new Map<number, number>()
}

describe('random members', () => {
  it.each(Array.from({ length: 30 }, (_, index) => index + 1))('keep the invariants (seed %i)', (seed) => {
    const random = new SeededRandom(seed)
    const limits = { maxDeliveryCount: 2 + random.below(4), maxRecordLocks: 20 + random.below(60) }
    const end = 200
    let stored: StateBatch[] = []
    let storedStart = 0
    let inFlight = fresh(0, [], limits)
    let model = new Model()
    const everAccepted = new Set<number>()
    let nowMs = 0
    const members = ['a', 'b', 'c']
    const waiting: { id: number; changes: readonly StateBatch[]; accepted: number[] }[] = []
    const settle = (isStored: boolean) => {
      const next = waiting.shift()
      if (next === undefined) return
      if (!isStored) {
        inFlight.rollBack(next.id)
        return
      }
      storedStart = Math.max(storedStart, inFlight.startOffset)
      stored = combine(stored, next.changes, storedStart)
      inFlight.commit(next.id)
      for (const offset of next.accepted) everAccepted.add(offset)
    }
    for (let step = 0; step < 400; step += 1) {
      nowMs += random.below(20)
      const memberId = members[random.below(members.length)] ?? 'a'
      switch (random.below(7)) {
        case 0:
        case 1:
        case 2: {
          const last = Math.min(end - 1, (inFlight.nextFetchOffset() ?? 0) + random.below(40))
          const given = acquire(inFlight, last, {
            memberId,
            maxRecords: 1 + random.below(30),
            isStrict: random.below(2) === 0,
            lockUntilMs: nowMs + 50 + random.below(100),
          })
          for (const [first = 0, to = -1, count = 0] of given) {
            expect(count).toBeLessThanOrEqual(limits.maxDeliveryCount)
            for (let offset = first; offset <= to; offset += 1) {
              expect(everAccepted.has(offset)).toBe(false)
              expect(model.owners.has(offset)).toBe(false)
              model.owners.set(offset, memberId)
              model.deliveries.set(offset, count)
            }
          }
          break
        }
        case 3: {
          const mine = [...model.owners].filter(([, owner]) => owner === memberId).map(([offset]) => offset)
          const first = mine[random.below(Math.max(1, mine.length))]
          if (first === undefined) break
          const type = [ACCEPT, ACCEPT, RELEASE, REJECT][random.below(4)] ?? ACCEPT
          const batches = [{ firstOffset: first, lastOffset: first, acknowledgeTypes: [type] }]
          try {
            const transition = inFlight.acknowledge(memberId, batches, nowMs + 100)
            waiting.push({ ...transition, accepted: type === ACCEPT ? [first] : [] })
            model.owners.delete(first)
          } catch (error) {
            expect(error).toBeInstanceOf(KafkaError)
          }
          break
        }
        case 4:
          settle(random.below(5) > 0)
          break
        case 5: {
          const changes = inFlight.expireLocks(nowMs)
          stored = combine(stored, changes, storedStart)
          break
        }
        default:
          if (random.below(10) === 0) {
            // The leader is lost with everything that was not stored.
            waiting.length = 0
            inFlight = fresh(storedStart, stored, limits)
            model = new Model()
          }
      }
      // What the model thinks is owned may have run out or come back; the code says who owns what.
      model.owners.clear()
      for (const range of inFlight.ranges) {
        expect((range.state === 'acquired') === (range.memberId !== null)).toBe(true)
        if (range.memberId === null) continue
        for (let offset = range.first; offset <= range.last; offset += 1)
          model.owners.set(offset, range.memberId)
      }
      for (const { firstOffset, lastOffset, deliveryState } of stored) {
        if (deliveryState !== RECORD_STATE_IDS.acknowledged) continue
        for (let offset = firstOffset; offset <= lastOffset; offset += 1)
          expect(everAccepted.has(offset)).toBe(true)
      }
    }
    // In the end everything is delivered to somebody or given up: nothing is lost.
    while (waiting.length > 0) settle(true)
    for (let round = 0; round < 2_000 && inFlight.startOffset < end; round += 1) {
      inFlight.expireLocks(Number.MAX_SAFE_INTEGER)
      for (const [first = 0, to = -1] of acquire(inFlight, end - 1)) {
        inFlight.commit(acknowledge(inFlight, first, to, ACCEPT).id)
      }
    }
    expect(inFlight.startOffset).toBe(end)
  })
})
