import { type Assignor, compareMembers } from './assignor.ts'

/** Each topic by itself: consecutive partitions, the first members one more when it does not divide. */
export const rangeAssignor: Assignor = {
  name: 'range',
  assign(members, partitionCounts) {
    const assignments = new Map(members.map(({ memberId }) => [memberId, new Map<string, number[]>()]))
    const ordered = [...members].sort(compareMembers)
    for (const [topic, partitionCount] of partitionCounts) {
      const takers = ordered.filter(({ topics }) => topics.includes(topic))
      const share = Math.floor(partitionCount / Math.max(1, takers.length))
      const extra = partitionCount % Math.max(1, takers.length)
      let next = 0
      for (const [index, { memberId }] of takers.entries()) {
        const count = share + (index < extra ? 1 : 0)
        const partitions = Array.from({ length: count }, (_, step) => next + step)
        next += count
        if (count > 0) assignments.get(memberId)?.set(topic, partitions)
      }
    }
    return assignments
  },
}
