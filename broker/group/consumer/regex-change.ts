/** What it means for the group that a member subscribes with another regular expression. Pure. */
import type { ClusterImage } from '../../controller/image/cluster-image.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import { RegexProblem } from '../regex/parse.ts'
import { compileRegex } from '../regex/regex.ts'
import { type ConsumerGroup, subscribersOf } from './consumer-group.ts'
import type { ConsumerRecord } from './consumer-records.ts'
import { decideEpoch } from './group-change.ts'
import type { ConsumerMember } from './member.ts'

export interface RegexChange {
  readonly hasChanged: boolean
  /** The topics of the expression are known, so that an assignment can be made at once. */
  readonly bumpsEpoch: boolean
  /** Nobody has subscribed with the expression before: its topics must be looked up. */
  readonly mustResolve: boolean
  readonly records: readonly ConsumerRecord[]
}

const NO_CHANGE: RegexChange = { hasChanged: false, bumpsEpoch: false, mustResolve: false, records: [] }

/** @throws KafkaError INVALID_REGULAR_EXPRESSION. */
export function decideRegexChange(
  group: ConsumerGroup,
  before: ConsumerMember,
  after: ConsumerMember,
): RegexChange {
  const from = before.subscribedTopicRegex
  const to = after.subscribedTopicRegex
  if (from === to) return NO_CHANGE
  const records: ConsumerRecord[] = []
  if (from !== null && group.regexSubscribers.get(from) === 1 && group.regexes.has(from)) {
    records.push(regexTombstone(group.groupId, from))
  }
  if (to === null) return { hasChanged: true, bumpsEpoch: true, mustResolve: false, records }
  const isShared = group.regexSubscribers.has(to)
  if (!isShared) checkRegex(to)
  return { hasChanged: true, bumpsEpoch: isShared && group.regexes.has(to), mustResolve: !isShared, records }
}

/** What was found for expressions: what changed, and a bump of the epoch if the group's topics did. */
export function decideRegexTopics(
  group: ConsumerGroup,
  found: ReadonlyMap<string, ReadonlySet<string>>,
  at: {
    readonly image: ClusterImage
    readonly version: number
    readonly nowMs: number
    readonly mustStore: boolean
  },
): ConsumerRecord[] {
  const { groupId } = group
  const records: ConsumerRecord[] = []
  const regexes = new Map(group.regexes)
  let bumpsEpoch = false
  for (const [regularExpression, topics] of found) {
    if (!group.regexSubscribers.has(regularExpression)) continue
    const before = group.regexes.get(regularExpression)
    const isSame = before !== undefined && isSameSet(before.topics, topics)
    if (isSame && !at.mustStore) continue
    bumpsEpoch ||= !isSame
    regexes.set(regularExpression, { topics, version: at.version, timestampMs: at.nowMs })
    records.push({
      type: 'consumerRegex',
      key: { groupId, regularExpression },
      value: { topics: [...topics].sort(), version: at.version, timestamp: at.nowMs },
    })
  }
  const wanted = () => subscribersOf(group.members.values(), regexes).keys()
  const context = { image: at.image, mustCheckTopics: true, bumpsEpoch }
  return [...records, ...decideEpoch(group, wanted, context).records]
}

function isSameSet(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((each) => right.has(each))
}

/** Takes the topics of an expression away. */
export function regexTombstone(groupId: string, regularExpression: string): ConsumerRecord {
  return { type: 'consumerRegex', key: { groupId, regularExpression }, value: null }
}

function checkRegex(regex: string): void {
  const compiled = compileRegex(regex)
  if (!(compiled instanceof RegexProblem)) return
  throw new KafkaError(
    'INVALID_REGULAR_EXPRESSION',
    `SubscribedTopicRegex \`${regex}\` is not a valid regular expression: ${compiled.description}.`,
  )
}
