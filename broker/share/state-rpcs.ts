/** The requests between brokers about states of share partitions, each for several partitions of one group. */
import { unreachable } from '../base/assert.ts'
import type { BrokerChannels } from '../net/broker-channels.ts'
import type { ApiCodec } from '../wire/codec.ts'
import { deleteShareGroupState } from '../wire/generated/delete-share-group-state.ts'
import { initializeShareGroupState } from '../wire/generated/initialize-share-group-state.ts'
import { readShareGroupState } from '../wire/generated/read-share-group-state.ts'
import { readShareGroupStateSummary } from '../wire/generated/read-share-group-state-summary.ts'
import { writeShareGroupState } from '../wire/generated/write-share-group-state.ts'
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'
import type { Uuid } from '../wire/reader.ts'
import type { Outcome, SharePartitionKey, StateSummary, StoredState } from './state-store.ts'

/** Longest wait for the answer of one request; shorter than what the client as a whole may take. */
const ANSWER_TIMEOUT_MS = 7_000

/** Newest versions of the requests that have more than one. */
const WRITE_VERSION = 1
const SUMMARY_VERSION = 1

/** One share partition of a request, and what the request says of it. */
export interface StateRpcItem<Part> {
  readonly key: SharePartitionKey
  readonly part: Part
}

/** One kind of request: outcomes are in the order of the items, which are all of one group. */
export interface StateRpc<Part, Answer> {
  readonly name: string
  /** Rejects with KafkaError when no answer came. */
  send(
    channels: BrokerChannels,
    brokerId: number,
    items: readonly StateRpcItem<Part>[],
  ): Promise<readonly (Outcome<Answer> | undefined)[]>
}

interface RequestBody<Part> {
  readonly groupId: string
  readonly topics: readonly { readonly topicId: Uuid; readonly partitions: readonly Part[] }[]
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
export const STATE_RPCS = {
  read: stateRpc(readShareGroupState, {
    version: 0,
    answerOf: ({ stateEpoch, startOffset, stateBatches }): StoredState => ({
      stateEpoch,
      startOffset,
      batches: stateBatches,
    }),
  }),
  write: stateRpc(writeShareGroupState, { version: WRITE_VERSION, answerOf: (): void => {} }),
  initialize: stateRpc(initializeShareGroupState, { version: 0, answerOf: (): void => {} }),
  remove: stateRpc(deleteShareGroupState, { version: 0, answerOf: (): void => {} }),
  summarize: stateRpc(readShareGroupStateSummary, {
    version: SUMMARY_VERSION,
    answerOf: ({ stateEpoch, leaderEpoch, startOffset, deliveryCompleteCount }): StateSummary => ({
      stateEpoch,
      leaderEpoch,
      startOffset,
      deliveryCompleteCount,
    }),
  }),
} as const

function stateRpc<Part, Result extends PartitionResult, Answer>(
  api: ApiCodec<unknown, RequestBody<Part>, Results<Result>, unknown>,
  { version, answerOf }: { readonly version: number; readonly answerOf: (result: Result) => Answer },
): StateRpc<Part, Answer> {
  return {
    name: api.name,
    async send(channels, brokerId, items) {
      const request = { body: bodyOf(items), version, timeoutMs: ANSWER_TIMEOUT_MS }
      return outcomesOf(items, await channels.send(brokerId, api, request), answerOf)
    },
  }
}

function bodyOf<Part>(items: readonly StateRpcItem<Part>[]): RequestBody<Part> {
  const topics = new Map<Uuid, Part[]>()
  for (const { key, part } of items) {
    const parts = topics.get(key.topicId) ?? []
    parts.push(part)
    topics.set(key.topicId, parts)
  }
  return {
    groupId: items[0]?.key.groupId ?? unreachable('a request has items'),
    topics: [...topics].map(([topicId, partitions]) => ({ topicId, partitions })),
  }
}

function outcomesOf<Result extends PartitionResult, Answer>(
  items: readonly StateRpcItem<unknown>[],
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
