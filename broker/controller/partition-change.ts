/**
 * One change of a partition, with all that follows from it: a reassignment that is complete ends, replicas
 * that leave the in-sync set too early stay eligible (KIP-966), and a leader is chosen. Pure: image in,
 * record out. Source: what Kafka's controller does, in the same order.
 */
import type { MetadataRecord } from '../wire/metadata-record.ts'
import type { Uuid } from '../wire/reader.ts'
import { directoryOf, NO_LEADER, type PartitionImage, type TopicImage } from './image/topics.ts'
import { LEADER_UNCHANGED } from './replay.ts'

/** `online` keeps a leader that can stay; `preferred` wants the first replica; `unclean` takes whoever lives. */
export type Election = 'online' | 'preferred' | 'unclean'

/** What a topic's configs say about who may lead. */
export interface ElectionSettings {
  readonly minInSyncReplicas: number
  readonly isUncleanLeaderElectionEnabled: boolean
  /** eligible.leader.replicas.version is on. */
  readonly areEligibleReplicasKept: boolean
}

export interface PartitionChange {
  readonly topic: TopicImage
  readonly before: PartitionImage
  /** What changes; the rest stays. */
  readonly wanted?: {
    readonly inSyncReplicas?: readonly number[]
    readonly replicas?: readonly number[]
    readonly addingReplicas?: readonly number[]
    readonly removingReplicas?: readonly number[]
    /** Of replicas that are there and whose place has changed or is told at last. */
    readonly directories?: readonly Uuid[]
  }
  readonly election: Election
  /** Whether a broker is alive, neither fenced nor about to go, and has that directory. */
  readonly canLead: (brokerId: number, directoryId: Uuid) => boolean
  readonly settings: ElectionSettings
}

/** A partition on the way from what it was to what it will be. */
interface Target {
  replicas: readonly number[]
  /** Of the replicas before the change. */
  readonly directories: readonly Uuid[]
  inSyncReplicas: readonly number[]
  addingReplicas: readonly number[]
  removingReplicas: readonly number[]
  eligibleLeaderReplicas: readonly number[]
  lastKnownLeaders: readonly number[]
  leaderId: number
}

/** The record of a change; none when nothing differs. */
export function partitionChangeRecords(change: PartitionChange): MetadataRecord[] {
  const { before } = change
  const target: Target = { ...before, ...change.wanted }
  completeReassignment(target)
  keepEligible(target, change)
  elect(target, change)
  const directories = target.replicas.map((replica) =>
    directoryOf({ replicas: before.replicas, directories: target.directories }, replica),
  )
  const hasLostReplica = before.replicas.some((replica) => !target.replicas.includes(replica))
  const isSameLeader = target.leaderId === before.leaderId && !hasLostReplica
  const record: Extract<MetadataRecord, { type: 'PartitionChangeRecord' }> = {
    type: 'PartitionChangeRecord',
    topicId: change.topic.topicId,
    partitionId: before.partition,
    isr: changed(before.inSyncReplicas, target.inSyncReplicas),
    leader: isSameLeader ? LEADER_UNCHANGED : target.leaderId,
    replicas: changed(before.replicas, target.replicas),
    addingReplicas: changed(before.addingReplicas, target.addingReplicas),
    removingReplicas: changed(before.removingReplicas, target.removingReplicas),
    eligibleLeaderReplicas: changed(before.eligibleLeaderReplicas, target.eligibleLeaderReplicas),
    lastKnownElr: changed(before.lastKnownLeaders, target.lastKnownLeaders),
    leaderRecoveryState: -1,
    directories: changed(before.directories, directories),
  }
  const isEmpty =
    isSameLeader &&
    record.isr === null &&
    record.replicas === null &&
    record.directories === null &&
    record.addingReplicas === null &&
    record.removingReplicas === null &&
    record.eligibleLeaderReplicas === null &&
    record.lastKnownElr === null
  return isEmpty ? [] : [record]
}

/** A reassignment is complete once every replica it adds is in sync. */
function completeReassignment(target: Target): void {
  if (target.addingReplicas.length === 0 && target.removingReplicas.length === 0) return
  const inSyncReplicas = target.inSyncReplicas.filter((replica) => !target.removingReplicas.includes(replica))
  if (inSyncReplicas.length === 0) return
  if (!target.addingReplicas.every((replica) => inSyncReplicas.includes(replica))) return
  target.replicas = target.replicas.filter((replica) => !target.removingReplicas.includes(replica))
  target.inSyncReplicas = inSyncReplicas
  target.addingReplicas = []
  target.removingReplicas = []
}

/** Below min.insync.replicas nothing is acknowledged any more, so that whoever left since then has it all. */
function keepEligible(target: Target, { before, settings }: PartitionChange): void {
  const minInSync = Math.min(settings.minInSyncReplicas, target.replicas.length)
  if (target.inSyncReplicas.length >= minInSync || !settings.areEligibleReplicasKept) {
    target.eligibleLeaderReplicas = []
    target.lastKnownLeaders = []
    return
  }
  const isOutside = (replica: number) =>
    target.replicas.includes(replica) && !target.inSyncReplicas.includes(replica)
  const eligible = new Set([...before.eligibleLeaderReplicas, ...before.inSyncReplicas].filter(isOutside))
  target.eligibleLeaderReplicas = [...eligible]
  if (target.inSyncReplicas.length === 0 && before.leaderId !== NO_LEADER) {
    target.lastKnownLeaders = [before.leaderId]
  }
}

function elect(target: Target, change: PartitionChange): void {
  const canLead = directoryCheck(change)
  const isValid = (replica: number) =>
    canLead(replica) &&
    target.replicas.includes(replica) &&
    (target.inSyncReplicas.length === 0
      ? target.eligibleLeaderReplicas.includes(replica)
      : target.inSyncReplicas.includes(replica))
  const preferred = target.replicas[0]
  if (change.election === 'preferred' && preferred !== undefined && isValid(preferred)) {
    lead(target, preferred)
  } else if (target.leaderId !== NO_LEADER && isValid(target.leaderId)) {
    lead(target, target.leaderId)
  } else {
    lead(target, target.replicas.find(isValid) ?? uncleanLeader(target, change) ?? NO_LEADER)
  }
}

/** Somebody who may lack what was acknowledged: only where that is allowed, or where nobody else is left to ask. */
function uncleanLeader(target: Target, change: PartitionChange): number | undefined {
  const { election, settings } = change
  const canLead = directoryCheck(change)
  const isAllowed = settings.isUncleanLeaderElectionEnabled || election === 'unclean'
  if (isAllowed) {
    const anyone = target.replicas.find(canLead)
    if (anyone !== undefined) {
      target.inSyncReplicas = [anyone]
      target.eligibleLeaderReplicas = []
      target.lastKnownLeaders = []
    }
    return anyone
  }
  const isNobodyLeft = target.inSyncReplicas.length === 0 && target.eligibleLeaderReplicas.length === 0
  const lastKnown = target.lastKnownLeaders[0]
  return isNobodyLeft && lastKnown !== undefined && canLead(lastKnown) ? lastKnown : undefined
}

/** Whether a replica can lead from where it lies. */
function directoryCheck({ before, wanted, canLead }: PartitionChange): (replica: number) => boolean {
  const directories = wanted?.directories ?? before.directories
  return (replica) => canLead(replica, directoryOf({ replicas: before.replicas, directories }, replica))
}

function lead(target: Target, leaderId: number): void {
  target.leaderId = leaderId
  if (leaderId === NO_LEADER || target.inSyncReplicas.includes(leaderId)) return
  target.inSyncReplicas = [leaderId]
  target.eligibleLeaderReplicas = target.eligibleLeaderReplicas.filter((replica) => replica !== leaderId)
  target.lastKnownLeaders = []
}

function changed<Value>(before: readonly Value[], after: readonly Value[]): Value[] | null {
  const isSame = before.length === after.length && before.every((value, index) => value === after[index])
  return isSame ? null : [...after]
}
