// Generated from broker/wire/schema/records/share-snapshot-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** The whole state of a share partition. */
export const shareSnapshotValue: RecordCodec<ShareSnapshotValue, ShareSnapshotValueInput> = {
  recordType: null,
  name: 'ShareSnapshotValue',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ShareSnapshotValue', version, { min: 0, max: 0 })
    encodeShareSnapshotValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareSnapshotValue', version, { min: 0, max: 0 })
    return decodeShareSnapshotValue(reader, version)
  },
}

/** The whole state of a share partition. */
export interface ShareSnapshotValue {
  /** Counts the snapshots. (v0+) */
  readonly snapshotEpoch: number
  /** Raised whenever the state begins anew. (v0+) */
  readonly stateEpoch: number
  /** The leader epoch of the partition. (v0+) */
  readonly leaderEpoch: number
  /** First offset that is not done with; -1 for none. (v0+) */
  readonly startOffset: number
  /** When the state was made, ms since 1970. (v0+) */
  readonly createTimestamp: number
  /** When it was written, ms since 1970. (v0+) */
  readonly writeTimestamp: number
  /** States of ranges of offsets. (v0+) */
  readonly stateBatches: readonly ShareSnapshotValueStateBatch[]
  /** Offsets from the start on that are done with; -1 when unknown. (v0+) */
  readonly deliveryCompleteCount: number
}

/** What encode takes for ShareSnapshotValue. */
export interface ShareSnapshotValueInput {
  readonly snapshotEpoch: number
  readonly stateEpoch: number
  readonly leaderEpoch: number
  readonly startOffset: number
  readonly createTimestamp: number
  readonly writeTimestamp: number
  readonly stateBatches: readonly ShareSnapshotValueStateBatchInput[]
  readonly deliveryCompleteCount?: number | undefined
}

/** States of ranges of offsets. */
export interface ShareSnapshotValueStateBatch {
  /** First offset of the range. (v0+) */
  readonly firstOffset: number
  /** Last offset of the range, inclusive. (v0+) */
  readonly lastOffset: number
  /** 0 available, 2 acknowledged, 4 archived. (v0+) */
  readonly deliveryState: number
  /** How often the records were delivered. (v0+) */
  readonly deliveryCount: number
}

/** What encode takes for ShareSnapshotValueStateBatch. */
export interface ShareSnapshotValueStateBatchInput {
  readonly firstOffset: number
  readonly lastOffset: number
  readonly deliveryState: number
  readonly deliveryCount: number
}

function encodeShareSnapshotValueStateBatch(writer: Writer, message: ShareSnapshotValueStateBatchInput, _version: number): void {
  const firstOffset = message.firstOffset
  writer.int64(firstOffset)
  const lastOffset = message.lastOffset
  writer.int64(lastOffset)
  const deliveryState = message.deliveryState
  writer.int8(deliveryState)
  const deliveryCount = message.deliveryCount
  writer.int16(deliveryCount)
  writer.unsignedVarint(0)
}

function decodeShareSnapshotValueStateBatch(reader: Reader, _version: number): ShareSnapshotValueStateBatch {
  const firstOffset = reader.int64()
  const lastOffset = reader.int64()
  const deliveryState = reader.int8()
  const deliveryCount = reader.int16()
  reader.skipTaggedFields()
  return { firstOffset, lastOffset, deliveryState, deliveryCount }
}

function encodeShareSnapshotValue(writer: Writer, message: ShareSnapshotValueInput, version: number): void {
  const snapshotEpoch = message.snapshotEpoch
  writer.int32(snapshotEpoch)
  const stateEpoch = message.stateEpoch
  writer.int32(stateEpoch)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  const startOffset = message.startOffset
  writer.int64(startOffset)
  const createTimestamp = message.createTimestamp
  writer.int64(createTimestamp)
  const writeTimestamp = message.writeTimestamp
  writer.int64(writeTimestamp)
  const stateBatches = message.stateBatches
  writer.compactArrayLength(stateBatches.length)
  for (const item of stateBatches) encodeShareSnapshotValueStateBatch(writer, item, version)
  const deliveryCompleteCount: number = message.deliveryCompleteCount ?? -1
  const deliveryCompleteCountIsSet = deliveryCompleteCount !== -1
  writer.unsignedVarint((deliveryCompleteCountIsSet ? 1 : 0))
  if (deliveryCompleteCountIsSet) {
    writer.taggedField(0, (inner) => {
      inner.int32(deliveryCompleteCount)
    })
  }
}

function decodeShareSnapshotValue(reader: Reader, version: number): ShareSnapshotValue {
  const snapshotEpoch = reader.int32()
  const stateEpoch = reader.int32()
  const leaderEpoch = reader.int32()
  const startOffset = reader.int64()
  const createTimestamp = reader.int64()
  const writeTimestamp = reader.int64()
  let stateBatches: readonly ShareSnapshotValueStateBatch[]
  {
    const count = reader.compactArrayLength(20)
    const items: ShareSnapshotValueStateBatch[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareSnapshotValueStateBatch(reader, version))
    stateBatches = items
  }
  let deliveryCompleteCount: number = -1
  for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
    const tag = reader.unsignedVarint()
    const end = reader.taggedFieldEnd()
    if (tag === 0) {
      deliveryCompleteCount = reader.int32()
      reader.expectOffset(end)
    } else reader.offset = end
  }
  return { snapshotEpoch, stateEpoch, leaderEpoch, startOffset, createTimestamp, writeTimestamp, stateBatches, deliveryCompleteCount }
}
