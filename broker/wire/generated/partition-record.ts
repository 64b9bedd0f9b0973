// Generated from broker/wire/schema/records/partition-record.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A partition in full. */
export const partitionRecord: RecordCodec<PartitionRecord, PartitionRecordInput> = {
  recordType: 3,
  name: 'PartitionRecord',
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('PartitionRecord', version, { min: 0, max: 2 })
    encodePartitionRecord(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('PartitionRecord', version, { min: 0, max: 2 })
    return decodePartitionRecord(reader, version)
  },
}

/** A partition in full. */
export interface PartitionRecord {
  /** The partition. (v0+) */
  readonly partitionId: number
  /** Its topic. (v0+) */
  readonly topicId: Uuid
  /** Brokers with a replica, the preferred leader first. (v0+) */
  readonly replicas: readonly number[]
  /** Brokers whose replica is in sync. (v0+) */
  readonly isr: readonly number[]
  /** Replicas on their way out. (v0+) */
  readonly removingReplicas: readonly number[]
  /** Replicas on their way in. (v0+) */
  readonly addingReplicas: readonly number[]
  /** The leader; -1 for none. (v0+) */
  readonly leader: number
  /** The epoch of the leader. (v0+) */
  readonly leaderEpoch: number
  /** Number of changes to the partition. (v0+) */
  readonly partitionEpoch: number
  /** Log directory of each replica. (v1+) */
  readonly directories: readonly Uuid[]
  /** Whether the leader still recovers from an unclean election: 1 it does. (v0+) */
  readonly leaderRecoveryState: number
  /** Replicas that may lead without loss. (v2+) */
  readonly eligibleLeaderReplicas: readonly number[] | null
  /** The last such replicas. (v2+) */
  readonly lastKnownElr: readonly number[] | null
}

/** What encode takes for PartitionRecord. */
export interface PartitionRecordInput {
  readonly partitionId?: number | undefined
  readonly topicId: Uuid
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  readonly removingReplicas?: readonly number[] | undefined
  readonly addingReplicas?: readonly number[] | undefined
  readonly leader?: number | undefined
  readonly leaderEpoch?: number | undefined
  readonly partitionEpoch?: number | undefined
  readonly directories?: readonly Uuid[] | undefined
  readonly leaderRecoveryState?: number | undefined
  readonly eligibleLeaderReplicas?: readonly number[] | null | undefined
  readonly lastKnownElr?: readonly number[] | null | undefined
}

function encodePartitionRecord(writer: Writer, message: PartitionRecordInput, version: number): void {
  const partitionId: number = message.partitionId ?? -1
  writer.int32(partitionId)
  const topicId = message.topicId
  writer.uuid(topicId)
  const replicas = message.replicas
  writer.compactArrayLength(replicas.length)
  for (const item of replicas) writer.int32(item)
  const isr = message.isr
  writer.compactArrayLength(isr.length)
  for (const item of isr) writer.int32(item)
  const removingReplicas: readonly number[] = message.removingReplicas ?? []
  writer.compactArrayLength(removingReplicas.length)
  for (const item of removingReplicas) writer.int32(item)
  const addingReplicas: readonly number[] = message.addingReplicas ?? []
  writer.compactArrayLength(addingReplicas.length)
  for (const item of addingReplicas) writer.int32(item)
  const leader: number = message.leader ?? -1
  writer.int32(leader)
  const leaderEpoch: number = message.leaderEpoch ?? -1
  writer.int32(leaderEpoch)
  const partitionEpoch: number = message.partitionEpoch ?? -1
  writer.int32(partitionEpoch)
  const directories: readonly Uuid[] = message.directories ?? []
  if (version >= 1) {
    writer.compactArrayLength(directories.length)
    for (const item of directories) writer.uuid(item)
  } else if (directories.length > 0) throw cannotCarry('directories', version)
  const leaderRecoveryState: number = message.leaderRecoveryState ?? 0
  const leaderRecoveryStateIsSet = leaderRecoveryState !== 0
  const eligibleLeaderReplicas: readonly number[] | null = message.eligibleLeaderReplicas === undefined ? null : message.eligibleLeaderReplicas
  const eligibleLeaderReplicasIsSet = version === 2 && eligibleLeaderReplicas !== null
  if (!(version === 2) && eligibleLeaderReplicas !== null) throw cannotCarry('eligibleLeaderReplicas', version)
  const lastKnownElr: readonly number[] | null = message.lastKnownElr === undefined ? null : message.lastKnownElr
  const lastKnownElrIsSet = version === 2 && lastKnownElr !== null
  if (!(version === 2) && lastKnownElr !== null) throw cannotCarry('lastKnownElr', version)
  writer.unsignedVarint((leaderRecoveryStateIsSet ? 1 : 0) + (eligibleLeaderReplicasIsSet ? 1 : 0) + (lastKnownElrIsSet ? 1 : 0))
  if (leaderRecoveryStateIsSet) {
    writer.taggedField(0, (inner) => {
      inner.int8(leaderRecoveryState)
    })
  }
  if (eligibleLeaderReplicasIsSet) {
    writer.taggedField(1, (inner) => {
      inner.compactArrayLength(eligibleLeaderReplicas === null ? -1 : eligibleLeaderReplicas.length)
      if (eligibleLeaderReplicas !== null) for (const item of eligibleLeaderReplicas) inner.int32(item)
    })
  }
  if (lastKnownElrIsSet) {
    writer.taggedField(2, (inner) => {
      inner.compactArrayLength(lastKnownElr === null ? -1 : lastKnownElr.length)
      if (lastKnownElr !== null) for (const item of lastKnownElr) inner.int32(item)
    })
  }
}

function decodePartitionRecord(reader: Reader, version: number): PartitionRecord {
  const partitionId = reader.int32()
  const topicId = reader.uuid()
  let replicas: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    replicas = items
  }
  let isr: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    isr = items
  }
  let removingReplicas: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    removingReplicas = items
  }
  let addingReplicas: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    addingReplicas = items
  }
  const leader = reader.int32()
  const leaderEpoch = reader.int32()
  const partitionEpoch = reader.int32()
  let directories: readonly Uuid[] = []
  if (version >= 1) {
    const count = reader.compactArrayLength(16)
    const items: Uuid[] = []
    for (let index = 0; index < count; index++) items.push(reader.uuid())
    directories = items
  }
  let leaderRecoveryState: number = 0
  let eligibleLeaderReplicas: readonly number[] | null = null
  let lastKnownElr: readonly number[] | null = null
  for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
    const tag = reader.unsignedVarint()
    const end = reader.taggedFieldEnd()
    if (tag === 0) {
      leaderRecoveryState = reader.int8()
      reader.expectOffset(end)
    } else if (tag === 1 && version === 2) {
      const count = reader.compactNullableArrayLength(4)
      const items: number[] = []
      for (let index = 0; index < count; index++) items.push(reader.int32())
      eligibleLeaderReplicas = count < 0 ? null : items
      reader.expectOffset(end)
    } else if (tag === 2 && version === 2) {
      const count = reader.compactNullableArrayLength(4)
      const items: number[] = []
      for (let index = 0; index < count; index++) items.push(reader.int32())
      lastKnownElr = count < 0 ? null : items
      reader.expectOffset(end)
    } else reader.offset = end
  }
  return { partitionId, topicId, replicas, isr, removingReplicas, addingReplicas, leader, leaderEpoch, partitionEpoch, directories, leaderRecoveryState, eligibleLeaderReplicas, lastKnownElr }
}
