/** Requests that the wire tests send again and again, through a client that hides nothing. */
import { createTopics } from '#broker/wire/generated/create-topics'
import { fetch } from '#broker/wire/generated/fetch'
import { findCoordinator } from '#broker/wire/generated/find-coordinator'
import { metadata } from '#broker/wire/generated/metadata'
import { produce } from '#broker/wire/generated/produce'
import { errorNameOf } from '#broker/wire/kafka-error'
import { splitBatches } from '#broker/wire/record-batch'
import { type BatchInput, encodeBatch } from '#broker/wire/record-batch-records'
import type { RawClient } from './raw-client.ts'

/** First versions that name topics by id. */
const PRODUCE_BY_ID_FROM = 13
const FETCH_BY_ID_FROM = 13

const AGAIN_MS = 10
const PATIENCE_MS = 10_000

/** A topic with its id. */
export interface Topic {
  readonly name: string
  readonly topicId: string
}

/** A record of now with a value and no key. */
export function recordOf(value: string, key: string | null = null) {
  return {
    timestampMs: Date.now(),
    key: key === null ? null : Buffer.from(key),
    value: Buffer.from(value),
  }
}

/** Name of the error in an answer. */
export function errorOf(answer: { readonly errorCode: number } | null | undefined): string {
  return answer === null || answer === undefined ? 'no answer' : errorNameOf(answer.errorCode)
}

/** Calls `ask` until it answers something. */
export async function eventually<Value>(what: string, ask: () => Promise<Value | null>): Promise<Value> {
  const deadlineMs = performance.now() + PATIENCE_MS
  for (;;) {
    const value = await ask()
    if (value !== null) return value
    if (performance.now() > deadlineMs) throw new TypeError(`not in time: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}

/** Makes a topic whose partitions all lie on broker 1, and waits until that broker leads them. */
export async function makeTopic(
  client: RawClient,
  name: string,
  options: {
    readonly partitions?: number
    readonly configs?: Readonly<Record<string, string>>
    readonly brokerId?: number
  } = {},
): Promise<Topic> {
  const { topics } = await client.call(
    createTopics,
    {
      topics: [
        {
          name,
          numPartitions: -1,
          replicationFactor: -1,
          assignments: Array.from({ length: options.partitions ?? 1 }, (_, partitionIndex) => ({
            partitionIndex,
            brokerIds: [options.brokerId ?? 1],
          })),
          configs: Object.entries(options.configs ?? {}).map(([key, value]) => ({ name: key, value })),
        },
      ],
      timeoutMs: PATIENCE_MS,
    },
    7,
  )
  const made = topics[0]
  if (made === undefined || made.errorCode !== 0) throw new TypeError(`${name}: ${errorOf(made)}`)
  await eventually(`a leader for ${name}`, async () => {
    const seen = await client.call(metadata, { topics: [{ name }], allowAutoTopicCreation: false }, 9)
    return seen.topics[0]?.errorCode === 0 ? seen : null
  })
  return { name, topicId: made.topicId }
}

/** Produces one batch; answers the partition's part. */
export async function produceTo(
  client: RawClient,
  topic: Topic,
  batch: BatchInput | Buffer,
  options: { readonly version?: number; readonly acks?: number; readonly partition?: number } = {},
) {
  const version = options.version ?? 9
  const { responses } = await client.call(
    produce,
    produceRequest(topic, batch, { ...options, version }),
    version,
  )
  const answer = responses[0]?.partitionResponses[0]
  if (answer === undefined) throw new TypeError('a produce response names the partition')
  return answer
}

/** A produce request for one partition. */
export function produceRequest(
  topic: Topic,
  batch: BatchInput | Buffer,
  options: { readonly version: number; readonly acks?: number; readonly partition?: number },
) {
  const records = 'records' in batch ? encodeBatch(batch) : batch
  return {
    transactionalId: null,
    acks: options.acks ?? -1,
    timeoutMs: PATIENCE_MS,
    topicData: [
      {
        ...(options.version >= PRODUCE_BY_ID_FROM ? { topicId: topic.topicId } : { name: topic.name }),
        partitionData: [{ index: options.partition ?? 0, records }],
      },
    ],
  }
}

/** Fetches one partition outside of sessions. */
export async function fetchFrom(
  client: RawClient,
  topic: Topic,
  fetchOffset: number,
  options: { readonly version?: number; readonly maxBytes?: number; readonly isolationLevel?: number } = {},
) {
  const version = options.version ?? 12
  const { responses } = await client.call(
    fetch,
    {
      maxWaitMs: 0,
      minBytes: 1,
      maxBytes: options.maxBytes ?? 1_000_000,
      sessionEpoch: -1,
      isolationLevel: options.isolationLevel ?? 0,
      topics: [
        {
          ...(version >= FETCH_BY_ID_FROM ? { topicId: topic.topicId } : { topic: topic.name }),
          partitions: [{ partition: 0, fetchOffset, partitionMaxBytes: options.maxBytes ?? 1_000_000 }],
        },
      ],
    },
    version,
  )
  const answer = responses[0]?.partitions[0]
  if (answer === undefined) throw new TypeError('a fetch response names the partition')
  return { ...answer, batches: splitBatches(answer.records ?? Buffer.alloc(0), 'tolerant') }
}

/** `host:port` of the broker that coordinates a group, or with key type 1 a transactional id. */
export async function coordinatorOf(client: RawClient, key: string, keyType = 0): Promise<string> {
  return eventually(`a coordinator for ${key}`, async () => {
    const found = await client.call(findCoordinator, { key, keyType }, 2)
    return found.errorCode === 0 ? `${found.host}:${found.port}` : null
  })
}
