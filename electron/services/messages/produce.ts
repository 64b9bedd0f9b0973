/**
 * Producing one record from the page. Somebody waits in front of it: it ends within seconds, and whatever
 * kept the record from being acknowledged, the message names the partition and says whether the record
 * may still be written.
 */
import { type KafkaClient, KafkaError, type Producer, partitionOfKey, type TopicMetadata } from '#broker'
import { type Clock, delay } from '#broker/base/clock'
import { AppError } from '#contract/errors'
import type { ProduceInput } from '#contract/messages'
import { bytesOf } from './payload.ts'

/** Time from the click to an answer. */
export const PRODUCE_TIMEOUT_MS = 15_000

/** When the producer gives up by itself: earlier, because it knows what kept the record. */
export const DELIVERY_TIMEOUT_MS = 12_000

/** How long a partition may be without a leader: an election takes a second or two. */
const LEADER_WAIT_MS = 4_000
const LEADER_POLL_MS = 250

const NOT_WRITTEN = 'Nothing was written.'
const IN_DOUBT = 'It was sent, so it may be written all the same: look before you produce it again.'

export interface ProduceOptions {
  readonly client: Pick<KafkaClient, 'metadata'>
  readonly producer: () => Pick<Producer, 'send'>
  readonly input: Pick<ProduceInput, 'topic' | 'partition' | 'key' | 'value' | 'headers' | 'timestampMs'>
  readonly clock: Clock
  readonly signal: AbortSignal
}

export interface Produced {
  readonly partition: number
  readonly offset: number
  readonly timestampMs: number
  readonly sizeBytes: number
}

/** @throws AppError not-found, invalid-input, broker-error, timeout; the signal's reason. */
export async function produceRecord(options: ProduceOptions): Promise<Produced> {
  const { input, clock } = options
  const deadlineMs = clock.monotonicMs() + PRODUCE_TIMEOUT_MS
  const partition = await findPartition(options)
  const key = bytesOf(input.key)
  const value = bytesOf(input.value)
  const sizeBytes = (key?.length ?? 0) + (value?.length ?? 0)
  const abort = new AbortController()
  const onCancel = () => abort.abort(options.signal.reason)
  options.signal.addEventListener('abort', onCancel, { once: true })
  const stopTimer = clock.after(Math.max(1, deadlineMs - clock.monotonicMs()), () => abort.abort())
  let mayBeWritten = false
  try {
    const sent = await options.producer().send(
      {
        topic: input.topic,
        partition,
        key,
        value,
        headers: input.headers.map((header) => ({ key: header.key, value: bytesOf(header.value) })),
        timestampMs: input.timestampMs ?? clock.nowMs(),
      },
      {
        signal: abort.signal,
        onDoubt: (doubt) => {
          mayBeWritten = doubt
        },
      },
    )
    return { partition: sent.partition, offset: sent.offset, timestampMs: sent.timestampMs, sizeBytes }
  } catch (error) {
    options.signal.throwIfAborted()
    throw undelivered(error, { place: placeOf(input.topic, partition), mayBeWritten, abort })
  } finally {
    stopTimer()
    options.signal.removeEventListener('abort', onCancel)
  }
}

function undelivered(
  error: unknown,
  facts: { readonly place: string; readonly mayBeWritten: boolean; readonly abort: AbortController },
): unknown {
  const doubt = facts.mayBeWritten ? IN_DOUBT : NOT_WRITTEN
  const detail = { mayBeWritten: facts.mayBeWritten }
  if (facts.abort.signal.aborted) {
    const seconds = PRODUCE_TIMEOUT_MS / 1_000
    return new AppError(
      'timeout',
      `${facts.place} did not acknowledge the record within ${seconds} s. ${doubt}`,
      { isRetriable: true, detail, cause: error },
    )
  }
  if (!(error instanceof KafkaError)) return error
  const code = error.errorName === 'REQUEST_TIMED_OUT' ? 'timeout' : 'broker-error'
  const reason = error.message.replace(/\.$/, '')
  return new AppError(
    INVALID.has(error.errorName) ? 'invalid-input' : code,
    `${facts.place} did not take the record: ${reason} (${error.errorName}). ${doubt}`,
    { isRetriable: error.isRetriable, detail: { ...detail, kafkaError: error.errorName }, cause: error },
  )
}

/** What the record itself is to blame for. */
const INVALID: ReadonlySet<string> = new Set(['MESSAGE_TOO_LARGE', 'INVALID_RECORD', 'INVALID_TIMESTAMP'])

/** The partition the record goes to, which has a leader; null when any has one and the producer may choose. */
async function findPartition(options: ProduceOptions): Promise<number | null> {
  const { clock, signal, input } = options
  const giveUpAtMs = clock.monotonicMs() + LEADER_WAIT_MS
  for (let isFresh = false; ; isFresh = true) {
    const topic = await readTopic(options, isFresh)
    const partition = partitionFor(input, topic)
    const candidates = partition === null ? topic.partitions : [topic.partitions[partition]]
    if (candidates.some((one) => one !== undefined && one.leaderId >= 0)) return partition
    if (clock.monotonicMs() >= giveUpAtMs) {
      throw new AppError(
        'broker-error',
        partition === null
          ? `No partition of ${input.topic} has a leader: no broker can take the record. ${NOT_WRITTEN}`
          : `${placeOf(input.topic, partition)} has no leader: no broker can take the record. ${NOT_WRITTEN}`,
        { isRetriable: true, detail: { mayBeWritten: false } },
      )
    }
    await delay(clock, LEADER_POLL_MS, signal)
  }
}

async function readTopic(
  { client, input, signal }: ProduceOptions,
  isFresh: boolean,
): Promise<TopicMetadata> {
  const { topics } = await client.metadata({
    topics: [input.topic],
    fresh: isFresh,
    signal,
    timeoutMs: PRODUCE_TIMEOUT_MS,
  })
  const topic = topics.get(input.topic)
  if (topic === undefined || topic.error !== null) {
    throw topic?.error ?? new AppError('not-found', `Topic ${input.topic} is not there.`)
  }
  return topic
}

function partitionFor(input: ProduceOptions['input'], { name, partitions }: TopicMetadata): number | null {
  const { partition } = input
  if (partition !== null && partition >= partitions.length) {
    throw new AppError(
      'invalid-input',
      `Topic ${name} has no partition ${partition}; its last is ${partitions.length - 1}.`,
      { detail: { path: 'partition' } },
    )
  }
  const key = bytesOf(input.key)
  return partition ?? (key === null ? null : partitionOfKey(key, partitions.length))
}

function placeOf(topic: string, partition: number | null): string {
  return partition === null ? `The chosen partition of ${topic}` : `Partition ${partition} of ${topic}`
}
