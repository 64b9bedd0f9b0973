// Generated from broker/wire/schema/records/partition-change-record.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** What has changed about a partition; fields at their default stay as they are. */
export const partitionChangeRecord: RecordCodec<PartitionChangeRecord, PartitionChangeRecordInput> = {
  recordType: 5,
  name: 'PartitionChangeRecord',
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('PartitionChangeRecord', version, { min: 0, max: 2 })
    encodePartitionChangeRecord(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('PartitionChangeRecord', version, { min: 0, max: 2 })
    return decodePartitionChangeRecord(reader, version)
  },
}

/** What has changed about a partition; fields at their default stay as they are. */
export interface PartitionChangeRecord {
  /** The partition. (v0+) */
  readonly partitionId: number
  /** Its topic. (v0+) */
  readonly topicId: Uuid
  /** Brokers whose replica is in sync. (v0+) */
  readonly isr: readonly number[] | null
  /** The leader; -1 for none, -2 for no change. (v0+) */
  readonly leader: number
  /** Brokers with a replica. (v0+) */
  readonly replicas: readonly number[] | null
  /** Replicas on their way out. (v0+) */
  readonly removingReplicas: readonly number[] | null
  /** Replicas on their way in. (v0+) */
  readonly addingReplicas: readonly number[] | null
  /** Recovery of the leader; -1 for no change. (v0+) */
  readonly leaderRecoveryState: number
  /** Replicas that may lead without loss. (v2+) */
  readonly eligibleLeaderReplicas: readonly number[] | null
  /** The last such replicas. (v2+) */
  readonly lastKnownElr: readonly number[] | null
  /** Log directory of each replica. (v1+) */
  readonly directories: readonly Uuid[] | null
}

/** What encode takes for PartitionChangeRecord. */
export interface PartitionChangeRecordInput {
  readonly partitionId?: number | undefined
  readonly topicId: Uuid
  readonly isr?: readonly number[] | null | undefined
  readonly leader?: number | undefined
  readonly replicas?: readonly number[] | null | undefined
  readonly removingReplicas?: readonly number[] | null | undefined
  readonly addingReplicas?: readonly number[] | null | undefined
  readonly leaderRecoveryState?: number | undefined
  readonly eligibleLeaderReplicas?: readonly number[] | null | undefined
  readonly lastKnownElr?: readonly number[] | null | undefined
  readonly directories?: readonly Uuid[] | null | undefined
}

function encodePartitionChangeRecord(writer: Writer, message: PartitionChangeRecordInput, version: number): void {
  const partitionId: number = message.partitionId ?? -1
  writer.int32(partitionId)
  const topicId = message.topicId
  writer.uuid(topicId)
  const isr: readonly number[] | null = message.isr === undefined ? null : message.isr
  const isrIsSet = isr !== null
  const leader: number = message.leader ?? -2
  const leaderIsSet = leader !== -2
  const replicas: readonly number[] | null = message.replicas === undefined ? null : message.replicas
  const replicasIsSet = replicas !== null
  const removingReplicas: readonly number[] | null = message.removingReplicas === undefined ? null : message.removingReplicas
  const removingReplicasIsSet = removingReplicas !== null
  const addingReplicas: readonly number[] | null = message.addingReplicas === undefined ? null : message.addingReplicas
  const addingReplicasIsSet = addingReplicas !== null
  const leaderRecoveryState: number = message.leaderRecoveryState ?? -1
  const leaderRecoveryStateIsSet = leaderRecoveryState !== -1
  const eligibleLeaderReplicas: readonly number[] | null = message.eligibleLeaderReplicas === undefined ? null : message.eligibleLeaderReplicas
  const eligibleLeaderReplicasIsSet = version === 2 && eligibleLeaderReplicas !== null
  if (!(version === 2) && eligibleLeaderReplicas !== null) throw cannotCarry('eligibleLeaderReplicas', version)
  const lastKnownElr: readonly number[] | null = message.lastKnownElr === undefined ? null : message.lastKnownElr
  const lastKnownElrIsSet = version === 2 && lastKnownElr !== null
  if (!(version === 2) && lastKnownElr !== null) throw cannotCarry('lastKnownElr', version)
  const directories: readonly Uuid[] | null = message.directories === undefined ? null : message.directories
  const directoriesIsSet = version >= 1 && directories !== null
  if (!(version >= 1) && directories !== null) throw cannotCarry('directories', version)
  writer.unsignedVarint((isrIsSet ? 1 : 0) + (leaderIsSet ? 1 : 0) + (replicasIsSet ? 1 : 0) + (removingReplicasIsSet ? 1 : 0) + (addingReplicasIsSet ? 1 : 0) + (leaderRecoveryStateIsSet ? 1 : 0) + (eligibleLeaderReplicasIsSet ? 1 : 0) + (lastKnownElrIsSet ? 1 : 0) + (directoriesIsSet ? 1 : 0))
  if (isrIsSet) {
    writer.taggedField(0, (inner) => {
      inner.compactArrayLength(isr === null ? -1 : isr.length)
      if (isr !== null) for (const item of isr) inner.int32(item)
    })
  }
  if (leaderIsSet) {
    writer.taggedField(1, (inner) => {
      inner.int32(leader)
    })
  }
  if (replicasIsSet) {
    writer.taggedField(2, (inner) => {
      inner.compactArrayLength(replicas === null ? -1 : replicas.length)
      if (replicas !== null) for (const item of replicas) inner.int32(item)
    })
  }
  if (removingReplicasIsSet) {
    writer.taggedField(3, (inner) => {
      inner.compactArrayLength(removingReplicas === null ? -1 : removingReplicas.length)
      if (removingReplicas !== null) for (const item of removingReplicas) inner.int32(item)
    })
  }
  if (addingReplicasIsSet) {
    writer.taggedField(4, (inner) => {
      inner.compactArrayLength(addingReplicas === null ? -1 : addingReplicas.length)
      if (addingReplicas !== null) for (const item of addingReplicas) inner.int32(item)
    })
  }
  if (leaderRecoveryStateIsSet) {
    writer.taggedField(5, (inner) => {
      inner.int8(leaderRecoveryState)
    })
  }
  if (eligibleLeaderReplicasIsSet) {
    writer.taggedField(6, (inner) => {
      inner.compactArrayLength(eligibleLeaderReplicas === null ? -1 : eligibleLeaderReplicas.length)
      if (eligibleLeaderReplicas !== null) for (const item of eligibleLeaderReplicas) inner.int32(item)
    })
  }
  if (lastKnownElrIsSet) {
    writer.taggedField(7, (inner) => {
      inner.compactArrayLength(lastKnownElr === null ? -1 : lastKnownElr.length)
      if (lastKnownElr !== null) for (const item of lastKnownElr) inner.int32(item)
    })
  }
  if (directoriesIsSet) {
    writer.taggedField(8, (inner) => {
      inner.compactArrayLength(directories === null ? -1 : directories.length)
      if (directories !== null) for (const item of directories) inner.uuid(item)
    })
  }
}

function decodePartitionChangeRecord(reader: Reader, version: number): PartitionChangeRecord {
  const partitionId = reader.int32()
  const topicId = reader.uuid()
  let isr: readonly number[] | null = null
  let leader: number = -2
  let replicas: readonly number[] | null = null
  let removingReplicas: readonly number[] | null = null
  let addingReplicas: readonly number[] | null = null
  let leaderRecoveryState: number = -1
  let eligibleLeaderReplicas: readonly number[] | null = null
  let lastKnownElr: readonly number[] | null = null
  let directories: readonly Uuid[] | null = null
  for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
    const tag = reader.unsignedVarint()
    const end = reader.taggedFieldEnd()
    if (tag === 0) {
      const count = reader.compactNullableArrayLength(4)
      const items: number[] = []
      for (let index = 0; index < count; index++) items.push(reader.int32())
      isr = count < 0 ? null : items
      reader.expectOffset(end)
    } else if (tag === 1) {
      leader = reader.int32()
      reader.expectOffset(end)
    } else if (tag === 2) {
      const count = reader.compactNullableArrayLength(4)
      const items: number[] = []
      for (let index = 0; index < count; index++) items.push(reader.int32())
      replicas = count < 0 ? null : items
      reader.expectOffset(end)
    } else if (tag === 3) {
      const count = reader.compactNullableArrayLength(4)
      const items: number[] = []
      for (let index = 0; index < count; index++) items.push(reader.int32())
      removingReplicas = count < 0 ? null : items
      reader.expectOffset(end)
    } else if (tag === 4) {
      const count = reader.compactNullableArrayLength(4)
      const items: number[] = []
      for (let index = 0; index < count; index++) items.push(reader.int32())
      addingReplicas = count < 0 ? null : items
      reader.expectOffset(end)
    } else if (tag === 5) {
      leaderRecoveryState = reader.int8()
      reader.expectOffset(end)
    } else if (tag === 6 && version === 2) {
      const count = reader.compactNullableArrayLength(4)
      const items: number[] = []
      for (let index = 0; index < count; index++) items.push(reader.int32())
      eligibleLeaderReplicas = count < 0 ? null : items
      reader.expectOffset(end)
    } else if (tag === 7 && version === 2) {
      const count = reader.compactNullableArrayLength(4)
      const items: number[] = []
      for (let index = 0; index < count; index++) items.push(reader.int32())
      lastKnownElr = count < 0 ? null : items
      reader.expectOffset(end)
    } else if (tag === 8 && version >= 1) {
      const count = reader.compactNullableArrayLength(16)
      const items: Uuid[] = []
      for (let index = 0; index < count; index++) items.push(reader.uuid())
      directories = count < 0 ? null : items
      reader.expectOffset(end)
    } else reader.offset = end
  }
  return { partitionId, topicId, isr, leader, replicas, removingReplicas, addingReplicas, leaderRecoveryState, eligibleLeaderReplicas, lastKnownElr, directories }
}
