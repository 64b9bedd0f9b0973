import { plural } from '../../lib/format-number.ts'
import { judgeName } from './topic-name.ts'

/** What the create dialog holds while it is filled in. */
export interface TopicDraft {
  readonly name: string
  readonly partitionCount: number | null
  readonly replicationFactor: number | null
  readonly cleanupPolicy: 'delete' | 'compact' | 'compact,delete'
  readonly retention: string
  readonly minInSyncReplicas: number | null
  /** More configs, one `name=value` per line. */
  readonly moreConfigs: string
}

export type DraftProblems = Readonly<Partial<Record<keyof TopicDraft, string>>>

/** Lengths of retention offered; empty leaves the broker's default. */
export const RETENTIONS = [
  { value: '', label: 'Broker default' },
  { value: '3600000', label: '1 hour' },
  { value: '86400000', label: '1 day' },
  { value: '259200000', label: '3 days' },
  { value: '604800000', label: '7 days' },
  { value: '2592000000', label: '30 days' },
  { value: '31536000000', label: '1 year' },
  { value: '-1', label: 'No limit' },
] as const

const MAX_PARTITIONS = 10_000

/** `existing`: names of the topics that are there, as far as they are known. */
export function problemsOf(
  draft: TopicDraft,
  brokerCount: number | null,
  existing: readonly string[] = [],
): DraftProblems {
  const problems: { -readonly [Key in keyof TopicDraft]?: string } = {}
  const nameProblem = draft.name === '' ? 'A topic needs a name.' : judgeName(draft.name, existing).problem
  if (nameProblem !== null) problems.name = nameProblem
  const { partitionCount, replicationFactor, minInSyncReplicas } = draft
  if (partitionCount === null || partitionCount < 1) problems.partitionCount = 'At least one partition.'
  else if (partitionCount > MAX_PARTITIONS) problems.partitionCount = 'At most 10,000 partitions.'
  if (replicationFactor === null || replicationFactor < 1)
    problems.replicationFactor = 'At least one replica.'
  else if (brokerCount !== null && replicationFactor > brokerCount) {
    problems.replicationFactor = `The cluster has ${plural(brokerCount, 'broker')}, and each replica needs its own.`
  } else if (minInSyncReplicas !== null && minInSyncReplicas > replicationFactor) {
    problems.minInSyncReplicas = 'More than there are replicas: nothing could be written with acks=all.'
  }
  const badLine = configLines(draft.moreConfigs).find((line) => !/^[a-z][\w.]*\s*=/.test(line))
  if (badLine !== undefined) problems.moreConfigs = `“${badLine}” is not name=value.`
  return problems
}

/** The configs the topic is created with; what is left at a default is not sent. */
export function configsOf(draft: TopicDraft): Record<string, string> {
  const more = configLines(draft.moreConfigs).map((line) => {
    const at = line.indexOf('=')
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()] as const
  })
  return {
    ...(draft.cleanupPolicy === 'delete' ? {} : { 'cleanup.policy': draft.cleanupPolicy }),
    ...(draft.retention === '' ? {} : { 'retention.ms': draft.retention }),
    ...(draft.minInSyncReplicas === null ? {} : { 'min.insync.replicas': String(draft.minInSyncReplicas) }),
    ...Object.fromEntries(more),
  }
}

/** The same as a command, to copy. */
export function cliOf(draft: TopicDraft, bootstrapServers: string): string {
  const configs = Object.entries(configsOf(draft)).map(([name, value]) => ` --config ${name}=${value}`)
  return `kafka-topics.sh --bootstrap-server ${bootstrapServers.split(',')[0] ?? ''} --create --topic ${draft.name || '<name>'} --partitions ${draft.partitionCount ?? 1} --replication-factor ${draft.replicationFactor ?? 1}${configs.join('')}`
}

function configLines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}
