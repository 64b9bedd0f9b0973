/** `quorum-state`: what a voter has promised, in Kafka's JSON form. Synced: a promise outlives the power. */
import type { Disk } from '../base/disk.ts'
import type { RaftVote } from '../raft/raft.ts'
import { KafkaError } from '../wire/kafka-error.ts'

const FILE_NAME = 'quorum-state'
const DATA_VERSION = 0
const NOBODY = -1

/** Null when this voter has promised nothing yet. @throws KafkaError KAFKA_STORAGE_ERROR when the file is damaged. */
export function readVote(disk: Disk, directory: string): RaftVote | null {
  const path = disk.join(directory, FILE_NAME)
  if (!disk.exists(path)) return null
  const vote = parse(Buffer.from(disk.readFile(path)).toString('utf8'))
  // Going on without it could give two votes in one epoch.
  if (vote === null) throw new KafkaError('KAFKA_STORAGE_ERROR', `${path} is damaged`)
  return vote
}

/** @throws DiskError. */
export function writeVote(
  disk: Disk,
  directory: string,
  state: { readonly vote: RaftVote; readonly voters: readonly number[] },
): void {
  const { vote, voters } = state
  const text = JSON.stringify({
    leaderId: vote.leaderId ?? NOBODY,
    leaderEpoch: vote.epoch,
    votedId: vote.votedFor ?? NOBODY,
    appliedOffset: 0,
    currentVoters: voters.map((voterId) => ({ voterId })),
    data_version: DATA_VERSION,
  })
  disk.replaceFile(disk.join(directory, FILE_NAME), Buffer.from(text))
}

function parse(text: string): RaftVote | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return null
    const { leaderId, leaderEpoch, votedId } = value as Record<string, unknown> // any object can be indexed
    if (!isId(leaderId) || !isId(votedId) || !isId(leaderEpoch) || leaderEpoch < 0) return null
    return {
      epoch: leaderEpoch,
      votedFor: votedId === NOBODY ? null : votedId,
      leaderId: leaderId === NOBODY ? null : leaderId,
    }
  } catch {
    return null
  }
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= NOBODY
}
