/** The topics brokers keep for themselves. */
import { OFFSETS_TOPIC } from '../group/offsets-topic.ts'
import { SHARE_STATE_TOPIC } from '../share/share-state-topic.ts'
import { TRANSACTIONS_TOPIC } from '../transaction/coordinator.ts'

export { OFFSETS_TOPIC, SHARE_STATE_TOPIC, TRANSACTIONS_TOPIC }

const INTERNAL_TOPICS: ReadonlySet<string> = new Set([OFFSETS_TOPIC, TRANSACTIONS_TOPIC, SHARE_STATE_TOPIC])

/** True for topics that clients may read but not write. */
export function isInternalTopic(name: string): boolean {
  return INTERNAL_TOPICS.has(name)
}
