/** Which broker coordinates which group or transactional id: looked up once, forgotten when a broker denies it. */
import type { Clock } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import type {
  FindCoordinatorRequestInput,
  FindCoordinatorResponse,
} from '../wire/generated/find-coordinator.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { CallScope } from './call-scope.ts'
import type { BrokerAddress } from './client-types.ts'
import { COORDINATOR_ERRORS, errorOf, isKafkaError } from './failures.ts'
import { withRetries } from './retry.ts'

/** Keys whose coordinator is remembered; the ones looked up the longest time ago go first. */
const MAX_CACHED_COORDINATORS = 10_000
/** Groups asked for in one request. */
const MAX_KEYS_PER_REQUEST = 500
/** First version that asks for several groups at once (KIP-699). */
const BATCHED_FROM = 4
/** First version that can ask for anything but groups. */
const KEY_TYPE_FROM = 1
/** What the keys of a FindCoordinator are. */
export const COORDINATOR_KEY = { GROUP: 0, TRANSACTION: 1 } as const

/** What looking up takes of the client. */
export interface CoordinatorLink {
  readonly runtime: { readonly clock: Clock; readonly random: Random }
  readonly keyType: (typeof COORDINATOR_KEY)[keyof typeof COORDINATOR_KEY]
  /** One FindCoordinator, at any broker. */
  readonly ask: (
    shape: (version: number) => FindCoordinatorRequestInput,
    scope: CallScope,
  ) => Promise<FindCoordinatorResponse>
  readonly learnBroker: (broker: BrokerAddress) => void
}

export class Coordinators {
  readonly #link: CoordinatorLink
  readonly #brokerByGroup = new Map<string, number>()

  constructor(link: CoordinatorLink) {
    this.#link = link
  }

  /** The coordinator of each group, or why it has none. Rejects when no broker answers. */
  async find(groupIds: readonly string[], scope: CallScope): Promise<Map<string, number | KafkaError>> {
    const found = new Map<string, number | KafkaError>()
    const missing: string[] = []
    for (const groupId of new Set(groupIds)) {
      const known = this.#brokerByGroup.get(groupId)
      if (known === undefined) missing.push(groupId)
      else found.set(groupId, known)
    }
    for (let start = 0; start < missing.length; start += MAX_KEYS_PER_REQUEST) {
      await this.#lookUp(missing.slice(start, start + MAX_KEYS_PER_REQUEST), found, scope)
    }
    return found
  }

  /** Forgets the coordinator of a group. */
  invalidate(groupId: string): void {
    this.#brokerByGroup.delete(groupId)
  }

  /** Runs `attempt` against the coordinator of a group, following it when it moves, within the scope. */
  run<T>(groupId: string, scope: CallScope, attempt: (brokerId: number) => Promise<T>): Promise<T> {
    return withRetries(this.#link.runtime, scope, {
      attempt: async () => {
        const brokerId = (await this.find([groupId], scope)).get(groupId)
        if (typeof brokerId === 'number') return attempt(brokerId)
        throw brokerId ?? new KafkaError('COORDINATOR_NOT_AVAILABLE')
      },
      onFailure: (error) => {
        if (isKafkaError(error, COORDINATOR_ERRORS)) this.invalidate(groupId)
      },
    })
  }

  async #lookUp(
    groupIds: readonly string[],
    found: Map<string, number | KafkaError>,
    scope: CallScope,
  ): Promise<void> {
    // A broker that knows no batches is asked one by one; which one answers is known only afterwards.
    let isBatched = true
    const first = await this.#ask((version) => {
      isBatched = version >= BATCHED_FROM
      return isBatched ? groupIds : groupIds.slice(0, 1)
    }, scope)
    this.#learn(first, groupIds[0] ?? '', found)
    if (isBatched) return
    for (const groupId of groupIds.slice(1)) {
      this.#learn(await this.#ask(() => [groupId], scope), groupId, found)
    }
  }

  #ask(
    groupsFor: (version: number) => readonly string[],
    scope: CallScope,
  ): Promise<FindCoordinatorResponse> {
    const { keyType } = this.#link
    return this.#link.ask((version) => {
      const groups = groupsFor(version)
      return version >= BATCHED_FROM
        ? { keyType, coordinatorKeys: groups }
        : { ...(version >= KEY_TYPE_FROM ? { keyType } : {}), key: groups[0] ?? '' }
    }, scope)
  }

  #learn(response: FindCoordinatorResponse, groupId: string, found: Map<string, number | KafkaError>): void {
    const rows = response.coordinators.length > 0 ? response.coordinators : [{ ...response, key: groupId }]
    for (const row of rows) {
      const error = errorOf(row.errorCode, row.errorMessage)
      if (error !== null) {
        found.set(row.key, error)
        continue
      }
      this.#link.learnBroker({ brokerId: row.nodeId, host: row.host, port: row.port, rack: null })
      this.#brokerByGroup.delete(row.key)
      this.#brokerByGroup.set(row.key, row.nodeId)
      found.set(row.key, row.nodeId)
    }
    for (const oldest of this.#brokerByGroup.keys()) {
      if (this.#brokerByGroup.size <= MAX_CACHED_COORDINATORS) break
      this.#brokerByGroup.delete(oldest)
    }
  }
}
