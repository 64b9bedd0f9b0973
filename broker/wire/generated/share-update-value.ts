// Generated from broker/wire/schema/records/share-update-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A change of the state of a share partition. */
export const shareUpdateValue: RecordCodec<ShareUpdateValue, ShareUpdateValueInput> = {
  recordType: null,
  name: 'ShareUpdateValue',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ShareUpdateValue', version, { min: 0, max: 0 })
    encodeShareUpdateValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareUpdateValue', version, { min: 0, max: 0 })
    return decodeShareUpdateValue(reader, version)
  },
}

/** A change of the state of a share partition. */
export interface ShareUpdateValue {
  /** Counts the snapshots. (v0+) */
  readonly snapshotEpoch: number
  /** The leader epoch of the partition. (v0+) */
  readonly leaderEpoch: number
  /** First offset that is not done with; -1 for none. (v0+) */
  readonly startOffset: number
  /** States of ranges of offsets. (v0+) */
  readonly stateBatches: readonly ShareUpdateValueStateBatch[]
  /** Offsets from the start on that are done with; -1 when unknown. (v0+) */
  readonly deliveryCompleteCount: number
}

/** What encode takes for ShareUpdateValue. */
export interface ShareUpdateValueInput {
  readonly snapshotEpoch: number
  readonly leaderEpoch: number
  readonly startOffset: number
  readonly stateBatches: readonly ShareUpdateValueStateBatchInput[]
  readonly deliveryCompleteCount?: number | undefined
}

/** States of ranges of offsets. */
export interface ShareUpdateValueStateBatch {
  /** First offset of the range. (v0+) */
  readonly firstOffset: number
  /** Last offset of the range, inclusive. (v0+) */
  readonly lastOffset: number
  /** 0 available, 2 acknowledged, 4 archived. (v0+) */
  readonly deliveryState: number
  /** How often the records were delivered. (v0+) */
  readonly deliveryCount: number
}

/** What encode takes for ShareUpdateValueStateBatch. */
export interface ShareUpdateValueStateBatchInput {
  readonly firstOffset: number
  readonly lastOffset: number
  readonly deliveryState: number
  readonly deliveryCount: number
}

function encodeShareUpdateValueStateBatch(writer: Writer, message: ShareUpdateValueStateBatchInput, _version: number): void {
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

function decodeShareUpdateValueStateBatch(reader: Reader, _version: number): ShareUpdateValueStateBatch {
  const firstOffset = reader.int64()
  const lastOffset = reader.int64()
  const deliveryState = reader.int8()
  const deliveryCount = reader.int16()
  reader.skipTaggedFields()
  return { firstOffset, lastOffset, deliveryState, deliveryCount }
}

function encodeShareUpdateValue(writer: Writer, message: ShareUpdateValueInput, version: number): void {
  const snapshotEpoch = message.snapshotEpoch
  writer.int32(snapshotEpoch)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  const startOffset = message.startOffset
  writer.int64(startOffset)
  const stateBatches = message.stateBatches
  writer.compactArrayLength(stateBatches.length)
  for (const item of stateBatches) encodeShareUpdateValueStateBatch(writer, item, version)
  const deliveryCompleteCount: number = message.deliveryCompleteCount ?? -1
  const deliveryCompleteCountIsSet = deliveryCompleteCount !== -1
  writer.unsignedVarint((deliveryCompleteCountIsSet ? 1 : 0))
  if (deliveryCompleteCountIsSet) {
    writer.taggedField(0, (inner) => {
      inner.int32(deliveryCompleteCount)
    })
  }
}

function decodeShareUpdateValue(reader: Reader, version: number): ShareUpdateValue {
  const snapshotEpoch = reader.int32()
  const leaderEpoch = reader.int32()
  const startOffset = reader.int64()
  let stateBatches: readonly ShareUpdateValueStateBatch[]
  {
    const count = reader.compactArrayLength(20)
    const items: ShareUpdateValueStateBatch[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareUpdateValueStateBatch(reader, version))
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
  return { snapshotEpoch, leaderEpoch, startOffset, stateBatches, deliveryCompleteCount }
}
