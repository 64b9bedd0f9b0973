/** The messages area: scans, one record in full, and producing. */

import { forEachRecord, type KafkaClient, type Producer, splitBatches } from '#broker'
import type { Clock } from '#broker/base/clock'
import type { AppServices } from '#contract'
import { AppError } from '#contract/errors'
import type { ProduceInput, RecordDetail } from '#contract/messages'
import type { ConnectionId } from '#contract/values'
import { asAppErrors, type ClusterAccess, toAppError } from '../cluster-access.ts'
import { payloadOf } from './payload.ts'
import { DELIVERY_TIMEOUT_MS, produceRecord } from './produce.ts'
import { scan } from './scan.ts'

/** Bytes fetched for one record: a batch is returned whole, however large. */
const ONE_RECORD_FETCH_BYTES = 1024 * 1024

const FETCH_WAIT_MS = 500

type Messages = AppServices['messages']

export class MessagesService implements Messages {
  readonly #access: ClusterAccess
  readonly #clock: Clock
  /** One idempotent producer per client and codec; a client that was closed takes its producers with it. */
  readonly #producers = new WeakMap<KafkaClient, Map<ProduceInput['compression'], Producer>>()

  constructor(access: ClusterAccess, clock: Clock) {
    this.#access = access
    this.#clock = clock
  }

  readonly scan: Messages['scan'] = async function* (this: MessagesService, input, { signal }) {
    try {
      yield* scan({ client: this.#access.client(input.connectionId), input, clock: this.#clock, signal })
    } catch (error) {
      if (!signal.aborted) throw toAppError(error, `Reading ${input.topic}`)
    }
  }

  readonly get: Messages['get'] = ({ connectionId, topic, partition, offset }, { signal }) =>
    asAppErrors(`Reading ${topic}-${partition}@${offset}`, () =>
      readRecord(this.#access.client(connectionId), { topic, partition, offset }, signal),
    )

  readonly produce: Messages['produce'] = (input, { signal }) =>
    asAppErrors(`Producing to ${input.topic}`, async () => {
      this.#access.guard({ ...input, action: 'produce', objectName: input.topic })
      return produceRecord({
        client: this.#access.client(input.connectionId),
        producer: () => this.#producer(input.connectionId, input.compression),
        input,
        clock: this.#clock,
        signal,
      })
    })

  #producer(connectionId: ConnectionId, compression: ProduceInput['compression']): Producer {
    const client = this.#access.client(connectionId)
    const byCodec = this.#producers.get(client) ?? new Map<ProduceInput['compression'], Producer>()
    this.#producers.set(client, byCodec)
    const options = { compression, lingerMs: 0, deliveryTimeoutMs: DELIVERY_TIMEOUT_MS }
    const producer = byCodec.get(compression) ?? client.producer(options)
    byCodec.set(compression, producer)
    return producer
  }
}

/** @throws AppError not-found; KafkaError. */
async function readRecord(
  client: KafkaClient,
  target: { readonly topic: string; readonly partition: number; readonly offset: number },
  signal: AbortSignal,
): Promise<RecordDetail> {
  const { topics } = await client.metadata({ topics: [target.topic], signal })
  const topic = topics.get(target.topic)
  if (topic?.error) throw topic.error
  const leaderId = topic?.partitions.find(({ partition }) => partition === target.partition)?.leaderId ?? -1
  if (leaderId < 0)
    throw new AppError('not-found', `Partition ${target.partition} of ${target.topic} has no leader.`)
  const [fetched] = await client.fetchBatches({
    broker: leaderId,
    partitions: [
      {
        topic: target.topic,
        partition: target.partition,
        fetchOffset: target.offset,
        maxBytes: ONE_RECORD_FETCH_BYTES,
      },
    ],
    maxWaitMs: FETCH_WAIT_MS,
    minBytes: 1,
    maxBytes: ONE_RECORD_FETCH_BYTES,
    isolation: 'readUncommitted',
    signal,
  })
  if (fetched?.error) throw fetched.error
  const found = fetched === undefined ? null : findRecord(fetched.records, target)
  if (found !== null) return found
  throw new AppError(
    'not-found',
    `${target.topic}-${target.partition} has no record at offset ${target.offset}. It was deleted, compacted away, or is not there yet.`,
  )
}

function findRecord(
  records: Buffer,
  {
    topic,
    partition,
    offset,
  }: { readonly topic: string; readonly partition: number; readonly offset: number },
): RecordDetail | null {
  const header = splitBatches(records, 'tolerant').find(
    (batch) => batch.baseOffset <= offset && batch.lastOffset >= offset && !batch.isControl,
  )
  if (header === undefined) return null
  let found: RecordDetail | null = null
  forEachRecord(records, header, (view) => {
    if (view.offset !== offset) return true
    const key = view.key()
    const value = view.value()
    found = {
      topic,
      partition,
      offset,
      timestampMs: view.timestampMs,
      timestampType: header.timestampType === 'LogAppendTime' ? 'logAppendTime' : 'createTime',
      leaderEpoch: header.partitionLeaderEpoch,
      compression: header.compression,
      producerId: header.producerId,
      isTransactional: header.isTransactional,
      sizeBytes: (key?.length ?? 0) + (value?.length ?? 0),
      key: payloadOf(key),
      value: payloadOf(value),
      headers: view.headers().map((one) => ({ key: one.key, value: payloadOf(one.value) })),
    }
    return false
  })
  return found
}
