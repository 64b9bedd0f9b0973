/** What a member holds, gives up and waits for: its assignment beside its target. */
import type { GroupMember } from '#contract/groups'

/** `held` stays, `leaving` is to be given up, `coming` is with another still. */
export type PartitionMark = 'held' | 'leaving' | 'coming'

export interface MarkedTopic {
  readonly topic: string
  readonly partitions: readonly { readonly partition: number; readonly mark: PartitionMark }[]
}

/** By topic and partition; in classic groups everything is held. */
export function markedTopics({
  assignments,
  modern,
}: Pick<GroupMember, 'assignments' | 'modern'>): MarkedTopic[] {
  const held = partitionsByTopic(assignments)
  const target = modern === null ? held : partitionsByTopic(modern.target)
  return [...new Set([...held.keys(), ...target.keys()])].sort().flatMap((topic) => {
    const own = held.get(topic) ?? NONE
    const wanted = target.get(topic) ?? NONE
    const all = [...new Set([...own, ...wanted])].sort((left, right) => left - right)
    const partitions = all.map((partition) => ({ partition, mark: markOf(partition, own, wanted) }))
    return partitions.length === 0 ? [] : [{ topic, partitions }]
  })
}

const NONE: ReadonlySet<number> = new Set()

function markOf(partition: number, own: ReadonlySet<number>, wanted: ReadonlySet<number>): PartitionMark {
  if (!own.has(partition)) return 'coming'
  return wanted.has(partition) ? 'held' : 'leaving'
}

function partitionsByTopic(
  assignments: GroupMember['assignments'],
): ReadonlyMap<string, ReadonlySet<number>> {
  return new Map(assignments.map(({ topic, partitions }) => [topic, new Set(partitions)]))
}
