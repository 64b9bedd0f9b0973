import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../../base/random.ts'
import type { Uuid } from '../../../wire/reader.ts'
import { type Assignment, hasPartition, NO_PARTITIONS, partitionCount } from '../assignment.ts'
import type { AssignedMember, Assignor, AssignorInput } from './assignor.ts'
import { assignRanges } from './range.ts'
import { assignUniformly } from './uniform.ts'

const ASSIGNORS: readonly (readonly [string, Assignor])[] = [
  ['uniform', assignUniformly],
  ['range', assignRanges],
]

function member(topicIds: readonly Uuid[], options: Partial<AssignedMember> = {}): AssignedMember {
  return { instanceId: null, topicIds: new Set(topicIds), last: NO_PARTITIONS, ...options }
}

function inputOf(
  members: Readonly<Record<string, AssignedMember>>,
  counts: Readonly<Record<Uuid, number>>,
): AssignorInput {
  return { members: new Map(Object.entries(members)), partitionCount: (topicId) => counts[topicId] ?? 0 }
}

/** Lists of partitions by member and topic. */
function shown(assignments: ReadonlyMap<string, Assignment>): Record<string, Record<string, number[]>> {
  return Object.fromEntries(
    [...assignments].map(([memberId, assignment]) => [
      memberId,
      Object.fromEntries([...assignment].map(([topicId, partitions]) => [topicId, [...partitions]])),
    ]),
  )
}

function loadsOf(assignments: ReadonlyMap<string, Assignment>): number[] {
  return [...assignments.values()].map(partitionCount)
}

/** Partitions that are with another member than before, though that one is still there. */
function movedCount(before: ReadonlyMap<string, Assignment>, after: ReadonlyMap<string, Assignment>): number {
  let moved = 0
  for (const [memberId, last] of before) {
    const own = after.get(memberId)
    if (own === undefined) continue
    for (const [topicId, partitions] of last) {
      for (const partition of partitions) if (!hasPartition(own, topicId, partition)) moved += 1
    }
  }
  return moved
}

/** Everything subscribed is assigned once, to a subscriber. */
function checkComplete(input: AssignorInput, assignments: ReadonlyMap<string, Assignment>): void {
  const owners = new Map<string, string>()
  for (const [memberId, assignment] of assignments) {
    const own = input.members.get(memberId)
    expect(own).toBeDefined()
    for (const [topicId, partitions] of assignment) {
      expect(own?.topicIds.has(topicId)).toBe(true)
      for (const partition of partitions) {
        expect(partition).toBeLessThan(input.partitionCount(topicId))
        const key = `${topicId}:${partition}`
        expect(owners.get(key)).toBeUndefined()
        owners.set(key, memberId)
      }
    }
  }
  const topicIds = new Set([...input.members.values()].flatMap((each) => [...each.topicIds]))
  let expected = 0
  for (const topicId of topicIds) expected += input.partitionCount(topicId)
  expect(owners.size).toBe(expected)
}

describe('range', () => {
  it('cuts topics with as many partitions alike, static members first', () => {
    const input = inputOf(
      { b: member(['t1', 't2']), a: member(['t1', 't2']), z: member(['t1', 't2'], { instanceId: 'i' }) },
      { t1: 4, t2: 4 },
    )
    expect(shown(assignRanges(input))).toEqual({
      z: { t1: [0, 1], t2: [0, 1] },
      a: { t1: [2], t2: [2] },
      b: { t1: [3], t2: [3] },
    })
  })

  it('cuts each topic among its own subscribers', () => {
    const input = inputOf({ a: member(['t1']), b: member(['t1', 't2']) }, { t1: 3, t2: 2 })
    expect(shown(assignRanges(input))).toEqual({ a: { t1: [0, 1] }, b: { t1: [2], t2: [0, 1] } })
  })

  it('leaves members without partitions where there are more of them', () => {
    const input = inputOf({ a: member(['t']), b: member(['t']), c: member(['t']) }, { t: 2 })
    expect(loadsOf(assignRanges(input))).toEqual([1, 1, 0])
  })
})

describe('uniform', () => {
  it('takes from those who have too much only', () => {
    const last = new Map([['t', new Set([0, 1, 2, 3])]])
    const input = inputOf({ a: member(['t'], { last }), b: member(['t']) }, { t: 4 })
    expect(shown(assignUniformly(input))).toEqual({ a: { t: [0, 1] }, b: { t: [2, 3] } })
  })

  it('gives the odd partition to one that has it already', () => {
    const input = inputOf(
      {
        a: member(['t'], { last: new Map([['t', new Set([0])]]) }),
        b: member(['t'], { last: new Map([['t', new Set([1, 2])]]) }),
      },
      { t: 3 },
    )
    expect(shown(assignUniformly(input))).toEqual({ a: { t: [0] }, b: { t: [1, 2] } })
  })

  it('evens members out that have different topics', () => {
    const input = inputOf({ a: member(['t1', 't2']), b: member(['t2']) }, { t1: 2, t2: 4 })
    expect(loadsOf(assignUniformly(input))).toEqual([3, 3])
  })

  it('forgets partitions and topics that are gone', () => {
    const last = new Map([
      ['gone', new Set([0])],
      ['t', new Set([0, 7])],
    ])
    const input = inputOf({ a: member(['t'], { last }) }, { t: 1 })
    expect(shown(assignUniformly(input))).toEqual({ a: { t: [0] } })
  })
})

describe.each(ASSIGNORS)('%s under random changes', (_, assign) => {
  const seeds = Array.from({ length: 40 }, (_, seed) => seed + 1)

  it.each(seeds)('assigns everything once, evenly, and settles (seed %i)', (seed) => {
    const random = new SeededRandom(seed)
    const isMixed = seed % 2 === 0
    const counts: Record<Uuid, number> = {}
    for (let index = 0; index < 6; index += 1) counts[`t${index}`] = 1 + random.below(12)
    const topicIds = Object.keys(counts)
    const pick = () => (isMixed ? topicIds.filter(() => random.below(2) === 0) : topicIds)
    const members = new Map<string, { topicIds: readonly Uuid[]; instanceId: string | null }>()
    let last: ReadonlyMap<string, Assignment> = new Map()
    for (let step = 0; step < 30; step += 1) {
      const memberId = `m${random.below(8)}`
      if (members.has(memberId) && random.below(2) === 0) members.delete(memberId)
      else
        members.set(memberId, {
          topicIds: pick(),
          instanceId: random.below(3) === 0 ? `i-${memberId}` : null,
        })
      if (random.below(4) === 0) {
        const topicId = topicIds[random.below(topicIds.length)] ?? ''
        counts[topicId] = (counts[topicId] ?? 0) + random.below(3)
      }
      const input: AssignorInput = {
        members: new Map(
          [...members].map(([id, each]) => [
            id,
            {
              instanceId: each.instanceId,
              topicIds: new Set(each.topicIds),
              last: last.get(id) ?? NO_PARTITIONS,
            },
          ]),
        ),
        partitionCount: (topicId) => counts[topicId] ?? 0,
      }
      const next = assign(input)
      checkComplete(input, next)
      const again = assign({
        ...input,
        members: new Map(
          [...input.members].map(([id, each]) => [id, { ...each, last: next.get(id) ?? NO_PARTITIONS }]),
        ),
      })
      expect(movedCount(next, again)).toBe(0)
      if (assign === assignUniformly) checkEven(input, next)
      last = next
    }
  })
})

/** No partition could go to a member with two partitions less. */
function checkEven(input: AssignorInput, assignments: ReadonlyMap<string, Assignment>): void {
  for (const [memberId, assignment] of assignments) {
    const load = partitionCount(assignment)
    for (const topicId of assignment.keys()) {
      for (const [otherId, other] of input.members) {
        if (otherId === memberId || !other.topicIds.has(topicId)) continue
        expect(partitionCount(assignments.get(otherId) ?? NO_PARTITIONS)).toBeGreaterThanOrEqual(load - 1)
      }
    }
  }
}

describe('stickiness of uniform', () => {
  it.each(Array.from({ length: 30 }, (_, seed) => seed + 1))(
    'moves no more partitions than a newcomer needs (seed %i)',
    (seed) => {
      const random = new SeededRandom(seed)
      const counts: Record<Uuid, number> = { t1: 1 + random.below(30), t2: 1 + random.below(30) }
      const total = (counts['t1'] ?? 0) + (counts['t2'] ?? 0)
      const ids = Array.from({ length: 2 + random.below(6) }, (_, index) => `m${index}`)
      const topics = ['t1', 't2']
      const first = assignUniformly(
        inputOf(Object.fromEntries(ids.map((id) => [id, member(topics)])), counts),
      )
      const grown = Object.fromEntries(
        [...ids, `n${random.below(100)}`].map((id) => [
          id,
          member(topics, { last: first.get(id) ?? NO_PARTITIONS }),
        ]),
      )
      const second = assignUniformly(inputOf(grown, counts))
      expect(movedCount(first, second)).toBeLessThanOrEqual(Math.ceil(total / (ids.length + 1)))
    },
  )
})
