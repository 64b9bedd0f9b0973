/**
 * Share sessions: what each member reads on this broker, so that it need not say it in every request. A
 * session belongs to a member of a group and ends with its connection; its epoch counts its requests, so that
 * one that is lost or sent twice is noticed. The number of sessions and of their partitions is bounded.
 *
 * Source: KIP-932, ShareSessionCache.
 */
import { assert } from '../base/assert.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { Uuid } from '../wire/reader.ts'
import { MAX_SESSION_PARTITIONS } from './limits.ts'

/** Session epochs with a meaning of their own. */
export const INITIAL_EPOCH = 0
export const FINAL_EPOCH = -1

const MAX_EPOCH = 0x7fff_ffff

/** A partition of a session. */
export interface SessionPartition {
  readonly topicId: Uuid
  readonly partition: number
}

/** The connection a session lives on. */
export interface SessionConnection {
  readonly closed: AbortSignal
}

/** A member of a group: whose session it is. */
export interface SessionMember {
  readonly groupId: string
  readonly memberId: string
}

/** What one member reads here. */
export interface ShareSession extends SessionMember {
  /** In the order they were added. */
  readonly partitions: ReadonlyMap<string, SessionPartition>
  /** The epoch the next request is to have. */
  readonly epoch: number
}

interface StoredSession extends ShareSession {
  readonly partitions: Map<string, SessionPartition>
  readonly connection: SessionConnection
  readonly onClose: () => void
  epoch: number
}

export class ShareSessions {
  readonly #sessions = new Map<string, StoredSession>()
  /** How many sessions each group has here, by group id; a group without a session has no entry. */
  readonly #groups = new Map<string, number>()
  readonly #maxSessions: () => number
  readonly #onLost: (session: ShareSession) => void

  /** @param onLost a session ended because its connection did. */
  constructor(maxSessions: () => number, onLost: (session: ShareSession) => void) {
    this.#maxSessions = maxSessions
    this.#onLost = onLost
  }

  get count(): number {
    return this.#sessions.size
  }

  /** True while a member of the group has a session here. */
  hasGroup(groupId: string): boolean {
    return this.#groups.has(groupId)
  }

  /** Opens a session, in place of an older one of the member. @throws KafkaError SHARE_SESSION_LIMIT_REACHED. */
  open(
    member: SessionMember,
    partitions: readonly SessionPartition[],
    connection: SessionConnection,
  ): ShareSession {
    this.#remove(keyOf(member))
    if (this.#sessions.size >= this.#maxSessions()) throw new KafkaError('SHARE_SESSION_LIMIT_REACHED')
    const session: StoredSession = {
      ...member,
      partitions: new Map(partitions.map((each) => [partitionKeyOf(each), each])),
      connection,
      epoch: 1,
      onClose: () => {
        if (this.#sessions.get(keyOf(member)) !== session) return
        this.#remove(keyOf(member))
        this.#onLost(session)
      },
    }
    if (session.partitions.size > MAX_SESSION_PARTITIONS) throw new KafkaError('INVALID_REQUEST')
    this.#sessions.set(keyOf(member), session)
    this.#groups.set(member.groupId, (this.#groups.get(member.groupId) ?? 0) + 1)
    connection.closed.addEventListener('abort', session.onClose, { once: true })
    return session
  }

  /**
   * Takes in the next request of a session.
   * @throws KafkaError SHARE_SESSION_NOT_FOUND, INVALID_SHARE_SESSION_EPOCH.
   */
  advance(
    member: SessionMember,
    epoch: number,
    change: { readonly added: readonly SessionPartition[]; readonly removed: readonly SessionPartition[] },
  ): ShareSession {
    const session = this.#get(member)
    if (session.epoch !== epoch) throw new KafkaError('INVALID_SHARE_SESSION_EPOCH')
    if (session.partitions.size + change.added.length > MAX_SESSION_PARTITIONS + change.removed.length) {
      throw new KafkaError('INVALID_REQUEST', 'The session has too many partitions')
    }
    session.epoch = epoch === MAX_EPOCH ? 1 : epoch + 1
    for (const each of change.added) session.partitions.set(partitionKeyOf(each), each)
    for (const each of change.removed) session.partitions.delete(partitionKeyOf(each))
    return session
  }

  /** A member's session. @throws KafkaError SHARE_SESSION_NOT_FOUND. */
  require(member: SessionMember): ShareSession {
    return this.#get(member)
  }

  /** Ends a session. @throws KafkaError SHARE_SESSION_NOT_FOUND. */
  close(member: SessionMember): ShareSession {
    const session = this.#get(member)
    this.#remove(keyOf(member))
    return session
  }

  #get(member: SessionMember): StoredSession {
    const session = this.#sessions.get(keyOf(member))
    if (session === undefined) throw new KafkaError('SHARE_SESSION_NOT_FOUND')
    return session
  }

  #remove(key: string): void {
    const session = this.#sessions.get(key)
    if (session === undefined) return
    session.connection.closed.removeEventListener('abort', session.onClose)
    const isRemoved = this.#sessions.delete(key)
    assert(isRemoved, 'a session is removed once')
    const left = (this.#groups.get(session.groupId) ?? 0) - 1
    assert(left >= 0, 'sessions of a group are counted')
    if (left > 0) this.#groups.set(session.groupId, left)
    else this.#groups.delete(session.groupId)
  }
}

/** How a session names a partition. */
export function partitionKeyOf({ topicId, partition }: SessionPartition): string {
  return `${topicId}/${partition}`
}

function keyOf({ groupId, memberId }: SessionMember): string {
  return `${memberId}/${groupId}`
}
