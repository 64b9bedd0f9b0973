/** A member of a classic group, and what it is answered. */
import type { CancelTimer } from '../../base/clock.ts'
import type { JoinGroupResponseInput } from '../../wire/generated/join-group.ts'
import type { SyncGroupResponseInput } from '../../wire/generated/sync-group.ts'
import { errorCode } from '../../wire/kafka-error.ts'
import type { ErrorName } from '../../wire/schema/errors.ts'
import type { Parked } from './parked.ts'

/** "No id yet" in a JoinGroup, "known by its instance id alone" in a LeaveGroup. */
export const UNKNOWN_MEMBER = ''

/** Generation of an answer that is an error, and of requests from outside a group. */
export const NO_GENERATION = -1

export const NO_BYTES: Buffer = Buffer.alloc(0)

/** A way of assigning that the member supports, with what it tells the leader for it. */
export interface MemberProtocol {
  readonly name: string
  readonly metadata: Buffer
}

export type JoinAnswer = JoinGroupResponseInput
export type SyncAnswer = SyncGroupResponseInput

/** What a member says of itself when it joins. */
export interface MemberTerms {
  readonly rebalanceTimeoutMs: number
  readonly sessionTimeoutMs: number
  /** The preferred first. */
  readonly protocols: readonly MemberProtocol[]
}

export class ClassicMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly clientId: string
  readonly clientHost: string
  terms: MemberTerms
  assignment: Buffer = NO_BYTES
  /** True until its first JoinGroup is answered: it cannot heartbeat before it knows its id. */
  isNew = false
  parkedJoin: Parked<JoinAnswer> | null = null
  parkedSync: Parked<SyncAnswer> | null = null
  cancelSession: CancelTimer = () => {}

  constructor(options: {
    readonly memberId: string
    readonly groupInstanceId: string | null
    readonly clientId: string
    readonly clientHost: string
    readonly terms: MemberTerms
  }) {
    this.memberId = options.memberId
    this.groupInstanceId = options.groupInstanceId
    this.clientId = options.clientId
    this.clientHost = options.clientHost
    this.terms = options.terms
  }

  get isStatic(): boolean {
    return this.groupInstanceId !== null
  }

  /** True when its JoinGroup waits to be answered, even if the connection has ended since. */
  get isAwaitingJoin(): boolean {
    return this.parkedJoin !== null
  }

  /** A member that waits for an answer need not heartbeat, unless it is new or its connection has ended. */
  get isExcusedFromHeartbeat(): boolean {
    const parked = this.parkedJoin ?? this.parkedSync
    return !this.isNew && parked !== null && !parked.isAbandoned
  }

  /** Bytes it told, over all protocols. */
  get metadataBytes(): number {
    return metadataBytesOf(this.terms.protocols)
  }

  /** What it told for one protocol. */
  metadataFor(protocol: string): Buffer {
    return this.terms.protocols.find(({ name }) => name === protocol)?.metadata ?? NO_BYTES
  }

  /** True when `protocols` are what it offered before, in the same order and to the byte. */
  matches(protocols: readonly MemberProtocol[]): boolean {
    const own = this.terms.protocols
    return (
      own.length === protocols.length &&
      own.every(({ name, metadata }, index) => {
        const other = protocols[index]
        return other !== undefined && other.name === name && other.metadata.equals(metadata)
      })
    )
  }

  answerJoin(answer: JoinAnswer): void {
    this.parkedJoin?.settle(answer)
    this.parkedJoin = null
  }

  /** Returns false when no SyncGroup was waiting. */
  answerSync(answer: SyncAnswer): boolean {
    if (this.parkedSync === null) return false
    this.parkedSync.settle(answer)
    this.parkedSync = null
    return true
  }
}

/** Bytes of all metadata in a list of protocols. */
export function metadataBytesOf(protocols: readonly MemberProtocol[]): number {
  return protocols.reduce((sum, { metadata }) => sum + metadata.length, 0)
}

/** A JoinGroup answered with an error. */
export function joinError(error: ErrorName, memberId: string = UNKNOWN_MEMBER): JoinAnswer {
  return {
    errorCode: errorCode(error),
    generationId: NO_GENERATION,
    protocolType: null,
    protocolName: null,
    leader: UNKNOWN_MEMBER,
    memberId,
    members: [],
  }
}

/** A SyncGroup answered with an error. */
export function syncError(error: ErrorName): SyncAnswer {
  return { errorCode: errorCode(error), assignment: NO_BYTES }
}
