/**
 * Transcripts: `testdata/*.txt` tell what happens to voter 1, line by line. `> ` is an event, the lines under
 * it are what must come of it, `#` begins a comment. Patience is not random here: an election is tried after
 * 1,000 ms, a leader is given up after 2,000 ms.
 */
import path from 'node:path'
import { assert } from '../base/assert.ts'
import type { Random } from '../base/random.ts'
import { describeTranscripts } from '../testing/transcripts.ts'
import { type FetchVerdict, judgeFetch, type LogOutline, truncationOffset } from './fetch-answer.ts'
import { type LogEnd, Raft, type RaftEffect, type VoteQuestion } from './raft.ts'

const DIRECTORY = path.join(import.meta.dirname, 'testdata')
const NODE_ID = 1
const LEAST_CHANCE: Random = { below: () => 0, next: () => 0, bytes: (count) => new Uint8Array(count) }

/** `12@3`: an offset and an epoch. */
function parsePoint(text: string | undefined): LogEnd {
  const match = /^(\d+)@(-?\d+)$/.exec(text ?? '')
  assert(match !== null, 'an offset and an epoch are written 12@3', { text })
  return { endOffset: Number(match[1]), lastEpoch: Number(match[2]) }
}

function show(effect: RaftEffect): string {
  switch (effect.type) {
    case 'persist': {
      const { epoch, votedFor, leaderId } = effect.vote
      return `persist epoch ${epoch} voted ${votedFor ?? '-'} leader ${leaderId ?? '-'}`
    }
    case 'ask': {
      const { isPreVote, epoch, log } = effect.question
      return `ask ${effect.voterId} ${isPreVote ? 'pre ' : ''}epoch ${epoch} log ${log.endOffset}@${log.lastEpoch}`
    }
    case 'announce':
      return `announce to ${effect.voterId} epoch ${effect.epoch}`
    case 'lead':
      return `lead epoch ${effect.epoch}`
    case 'stepDown':
      return `step down epoch ${effect.epoch}`
    case 'committed':
      return `committed ${effect.highWatermark}`
  }
}

function showVerdict(verdict: FetchVerdict): string {
  return 'epoch' in verdict ? `${verdict.type} ${verdict.endOffset}@${verdict.epoch}` : verdict.type
}

/** Runs the events of one transcript. */
class Transcript {
  #raft: Raft | null = null
  #log: LogEnd = { endOffset: 0, lastEpoch: 0 }
  #nowMs = 0
  #outline: LogOutline | null = null
  readonly #questions = new Map<number, VoteQuestion>()

  run(line: string): string[] {
    const words = line.split(/\s+/)
    const verb = words[0] ?? ''
    const after = (name: string) => words[words.indexOf(name) + 1]
    const numberAfter = (name: string, fallback?: number) => {
      const value = words.includes(name) ? Number(after(name)) : fallback
      assert(value !== undefined && !Number.isNaN(value), 'a number follows', { line, name })
      return value
    }
    const idAfter = (name: string) =>
      words.includes(name) && after(name) !== '-' ? Number(after(name)) : null
    switch (verb) {
      case 'start':
        this.#log = parsePoint(after('log'))
        this.#raft = new Raft({
          nodeId: NODE_ID,
          voters: (after('voters') ?? '').split(',').map(Number),
          random: LEAST_CHANCE,
          electionTimeoutMs: 1_000,
          fetchTimeoutMs: 2_000,
          log: () => this.#log,
          syncedEnd: () => this.#log.endOffset,
          vote: { epoch: numberAfter('epoch', 0), votedFor: idAfter('voted'), leaderId: idAfter('leader') },
          highWatermark: numberAfter('high', 0),
          nowMs: this.#nowMs,
        })
        return []
      case 'at':
        this.#nowMs = numberAfter('at')
        return this.#shown(this.raft.tick(this.#nowMs))
      case 'time':
        this.#nowMs = numberAfter('time')
        return []
      case 'log':
        this.#log = parsePoint(after('log'))
        return []
      case 'appended':
        this.#log = parsePoint(after('appended'))
        return this.#shown(this.raft.onAppended())
      case 'asked': {
        const question = {
          epoch: numberAfter('epoch'),
          candidateId: numberAfter('by'),
          log: parsePoint(after('log')),
          isPreVote: words.includes('pre'),
        }
        const { answer, effects } = this.raft.onQuestion(question, this.#nowMs)
        const verdict = answer.isGranted ? 'granted' : 'refused'
        return [`${verdict} epoch ${answer.epoch} leader ${answer.leaderId ?? '-'}`, ...this.#shown(effects)]
      }
      case 'answer': {
        const voterId = numberAfter('of')
        const question = this.#questions.get(voterId)
        assert(question !== undefined, 'the voter was asked', { line })
        const answer = {
          epoch: numberAfter('epoch'),
          leaderId: idAfter('leader'),
          isGranted: words.includes('granted'),
        }
        return this.#shown(this.raft.onAnswer(voterId, question, answer, this.#nowMs))
      }
      case 'announced': {
        const leader = { epoch: numberAfter('epoch'), leaderId: numberAfter('by') }
        const { isAccepted, effects } = this.raft.onAnnouncement(leader, this.#nowMs)
        return [isAccepted ? 'accepted' : 'refused', ...this.#shown(effects)]
      }
      case 'hearsay':
        return this.#shown(
          this.raft.onHearsay({ epoch: numberAfter('epoch'), leaderId: idAfter('leader') }, this.#nowMs),
        )
      case 'resigned':
        return this.#shown(this.raft.onResigned(numberAfter('epoch'), this.#nowMs))
      case 'resign':
        return this.#shown(this.raft.resign(this.#nowMs))
      case 'fetched':
        return this.#shown(
          this.raft.onFetched(
            { epoch: numberAfter('epoch'), highWatermark: numberAfter('high') },
            this.#nowMs,
          ),
        )
      case 'fetch':
        return this.#shown(this.raft.onFetch(numberAfter('by'), numberAfter('offset'), this.#nowMs))
      case 'reads':
        this.raft.onSnapshotFetch(numberAfter('reads'), this.#nowMs)
        return []
      case 'loaded':
        this.#log = parsePoint(after('loaded'))
        return this.#shown(this.raft.onSnapshotLoaded(this.#log.endOffset, this.#nowMs))
      case 'state': {
        const { role, epoch, leaderId, highWatermark } = this.raft
        return [`${role} epoch ${epoch} leader ${leaderId ?? '-'} high ${highWatermark}`]
      }
      case 'outline':
        this.#outline = outlineFrom(words)
        return []
      case 'replica': {
        assert(this.#outline !== null, 'the leader has a log')
        const { endOffset, lastEpoch } = parsePoint(after('at'))
        return [
          showVerdict(judgeFetch(this.#outline, { fetchOffset: endOffset, lastFetchedEpoch: lastEpoch })),
        ]
      }
      case 'diverging': {
        const { endOffset, lastEpoch } = parsePoint(after('diverging'))
        return [`truncate to ${truncationOffset(outlineFrom(words), { epoch: lastEpoch, endOffset })}`]
      }
      default:
        throw new TypeError(`there is no event "${verb}"`)
    }
  }

  get raft(): Raft {
    assert(this.#raft !== null, 'a transcript begins with a start')
    return this.#raft
  }

  #shown(effects: readonly RaftEffect[]): string[] {
    for (const effect of effects) {
      if (effect.type === 'ask') this.#questions.set(effect.voterId, effect.question)
    }
    return effects.map(show)
  }
}

/** `from 0 to 10 epochs 0@1,6@3 snapshots 4@1`: a log, the offsets its epochs begin at, its snapshots. */
function outlineFrom(words: readonly string[]): LogOutline {
  const after = (name: string) => words[words.indexOf(name) + 1]
  const pointsAfter = (name: string) =>
    words.includes(name) ? (after(name) ?? '').split(',').map(parsePoint) : []
  const starts = pointsAfter('epochs')
  const endOffset = Number(after('to'))
  const snapshots = pointsAfter('snapshots').map((point) => ({
    endOffset: point.endOffset,
    epoch: point.lastEpoch,
  }))
  return {
    startOffset: words.includes('from') ? Number(after('from')) : 0,
    endOffset,
    // As the log has it: an epoch below all that are known ends where the first of them begins.
    endOf: (epoch) => {
      const index = starts.findLastIndex(({ lastEpoch }) => lastEpoch <= epoch)
      const next = starts[index + 1]
      if (next === undefined) {
        return starts[index]?.lastEpoch === epoch ? { epoch, endOffset } : { epoch: -1, endOffset: -1 }
      }
      return { epoch: starts[index]?.lastEpoch ?? epoch, endOffset: next.endOffset }
    },
    earliestSnapshot: snapshots[0] ?? null,
    latestSnapshot: snapshots.at(-1) ?? null,
  }
}

describeTranscripts(DIRECTORY, () => {
  const transcript = new Transcript()
  return (line) => transcript.run(line)
})
