import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/random.ts'
import type { Assignor, GroupMember } from './assignor.ts'
import { rangeAssignor } from './range.ts'
import { roundRobinAssignor } from './round-robin.ts'

const member = (
  memberId: string,
  topics: readonly string[],
  groupInstanceId: string | null = null,
): GroupMember => ({
  memberId,
  groupInstanceId,
  topics,
})

const plain = (assignor: Assignor, members: readonly GroupMember[], counts: Record<string, number>) =>
  Object.fromEntries(
    [...assignor.assign(members, new Map(Object.entries(counts)))].map(([id, topics]) => [
      id,
      Object.fromEntries(topics),
    ]),
  )

describe('range', () => {
  it('gives the first members one more of each topic', () => {
    const members = [member('b', ['t', 'u']), member('a', ['t', 'u'])]
    expect(plain(rangeAssignor, members, { t: 3, u: 3 })).toEqual({
      a: { t: [0, 1], u: [0, 1] },
      b: { t: [2], u: [2] },
    })
  })

  it('orders static members by their instance id, before all others', () => {
    const members = [member('a', ['t']), member('z', ['t'], 'i2'), member('y', ['t'], 'i1')]
    expect(plain(rangeAssignor, members, { t: 3 })).toEqual({ y: { t: [0] }, z: { t: [1] }, a: { t: [2] } })
  })

  it('leaves members without anything when there are more of them than partitions', () => {
    expect(plain(rangeAssignor, [member('a', ['t']), member('b', ['t'])], { t: 1 })).toEqual({
      a: { t: [0] },
      b: {},
    })
  })
})

describe('round robin', () => {
  it('deals partitions of all topics in turn', () => {
    const members = [member('a', ['t', 'u']), member('b', ['t', 'u'])]
    expect(plain(roundRobinAssignor, members, { u: 3, t: 3 })).toEqual({
      a: { t: [0, 2], u: [1] },
      b: { t: [1], u: [0, 2] },
    })
  })

  it('passes over members that do not subscribe', () => {
    const members = [member('a', ['t']), member('b', ['t', 'u']), member('c', ['t', 'u'])]
    expect(plain(roundRobinAssignor, members, { t: 1, u: 2 })).toEqual({
      a: { t: [0] },
      b: { u: [0] },
      c: { u: [1] },
    })
  })
})

describe.each([rangeAssignor, roundRobinAssignor])('$name', (assignor) => {
  it('gives every partition of a subscribed topic to exactly one subscriber', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = new SeededRandom(seed)
      const topics = ['t', 'u', 'v']
      const members = Array.from({ length: 1 + random.below(6) }, (_, index) =>
        member(
          `m${index}`,
          topics.filter(() => random.below(2) === 1),
        ),
      )
      const counts = new Map(topics.map((topic) => [topic, random.below(9)]))
      const given = [...assignor.assign(members, counts)].flatMap(([id, shares]) =>
        [...shares].flatMap(([topic, partitions]) => {
          expect(members.find(({ memberId }) => memberId === id)?.topics, `seed ${seed}`).toContain(topic)
          return partitions.map((partition) => `${topic}-${partition}`)
        }),
      )
      const wanted = topics
        .filter((topic) => members.some((row) => row.topics.includes(topic)))
        .flatMap((topic) => Array.from({ length: counts.get(topic) ?? 0 }, (_, index) => `${topic}-${index}`))
      expect(given.sort(), `seed ${seed}`).toEqual(wanted.sort())
    }
  })
})
