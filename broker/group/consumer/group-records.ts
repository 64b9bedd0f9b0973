/** Records about a whole consumer group and its members. */
import type { ConsumerGroup } from './consumer-group.ts'
import type { ConsumerRecord } from './consumer-records.ts'

/** The tombstones of one member, in the order Kafka writes them. */
export function memberRemovalRecords(groupId: string, memberId: string): ConsumerRecord[] {
  const key = { groupId, memberId }
  return [
    { type: 'consumerMemberCurrent', key, value: null },
    { type: 'consumerMemberTarget', key, value: null },
    { type: 'consumerMember', key, value: null },
  ]
}

/** The tombstones of a group and all it has. */
export function removalRecords(group: ConsumerGroup): ConsumerRecord[] {
  const { groupId } = group
  const memberIds = [...group.members.keys()]
  const records: ConsumerRecord[] = memberIds.map((memberId) => ({
    type: 'consumerMemberCurrent',
    key: { groupId, memberId },
    value: null,
  }))
  for (const memberId of new Set([...group.targets.keys(), ...memberIds])) {
    records.push({ type: 'consumerMemberTarget', key: { groupId, memberId }, value: null })
  }
  records.push({ type: 'consumerTarget', key: { groupId }, value: null })
  for (const memberId of memberIds)
    records.push({ type: 'consumerMember', key: { groupId, memberId }, value: null })
  for (const regularExpression of group.regexes.keys()) {
    records.push({ type: 'consumerRegex', key: { groupId, regularExpression }, value: null })
  }
  if (group.hasTopicsRecord) records.push({ type: 'consumerTopics', key: { groupId }, value: null })
  records.push({ type: 'consumerGroup', key: { groupId }, value: null })
  return records
}
