import { TopicName } from '#contract/values'

export interface NameVerdict {
  /** Why Kafka would refuse the name. */
  readonly problem: string | null
  /** What is allowed and may still surprise. */
  readonly notice: string | null
}

const GOOD: NameVerdict = { problem: null, notice: null }

/** A topic's name against Kafka's rules and the topics that are there. An empty name is no fault yet. */
export function judgeName(name: string, existing: readonly string[]): NameVerdict {
  if (name === '') return GOOD
  const parsed = TopicName.safeParse(name)
  if (!parsed.success)
    return { problem: parsed.error.issues[0]?.message ?? 'Not a topic name.', notice: null }
  if (existing.includes(name)) return { problem: 'A topic of this name exists already.', notice: null }
  const twin = existing.find((other) => metricName(other) === metricName(name))
  if (twin !== undefined) {
    return {
      problem: `It collides with ${twin}: Kafka takes . and _ for the same in the names of metrics.`,
      notice: null,
    }
  }
  if (name.includes('.') && name.includes('_')) {
    return {
      problem: null,
      notice: 'Kafka takes . and _ for the same in the names of metrics: better use one of them.',
    }
  }
  return GOOD
}

/** Source: Topic.unifyCollisionChars. */
function metricName(name: string): string {
  return name.replaceAll('.', '_')
}
