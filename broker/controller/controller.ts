/**
 * The controller: keeps the image that the metadata log makes, and, while its node leads the quorum, turns
 * commands into metadata records, one command after another, and answers when they are committed. It never
 * changes the image itself; replaying committed records does. What it keeps beside the image (broker
 * sessions) can be lost without harm.
 */

import { assert } from '../base/assert.ts'
import type { CancelTimer } from '../base/clock.ts'
import type { KafkaRelease } from '../base/kafka-releases.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import { SECOND_MS } from '../base/units.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import { fenceBroker } from './broker-commands.ts'
import { BrokerSessions } from './broker-sessions.ts'
import type { Decision } from './decision.ts'
import { type ElectionPolicy, electionPolicy, recordsForPreferredLeaders } from './elections.ts'
import { initialFeatureRecords } from './features.ts'
import { ClusterImage, ImageChanges } from './image/cluster-image.ts'
import { loadSnapshot } from './image/load-snapshot.ts'
import { recordsOfImage } from './image-records.ts'
import type { OffsetMetadataRecord } from './metadata-batches.ts'
import type { QuorumDriver, QuorumListener } from './quorum-driver.ts'
import { replay } from './replay.ts'
import type { LoadedSnapshot } from './snapshot-store.ts'

/** Commands waiting for their turn; one more is refused. */
export const MAX_QUEUED_COMMANDS = 10_000

/** How often lapsed broker sessions are looked for, unless sessions are shorter than four times that. */
const MAX_SESSION_CHECK_INTERVAL_MS = SECOND_MS

export interface ControllerSettings {
  readonly nodeId: number
  readonly clusterId: string
  /** broker.session.timeout.ms */
  readonly brokerSessionTimeoutMs: number
  /** How often leadership goes back to the preferred replicas; null: never. leader.imbalance.check.interval.seconds */
  readonly leaderBalanceIntervalMs: number | null
  /** Static configs, the same on every node of the cluster. */
  /** What a fresh cluster begins as. */
  readonly release: KafkaRelease
  readonly staticConfigs: ReadonlyMap<string, string>
}

export class Controller implements QuorumListener {
  readonly settings: ControllerSettings
  readonly image = new ClusterImage()
  readonly sessions: BrokerSessions
  readonly quorum: QuorumDriver
  readonly #runtime: Pick<Runtime, 'clock' | 'random'>
  readonly #logger: Logger
  #tail: Promise<unknown> = Promise.resolve()
  #queuedCount = 0
  #isActive = false
  readonly #timers: CancelTimer[] = []

  constructor(
    runtime: Pick<Runtime, 'clock' | 'random'>,
    options: {
      readonly settings: ControllerSettings
      readonly quorum: QuorumDriver
      readonly logger: Logger
    },
  ) {
    this.#runtime = runtime
    this.settings = options.settings
    this.quorum = options.quorum
    this.#logger = options.logger
    this.sessions = new BrokerSessions(runtime.clock, options.settings.brokerSessionTimeoutMs)
  }

  /** What the configs say about elections as the image stands. */
  policy(): ElectionPolicy {
    return electionPolicy(this.image, this.settings.staticConfigs)
  }

  get random() {
    return this.#runtime.random
  }

  /** Takes part in the quorum; commands are taken once this node leads it. */
  start(): void {
    this.quorum.start(this)
  }

  /** True while this node leads and has everything from before its epoch. */
  get isActive(): boolean {
    return this.#isActive
  }

  onCommitted(records: readonly OffsetMetadataRecord[]): void {
    const changes = new ImageChanges()
    for (const record of records) this.#apply(record, changes)
  }

  onSnapshot({ id, records }: LoadedSnapshot): void {
    loadSnapshot(this.image, { records, ...id }, new ImageChanges())
  }

  snapshotRecords(): readonly MetadataRecord[] {
    return recordsOfImage(this.image)
  }

  onActive(epoch: number): void {
    this.#isActive = true
    for (const broker of this.image.brokers.values()) {
      this.sessions.expect(broker.brokerId, broker.brokerEpoch)
    }
    const { clock } = this.#runtime
    const { brokerSessionTimeoutMs, leaderBalanceIntervalMs } = this.settings
    const sessionCheckMs = Math.min(MAX_SESSION_CHECK_INTERVAL_MS, brokerSessionTimeoutMs / 4)
    this.#timers.push(clock.every(sessionCheckMs, () => this.#fenceLapsed()))
    if (leaderBalanceIntervalMs !== null) {
      this.#timers.push(clock.every(leaderBalanceIntervalMs, () => this.#balanceLeaders()))
    }
    this.#inBackground(
      (image) => ({ records: initialFeatureRecords(image, this.settings.release), response: null }),
      'opening',
    )
    this.#logger.info('controller is active', { epoch, offset: this.image.lastOffset })
  }

  onInactive(): void {
    this.#isActive = false
    for (const cancel of this.#timers.splice(0)) cancel()
    this.#logger.info('controller is not active any more', { epoch: this.quorum.epoch })
  }

  stop(): void {
    for (const cancel of this.#timers.splice(0)) cancel()
  }

  /**
   * Runs `decide` on the image as all earlier commands left it, and resolves with its response when its
   * records are committed and replayed. What `decide` throws is the command's failure.
   */
  submit<Response>(decide: (image: ClusterImage) => Decision<Response>): Promise<Response> {
    if (!this.#isActive) return Promise.reject(new KafkaError('NOT_CONTROLLER'))
    if (this.#queuedCount >= MAX_QUEUED_COMMANDS) {
      return Promise.reject(new KafkaError('BROKER_NOT_AVAILABLE', 'The controller has too much to do'))
    }
    this.#queuedCount += 1
    const run = this.#tail.then(() => this.#run(decide)).finally(() => (this.#queuedCount -= 1))
    this.#tail = run.catch(() => {})
    return run
  }

  async #run<Response>(decide: (image: ClusterImage) => Decision<Response>): Promise<Response> {
    if (!this.#isActive) throw new KafkaError('NOT_CONTROLLER')
    assert(this.image.lastOffset + 1 === this.quorum.log.logEndOffset, 'a command sees all that was decided')
    const { records, response } = decide(this.image)
    if (records.length > 0) await this.quorum.append(records)
    return response
  }

  #apply({ offset, epoch, record }: OffsetMetadataRecord, changes: ImageChanges): void {
    assert(offset > this.image.lastOffset, 'metadata offsets grow')
    replay(this.image, record, changes)
    this.image.lastOffset = offset
    this.image.lastEpoch = epoch
  }

  #inBackground(decide: (image: ClusterImage) => Decision<null>, what: string): void {
    this.submit(decide).catch((error: unknown) =>
      this.#logger.warn(`${what} was given up`, { error: describeError(error) }),
    )
  }

  #balanceLeaders(): void {
    this.#inBackground(
      (image) => ({ records: recordsForPreferredLeaders(image, this.policy()), response: null }),
      'balancing leaders',
    )
  }

  #fenceLapsed(): void {
    for (const brokerId of this.sessions.lapsed()) {
      const broker = this.image.brokers.get(brokerId)
      if (broker === undefined || broker.isFenced) continue
      this.#logger.warn('broker session lapsed', { brokerId })
      this.#inBackground((image) => fenceBroker(image, brokerId, this.policy()), `fencing broker ${brokerId}`)
    }
  }
}
