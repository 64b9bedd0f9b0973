/**
 * Fetch sessions (KIP-227): what a client fetches is remembered, so that it need not say it every time
 * and is told only what changed. A broker keeps a limited number; the least recently used goes first.
 */
import { assert } from '../../base/assert.ts'
import type { Clock } from '../../base/clock.ts'
import type { Random } from '../../base/random.ts'
import { MINUTE_MS } from '../../base/units.ts'
import type { FetchRequest, FetchRequestPartition } from '../../wire/generated/fetch.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { Uuid } from '../../wire/reader.ts'

/** max.incremental.fetch.session.cache.slots */
export const MAX_SESSIONS = 1_000

/** Partitions of one session: a client that wants more goes without a session. */
export const MAX_SESSION_PARTITIONS = 100_000

/** A session used within this time is not evicted for another. */
const EVICTABLE_AFTER_MS = 2 * MINUTE_MS

/** Session epochs of requests. */
const INITIAL_EPOCH = 0
const FINAL_EPOCH = -1

/** "No session". */
export const NO_SESSION_ID = 0

/** First version with sessions, and the first that names topics by id. */
const SESSIONS_FROM = 7
const TOPIC_IDS_FROM = 13

/** One partition of a fetch: what was asked, and what was last answered. */
export interface FetchTarget {
  /** As in the request: empty from v13 on. */
  readonly topic: string
  readonly topicId: Uuid
  request: FetchRequestPartition
  lastHighWatermark: number
  lastLogStartOffset: number
  lastErrorCode: number
}

/** What one request is to read, and in which session. */
export interface FetchPlan {
  readonly sessionId: number
  /** True when unchanged partitions are left out of the response. */
  readonly isIncremental: boolean
  readonly targets: readonly FetchTarget[]
  /** Puts a partition behind the others, so that all get their turn when a response has no room for all. */
  readonly moveBack: (target: FetchTarget) => void
}

class FetchSession {
  readonly id: number
  readonly usesTopicIds: boolean
  readonly targets = new Map<string, FetchTarget>()
  nextEpoch = 1
  lastUsedMs: number

  constructor(id: number, usesTopicIds: boolean, nowMs: number) {
    this.id = id
    this.usesTopicIds = usesTopicIds
    this.lastUsedMs = nowMs
  }

  /** Adds and changes what the request names, removes what it forgets. */
  update(request: FetchRequest): void {
    for (const topic of request.forgottenTopicsData) {
      for (const partition of topic.partitions) this.targets.delete(keyOf(topic, partition))
    }
    for (const target of targetsOf(request)) {
      const key = keyOf(target, target.request.partition)
      const known = this.targets.get(key)
      if (known === undefined) this.targets.set(key, target)
      else known.request = target.request
    }
  }

  moveBack(target: FetchTarget): void {
    const key = keyOf(target, target.request.partition)
    if (this.targets.delete(key)) this.targets.set(key, target)
  }
}

export class FetchSessionCache {
  readonly #clock: Clock
  readonly #random: Random
  readonly #sessions = new Map<number, FetchSession>()

  constructor(runtime: { readonly clock: Clock; readonly random: Random }) {
    this.#clock = runtime.clock
    this.#random = runtime.random
  }

  get count(): number {
    return this.#sessions.size
  }

  /**
   * What `request` asks for, with its session applied.
   * @throws KafkaError FETCH_SESSION_ID_NOT_FOUND, INVALID_FETCH_SESSION_EPOCH, FETCH_SESSION_TOPIC_ID_ERROR.
   */
  plan(request: FetchRequest, version: number): FetchPlan {
    const { sessionId, sessionEpoch } = request
    if (version < SESSIONS_FROM || sessionEpoch === FINAL_EPOCH) {
      if (sessionId !== NO_SESSION_ID) this.#sessions.delete(sessionId)
      return withoutSession(request)
    }
    if (sessionEpoch === INITIAL_EPOCH) {
      if (sessionId !== NO_SESSION_ID) this.#sessions.delete(sessionId)
      return this.#open(request, version >= TOPIC_IDS_FROM)
    }
    return this.#continue(request, version >= TOPIC_IDS_FROM)
  }

  #open(request: FetchRequest, usesTopicIds: boolean): FetchPlan {
    if (request.topics.length === 0 || !this.#makeRoom()) return withoutSession(request)
    const session = new FetchSession(this.#newId(), usesTopicIds, this.#clock.monotonicMs())
    session.update(request)
    if (session.targets.size > MAX_SESSION_PARTITIONS) return withoutSession(request)
    this.#sessions.set(session.id, session)
    return planOf(session, false)
  }

  #continue(request: FetchRequest, usesTopicIds: boolean): FetchPlan {
    const session = this.#sessions.get(request.sessionId)
    if (session === undefined) throw new KafkaError('FETCH_SESSION_ID_NOT_FOUND')
    if (session.usesTopicIds !== usesTopicIds) throw new KafkaError('FETCH_SESSION_TOPIC_ID_ERROR')
    if (request.sessionEpoch !== session.nextEpoch) throw new KafkaError('INVALID_FETCH_SESSION_EPOCH')
    session.nextEpoch = session.nextEpoch === MAX_EPOCH ? 1 : session.nextEpoch + 1
    session.lastUsedMs = this.#clock.monotonicMs()
    this.#sessions.delete(session.id)
    this.#sessions.set(session.id, session) // the map's order is the order of use
    session.update(request)
    if (session.targets.size > MAX_SESSION_PARTITIONS) {
      this.#sessions.delete(session.id)
      throw new KafkaError('FETCH_SESSION_ID_NOT_FOUND', 'The session has too many partitions')
    }
    return planOf(session, true)
  }

  #makeRoom(): boolean {
    if (this.#sessions.size < MAX_SESSIONS) return true
    const oldest = this.#sessions.values().next().value
    assert(oldest !== undefined, 'a full cache has an oldest session')
    if (this.#clock.monotonicMs() - oldest.lastUsedMs < EVICTABLE_AFTER_MS) return false
    this.#sessions.delete(oldest.id)
    return true
  }

  #newId(): number {
    for (;;) {
      const id = 1 + this.#random.below(MAX_EPOCH - 1)
      if (!this.#sessions.has(id)) return id
    }
  }
}

const MAX_EPOCH = 0x7fff_ffff

function withoutSession(request: FetchRequest): FetchPlan {
  return { sessionId: NO_SESSION_ID, isIncremental: false, targets: targetsOf(request), moveBack: () => {} }
}

function planOf(session: FetchSession, isIncremental: boolean): FetchPlan {
  return {
    sessionId: session.id,
    isIncremental,
    targets: [...session.targets.values()],
    moveBack: (target) => session.moveBack(target),
  }
}

function targetsOf(request: FetchRequest): FetchTarget[] {
  return request.topics.flatMap((topic) =>
    topic.partitions.map((partition) => ({
      topic: topic.topic,
      topicId: topic.topicId,
      request: partition,
      lastHighWatermark: -1,
      lastLogStartOffset: -1,
      lastErrorCode: 0,
    })),
  )
}

function keyOf(topic: { readonly topic: string; readonly topicId: Uuid }, partition: number): string {
  return `${topic.topic}/${topic.topicId}/${partition}`
}
