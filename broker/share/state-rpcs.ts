/** The requests between brokers about states of share partitions, each for several partitions of one group. */
import { unreachable } from '../base/assert.ts'
import type { BrokerChannels } from '../net/broker-channels.ts'
import { deleteShareGroupState } from '../wire/generated/delete-share-group-state.ts'
import { initializeShareGroupState } from '../wire/generated/initialize-share-group-state.ts'
import { readShareGroupState } from '../wire/generated/read-share-group-state.ts'
import { readShareGroupStateSummary } from '../wire/generated/read-share-group-state-summary.ts'
import { writeShareGroupState } from '../wire/generated/write-share-group-state.ts'
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'
import type { Uuid } from '../wire/reader.ts'
import type { Outcome, SharePartitionKey, StateChange, StateSummary, StoredState } from './state-store.ts'

/** Longest wait for the answer of one request; shorter than what the client as a whole may take. */
const ANSWER_TIMEOUT_MS = 7_000

/** Newest versions of the requests that have more than one. */
const WRITE_VERSION = 1
const SUMMARY_VERSION = 1

/** One share partition of a request; which of the optional parts it has depends on the request. */
export interface StateRpcItem {
  readonly key: SharePartitionKey
  readonly leaderEpoch?: number
  readonly change?: StateChange
  readonly start?: { readonly stateEpoch: number; readonly startOffset: number }
}

/** One kind of request: outcomes are in the order of the items, which are all of one group. */
export interface StateRpc<Answer> {
  readonly name: string
  /** Rejects with KafkaError when no answer came. */
  send(
    channels: BrokerChannels,
    brokerId: number,
    items: readonly StateRpcItem[],
  ): Promise<readonly (Outcome<Answer> | undefined)[]>
}

/** Ranges an item carries: what the size of a request goes by. */
export function weightOf({ change }: StateRpcItem): number {
  return 1 + (change?.batches.length ?? 0)
}

interface PartitionResult {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage: string | null
}

interface Results<Result extends PartitionResult> {
  readonly results: readonly { readonly topicId: Uuid; readonly partitions: readonly Result[] }[]
}

/** The requests by what they do. */
export const STATE_RPCS: {
  readonly read: StateRpc<StoredState>
  readonly write: StateRpc<void>
  readonly initialize: StateRpc<void>
  readonly remove: StateRpc<void>
  readonly summarize: StateRpc<StateSummary>
} = {
  read: {
    name: 'read',
    async send(channels, brokerId, items) {
      const body = bodyOf(items, ({ key, leaderEpoch }) => ({
        partition: key.partition,
        leaderEpoch: leaderEpoch ?? unreachable('a read names the leader epoch'),
      }))
      const response = await channels.send(brokerId, readShareGroupState, {
        body,
        version: 0,
        timeoutMs: ANSWER_TIMEOUT_MS,
      })
      return outcomesOf(items, response, ({ stateEpoch, startOffset, stateBatches }) => ({
        stateEpoch,
        startOffset,
        batches: stateBatches,
      }))
    },
  },
  write: {
    name: 'write',
    async send(channels, brokerId, items) {
      const body = bodyOf(items, ({ key, change }) => {
        const { batches, ...rest } = change ?? unreachable('a write names the change')
        return { partition: key.partition, ...rest, stateBatches: batches }
      })
      const response = await channels.send(brokerId, writeShareGroupState, {
        body,
        version: WRITE_VERSION,
        timeoutMs: ANSWER_TIMEOUT_MS,
      })
      return outcomesOf(items, response, () => undefined)
    },
  },
  initialize: {
    name: 'initialize',
    async send(channels, brokerId, items) {
      const body = bodyOf(items, ({ key, start }) => ({
        partition: key.partition,
        ...(start ?? unreachable('a start names its epoch')),
      }))
      const response = await channels.send(brokerId, initializeShareGroupState, {
        body,
        version: 0,
        timeoutMs: ANSWER_TIMEOUT_MS,
      })
      return outcomesOf(items, response, () => undefined)
    },
  },
  remove: {
    name: 'remove',
    async send(channels, brokerId, items) {
      const response = await channels.send(brokerId, deleteShareGroupState, {
        body: bodyOf(items, ({ key: { partition } }) => ({ partition })),
        version: 0,
        timeoutMs: ANSWER_TIMEOUT_MS,
      })
      return outcomesOf(items, response, () => undefined)
    },
  },
  summarize: {
    name: 'summarize',
    async send(channels, brokerId, items) {
      const response = await channels.send(brokerId, readShareGroupStateSummary, {
        body: bodyOf(items, ({ key: { partition } }) => ({ partition, leaderEpoch: -1 })),
        version: SUMMARY_VERSION,
        timeoutMs: ANSWER_TIMEOUT_MS,
      })
      return outcomesOf(items, response, (result) => ({
        stateEpoch: result.stateEpoch,
        leaderEpoch: result.leaderEpoch,
        startOffset: result.startOffset,
        deliveryCompleteCount: result.deliveryCompleteCount,
      }))
    },
  },
}

function bodyOf<Part>(items: readonly StateRpcItem[], partOf: (item: StateRpcItem) => Part) {
  const topics = new Map<Uuid, Part[]>()
  for (const item of items) {
    const parts = topics.get(item.key.topicId) ?? []
    parts.push(partOf(item))
    topics.set(item.key.topicId, parts)
  }
  return {
    groupId: items[0]?.key.groupId ?? unreachable('a request has items'),
    topics: [...topics].map(([topicId, partitions]) => ({ topicId, partitions })),
  }
}

function outcomesOf<Result extends PartitionResult, Answer>(
  items: readonly StateRpcItem[],
  response: Results<Result>,
  answerOf: (result: Result) => Answer,
): (Outcome<Answer> | undefined)[] {
  const outcomes = new Map<string, Outcome<Answer>>()
  for (const { topicId, partitions } of response.results) {
    for (const result of partitions) {
      const name = errorNameOf(result.errorCode)
      outcomes.set(
        `${topicId}/${result.partition}`,
        name === 'NONE'
          ? { ok: true, answer: answerOf(result) }
          : { ok: false, error: new KafkaError(name, result.errorMessage ?? undefined) },
      )
    }
  }
  return items.map(({ key }) => outcomes.get(`${key.topicId}/${key.partition}`))
}
