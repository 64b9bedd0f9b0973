import { describe, expect, it } from 'vitest'
import { ZERO_UUID } from '../wire/reader.ts'
import { splitBatches } from '../wire/record-batch.ts'
import { decodeRecords } from '../wire/record-batch-records.ts'
import { decideCommit, decidePositionsRemoval, decideTopicRemoval } from './offsets.ts'
import {
  type ClassicRecord,
  type CoordinatorRecord,
  decodeRecord,
  encodeRecords,
  isClassicRecord,
} from './records.ts'
import { replay, ShardState } from './replay.ts'

function roundTrip(records: readonly CoordinatorRecord[]): (CoordinatorRecord | null)[] {
  const bytes = encodeRecords(records, 1_700_000_000_000)
  return splitBatches(bytes, 'strict').flatMap((header) =>
    decodeRecords(bytes, header).map(({ key, value }) => (key === null ? null : decodeRecord(key, value))),
  )
}

function offset(
  partition: number,
  value: Partial<{ offset: number; expireTimestamp: number }> | null,
): ClassicRecord {
  const defaults = {
    offset: 1,
    leaderEpoch: -1,
    metadata: 'm',
    commitTimestamp: 5,
    expireTimestamp: -1,
    topicId: ZERO_UUID,
  }
  return {
    type: 'offset',
    group: 'shop',
    topic: 'orders',
    partition,
    value: value === null ? null : { ...defaults, ...value },
  }
}

const GROUP: ClassicRecord = {
  type: 'group',
  group: 'shop',
  value: {
    protocolType: 'consumer',
    generation: 3,
    protocol: 'range',
    leader: 'a',
    currentStateTimestamp: 7,
    members: [
      {
        memberId: 'a',
        groupInstanceId: 'till-1',
        clientId: 'app',
        clientHost: '/10.0.0.1',
        rebalanceTimeout: 60_000,
        sessionTimeout: 10_000,
        subscription: Buffer.from('s'),
        assignment: Buffer.from('p0'),
      },
    ],
  },
}

describe('records', () => {
  it('come back from the log as they went in, tombstones and expiries included', () => {
    const records = [
      GROUP,
      offset(0, {}),
      offset(1, { expireTimestamp: 99 }),
      offset(0, null),
      { ...GROUP, value: null },
    ]
    expect(roundTrip(records)).toEqual(records)
  })

  it('are spread over batches of bounded size', () => {
    const records = Array.from({ length: 10_000 }, (_, partition) => offset(partition, {}))
    expect(splitBatches(encodeRecords(records, 1), 'strict').length).toBeGreaterThan(1)
    expect(roundTrip(records)).toEqual(records)
  })

  it('of kinds that belong to other group types are passed over', () => {
    expect(decodeRecord(Buffer.from([0, 17, 0, 1, 65]), null)).toBeNull()
  })

  it('that are cut short are refused', () => {
    expect(() => decodeRecord(Buffer.from([0, 1, 0, 9, 65]), null)).toThrow(
      expect.objectContaining({ name: 'KafkaError' }),
    )
  })
})

describe('replay', () => {
  it('ends in the same state whether records come one by one or all at once', () => {
    const records = [
      GROUP,
      offset(0, { offset: 1 }),
      offset(0, { offset: 2 }),
      offset(1, {}),
      offset(1, null),
    ]
    const live = new ShardState()
    for (const record of records) replay(live, record)
    const loaded = new ShardState()
    for (const record of roundTrip(records))
      if (record !== null && isClassicRecord(record)) replay(loaded, record)
    expect(loaded).toEqual(live)
    expect(live.offsets.countOf('shop')).toBe(1)
    expect([...live.offsets.topics()]).toEqual(['orders'])
  })

  it('of tombstones for what is not there changes nothing', () => {
    const state = new ShardState()
    replay(state, offset(0, null))
    replay(state, { ...GROUP, value: null })
    expect(state).toEqual(new ShardState())
  })

  it('of what a removal decided leaves nothing behind', () => {
    for (const decide of [
      (state: ShardState) => [...decidePositionsRemoval(state, 'shop'), { ...GROUP, value: null }],
      (state: ShardState) => [...decideTopicRemoval(state, 'orders'), { ...GROUP, value: null }],
    ]) {
      const state = new ShardState()
      for (const record of [GROUP, offset(0, {}), offset(1, {})]) replay(state, record)
      for (const record of decide(state)) replay(state, record)
      expect(state).toEqual(new ShardState())
    }
  })
})

describe('deciding a commit', () => {
  it('changes nothing and answers in the order of the positions', () => {
    const state = new ShardState()
    const position = { topic: 'orders', offset: 1, leaderEpoch: 4, metadata: '' }
    const { records, outcomes } = decideCommit(state, {
      group: 'shop',
      offsets: [
        { ...position, partition: 0 },
        { ...position, partition: 1, metadata: 'long' },
        { ...position, partition: 2 },
      ],
      retentionTimeMs: -1,
      nowMs: 10,
      maxMetadataBytes: 3,
    })
    expect(outcomes).toEqual(['NONE', 'OFFSET_METADATA_TOO_LARGE', 'NONE'])
    expect(records).toMatchObject([
      { partition: 0, value: { commitTimestamp: 10, expireTimestamp: -1, leaderEpoch: 4 } },
      { partition: 2 },
    ])
    expect(state).toEqual(new ShardState())
  })
})
