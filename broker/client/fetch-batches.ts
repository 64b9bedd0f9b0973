/**
 * One fetch to one leader, over a connection that nobody else waits on.
 *
 * Each broker has a few fetch connections, used by one fetch at a time: a long poll never delays
 * another. A fetch that is cancelled closes its connection, because the broker would still hold it.
 */

import { deferred } from '../base/deferred.ts'
import { type FetchResponse, fetch } from '../wire/generated/fetch.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { CallScope } from './call-scope.ts'
import type { ClientCore } from './client-core.ts'
import type { FetchedPartition, Isolation, TopicPartition } from './client-types.ts'
import { errorOf, throwIfError } from './failures.ts'

/** Fetches to one broker at the same time; more wait for their turn. */
const MAX_FETCHES_PER_BROKER = 16
/** Fetches that may wait for their turn at one broker. */
const MAX_WAITING_FETCHES = 256

/** Highest version that names topics; above it they go by id. */
const LAST_VERSION_BY_NAME = 12
const READ_COMMITTED = 1

/** What to read from where. */
export interface FetchQuery {
  readonly broker: number
  readonly partitions: readonly (TopicPartition & {
    readonly fetchOffset: number
    readonly maxBytes: number
    readonly leaderEpoch?: number
  })[]
  /** How long the broker may wait for `minBytes`. */
  readonly maxWaitMs: number
  readonly minBytes: number
  readonly maxBytes: number
  readonly isolation: Isolation
}

interface BrokerLanes {
  readonly busy: Set<number>
  readonly waiting: (() => void)[]
}

export class FetchLanes {
  readonly #core: ClientCore
  readonly #byBroker = new Map<number, BrokerLanes>()

  constructor(core: ClientCore) {
    this.#core = core
  }

  /** One fetch. Per-partition failures are data; rejects when the request as a whole fails. */
  async fetch(query: FetchQuery, scope: CallScope): Promise<FetchedPartition[]> {
    const lanes = this.#lanesOf(query.broker)
    const lane = await this.#take(lanes, scope)
    const laneName = `fetch-of-${query.broker}-${lane}`
    try {
      return await sendFetch(this.#core, query, { scope, lane: laneName })
    } catch (error) {
      // The broker may still hold this poll; the next one must not wait behind it.
      if (scope.signal.aborted || scope.remainingMs <= 0) this.#core.pool.closeLane(laneName)
      throw error
    } finally {
      lanes.busy.delete(lane)
      lanes.waiting.shift()?.()
    }
  }

  #lanesOf(broker: number): BrokerLanes {
    let lanes = this.#byBroker.get(broker)
    if (lanes === undefined) {
      lanes = { busy: new Set(), waiting: [] }
      this.#byBroker.set(broker, lanes)
    }
    return lanes
  }

  async #take(lanes: BrokerLanes, scope: CallScope): Promise<number> {
    while (lanes.busy.size >= MAX_FETCHES_PER_BROKER) {
      if (lanes.waiting.length >= MAX_WAITING_FETCHES) {
        throw new KafkaError('NETWORK_EXCEPTION', 'Too many fetches wait for one broker')
      }
      const turn = deferred<void>()
      lanes.waiting.push(turn.resolve)
      try {
        await scope.race(turn.promise, 'Waiting for a fetch connection')
      } catch (error) {
        const place = lanes.waiting.indexOf(turn.resolve)
        if (place >= 0) lanes.waiting.splice(place, 1)
        else lanes.waiting.shift()?.() // the turn had come already: pass it on
        throw error
      }
    }
    let lane = 0
    while (lanes.busy.has(lane)) lane += 1
    lanes.busy.add(lane)
    return lane
  }
}

async function sendFetch(
  core: ClientCore,
  query: FetchQuery,
  target: { readonly scope: CallScope; readonly lane: string },
): Promise<FetchedPartition[]> {
  const names = [...new Set(query.partitions.map(({ topic }) => topic))]
  const idByName = new Map(names.map((name) => [name, core.peekTopic(name)?.topicId ?? null]))
  const hasAllIds = [...idByName.values()].every((id) => id !== null)
  const response = await core.request(
    fetch,
    (version) => ({
      maxWaitMs: query.maxWaitMs,
      minBytes: query.minBytes,
      maxBytes: query.maxBytes,
      isolationLevel: query.isolation === 'readCommitted' ? READ_COMMITTED : 0,
      sessionId: 0,
      sessionEpoch: -1,
      topics: names.map((name) => ({
        topic: version <= LAST_VERSION_BY_NAME ? name : '',
        ...(version > LAST_VERSION_BY_NAME ? { topicId: idByName.get(name) ?? undefined } : {}),
        partitions: query.partitions
          .filter(({ topic }) => topic === name)
          .map(({ partition, fetchOffset, maxBytes, leaderEpoch }) => ({
            partition,
            fetchOffset,
            partitionMaxBytes: maxBytes,
            currentLeaderEpoch: leaderEpoch ?? -1,
          })),
      })),
    }),
    {
      broker: query.broker,
      scope: target.scope,
      lane: target.lane,
      waitMs: query.maxWaitMs,
      ...(hasAllIds ? {} : { maxVersion: LAST_VERSION_BY_NAME }),
    },
  )
  throwIfError(response.errorCode)
  const nameById = new Map([...idByName].map(([name, id]) => [id, name]))
  return partitionsOf(response, (topic) => (topic.topic !== '' ? topic.topic : nameById.get(topic.topicId)))
}

const NO_BYTES = Buffer.alloc(0)

function partitionsOf(
  response: FetchResponse,
  nameOf: (topic: FetchResponse['responses'][number]) => string | undefined,
): FetchedPartition[] {
  const fetched: FetchedPartition[] = []
  for (const topic of response.responses) {
    const name = nameOf(topic)
    if (name === undefined) continue // not asked for
    for (const row of topic.partitions) {
      fetched.push({
        topic: name,
        partition: row.partitionIndex,
        error: errorOf(row.errorCode),
        highWatermark: row.highWatermark,
        lastStableOffset: row.lastStableOffset,
        logStartOffset: row.logStartOffset,
        abortedTransactions: row.abortedTransactions ?? [],
        records: row.records ?? NO_BYTES,
      })
    }
  }
  return fetched
}
