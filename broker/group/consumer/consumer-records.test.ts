import { describe, expect, it } from 'vitest'
import { ZERO_UUID } from '../../wire/reader.ts'
import { splitBatches } from '../../wire/record-batch.ts'
import { decodeRecords } from '../../wire/record-batch-records.ts'
import { type CoordinatorRecord, decodeRecord, encodeRecords } from '../records.ts'
import type { ConsumerRecord } from './consumer-records.ts'

const TOPIC = 'AAECAwQFBgcICQoLDA0ODw'
const PARTITIONS = [{ topicId: TOPIC, partitions: [0, 3] }]
const MEMBER_KEY = { groupId: 'shop', memberId: 'm1' }

const RECORDS: readonly ConsumerRecord[] = [
  { type: 'consumerGroup', key: { groupId: 'shop' }, value: { epoch: 7, metadataHash: 42 } },
  {
    type: 'consumerTopics',
    key: { groupId: 'shop' },
    value: {
      topics: [
        {
          topicId: TOPIC,
          topicName: 'orders',
          numPartitions: 1,
          partitionMetadata: [{ partition: 0, racks: ['a'] }],
        },
      ],
    },
  },
  {
    type: 'consumerMember',
    key: MEMBER_KEY,
    value: {
      instanceId: 'till-1',
      rackId: null,
      clientId: 'app',
      clientHost: '/10.0.0.1',
      subscribedTopicNames: ['orders'],
      subscribedTopicRegex: 'o.*',
      rebalanceTimeoutMs: 60_000,
      serverAssignor: 'uniform',
      classicMemberMetadata: {
        sessionTimeoutMs: 45_000,
        supportedProtocols: [{ name: 'range', metadata: Buffer.from('s') }],
      },
    },
  },
  { type: 'consumerTarget', key: { groupId: 'shop' }, value: { assignmentEpoch: 7 } },
  { type: 'consumerMemberTarget', key: MEMBER_KEY, value: { topicPartitions: PARTITIONS } },
  {
    type: 'consumerMemberCurrent',
    key: MEMBER_KEY,
    value: {
      memberEpoch: 7,
      previousMemberEpoch: 6,
      state: 1,
      assignedPartitions: PARTITIONS,
      partitionsPendingRevocation: [{ topicId: ZERO_UUID, partitions: [1] }],
    },
  },
  {
    type: 'consumerRegex',
    key: { groupId: 'shop', regularExpression: 'o.*' },
    value: { topics: ['orders'], version: 12, timestamp: 99 },
  },
]

function roundTrip(records: readonly CoordinatorRecord[]): (CoordinatorRecord | null)[] {
  const bytes = encodeRecords(records, 1_700_000_000_000)
  return splitBatches(bytes, 'strict').flatMap((header) =>
    decodeRecords(bytes, header).map(({ key, value }) => (key === null ? null : decodeRecord(key, value))),
  )
}

function keysOf(records: readonly CoordinatorRecord[]): string[] {
  const bytes = encodeRecords(records, 1)
  return splitBatches(bytes, 'strict').flatMap((header) =>
    decodeRecords(bytes, header).map(({ key }) => key?.toString('hex') ?? ''),
  )
}

describe('records of consumer groups', () => {
  it('come back from the log as they went in', () => {
    expect(roundTrip(RECORDS)).toEqual(RECORDS)
  })

  it('come back as tombstones', () => {
    const tombstones = RECORDS.map((record) => ({ ...record, value: null }) as ConsumerRecord)
    expect(roundTrip(tombstones)).toEqual(tombstones)
  })

  it('have the key types of Kafka', () => {
    expect(keysOf(RECORDS).map((hex) => Number.parseInt(hex.slice(0, 4), 16))).toEqual([3, 4, 5, 6, 7, 8, 16])
    expect(keysOf(RECORDS.slice(2, 3))).toEqual(['0005000473686f7000026d31'])
  })

  it('say outright that a member is not classic: to Kafka nothing said means one without protocols', () => {
    const value = {
      instanceId: null,
      rackId: null,
      clientId: '',
      clientHost: '',
      subscribedTopicNames: [],
      subscribedTopicRegex: '',
      rebalanceTimeoutMs: 1,
      serverAssignor: null,
      classicMemberMetadata: null,
    }
    const record: ConsumerRecord = { type: 'consumerMember', key: MEMBER_KEY, value }
    const bytes = encodeRecords([record], 1)
    const [header] = splitBatches(bytes, 'strict')
    expect(header).toBeDefined()
    const [{ value: stored } = { value: null }] = header === undefined ? [] : decodeRecords(bytes, header)
    expect(stored?.toString('hex')).toBe('00000000010101010000000100' + '01' + '00' + '01' + 'ff')
    expect(roundTrip([record])).toEqual([record])
  })

  it('leave room for the default of a tagged hash', () => {
    const record: ConsumerRecord = {
      type: 'consumerGroup',
      key: { groupId: 'shop' },
      value: { epoch: 1, metadataHash: 0 },
    }
    expect(roundTrip([record])).toEqual([record])
  })

  it('that are cut short are refused', () => {
    expect(() => decodeRecord(Buffer.from([0, 5, 0, 9, 65]), null)).toThrow(
      expect.objectContaining({ name: 'KafkaError' }),
    )
  })
})
