import { type Assignor, compareMembers, compareText } from './assignor.ts'

/** All partitions in one row, dealt to the members in turn; who does not subscribe is passed over. */
export const roundRobinAssignor: Assignor = {
  name: 'roundrobin',
  assign(members, partitionCounts) {
    const assignments = new Map(members.map(({ memberId }) => [memberId, new Map<string, number[]>()]))
    const ordered = [...members].sort(compareMembers)
    let turn = 0
    for (const topic of [...partitionCounts.keys()].sort(compareText)) {
      if (!ordered.some(({ topics }) => topics.includes(topic))) continue
      for (let partition = 0; partition < (partitionCounts.get(topic) ?? 0); partition += 1) {
        while (ordered[turn % ordered.length]?.topics.includes(topic) === false) turn += 1
        const assignment = assignments.get(ordered[turn % ordered.length]?.memberId ?? '')
        const partitions = assignment?.get(topic)
        if (partitions === undefined) assignment?.set(topic, [partition])
        else partitions.push(partition)
        turn += 1
      }
    }
    return assignments
  },
}
