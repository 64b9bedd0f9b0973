/**
 * Kafka's pull-based Raft as a pure step function: what happened goes in (a request, an answer, a tick of
 * the clock), and what to do comes out as effects. No clock, socket or disk: the caller carries out the
 * effects in their order and tells how far its log reaches.
 *
 * Invariants: a voter gives one vote per epoch, and `persist` stands before whatever tells of it; the high
 * watermark never goes back, and is known to a leader only once a majority has a record of its own epoch;
 * epochs only grow. Longer than most files because it is the one place where role, epoch and vote change.
 * Source: KIP-595, KIP-996 (pre-vote).
 */
import { assert } from '../base/assert.ts'
import type { Random } from '../base/random.ts'

export type RaftRole = 'unattached' | 'follower' | 'prospective' | 'candidate' | 'leader'

/** What must survive a restart. */
export interface RaftVote {
  readonly epoch: number
  /** Whom this voter voted for in the epoch; null for nobody. */
  readonly votedFor: number | null
  /** The leader of the epoch, when it is known. */
  readonly leaderId: number | null
}

/** How far a log reaches. */
export interface LogEnd {
  /** Offset the next record gets. */
  readonly endOffset: number
  /** Epoch of the last record; 0 for an empty log. */
  readonly lastEpoch: number
}

export interface VoteQuestion {
  readonly epoch: number
  readonly candidateId: number
  readonly log: LogEnd
  readonly isPreVote: boolean
}

/** The answer of a voter to any question: what it knows of the epoch, and the vote. */
export interface VoteAnswer {
  readonly epoch: number
  readonly leaderId: number | null
  readonly isGranted: boolean
}

export type RaftEffect =
  /** Write this before any effect behind it. */
  | { readonly type: 'persist'; readonly vote: RaftVote }
  | { readonly type: 'ask'; readonly voterId: number; readonly question: VoteQuestion }
  /** Tell a voter who leads: it has not fetched in this epoch yet. */
  | { readonly type: 'announce'; readonly voterId: number; readonly epoch: number }
  /** Begin to lead: append a record in this epoch at once, so that what was there before can be committed. */
  | { readonly type: 'lead'; readonly epoch: number }
  /** This node does not lead any more. */
  | { readonly type: 'stepDown'; readonly epoch: number }
  | { readonly type: 'committed'; readonly highWatermark: number }

export interface RaftOptions {
  readonly nodeId: number
  readonly voters: readonly number[]
  readonly random: Random
  /** controller.quorum.election.timeout.ms */
  readonly electionTimeoutMs: number
  /** controller.quorum.fetch.timeout.ms */
  readonly fetchTimeoutMs: number
  /** Of this node's log; asked whenever it matters. */
  readonly log: () => LogEnd
  /** How far this node's log is on the device: its own share of a majority. */
  readonly syncedEnd: () => number
  readonly vote: RaftVote
  /** What is known to be committed from the start: the end of the snapshot this node begins with. */
  readonly highWatermark: number
  readonly nowMs: number
}

/** How far a replica is, as its leader knows. */
export interface ReplicaProgress {
  endOffset: number
  /** When it last fetched in this epoch; -Infinity before. */
  fetchedMs: number
  lastCaughtUpMs: number
}

/** An observer that has not fetched for so long is forgotten, as in Kafka. */
const OBSERVER_SESSION_MS = 300_000

/** Observers remembered; the one that was silent longest goes first. */
const MAX_OBSERVERS = 1_000

/** Time between announcements to a voter that does not fetch. */
const ANNOUNCE_INTERVAL_MS = 500

export class Raft {
  readonly #options: RaftOptions
  #role: RaftRole = 'unattached'
  #vote: RaftVote
  /** When patience ends: an election, or another try at one. */
  #deadlineMs: number
  #granted = new Set<number>()
  #progress = new Map<number, ReplicaProgress>()
  #observers = new Map<number, ReplicaProgress>()
  #announcedMs = Number.NEGATIVE_INFINITY
  #leadingSinceMs = 0
  #epochStartOffset = 0
  #highWatermark = 0

  constructor(options: RaftOptions) {
    assert(options.voters.includes(options.nodeId), 'a voter is one of the voters')
    this.#options = options
    const { vote, nodeId } = options
    this.#vote = vote.leaderId === nodeId ? { ...vote, leaderId: null } : vote
    this.#deadlineMs = options.nowMs + this.#patienceMs()
    if (this.#vote.leaderId !== null) {
      this.#role = 'follower'
      this.#deadlineMs = options.nowMs + options.fetchTimeoutMs
    }
    // Nobody to wait for: a quorum of one elects itself at the first tick.
    if (options.voters.length === 1) this.#deadlineMs = options.nowMs
    this.#highWatermark = options.highWatermark
  }

  get role(): RaftRole {
    return this.#role
  }

  get epoch(): number {
    return this.#vote.epoch
  }

  /** The leader as far as this node believes in it: one that was not heard of in time is told to nobody. */
  get leaderId(): number | null {
    return this.#role === 'follower' || this.#role === 'leader' ? this.#vote.leaderId : null
  }

  get highWatermark(): number {
    return this.#highWatermark
  }

  /** When `tick` should be called next, at the latest. */
  get nextDeadlineMs(): number {
    return this.#role === 'leader' ? this.#announcedMs + ANNOUNCE_INTERVAL_MS : this.#deadlineMs
  }

  /** What a leader knows of the voters. */
  progressOf(voterId: number): Readonly<ReplicaProgress> | undefined {
    return this.#progress.get(voterId)
  }

  /** What a leader knows of those who fetch without a vote. */
  observers(nowMs: number): ReadonlyMap<number, Readonly<ReplicaProgress>> {
    for (const [observerId, { fetchedMs }] of this.#observers) {
      if (nowMs - fetchedMs >= OBSERVER_SESSION_MS) this.#observers.delete(observerId)
    }
    return this.#observers
  }

  /** Time has passed. */
  tick(nowMs: number): RaftEffect[] {
    if (this.#role === 'leader') return this.#tickLeader(nowMs)
    if (nowMs < this.#deadlineMs) return []
    return this.#stand(nowMs)
  }

  /** A voter asks for a vote. */
  onQuestion(
    question: VoteQuestion,
    nowMs: number,
  ): { readonly answer: VoteAnswer; readonly effects: RaftEffect[] } {
    const effects: RaftEffect[] = []
    if (!question.isPreVote && question.epoch > this.#vote.epoch) {
      effects.push(...this.#enterEpoch(question.epoch, null, nowMs))
    }
    const isGranted = this.#mayGrant(question)
    if (isGranted && !question.isPreVote) {
      this.#vote = { ...this.#vote, votedFor: question.candidateId }
      this.#deadlineMs = nowMs + this.#patienceMs()
      effects.push({ type: 'persist', vote: this.#vote })
    }
    return { answer: { epoch: this.#vote.epoch, leaderId: this.leaderId, isGranted }, effects }
  }

  /** A voter has answered this node's question. */
  onAnswer(voterId: number, question: VoteQuestion, answer: VoteAnswer, nowMs: number): RaftEffect[] {
    const learned = this.#learn(answer, nowMs)
    const isAsking = question.isPreVote ? this.#role === 'prospective' : this.#role === 'candidate'
    if (!isAsking || question.epoch !== this.#vote.epoch || !answer.isGranted) return learned
    this.#granted.add(voterId)
    if (!this.#hasMajority) return learned
    return [...learned, ...(question.isPreVote ? this.#becomeCandidate(nowMs) : this.#becomeLeader(nowMs))]
  }

  /** Somebody says who leads an epoch, for example with the error of a request. */
  onHearsay(
    known: { readonly epoch: number; readonly leaderId: number | null },
    nowMs: number,
  ): RaftEffect[] {
    return this.#learn(known, nowMs)
  }

  /** The leader of an epoch makes itself known. False when it is not the leader, or not any more. */
  onAnnouncement(
    leader: { readonly epoch: number; readonly leaderId: number },
    nowMs: number,
  ): { readonly isAccepted: boolean; readonly effects: RaftEffect[] } {
    const isReturning = this.#role === 'prospective' && leader.epoch === this.#vote.epoch
    const effects = isReturning ? this.#follow(leader.leaderId, nowMs) : this.#learn(leader, nowMs)
    const isAccepted = this.#vote.epoch === leader.epoch && this.leaderId === leader.leaderId
    return { isAccepted, effects }
  }

  /** The leader has answered a fetch of this node: patience begins again, and what is committed is known. */
  onFetched(answer: { readonly epoch: number; readonly highWatermark: number }, nowMs: number): RaftEffect[] {
    if (answer.epoch !== this.#vote.epoch || this.#role !== 'follower') return []
    this.#deadlineMs = nowMs + this.#options.fetchTimeoutMs
    return this.#commit(Math.min(answer.highWatermark, this.#options.log().endOffset))
  }

  /** A replica fetches from this leader from `fetchOffset` on: it has all below. Only voters count. */
  onFetch(replicaId: number, fetchOffset: number, nowMs: number): RaftEffect[] {
    if (this.#role !== 'leader' || replicaId < 0) return []
    const voter = this.#progress.get(replicaId)
    const progress = voter ?? this.#observers.get(replicaId) ?? unheard()
    progress.endOffset = fetchOffset
    progress.fetchedMs = nowMs
    if (fetchOffset >= this.#options.log().endOffset) progress.lastCaughtUpMs = nowMs
    if (voter !== undefined) return this.#advance()
    // Set anew, so that the first in the map is the one that was silent longest.
    this.#observers.delete(replicaId)
    this.#observers.set(replicaId, progress)
    const [longestSilent] = this.#observers.keys()
    if (this.#observers.size > MAX_OBSERVERS && longestSilent !== undefined) {
      this.#observers.delete(longestSilent)
    }
    return []
  }

  /** A voter loads a snapshot from this leader: it is heard of, though it does not fetch. */
  onSnapshotFetch(voterId: number, nowMs: number): void {
    const progress = this.#progress.get(voterId)
    if (this.#role === 'leader' && progress !== undefined) progress.fetchedMs = nowMs
  }

  /** This node begins again behind a snapshot of the leader's: all below `endOffset` is committed. */
  onSnapshotLoaded(endOffset: number, nowMs: number): RaftEffect[] {
    assert(this.#role !== 'leader', 'a leader loads no snapshot')
    assert(endOffset <= this.#options.log().endOffset, 'the log begins behind the snapshot')
    this.#deadlineMs = nowMs + this.#options.fetchTimeoutMs
    return this.#commit(endOffset)
  }

  /** The leader has appended to its own log. */
  onAppended(): RaftEffect[] {
    return this.#role === 'leader' ? this.#advance() : []
  }

  /** This leader ends its epoch by itself: before it stops. */
  resign(nowMs: number): RaftEffect[] {
    if (this.#role !== 'leader') return []
    this.#role = 'unattached'
    this.#vote = { ...this.#vote, leaderId: null }
    this.#deadlineMs = nowMs + this.#patienceMs()
    return [
      { type: 'stepDown', epoch: this.#vote.epoch },
      { type: 'persist', vote: this.#vote },
    ]
  }

  /** The leader has resigned: no need to wait for its silence. */
  onResigned(epoch: number, nowMs: number): RaftEffect[] {
    if (epoch !== this.#vote.epoch || this.#role !== 'follower') return []
    this.#vote = { ...this.#vote, leaderId: null }
    this.#role = 'unattached'
    this.#deadlineMs = nowMs + this.#options.random.below(Math.max(1, this.#options.electionTimeoutMs / 10))
    return [{ type: 'persist', vote: this.#vote }]
  }

  get #others(): readonly number[] {
    return this.#options.voters.filter((voterId) => voterId !== this.#options.nodeId)
  }

  get #hasMajority(): boolean {
    return this.#granted.size * 2 > this.#options.voters.length
  }

  #patienceMs(): number {
    const { electionTimeoutMs, random } = this.#options
    return electionTimeoutMs + random.below(Math.max(1, electionTimeoutMs))
  }

  /** A log that lacks something committed must not lead; nor must anybody be unseated while the leader is heard. */
  #mayGrant(question: VoteQuestion): boolean {
    if (question.epoch < this.#vote.epoch) return false
    const own = this.#options.log()
    const isUpToDate =
      question.log.lastEpoch > own.lastEpoch ||
      (question.log.lastEpoch === own.lastEpoch && question.log.endOffset >= own.endOffset)
    if (!isUpToDate) return false
    if (question.isPreVote) {
      // With a leader that answers there is no reason for an election.
      return this.leaderId === null
    }
    if (this.#vote.leaderId !== null) return false
    return this.#vote.votedFor === null || this.#vote.votedFor === question.candidateId
  }

  #stand(nowMs: number): RaftEffect[] {
    this.#role = 'prospective'
    this.#granted = new Set([this.#options.nodeId])
    this.#deadlineMs = nowMs + this.#patienceMs()
    if (this.#hasMajority) return this.#becomeCandidate(nowMs)
    return this.#askAll(true)
  }

  #becomeCandidate(nowMs: number): RaftEffect[] {
    this.#role = 'candidate'
    this.#vote = { epoch: this.#vote.epoch + 1, votedFor: this.#options.nodeId, leaderId: null }
    this.#granted = new Set([this.#options.nodeId])
    this.#deadlineMs = nowMs + this.#patienceMs()
    const persist: RaftEffect = { type: 'persist', vote: this.#vote }
    if (this.#hasMajority) return [persist, ...this.#becomeLeader(nowMs)]
    return [persist, ...this.#askAll(false)]
  }

  #askAll(isPreVote: boolean): RaftEffect[] {
    const question: VoteQuestion = {
      epoch: this.#vote.epoch,
      candidateId: this.#options.nodeId,
      log: this.#options.log(),
      isPreVote,
    }
    return this.#others.map((voterId) => ({ type: 'ask', voterId, question }))
  }

  #becomeLeader(nowMs: number): RaftEffect[] {
    assert(this.#vote.votedFor === this.#options.nodeId, 'a leader has voted for itself')
    this.#role = 'leader'
    this.#vote = { ...this.#vote, leaderId: this.#options.nodeId }
    this.#epochStartOffset = this.#options.log().endOffset
    this.#leadingSinceMs = nowMs
    this.#announcedMs = nowMs
    this.#progress = new Map(this.#others.map((voterId) => [voterId, unheard()]))
    this.#observers.clear()
    return [
      { type: 'persist', vote: this.#vote },
      { type: 'lead', epoch: this.#vote.epoch },
      ...this.#others.map((voterId): RaftEffect => ({ type: 'announce', voterId, epoch: this.#vote.epoch })),
    ]
  }

  /** A leader that no majority fetches from does not know whether it still is one. */
  #tickLeader(nowMs: number): RaftEffect[] {
    const isHeard = ({ fetchedMs }: ReplicaProgress) =>
      nowMs - Math.max(fetchedMs, this.#leadingSinceMs) < this.#options.fetchTimeoutMs * 1.5
    const heard = [...this.#progress.values()].filter(isHeard).length + 1
    if (heard * 2 <= this.#options.voters.length) return this.resign(nowMs)
    if (nowMs < this.#announcedMs + ANNOUNCE_INTERVAL_MS) return []
    this.#announcedMs = nowMs
    return [...this.#progress]
      .filter(([, { fetchedMs }]) => nowMs - fetchedMs >= this.#options.fetchTimeoutMs)
      .map(([voterId]) => ({ type: 'announce', voterId, epoch: this.#vote.epoch }))
  }

  #learn(known: { readonly epoch: number; readonly leaderId: number | null }, nowMs: number): RaftEffect[] {
    if (known.epoch > this.#vote.epoch) return this.#enterEpoch(known.epoch, known.leaderId, nowMs)
    if (known.epoch < this.#vote.epoch || known.leaderId === null) return []
    // Others may not have heard that this node has resigned, or was started again.
    if (known.leaderId === this.#options.nodeId || this.#role === 'follower') return []
    // Whoever was not heard of in time is not believed in again because others still do.
    if (this.#role === 'prospective' && known.leaderId === this.#vote.leaderId) return []
    assert(
      this.#vote.leaderId === null || this.#vote.leaderId === known.leaderId,
      'an epoch has one leader',
      { epoch: known.epoch },
    )
    return this.#follow(known.leaderId, nowMs)
  }

  #enterEpoch(epoch: number, leaderId: number | null, nowMs: number): RaftEffect[] {
    assert(epoch > this.#vote.epoch, 'epochs grow')
    const effects: RaftEffect[] =
      this.#role === 'leader' ? [{ type: 'stepDown', epoch: this.#vote.epoch }] : []
    this.#vote = { epoch, votedFor: null, leaderId: null }
    if (leaderId !== null && leaderId !== this.#options.nodeId) {
      return [...effects, ...this.#follow(leaderId, nowMs)]
    }
    this.#role = 'unattached'
    this.#deadlineMs = nowMs + this.#patienceMs()
    return [...effects, { type: 'persist', vote: this.#vote }]
  }

  #follow(leaderId: number, nowMs: number): RaftEffect[] {
    this.#role = 'follower'
    this.#vote = { ...this.#vote, leaderId }
    this.#deadlineMs = nowMs + this.#options.fetchTimeoutMs
    return [{ type: 'persist', vote: this.#vote }]
  }

  /** The offset a majority has reached, once it lies in this epoch. */
  #advance(): RaftEffect[] {
    const ends = [...this.#progress.values()].map(({ endOffset }) => endOffset)
    ends.push(this.#options.syncedEnd())
    ends.sort((a, b) => b - a)
    const reached = ends[Math.floor(ends.length / 2)]
    assert(reached !== undefined, 'a quorum has a voter')
    return reached > this.#epochStartOffset ? this.#commit(reached) : []
  }

  #commit(offset: number): RaftEffect[] {
    if (offset <= this.#highWatermark) return []
    this.#highWatermark = offset
    return [{ type: 'committed', highWatermark: offset }]
  }
}

function unheard(): ReplicaProgress {
  return { endOffset: 0, fetchedMs: Number.NEGATIVE_INFINITY, lastCaughtUpMs: Number.NEGATIVE_INFINITY }
}
