/**
 * A broker's standing with the controller: registers, sends heartbeats, is fenced and unfenced, and
 * leaves in order. It follows what the controller says and decides nothing itself.
 */
import { type Clock, delay } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import { SECOND_MS } from '../base/units.ts'
import { FEATURES } from '../controller/features.ts'
import type { ControllerChannel } from '../handlers/controller-channel.ts'
import { brokerHeartbeat } from '../wire/generated/broker-heartbeat.ts'
import { brokerRegistration } from '../wire/generated/broker-registration.ts'
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'
import type { Uuid } from '../wire/reader.ts'
import { type ErrorName } from '../wire/schema/errors.ts'

/** Time between heartbeats while the broker waits to be unfenced. */
const EAGER_HEARTBEAT_MS = 5

/** Wait before a failed registration is tried again. */
const REGISTRATION_RETRY_MS = 100

/** Longest wait for the answer to a heartbeat: a controller that hangs may have been replaced. */
const HEARTBEAT_TIMEOUT_MS = 2 * SECOND_MS

/** initial.broker.registration.timeout.ms */
const REGISTRATION_TIMEOUT_MS = 60 * SECOND_MS

/** Longest wait to be let go; then the broker goes anyway. */
const SHUTDOWN_TIMEOUT_MS = 5 * SECOND_MS

/** Heartbeat errors that a fresh registration mends. */
const REGISTER_AGAIN: ReadonlySet<ErrorName> = new Set(['STALE_BROKER_EPOCH', 'BROKER_ID_NOT_REGISTERED'])

export interface BrokerIdentity {
  readonly brokerId: number
  readonly clusterId: string
  readonly incarnationId: Uuid
  readonly host: string
  readonly port: number
  readonly rack: string | null
  /** Log directories that can be used at the moment of asking. */
  readonly onlineDirectories: () => readonly Uuid[]
  /** Those that have failed since the start, or could not be opened then. */
  readonly failedDirectories: () => readonly Uuid[]
}

export class BrokerLifecycle {
  readonly #clock: Clock
  readonly #channel: ControllerChannel
  readonly #logger: Logger
  readonly #identity: BrokerIdentity
  readonly #heartbeatIntervalMs: number
  readonly #metadataOffset: () => number
  readonly #stopped = new AbortController()
  #wake: () => void = () => {}
  #brokerEpoch = -1
  #isFenced = true

  constructor(options: {
    readonly clock: Clock
    readonly channel: ControllerChannel
    readonly logger: Logger
    readonly identity: BrokerIdentity
    /** broker.heartbeat.interval.ms */
    readonly heartbeatIntervalMs: number
    /** Offset this broker has replayed the metadata log up to. */
    readonly metadataOffset: () => number
  }) {
    this.#clock = options.clock
    this.#channel = options.channel
    this.#logger = options.logger
    this.#identity = options.identity
    this.#heartbeatIntervalMs = options.heartbeatIntervalMs
    this.#metadataOffset = options.metadataOffset
  }

  get brokerEpoch(): number {
    return this.#brokerEpoch
  }

  get isFenced(): boolean {
    return this.#isFenced
  }

  /** Registers. Rejects with KafkaError when the controller refuses for good or does not answer in time. */
  async register(): Promise<void> {
    const deadlineMs = this.#clock.monotonicMs() + REGISTRATION_TIMEOUT_MS
    for (;;) {
      try {
        await this.#registerOnce()
        return
      } catch (error) {
        const isFinal = !(error instanceof KafkaError) || error.errorName === 'INCONSISTENT_CLUSTER_ID'
        if (isFinal || this.#clock.monotonicMs() >= deadlineMs) throw error
        this.#logger.warn('registration refused', { error: describeError(error) })
        await delay(this.#clock, REGISTRATION_RETRY_MS, this.#stopped.signal)
      }
    }
  }

  /**
   * Heartbeats until the controller unfences the broker. Rejects with KafkaError when it does not within
   * `REGISTRATION_TIMEOUT_MS`; a heartbeat that fails in between is followed by the next.
   */
  async waitUntilUnfenced(): Promise<void> {
    const deadlineMs = this.#clock.monotonicMs() + REGISTRATION_TIMEOUT_MS
    for (;;) {
      let restMs = EAGER_HEARTBEAT_MS
      try {
        await this.#heartbeat({ wantShutDown: false })
        if (!this.#isFenced) return
      } catch (error) {
        if (!(error instanceof KafkaError) || this.#clock.monotonicMs() >= deadlineMs) throw error
        await this.#mend(error)
        restMs = REGISTRATION_RETRY_MS
      }
      await delay(this.#clock, restMs, this.#stopped.signal)
    }
  }

  /** Heartbeats until `leave` or `stop`. Rejects only with what is a bug. */
  async run(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      await this.#rest()
      if (this.#stopped.signal.aborted) return
      try {
        await this.#heartbeat({ wantShutDown: false })
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error
        await this.#mend(error)
      }
    }
  }

  /** What can be done before the next heartbeat about one that failed. */
  async #mend(error: KafkaError): Promise<void> {
    this.#logger.warn('heartbeat failed', { error: describeError(error) })
    if (REGISTER_AGAIN.has(error.errorName)) await this.#registerOnce().catch(() => {}) // tried again after the next
  }

  /** Sends the next heartbeat at once: there is something to tell. */
  beatNow(): void {
    this.#wake()
  }

  async #rest(): Promise<void> {
    const woken = new AbortController()
    this.#wake = () => woken.abort()
    const signal = AbortSignal.any([woken.signal, this.#stopped.signal])
    await delay(this.#clock, this.#heartbeatIntervalMs, signal).catch(() => {}) // woken, or stopped
  }

  /** Controlled shutdown: asks to go until the controller has moved leadership away, or the time is over. */
  async leave(): Promise<void> {
    this.#stopped.abort()
    const timeIsOver = new AbortController()
    const timeout = delay(this.#clock, SHUTDOWN_TIMEOUT_MS, timeIsOver.signal).catch(() => {}) // let go in time
    try {
      await Promise.race([this.#askToGo(timeIsOver.signal), timeout])
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      this.#logger.warn('leaving without the controller', { error: describeError(error) })
    } finally {
      timeIsOver.abort()
    }
  }

  /** For when the controller is down: nobody is asked. */
  leaveAtOnce(): void {
    this.#stopped.abort()
    this.#logger.info('leaving without the controller, which is down')
  }

  async #askToGo(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (await this.#heartbeat({ wantShutDown: true })) return
      await delay(this.#clock, EAGER_HEARTBEAT_MS)
    }
  }

  async #registerOnce(): Promise<void> {
    const { brokerId, clusterId, incarnationId, host, port, rack, onlineDirectories } = this.#identity
    const response = await this.#channel.send(brokerRegistration, {
      brokerId,
      clusterId,
      incarnationId,
      listeners: [{ name: 'PLAINTEXT', host, port, securityProtocol: 0 }],
      features: FEATURES.map(({ name, min, max }) => ({
        name,
        minSupportedVersion: min,
        maxSupportedVersion: max,
      })),
      rack,
      logDirs: onlineDirectories(),
    })
    if (response.errorCode !== 0) throw new KafkaError(errorNameOf(response.errorCode))
    this.#brokerEpoch = response.brokerEpoch
  }

  async #heartbeat({ wantShutDown }: { readonly wantShutDown: boolean }): Promise<boolean> {
    const response = await this.#channel.send(
      brokerHeartbeat,
      {
        brokerId: this.#identity.brokerId,
        brokerEpoch: this.#brokerEpoch,
        currentMetadataOffset: this.#metadataOffset(),
        wantFence: false,
        wantShutDown,
        offlineLogDirs: this.#identity.failedDirectories(),
      },
      { timeoutMs: HEARTBEAT_TIMEOUT_MS },
    )
    if (response.errorCode !== 0) throw new KafkaError(errorNameOf(response.errorCode))
    if (this.#isFenced !== response.isFenced) {
      this.#logger.info(response.isFenced ? 'fenced' : 'unfenced', { brokerEpoch: this.#brokerEpoch })
    }
    this.#isFenced = response.isFenced
    return response.shouldShutDown
  }
}
