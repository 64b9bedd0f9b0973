import { KafkaError } from '../wire/kafka-error.ts'
import type { CallScope } from './call-scope.ts'
import type { ClientCore } from './client-core.ts'
import { COORDINATOR_ERRORS, isKafkaError, LEADERSHIP_ERRORS } from './failures.ts'
import { attemptLimitOf, pauseBeforeRetry } from './retry.ts'

/** How a batch of items is worked off. */
export interface ItemWork<Item, Value> {
  /** The broker of each item, or why there is none. Rejecting fails the whole batch. */
  readonly route: (items: readonly Item[]) => Promise<ReadonlyMap<Item, number | KafkaError>>
  /** One request; an item left out of the answer has failed. */
  readonly call: (brokerId: number, items: readonly Item[]) => Promise<ReadonlyMap<Item, Value | KafkaError>>
  /** Hears of errors that another attempt may mend, to forget what led there. */
  readonly onFailure: (item: Item, error: KafkaError) => void
}

/**
 * Sends each item to its broker, one request per broker at the same time, and tries those again whose
 * failure can be mended while the scope lasts. A failure of one item is its value in the result, in the
 * order of `items`; only the scope's signal and `route` reject the whole.
 */
export async function settleItems<Item, Value>(
  core: ClientCore,
  scope: CallScope,
  batch: { readonly items: readonly Item[]; readonly work: ItemWork<Item, Value> },
): Promise<Map<Item, Value | KafkaError>> {
  const { items, work } = batch
  const settled = new Map<Item, Value | KafkaError>()
  let pending = items
  for (let attempt = 0; pending.length > 0; attempt += 1) {
    const outcomes = await attemptAll(scope, pending, work)
    const failed: { item: Item; error: KafkaError }[] = []
    for (const [item, outcome] of outcomes) {
      settled.set(item, outcome)
      if (outcome instanceof KafkaError && attempt + 1 < attemptLimitOf(outcome)) {
        failed.push({ item, error: outcome })
        work.onFailure(item, outcome)
      }
    }
    const [first] = failed
    if (first === undefined) break
    if (!(await pauseBeforeRetry(core.runtime, scope, { error: first.error, attempt }))) break
    pending = failed.map(({ item }) => item)
  }
  return new Map(items.map((item) => [item, settled.get(item) as Value | KafkaError])) // each was settled above
}

async function attemptAll<Item, Value>(
  scope: CallScope,
  items: readonly Item[],
  work: ItemWork<Item, Value>,
): Promise<Map<Item, Value | KafkaError>> {
  const unanswered = new KafkaError('UNKNOWN_SERVER_ERROR', 'The broker left it unanswered')
  const outcomes = new Map<Item, Value | KafkaError>(items.map((item) => [item, unanswered]))
  const byBroker = new Map<number, Item[]>()
  for (const [item, target] of await work.route(items)) {
    if (target instanceof KafkaError) outcomes.set(item, target)
    else byBroker.set(target, [...(byBroker.get(target) ?? []), item])
  }
  await Promise.all(
    [...byBroker].map(async ([brokerId, group]) => {
      try {
        for (const [item, outcome] of await work.call(brokerId, group)) outcomes.set(item, outcome)
      } catch (error) {
        scope.signal.throwIfAborted()
        if (!(error instanceof KafkaError)) throw error
        for (const item of group) outcomes.set(item, error)
      }
    }),
  )
  return outcomes
}

/** Work on partitions, at their leaders. */
export function atLeaders<Item extends { readonly topic: string; readonly partition: number }, Value>(
  core: ClientCore,
  scope: CallScope,
  call: ItemWork<Item, Value>['call'],
): ItemWork<Item, Value> {
  return {
    async route(items) {
      const names = [...new Set(items.map(({ topic }) => topic))]
      const { topics } = await core.metadata({ topics: names }, scope)
      return new Map<Item, number | KafkaError>(
        items.map((item) => {
          const topic = topics.get(item.topic)
          const partition = topic?.partitions[item.partition]
          if (topic?.error) return [item, topic.error]
          if (partition === undefined) return [item, missingPartition(item)]
          if (partition.leaderId < 0) return [item, new KafkaError('LEADER_NOT_AVAILABLE')]
          return [item, partition.leaderId]
        }),
      )
    },
    call,
    onFailure: (_item, error) => {
      if (isKafkaError(error, LEADERSHIP_ERRORS)) core.invalidateMetadata()
    },
  }
}

/** Work on groups, at their coordinators. */
export function atCoordinators<Value>(
  core: ClientCore,
  scope: CallScope,
  call: ItemWork<string, Value>['call'],
): ItemWork<string, Value> {
  return {
    route: (groupIds) => core.coordinators.find(groupIds, scope),
    call,
    onFailure: (groupId, error) => {
      if (isKafkaError(error, COORDINATOR_ERRORS)) core.coordinators.invalidate(groupId)
    },
  }
}

function missingPartition(item: { readonly topic: string; readonly partition: number }): KafkaError {
  return new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `There is no partition ${item.topic}-${item.partition}`)
}

/** Values by topic, in the order in which the topics first appear: the shape of most requests. */
export function groupByTopic<Item extends { readonly topic: string }>(
  items: readonly Item[],
): [string, Item[]][] {
  const byTopic = new Map<string, Item[]>()
  for (const item of items) {
    const group = byTopic.get(item.topic)
    if (group === undefined) byTopic.set(item.topic, [item])
    else group.push(item)
  }
  return [...byTopic]
}

/** A name for a partition that no other partition has. */
export function partitionKey(item: { readonly topic: string; readonly partition: number }): string {
  return `${item.topic}/${item.partition}`
}
