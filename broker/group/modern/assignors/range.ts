/**
 * The range assignor: each topic is cut into ranges of neighbouring partitions, one per subscriber, in
 * the order of the members. Topics with the same subscribers and as many partitions are cut alike, so
 * that partitions of one number meet at one member. Source: KIP-848, Kafka's RangeAssignor.
 */
import { type Assignment } from '../assignment.ts'
import { AssignmentDraft, type AssignorInput, sortedMemberIds, subscribersByTopic } from './assignor.ts'

export function assignRanges(input: AssignorInput): Map<string, Assignment> {
  const memberIds = sortedMemberIds(input.members)
  const draft = new AssignmentDraft(memberIds)
  for (const [topicId, subscribers] of subscribersByTopic(input, memberIds)) {
    const count = input.partitionCount(topicId)
    const quota = Math.floor(count / subscribers.length)
    const extraCount = count % subscribers.length
    let next = 0
    for (const [index, memberId] of subscribers.entries()) {
      const end = next + quota + (index < extraCount ? 1 : 0)
      for (; next < end; next += 1) draft.add(memberId, { topicId, partition: next })
    }
  }
  return draft.toAssignments()
}
