/** What a topic may be called. */
import { KafkaError } from '../wire/kafka-error.ts'

/** Longest legal name: a partition's folder adds a dash and digits to it. */
export const MAX_TOPIC_NAME_LENGTH = 249

/** @throws KafkaError INVALID_TOPIC_EXCEPTION that says which rule is broken. */
export function checkTopicName(name: string): void {
  const fault = faultOf(name)
  if (fault !== null) throw new KafkaError('INVALID_TOPIC_EXCEPTION', fault)
}

/** True when the name follows Kafka's rules. */
export function isLegalTopicName(name: string): boolean {
  return faultOf(name) === null
}

/** Names that differ only in `.` and `_` would share a metric name. */
export function collisionKeyOf(name: string): string {
  return name.replaceAll('.', '_')
}

function faultOf(name: string): string | null {
  if (name.length === 0) return 'Topic name is illegal, it can not be empty'
  if (name === '.' || name === '..') return `Topic name is illegal, it can not be "." or ".."`
  if (name.length > MAX_TOPIC_NAME_LENGTH) {
    return `Topic name is illegal, it can not be longer than ${MAX_TOPIC_NAME_LENGTH} characters`
  }
  if (!/^[a-zA-Z0-9._-]+$/.test(name)) {
    return `Topic name "${name}" is illegal, it contains a character other than ASCII letters, digits, ".", "_" and "-"`
  }
  return null
}
