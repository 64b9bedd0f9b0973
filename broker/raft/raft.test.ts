import { describe, expect, it } from 'vitest'
import { assert } from '../base/assert.ts'
import { SeededRandom } from '../base/random.ts'
import { type EpochEnd, judgeFetch, type LogOutline, truncationOffset } from './fetch-answer.ts'
import { Raft, type RaftEffect, type RaftVote } from './raft.ts'

const ELECTION_MS = 100
const FETCH_MS = 200
const STEP_MS = 10

interface Entry {
  readonly epoch: number
  readonly value: number
}

/** Snapshots a voter keeps; its log begins where the older one ends. */
const KEPT_SNAPSHOTS = 2

/**
 * One voter: the core, a log in memory and what was persisted. Entries below `start` are in a snapshot only:
 * they stay in the array, so that they can be compared, and are not served.
 */
class Voter {
  log: Entry[] = []
  start = 0
  snapshots: EpochEnd[] = []
  persisted: RaftVote = { epoch: 0, votedFor: null, leaderId: null }
  raft: Raft
  committed = 0
  isUp = true
  readonly nodeId: number
  readonly #voters: readonly number[]
  readonly #random: SeededRandom

  constructor(nodeId: number, voters: readonly number[], random: SeededRandom) {
    this.nodeId = nodeId
    this.#voters = voters
    this.#random = random
    this.raft = this.#make(0)
  }

  get end() {
    return { endOffset: this.log.length, lastEpoch: this.log.at(-1)?.epoch ?? 0 }
  }

  /** The log as the rules for fetches see it. */
  get outline(): LogOutline {
    return {
      startOffset: this.start,
      endOffset: this.log.length,
      endOf: (epoch) => this.endOf(epoch),
      earliestSnapshot: this.snapshots[0] ?? null,
      latestSnapshot: this.snapshots.at(-1) ?? null,
    }
  }

  endOf(epoch: number): EpochEnd {
    const starts: { epoch: number; offset: number }[] = []
    for (let offset = this.start; offset < this.log.length; offset += 1) {
      const entry = this.log[offset]
      if (entry !== undefined && entry.epoch !== starts.at(-1)?.epoch)
        starts.push({ epoch: entry.epoch, offset })
    }
    const latest = this.snapshots.at(-1)
    if (starts.length === 0 && latest !== undefined) starts.push({ epoch: latest.epoch, offset: this.start })
    if (starts.at(-1)?.epoch === epoch) return { epoch, endOffset: this.log.length }
    const next = starts.findIndex((each) => each.epoch > epoch)
    const following = starts[next]
    if (following === undefined) return { epoch: -1, endOffset: -1 }
    return { epoch: starts[next - 1]?.epoch ?? epoch, endOffset: following.offset }
  }

  /** Sums up what is committed and cuts the log behind the snapshot before this one. */
  takeSnapshot(): void {
    const endOffset = this.committed
    const epoch = this.log[endOffset - 1]?.epoch
    if (epoch === undefined || endOffset <= (this.snapshots.at(-1)?.endOffset ?? 0)) return
    this.snapshots = [...this.snapshots, { endOffset, epoch }].slice(-KEPT_SNAPSHOTS)
    if (this.snapshots.length === KEPT_SNAPSHOTS) this.start = this.snapshots[0]?.endOffset ?? 0
  }

  /** Begins again behind a snapshot of another voter. */
  loadSnapshot(from: Voter, id: EpochEnd): void {
    this.log = from.log.slice(0, id.endOffset)
    this.start = id.endOffset
    this.snapshots = [id]
  }

  restart(nowMs: number): void {
    this.isUp = true
    this.committed = this.snapshots.at(-1)?.endOffset ?? 0
    this.raft = this.#make(nowMs)
  }

  #make(nowMs: number): Raft {
    return new Raft({
      nodeId: this.nodeId,
      voters: this.#voters,
      random: this.#random,
      electionTimeoutMs: ELECTION_MS,
      fetchTimeoutMs: FETCH_MS,
      log: () => this.end,
      syncedEnd: () => this.end.endOffset,
      vote: this.persisted,
      highWatermark: this.snapshots.at(-1)?.endOffset ?? 0,
      nowMs,
    })
  }
}

/** Voters, a clock, and a network that can lose messages and be cut. Everything in one thread, by one seed. */
class Quorum {
  nowMs = 0
  readonly voters: Map<number, Voter>
  readonly leaders = new Map<number, number>()
  readonly #random: SeededRandom
  readonly #cut = new Set<string>()
  lossPercent = 0
  /** Snapshots that voters have loaded from leaders. */
  loadedCount = 0
  committedLog: Entry[] = []

  constructor(count: number, seed: number) {
    this.#random = new SeededRandom(seed)
    const ids = Array.from({ length: count }, (_, index) => index + 1)
    this.voters = new Map(ids.map((id) => [id, new Voter(id, ids, this.#random)]))
  }

  get random() {
    return this.#random
  }

  voter(id: number): Voter {
    const voter = this.voters.get(id)
    assert(voter !== undefined, 'the voter exists')
    return voter
  }

  cut(a: number, b: number): void {
    this.#cut.add(`${a}-${b}`).add(`${b}-${a}`)
  }

  heal(): void {
    this.#cut.clear()
  }

  get leader(): Voter | undefined {
    return [...this.voters.values()].find((voter) => voter.isUp && voter.raft.role === 'leader')
  }

  /** True when a message gets from one to the other, this time. */
  #reaches(from: Voter, to: Voter): boolean {
    if (!from.isUp || !to.isUp || this.#cut.has(`${from.nodeId}-${to.nodeId}`)) return false
    return this.#random.below(100) >= this.lossPercent
  }

  carryOut(voter: Voter, effects: readonly RaftEffect[]): void {
    for (const effect of effects) {
      switch (effect.type) {
        case 'persist':
          expect(effect.vote.epoch).toBeGreaterThanOrEqual(voter.persisted.epoch)
          voter.persisted = effect.vote
          break
        case 'ask': {
          const other = this.voter(effect.voterId)
          if (!this.#reaches(voter, other)) break
          const { answer, effects: theirs } = other.raft.onQuestion(effect.question, this.nowMs)
          this.carryOut(other, theirs)
          if (!this.#reaches(other, voter)) break
          this.carryOut(voter, voter.raft.onAnswer(other.nodeId, effect.question, answer, this.nowMs))
          break
        }
        case 'announce': {
          const other = this.voter(effect.voterId)
          if (!this.#reaches(voter, other)) break
          const leader = { epoch: effect.epoch, leaderId: voter.nodeId }
          this.carryOut(other, other.raft.onAnnouncement(leader, this.nowMs).effects)
          break
        }
        case 'lead': {
          const other = this.leaders.get(effect.epoch)
          expect(other ?? voter.nodeId).toBe(voter.nodeId) // one leader per epoch
          this.leaders.set(effect.epoch, voter.nodeId)
          voter.log.push({ epoch: effect.epoch, value: -1 })
          this.carryOut(voter, voter.raft.onAppended())
          break
        }
        case 'committed':
          this.#commit(voter, effect.highWatermark)
          break
        case 'stepDown':
          break
      }
    }
  }

  /** What one voter knows to be committed, all agree on for ever. */
  #commit(voter: Voter, highWatermark: number): void {
    expect(highWatermark).toBeGreaterThanOrEqual(voter.committed)
    expect(highWatermark).toBeLessThanOrEqual(voter.log.length)
    voter.committed = highWatermark
    for (let offset = 0; offset < highWatermark; offset += 1) {
      const entry = voter.log[offset]
      assert(entry !== undefined, 'a committed entry is there')
      const known = this.committedLog[offset]
      if (known === undefined) this.committedLog[offset] = entry
      else expect(entry).toEqual(known)
    }
  }

  /** One fetch of a follower, truncation included. */
  fetch(voter: Voter): void {
    const { leaderId, epoch } = voter.raft
    if (!voter.isUp || leaderId === null || leaderId === voter.nodeId) return
    const leader = this.voter(leaderId)
    if (!this.#reaches(voter, leader)) return
    if (leader.raft.role !== 'leader' || leader.raft.epoch !== epoch) {
      this.carryOut(
        voter,
        voter.raft.onHearsay({ epoch: leader.raft.epoch, leaderId: leader.raft.leaderId }, this.nowMs),
      )
      return
    }
    const verdict = judgeFetch(leader.outline, {
      fetchOffset: voter.log.length,
      lastFetchedEpoch: voter.log.at(-1)?.epoch ?? -1,
    })
    expect(verdict.type).not.toBe('outOfRange')
    if (verdict.type === 'diverging') {
      voter.log.length = truncationOffset(voter.outline, verdict)
      expect(voter.log.length).toBeGreaterThanOrEqual(voter.committed)
      this.carryOut(voter, voter.raft.onFetched({ epoch, highWatermark: 0 }, this.nowMs))
      return
    }
    if (verdict.type === 'snapshot') {
      leader.raft.onSnapshotFetch(voter.nodeId, this.nowMs)
      if (!this.#reaches(leader, voter)) return
      expect(verdict.endOffset).toBeGreaterThan(voter.committed)
      voter.loadSnapshot(leader, verdict)
      this.loadedCount += 1
      this.carryOut(voter, voter.raft.onSnapshotLoaded(verdict.endOffset, this.nowMs))
      return
    }
    this.carryOut(leader, leader.raft.onFetch(voter.nodeId, voter.log.length, this.nowMs))
    voter.log.push(...leader.log.slice(voter.log.length))
    if (!this.#reaches(leader, voter)) return
    const { highWatermark } = leader.raft
    this.carryOut(voter, voter.raft.onFetched({ epoch, highWatermark }, this.nowMs))
  }

  propose(value: number): boolean {
    const { leader } = this
    if (leader === undefined) return false
    leader.log.push({ epoch: leader.raft.epoch, value })
    this.carryOut(leader, leader.raft.onAppended())
    return true
  }

  run(forMs: number): void {
    for (const endMs = this.nowMs + forMs; this.nowMs < endMs; this.nowMs += STEP_MS) {
      for (const voter of this.voters.values()) {
        if (!voter.isUp) continue
        this.carryOut(voter, voter.raft.tick(this.nowMs))
        this.fetch(voter)
      }
    }
  }
}

describe('a quorum', () => {
  it('of one leads itself at once', () => {
    const quorum = new Quorum(1, 1)
    quorum.run(STEP_MS)
    expect(quorum.leader?.nodeId).toBe(1)
    expect(quorum.leader?.raft.highWatermark).toBe(1)
  })

  it('of three elects one leader, which commits', () => {
    const quorum = new Quorum(3, 1)
    quorum.run(1_000)
    expect(quorum.propose(7)).toBe(true)
    quorum.run(100)
    expect(quorum.leader?.raft.highWatermark).toBe(quorum.leader?.log.length)
    expect([...quorum.voters.values()].map(({ raft }) => raft.leaderId)).toEqual(
      Array.from({ length: 3 }, () => quorum.leader?.nodeId),
    )
  })

  it('replaces a leader that is gone within its patience', () => {
    const quorum = new Quorum(3, 2)
    quorum.run(1_000)
    const first = quorum.leader
    assert(first !== undefined, 'somebody leads')
    first.isUp = false
    quorum.run(FETCH_MS + ELECTION_MS * 4)
    expect(quorum.leader?.nodeId).not.toBe(first.nodeId)
    expect(quorum.leader?.raft.epoch).toBeGreaterThan(first.raft.epoch)
  })

  it('keeps its leader when a voter that was cut off comes back', () => {
    const quorum = new Quorum(3, 3)
    quorum.run(1_000)
    const { leader } = quorum
    assert(leader !== undefined, 'somebody leads')
    const lost = [...quorum.voters.values()].find((voter) => voter !== leader)
    assert(lost !== undefined, 'somebody follows')
    for (const other of quorum.voters.keys()) if (other !== lost.nodeId) quorum.cut(lost.nodeId, other)
    quorum.run(3_000)
    quorum.heal()
    quorum.run(1_000)
    expect(quorum.leader?.nodeId).toBe(leader.nodeId)
    expect(quorum.leader?.raft.epoch).toBe(lost.raft.epoch)
  })

  it('has a leader that nobody hears step down', () => {
    const quorum = new Quorum(3, 4)
    quorum.run(1_000)
    const first = quorum.leader
    assert(first !== undefined, 'somebody leads')
    for (const other of quorum.voters.keys()) if (other !== first.nodeId) quorum.cut(first.nodeId, other)
    quorum.run(FETCH_MS * 3)
    expect(first.raft.role).not.toBe('leader')
  })

  it('does not lead with a log that lacks what is committed', () => {
    const quorum = new Quorum(3, 5)
    quorum.run(1_000)
    const behind = [...quorum.voters.values()].find((voter) => voter !== quorum.leader)
    assert(behind !== undefined, 'somebody follows')
    behind.isUp = false
    quorum.propose(1)
    quorum.run(100)
    const first = quorum.leader
    assert(first !== undefined, 'somebody leads')
    first.isUp = false
    behind.restart(quorum.nowMs)
    quorum.run(3_000)
    expect(quorum.leader?.nodeId).not.toBe(behind.nodeId)
    expect(quorum.leader?.log.some(({ value }) => value === 1)).toBe(true)
  })

  it('brings a voter back that was away while the log was cut behind it', () => {
    const quorum = new Quorum(3, 6)
    quorum.run(1_000)
    const away = [...quorum.voters.values()].find((voter) => voter !== quorum.leader)
    assert(away !== undefined, 'somebody follows')
    away.isUp = false
    for (let round = 0; round < 4; round += 1) {
      quorum.propose(round)
      quorum.run(100)
      quorum.leader?.takeSnapshot()
    }
    expect(quorum.leader?.start).toBeGreaterThan(away.log.length)
    away.restart(quorum.nowMs)
    quorum.run(500)
    expect(quorum.loadedCount).toBe(1)
    expect(away.log).toEqual(quorum.leader?.log)
  })

  it.each(Array.from({ length: 60 }, (_, seed) => seed + 1))(
    'never disagrees about what is committed, whatever is lost (seed %i)',
    (seed) => {
      const quorum = new Quorum(seed % 2 === 0 ? 3 : 5, seed)
      const { random } = quorum
      for (let round = 0; round < 60; round += 1) {
        quorum.lossPercent = random.below(3) === 0 ? random.below(60) : 0
        const ids = [...quorum.voters.keys()]
        const any = () => ids[random.below(ids.length)] ?? 1
        switch (random.below(8)) {
          case 0:
            quorum.voter(any()).isUp = false
            break
          case 1:
            for (const voter of quorum.voters.values()) if (!voter.isUp) voter.restart(quorum.nowMs)
            break
          case 2:
            quorum.cut(any(), any())
            break
          case 3:
            quorum.heal()
            break
          case 4:
            quorum.voter(any()).restart(quorum.nowMs)
            break
          case 5:
            for (const voter of quorum.voters.values()) if (voter.isUp) voter.takeSnapshot()
            break
          case 6:
            quorum.voter(any()).takeSnapshot()
            break
          default:
            quorum.propose(round)
        }
        quorum.run(random.below(300))
      }
      quorum.lossPercent = 0
      quorum.heal()
      for (const voter of quorum.voters.values()) if (!voter.isUp) voter.restart(quorum.nowMs)
      quorum.run(3_000)
      expect(quorum.propose(1_000)).toBe(true)
      quorum.run(500)
      const logs = [...quorum.voters.values()].map(({ log }) => log)
      for (const log of logs) expect(log).toEqual(logs[0])
      expect(quorum.committedLog).toEqual(logs[0])
    },
  )
})
