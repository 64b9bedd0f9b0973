import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/random.ts'
import { type Assignment, assignmentOf, NO_PARTITIONS, partitionCount, union } from '../modern/assignment.ts'
import { type AssignedMember, assignSimply } from './simple-assignor.ts'

const ORDERS = 'ordersAAAAAAAAAAAAAAAA'
const CLICKS = 'clicksAAAAAAAAAAAAAAAA'

const partitionsOf = (counts: Readonly<Record<string, number>>): Assignment =>
  assignmentOf(
    Object.entries(counts).map(([topicId, count]) => ({
      topicId,
      partitions: Array.from({ length: count }, (_, index) => index),
    })),
  )

const member = (
  memberId: string,
  topics = [ORDERS],
  previous: Assignment = NO_PARTITIONS,
): AssignedMember => ({
  memberId,
  topicIds: new Set(topics),
  previous,
})

const shape = (targets: ReadonlyMap<string, Assignment>) =>
  [...targets].map(([memberId, target]) => [memberId, partitionCount(target)])

describe('the simple assignor', () => {
  it('gives one member everything', () => {
    expect(assignSimply([member('a')], partitionsOf({ [ORDERS]: 3 })).get('a')).toEqual(
      partitionsOf({ [ORDERS]: 3 }),
    )
  })

  it('spreads partitions evenly', () => {
    const members = ['a', 'b', 'c'].map((id) => member(id))
    expect(shape(assignSimply(members, partitionsOf({ [ORDERS]: 7 })))).toEqual([
      ['a', 3],
      ['b', 2],
      ['c', 2],
    ])
  })

  it('has members share a partition when there are more of them', () => {
    const members = ['a', 'b', 'c', 'd', 'e'].map((id) => member(id))
    const targets = assignSimply(members, partitionsOf({ [ORDERS]: 2 }))
    expect(shape(targets).map(([, count]) => count)).toEqual([1, 1, 1, 1, 1])
    const readers = [...targets.values()].filter((target) => target.get(ORDERS)?.has(0))
    expect([2, 3]).toContain(readers.length)
  })

  it('leaves members what they read, where that stays even', () => {
    const partitions = partitionsOf({ [ORDERS]: 4 })
    const before = assignSimply([member('a'), member('b')], partitions)
    const joined = ['a', 'b', 'c'].map((id) => member(id, [ORDERS], before.get(id)))
    const after = assignSimply(joined, partitions)
    const kept = ['a', 'b'].flatMap((id) =>
      [...(after.get(id)?.get(ORDERS) ?? [])].filter((partition) =>
        before.get(id)?.get(ORDERS)?.has(partition),
      ),
    )
    expect(kept).toHaveLength(3)
  })

  it('gives nobody what it does not subscribe to', () => {
    const members = [member('a', [ORDERS]), member('b', [CLICKS]), member('c', [])]
    const targets = assignSimply(members, partitionsOf({ [ORDERS]: 2, [CLICKS]: 1 }))
    expect(targets.get('a')).toEqual(partitionsOf({ [ORDERS]: 2 }))
    expect(targets.get('b')).toEqual(partitionsOf({ [CLICKS]: 1 }))
    expect(targets.get('c')).toEqual(NO_PARTITIONS)
  })

  it.each(Array.from({ length: 40 }, (_, index) => index + 1))(
    'leaves no partition unread and nobody idle (seed %i)',
    (seed) => {
      const random = new SeededRandom(seed)
      const partitions = partitionsOf({ [ORDERS]: 1 + random.below(8), [CLICKS]: random.below(5) })
      const isUniform = random.below(2) === 0
      let previous = new Map<string, Assignment>()
      for (let round = 0; round < 5; round += 1) {
        const ids = Array.from({ length: 1 + random.below(12) }, (_, index) => `m${index}`)
        const members = ids.map((id) =>
          member(id, isUniform || random.below(2) === 0 ? [ORDERS, CLICKS] : [ORDERS], previous.get(id)),
        )
        const targets = assignSimply(members, partitions)
        let given: Assignment = NO_PARTITIONS
        for (const target of targets.values()) given = union(given, target)
        const subscribed = new Set(members.flatMap(({ topicIds }) => [...topicIds]))
        const readable = assignmentOf(
          [...partitions]
            .filter(([topicId]) => subscribed.has(topicId))
            .map(([topicId, indexes]) => ({ topicId, partitions: [...indexes] })),
        )
        expect(partitionCount(given)).toBe(partitionCount(readable))
        const counts = [...targets.values()].map(partitionCount)
        expect(Math.min(...counts)).toBeGreaterThan(0)
        if (isUniform) expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        previous = new Map(targets)
      }
    },
  )
})
