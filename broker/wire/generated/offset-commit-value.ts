// Generated from broker/wire/schema/records/offset-commit-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import { type Reader, type Uuid, ZERO_UUID } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A committed offset. */
export const offsetCommitValue: RecordCodec<OffsetCommitValue, OffsetCommitValueInput> = {
  recordType: null,
  name: 'OffsetCommitValue',
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  encode(writer, message, version) {
    checkVersion('OffsetCommitValue', version, { min: 0, max: 4 })
    encodeOffsetCommitValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('OffsetCommitValue', version, { min: 0, max: 4 })
    return decodeOffsetCommitValue(reader, version)
  },
}

/** A committed offset. */
export interface OffsetCommitValue {
  /** The next offset to read. (v0+) */
  readonly offset: number
  /** Leader epoch of the last record read; -1 when unknown. (v3+) */
  readonly leaderEpoch: number
  /** What the client keeps with it. (v0+) */
  readonly metadata: string
  /** Time of the commit, ms since 1970. (v0+) */
  readonly commitTimestamp: number
  /** Time to forget the offset, ms since 1970; -1 for the default. (v1) */
  readonly expireTimestamp: number
  /** Id of the topic; zero when unknown. (v4+) */
  readonly topicId: Uuid
}

/** What encode takes for OffsetCommitValue. */
export interface OffsetCommitValueInput {
  readonly offset: number
  readonly leaderEpoch?: number | undefined
  readonly metadata: string
  readonly commitTimestamp: number
  readonly expireTimestamp?: number | undefined
  readonly topicId?: Uuid | undefined
}

function encodeOffsetCommitValue(writer: Writer, message: OffsetCommitValueInput, version: number): void {
  const offset = message.offset
  writer.int64(offset)
  if (version >= 3) {
    const leaderEpoch: number = message.leaderEpoch ?? -1
    writer.int32(leaderEpoch)
  }
  const metadata = message.metadata
  if (version === 4) writer.compactString(metadata)
  else writer.string(metadata)
  const commitTimestamp = message.commitTimestamp
  writer.int64(commitTimestamp)
  if (version === 1) {
    const expireTimestamp: number = message.expireTimestamp ?? -1
    writer.int64(expireTimestamp)
  }
  const topicId: Uuid = message.topicId ?? ZERO_UUID
  const topicIdIsSet = version === 4 && topicId !== ZERO_UUID
  if (version === 4) {
    writer.unsignedVarint((topicIdIsSet ? 1 : 0))
    if (topicIdIsSet) {
      writer.taggedField(0, (inner) => {
        inner.uuid(topicId)
      })
    }
  }
}

function decodeOffsetCommitValue(reader: Reader, version: number): OffsetCommitValue {
  const offset = reader.int64()
  const leaderEpoch: number = version >= 3 ? reader.int32() : -1
  const metadata = (version >= 4 ? reader.compactString() : reader.string())
  const commitTimestamp = reader.int64()
  const expireTimestamp: number = version === 1 ? reader.int64() : -1
  let topicId: Uuid = ZERO_UUID
  if (version === 4) {
    for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
      const tag = reader.unsignedVarint()
      const end = reader.taggedFieldEnd()
      if (tag === 0) {
        topicId = reader.uuid()
        reader.expectOffset(end)
      } else reader.offset = end
    }
  }
  return { offset, leaderEpoch, metadata, commitTimestamp, expireTimestamp, topicId }
}
