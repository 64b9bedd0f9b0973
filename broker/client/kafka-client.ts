/**
 * A Kafka client: the one way of this product to any cluster, local or remote, from Kafka 2.1 on.
 *
 * It owns its connections, its producers and its consumers, and ends them all in `close`. It takes time,
 * chance and network from outside. What fails within a batch is data at its item; what can be mended is
 * tried again within the time of the call; every wait ends with the caller's signal.
 */
import type { ApiCodec } from '../wire/codec.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { Admin } from './admin/admin.ts'
import { createAdmin } from './admin/create-admin.ts'
import { ClientCore } from './client-core.ts'
import type { CallOptions, ClusterMetadata, FetchedPartition, KafkaClientOptions } from './client-types.ts'
import type { Consumer, ConsumerOptions } from './consumer/consumer-types.ts'
import { KafkaConsumer } from './consumer/kafka-consumer.ts'
import { isKafkaError, LEADERSHIP_ERRORS } from './failures.ts'
import { FetchLanes, type FetchQuery } from './fetch-batches.ts'
import { KafkaProducer } from './producer/kafka-producer.ts'
import type {
  Producer,
  ProducerOptions,
  TransactionalProducer,
  TransactionalProducerOptions,
} from './producer/producer-types.ts'
import { KafkaTransactionalProducer } from './producer/transactional-producer.ts'

/** What `send` takes: a request, or how to make one for the version that both sides know. */
export type RequestShape<ReqInput> = ReqInput | ((version: number) => ReqInput)

export class KafkaClient {
  readonly admin: Admin
  readonly #core: ClientCore
  readonly #lanes: FetchLanes
  /** Producers and consumers that are open. */
  readonly #users = new Set<{ abort(reason: KafkaError): void }>()
  #isClosed = false

  /** Connects to nobody yet. @throws KafkaError INVALID_REQUEST for bootstrap servers that cannot be read. */
  constructor(options: KafkaClientOptions) {
    this.#core = new ClientCore(options)
    this.#lanes = new FetchLanes(this.#core)
    this.admin = createAdmin(this.#core)
  }

  /** Metadata of all topics, or of the named ones; missing topics carry their error. Up to 30 s old unless
   *  `fresh`. Rejects with BROKER_NOT_AVAILABLE, which lists what was tried. */
  async metadata(
    options: CallOptions & {
      readonly topics?: readonly string[]
      readonly fresh?: boolean
      readonly allowAutoTopicCreation?: boolean
    } = {},
  ): Promise<ClusterMetadata> {
    return this.#core.metadata(options, this.#core.scope(options))
  }

  /** Sends one request, once, in the highest version both sides know. Rejects with KafkaError:
   *  UNSUPPORTED_VERSION when there is none, NETWORK_EXCEPTION, REQUEST_TIMED_OUT, BROKER_NOT_AVAILABLE. */
  async send<Req, ReqInput, Res, ResInput>(
    api: ApiCodec<Req, ReqInput, Res, ResInput>,
    request: RequestShape<ReqInput>,
    options: CallOptions & { readonly broker: number | 'any' },
  ): Promise<Res> {
    // Requests are plain objects; only the second form of the union is a function.
    const shape = typeof request === 'function' ? (request as (version: number) => ReqInput) : () => request
    return this.#core.request(api, shape, { broker: options.broker, scope: this.#core.scope(options) })
  }

  /** A producer of its own. @throws KafkaError. */
  producer(options: ProducerOptions = {}): Producer {
    this.#throwIfClosed()
    const producer: KafkaProducer = new KafkaProducer(this.#core, options, () => this.#users.delete(producer))
    this.#users.add(producer)
    return producer
  }

  /** A producer with transactions. @throws KafkaError. */
  transactionalProducer(options: TransactionalProducerOptions): TransactionalProducer {
    this.#throwIfClosed()
    const producer = new KafkaTransactionalProducer(this.#core, options, () => this.#users.delete(user))
    const user = { abort: (reason: KafkaError) => producer.abandon(reason) }
    this.#users.add(user)
    return producer
  }

  /** A consumer of its own. */
  consumer(options: ConsumerOptions = {}): Consumer {
    this.#throwIfClosed()
    const consumer: KafkaConsumer = new KafkaConsumer(this.#core, options, {
      lanes: this.#lanes,
      onEnd: () => this.#users.delete(consumer),
    })
    this.#users.add(consumer)
    return consumer
  }

  /** One fetch at one leader: whole batches as bytes, perhaps with a cut one at the end. Failures of
   *  partitions are data; nothing is tried again. */
  async fetchBatches(options: CallOptions & FetchQuery): Promise<readonly FetchedPartition[]> {
    const scope = this.#core.scope(options)
    const topics = [...new Set(options.partitions.map(({ topic }) => topic))]
    await this.#core.metadata({ topics }, scope)
    const rows = await this.#lanes.fetch(options, scope)
    // The next call is to see where the partitions are by then.
    if (rows.some(({ error }) => isKafkaError(error, LEADERSHIP_ERRORS))) this.#core.invalidateMetadata()
    return rows
  }

  /** Ends everything: what is under way fails with NETWORK_EXCEPTION. Producers that are to deliver and
   *  consumers that are to leave their groups are closed by their owners before. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    const reason = new KafkaError('NETWORK_EXCEPTION', 'The client was closed')
    for (const user of this.#users) user.abort(reason)
    this.#core.close()
  }

  #throwIfClosed(): void {
    if (this.#isClosed) throw new KafkaError('NETWORK_EXCEPTION', 'The client was closed')
  }
}
