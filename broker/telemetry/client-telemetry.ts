/**
 * Clients' own metrics, as they are asked for and handed in (KIP-714). It decides what each client instance
 * is to push and how often, and checks what comes; the metrics themselves are looked at by nobody here and
 * dropped. It never keeps more than `MAX_INSTANCES` clients.
 */
import type { Clock } from '../base/clock.ts'
import { MIB } from '../base/units.ts'
import {
  type ClientAttribute,
  DEFAULT_PUSH_INTERVAL_MS,
  matchesFrom,
} from '../config/client-metrics-configs.ts'
import { listItems } from '../config/definition.ts'
import type { ConfigValues } from '../config/resolve.ts'
import { compressionIdOf, compressionNameOf, decompress } from '../wire/compression/codec.ts'
import { crc32c } from '../wire/crc32c.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { type Uuid, ZERO_UUID } from '../wire/reader.ts'

/** Client instances remembered; the one that was heard of longest ago makes room. */
const MAX_INSTANCES = 16_384

/** Longer values of a client's attributes match no condition: a pattern must not cost more than it is worth. */
const MAX_MATCHED_CHARS = 256

/** What one push may decompress to. */
const MAX_DECOMPRESSED_BYTES = 16 * MIB

/** Best first. */
const ACCEPTED_COMPRESSIONS = (['zstd', 'lz4', 'gzip', 'snappy'] as const).map(compressionIdOf)

/** A wish of `metrics` that stands for all, in configs and in the protocol. */
const ALL_METRICS = { config: '*', wire: '' } as const

/** A client as its connection tells it. */
export interface TelemetryClient {
  readonly clientId: string
  readonly softwareName: string
  readonly softwareVersion: string
  readonly sourceAddress: string
  readonly sourcePort: number
}

export interface TelemetrySubscription {
  readonly clientInstanceId: Uuid
  readonly subscriptionId: number
  readonly acceptedCompressionTypes: readonly number[]
  readonly pushIntervalMs: number
  readonly telemetryMaxBytes: number
  readonly deltaTemporality: boolean
  readonly requestedMetrics: readonly string[]
}

export interface TelemetryPush {
  readonly clientInstanceId: Uuid
  readonly subscriptionId: number
  readonly terminating: boolean
  readonly compressionType: number
  readonly metrics: Buffer
}

interface Instance {
  subscriptionId: number
  pushIntervalMs: number
  lastGetMs: number
  lastPushMs: number
  isTerminating: boolean
  /** The last push was refused for what asking anew mends: it may be asked before the interval is over. */
  mayAskAgain: boolean
}

export interface ClientTelemetryOptions {
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly newId: () => Uuid
  /** Overrides of every client metrics subscription. */
  readonly subscriptions: () => readonly ConfigValues[]
  /** telemetry.max.bytes */
  readonly maxBytes: () => number
}

export class ClientTelemetry {
  readonly #options: ClientTelemetryOptions
  readonly #instances = new Map<Uuid, Instance>()

  constructor(options: ClientTelemetryOptions) {
    this.#options = options
  }

  /**
   * What a client is to push; a zero id makes a client instance.
   * @throws KafkaError THROTTLING_QUOTA_EXCEEDED for one that asks before its interval is over.
   */
  subscribe(clientInstanceId: Uuid, client: TelemetryClient): TelemetrySubscription {
    const id = clientInstanceId === ZERO_UUID ? this.#options.newId() : clientInstanceId
    const nowMs = this.#options.clock.monotonicMs()
    const known = this.#instances.get(id)
    const wanted = this.#wantedOf(id, client)
    if (known !== undefined && !known.mayAskAgain && !this.#isDue(known, nowMs)) {
      throw new KafkaError('THROTTLING_QUOTA_EXCEEDED', 'Asked before the push interval is over')
    }
    this.#remember(id, {
      subscriptionId: wanted.subscriptionId,
      pushIntervalMs: wanted.pushIntervalMs,
      lastGetMs: nowMs,
      lastPushMs: known?.lastPushMs ?? Number.NEGATIVE_INFINITY,
      isTerminating: false,
      mayAskAgain: false,
    })
    return {
      ...wanted,
      clientInstanceId: id,
      acceptedCompressionTypes: ACCEPTED_COMPRESSIONS,
      telemetryMaxBytes: this.#options.maxBytes(),
      deltaTemporality: true,
    }
  }

  /**
   * Takes a push.
   * @throws KafkaError INVALID_REQUEST without an id or after the last push, UNKNOWN_SUBSCRIPTION_ID when what
   * is wanted has changed, THROTTLING_QUOTA_EXCEEDED, TELEMETRY_TOO_LARGE, UNSUPPORTED_COMPRESSION_TYPE,
   * INVALID_RECORD.
   */
  push(push: TelemetryPush, client: TelemetryClient): void {
    const id = push.clientInstanceId
    if (id === ZERO_UUID) throw new KafkaError('INVALID_REQUEST', 'A push names its client instance')
    const nowMs = this.#options.clock.monotonicMs()
    const wanted = this.#wantedOf(id, client)
    const instance: Instance = this.#instances.get(id) ?? {
      ...wanted,
      lastGetMs: Number.NEGATIVE_INFINITY,
      lastPushMs: Number.NEGATIVE_INFINITY,
      isTerminating: false,
      mayAskAgain: false,
    }
    this.#remember(id, instance)
    if (instance.isTerminating) throw new KafkaError('INVALID_REQUEST', 'The client has pushed its last')
    // A client that ends may push at once, whenever it pushed before.
    if (!push.terminating && nowMs - instance.lastPushMs < instance.pushIntervalMs) {
      throw new KafkaError('THROTTLING_QUOTA_EXCEEDED', 'Pushed before the push interval is over')
    }
    instance.lastPushMs = nowMs
    instance.isTerminating = push.terminating
    if (push.subscriptionId !== wanted.subscriptionId) {
      instance.mayAskAgain = true
      throw new KafkaError('UNKNOWN_SUBSCRIPTION_ID', `Subscription ${push.subscriptionId} is out of date`)
    }
    const compression = compressionNameOf(push.compressionType)
    if (compression === null) {
      instance.mayAskAgain = true
      throw new KafkaError('UNSUPPORTED_COMPRESSION_TYPE', `Compression ${push.compressionType} is not known`)
    }
    if (push.metrics.length > this.#options.maxBytes()) {
      throw new KafkaError(
        'TELEMETRY_TOO_LARGE',
        `${push.metrics.length} bytes are more than a push may have`,
      )
    }
    try {
      decompress(compression, push.metrics, MAX_DECOMPRESSED_BYTES)
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      throw new KafkaError('INVALID_RECORD', 'The metrics cannot be decompressed', { cause: error })
    }
  }

  #isDue(instance: Instance, nowMs: number): boolean {
    return nowMs - Math.max(instance.lastGetMs, instance.lastPushMs) >= instance.pushIntervalMs
  }

  /** All subscriptions that match, together: every metric any of them wants, as often as the most eager one. */
  #wantedOf(id: Uuid, client: TelemetryClient) {
    const wishes = new Set<string>()
    let pushIntervalMs = DEFAULT_PUSH_INTERVAL_MS
    let hasMatch = false
    for (const configs of this.#options.subscriptions()) {
      if (!isMatch(configs.get('match') ?? '', { id, client })) continue
      const intervalMs = Number(configs.get('interval.ms') ?? DEFAULT_PUSH_INTERVAL_MS)
      pushIntervalMs = hasMatch ? Math.min(pushIntervalMs, intervalMs) : intervalMs
      hasMatch = true
      for (const name of listItems(configs.get('metrics') ?? '')) wishes.add(name)
    }
    const requestedMetrics = wishes.has(ALL_METRICS.config) ? [ALL_METRICS.wire] : [...wishes].sort()
    const subscriptionId = crc32c(Buffer.from(`${id}/${pushIntervalMs}/${requestedMetrics.join(',')}`)) | 0
    return { requestedMetrics, pushIntervalMs, subscriptionId }
  }

  #remember(id: Uuid, instance: Instance): void {
    this.#instances.delete(id)
    this.#instances.set(id, instance)
    if (this.#instances.size <= MAX_INSTANCES) return
    const [oldest] = this.#instances.keys()
    if (oldest !== undefined) this.#instances.delete(oldest)
  }
}

function isMatch(match: string, facts: { readonly id: Uuid; readonly client: TelemetryClient }): boolean {
  const { id, client } = facts
  const values: Readonly<Record<ClientAttribute, string>> = {
    client_instance_id: id,
    client_id: client.clientId,
    client_software_name: client.softwareName,
    client_software_version: client.softwareVersion,
    client_source_address: client.sourceAddress,
    client_source_port: String(client.sourcePort),
  }
  return (matchesFrom(match) ?? []).every(({ attribute, pattern }) => {
    const value = values[attribute]
    return value.length <= MAX_MATCHED_CHARS && pattern.test(value)
  })
}
