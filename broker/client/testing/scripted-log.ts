/** What a scripted broker needs to look like one with a log and a group to a consumer. */
import { delay, type ManualClock } from '../../base/clock.ts'
import type { FakeBroker } from '../../testing/fake-broker.ts'
import { encodeConsumerAssignment } from '../../wire/consumer-protocol.ts'
import { fetch } from '../../wire/generated/fetch.ts'
import { heartbeat } from '../../wire/generated/heartbeat.ts'
import { joinGroup } from '../../wire/generated/join-group.ts'
import { leaveGroup } from '../../wire/generated/leave-group.ts'
import { listOffsets } from '../../wire/generated/list-offsets.ts'
import { offsetCommit } from '../../wire/generated/offset-commit.ts'
import { offsetFetch } from '../../wire/generated/offset-fetch.ts'
import { syncGroup } from '../../wire/generated/sync-group.ts'
import { errorCode } from '../../wire/kafka-error.ts'
import { BATCH_OFFSETS, writeCrc } from '../../wire/record-batch.ts'
import { encodeBatch } from '../../wire/record-batch-records.ts'
import type { ErrorName } from '../../wire/schema/errors.ts'

/** Scripted offsets: `start` to `end - 1`. */
export interface ScriptedOffsets {
  start: number
  end: number
  /** The batch there has a good header and checksum, and a payload that gzip refuses. */
  readonly undecodableAt?: number
}

/** One record per batch, at offsets `start` to `end - 1`; a fetch at the end is held. */
export function serveLog(broker: FakeBroker, log: ScriptedOffsets, clock: ManualClock): void {
  broker.on(listOffsets, (request) => ({
    topics: request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex, timestamp }) => ({
        partitionIndex,
        errorCode: 0,
        offset: timestamp === -2 ? log.start : log.end,
      })),
    })),
  }))
  broker.on(fetch, async (request, version) => {
    const isAtEnd = request.topics.every(({ partitions }) =>
      partitions.every((row) => row.fetchOffset === log.end),
    )
    if (isAtEnd) await delay(clock, request.maxWaitMs)
    return {
      responses: request.topics.map(({ topic, topicId, partitions }) => ({
        ...(version >= 13 ? { topicId } : { topic }),
        partitions: partitions.map(({ partition, fetchOffset }) => {
          const isInside = fetchOffset >= log.start && fetchOffset <= log.end
          const offsets = Array.from(
            { length: isInside ? log.end - fetchOffset : 0 },
            (_, index) => fetchOffset + index,
          )
          return {
            partitionIndex: partition,
            errorCode: isInside ? 0 : errorCode('OFFSET_OUT_OF_RANGE'),
            highWatermark: log.end,
            records: Buffer.concat(
              offsets.map((offset) => {
                const batch = encodeBatch({
                  baseOffset: offset,
                  records: [{ timestampMs: 1, key: null, value: Buffer.from(`v${offset}`) }],
                })
                return offset === log.undecodableAt ? claimGzip(batch) : batch
              }),
            ),
          }
        }),
      })),
    }
  })
}

/** A coordinator of a group of one. Its `next` error is given once to the API of that name. */
export function serveGroup(broker: FakeBroker, partitions: readonly number[]) {
  const state = {
    next: new Map<string, ErrorName>(),
    committed: new Map<number, number>(),
    joins: 0,
    generation: 0,
  }
  const errorFor = (api: string) => {
    const name = state.next.get(api)
    state.next.delete(api)
    return name === undefined ? 0 : errorCode(name)
  }
  broker.on(joinGroup, (request, version) => {
    state.joins += 1
    const failed = errorFor('JoinGroup')
    const needsId = version >= 4 && request.memberId === ''
    if (failed !== 0 || needsId) {
      return {
        errorCode: failed === 0 ? errorCode('MEMBER_ID_REQUIRED') : failed,
        protocolName: '',
        leader: '',
        memberId: failed === 0 ? 'member-1' : request.memberId,
        members: [],
      }
    }
    state.generation += 1
    const memberId = request.memberId === '' ? 'member-1' : request.memberId
    return {
      errorCode: 0,
      generationId: state.generation,
      protocolType: 'consumer',
      protocolName: request.protocols[0]?.name ?? '',
      leader: memberId,
      memberId,
      members: [{ memberId, metadata: request.protocols[0]?.metadata ?? Buffer.alloc(0) }],
    }
  })
  broker.on(syncGroup, (request) => ({
    errorCode: errorFor('SyncGroup'),
    protocolType: 'consumer',
    protocolName: request.protocolName,
    assignment:
      request.assignments[0]?.assignment ??
      encodeConsumerAssignment({ assignedPartitions: [{ topic: 't', partitions }] }),
  }))
  broker.on(heartbeat, () => ({ errorCode: errorFor('Heartbeat') }))
  broker.on(leaveGroup, () => ({ errorCode: 0, members: [] }))
  serveOffsets(broker, partitions, { committed: state.committed, errorFor })
  return state
}

function serveOffsets(
  broker: FakeBroker,
  partitions: readonly number[],
  store: { readonly committed: Map<number, number>; readonly errorFor: (api: string) => number },
): void {
  broker.on(offsetFetch, (request, version) => {
    const rows = {
      errorCode: 0,
      topics: [
        {
          name: 't',
          partitions: partitions.map((partitionIndex) => ({
            partitionIndex,
            committedOffset: store.committed.get(partitionIndex) ?? -1,
            metadata: '',
            errorCode: 0,
          })),
        },
      ],
    }
    return version >= 8 ? { groups: [{ groupId: request.groups[0]?.groupId ?? '', ...rows }] } : rows
  })
  broker.on(offsetCommit, (request) => {
    const failed = store.errorFor('OffsetCommit')
    return {
      topics: request.topics.map(({ name, partitions: rows }) => ({
        name,
        partitions: rows.map(({ partitionIndex, committedOffset }) => {
          if (failed === 0) store.committed.set(partitionIndex, committedOffset)
          return { partitionIndex, errorCode: failed }
        }),
      })),
    }
  })
}

function claimGzip(batch: Buffer): Buffer {
  batch.writeInt16BE(1, BATCH_OFFSETS.attributes)
  writeCrc(batch, 0, batch.length)
  return batch
}
