import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { ACK, initializeState, loadShared, ShareMember, storedState } from '../testing/share-fixture.ts'
import { errorCode } from '../wire/kafka-error.ts'

let cluster: ClusterFixture
let count = 0

beforeAll(async () => {
  cluster = await ClusterFixture.start({
    configs: { 'group.share.delivery.count.limit': '2', 'group.share.max.share.sessions': '100' },
  })
})
afterAll(() => cluster.stop())

/** A topic with records, a share group that begins at 0, and its members. */
async function scene(records: readonly number[] = [10]) {
  count += 1
  const name = `shared-${count}`
  const groupId = `group-${count}`
  const topicId = await cluster.topic(name)
  for (const size of records) await produce(name, size)
  await initializeState(cluster, { groupId, topicId })
  await loadShared(cluster, { groupId, topicId })
  const join = (memberId: string) => ShareMember.join(cluster, { groupId, memberId, topicId })
  return { name, groupId, topicId, join }
}

async function produce(name: string, size: number): Promise<void> {
  const records = Array.from({ length: size }, (_, index) => ({
    timestampMs: Date.now(),
    key: null,
    value: Buffer.from(`value ${index}`),
  }))
  await cluster.produce(name, { records })
}

describe('ShareFetch', () => {
  it('gives each record to one member at a time', async () => {
    const { join, name } = await scene([4, 4])
    const [first, second] = [await join('a'), await join('b')]
    expect(await first.acquire({ maxRecords: 3 })).toEqual([[0, 3, 1]])
    expect(await second.acquire()).toEqual([[4, 7, 1]])
    expect(await first.acquire()).toEqual([])
    await produce(name, 2)
    expect(await first.acquire()).toEqual([[8, 9, 1]])
  })

  it('sends no batch that holds nothing acquired', async () => {
    const { join } = await scene([4, 4, 4])
    const member = await join('a')
    const { responses } = await member.fetch({ maxRecords: 1 })
    const first = responses[0]?.partitions[0]?.records?.length ?? 0
    const { responses: rest } = await member.fetch()
    expect(rest[0]?.partitions[0]?.records?.length).toBe(2 * first)
  })

  it('keeps to the record limit when it is strict', async () => {
    const { join } = await scene([4, 4])
    const member = await join('a')
    expect(await member.acquire({ maxRecords: 3, shareAcquireMode: 1 })).toEqual([[0, 2, 1]])
    expect(await member.acquire({ maxRecords: 3, shareAcquireMode: 1 })).toEqual([[3, 5, 1]])
  })

  it('begins a range of its own where a batch has the size asked for', async () => {
    const { join } = await scene([4, 4, 4])
    const member = await join('a')
    expect(await member.acquire({ batchSize: 4 })).toEqual([
      [0, 3, 1],
      [4, 7, 1],
      [8, 11, 1],
    ])
  })

  it('takes acknowledgements in before it acquires', async () => {
    const { join } = await scene([4])
    const member = await join('a')
    expect(await member.acquire()).toEqual([[0, 3, 1]])
    const response = await member.fetch({ acks: [{ first: 0, last: 3, types: [ACK.accept] }] })
    expect(response.responses[0]?.partitions[0]).toMatchObject({
      acknowledgeErrorCode: 0,
      acquiredRecords: [],
    })
  })

  it('waits for records, and for records that are given back', async () => {
    const { join, name } = await scene([])
    const [first, second] = [await join('a'), await join('b')]
    const waiting = first.acquire({ maxWaitMs: 4_000 })
    await produce(name, 1)
    expect(await waiting).toEqual([[0, 0, 1]])
    await second.acquire()
    const again = second.acquire({ maxWaitMs: 4_000 })
    expect(await first.acknowledge([{ first: 0, last: 0, types: [ACK.release] }])).toBe(0)
    expect(await again).toEqual([[0, 0, 2]])
  })

  it('waits for as many bytes as are asked for', async () => {
    const { join, name } = await scene([1])
    const member = await join('a')
    const waiting = member.acquire({ maxWaitMs: 4_000, minBytes: 100 })
    await produce(name, 1)
    expect(await waiting).toEqual([[0, 1, 1]])
  })

  it('gives records back when the connection ends, and counts the delivery', async () => {
    const { join } = await scene([2])
    const [first, second] = [await join('a'), await join('b')]
    expect(await first.acquire()).toEqual([[0, 1, 1]])
    const waiting = second.acquire({ maxWaitMs: 4_000 })
    first.leave()
    expect(await waiting).toEqual([[0, 1, 2]])
  })

  it('gives a record up after the last delivery', async () => {
    const { join, groupId, topicId } = await scene([2])
    const member = await join('a')
    const release = [{ first: 0, last: 1, types: [ACK.release] }]
    expect(await member.acquire()).toEqual([[0, 1, 1]])
    expect(await member.acknowledge(release)).toBe(0)
    expect(await member.acquire()).toEqual([[0, 1, 2]])
    expect(await member.acknowledge(release)).toBe(0)
    expect(await member.acquire()).toEqual([])
    expect(await storedState(cluster, { groupId, topicId })).toMatchObject({
      stateBatches: [{ firstOffset: 0, lastOffset: 1, deliveryState: 4, deliveryCount: 2 }],
    })
  })

  it('goes on where the log begins when records were deleted', async () => {
    const { join, name } = await scene([2, 2])
    const member = await join('a')
    expect(await member.acquire({ maxRecords: 1 })).toEqual([[0, 1, 1]])
    expect(await member.acknowledge([{ first: 0, last: 1, types: [ACK.release] }])).toBe(0)
    await deleteBefore(name, 3)
    expect(await member.acquire()).toEqual([[3, 3, 1]])
  })

  it.each([
    ['an epoch that is not next', { shareSessionEpoch: 7 }, 'INVALID_SHARE_SESSION_EPOCH'],
    ['no member', { memberId: null }, 'INVALID_REQUEST'],
    ['no group', { groupId: '' }, 'INVALID_REQUEST'],
    ['a member id that is too long', { memberId: 'm'.repeat(37) }, 'INVALID_REQUEST'],
    ['a renewal that reads', { isRenewAck: true }, 'INVALID_REQUEST'],
    ['a session nobody opened', { memberId: 'z', shareSessionEpoch: 1 }, 'SHARE_SESSION_NOT_FOUND'],
    [
      'the end of a session nobody opened',
      { memberId: 'z', shareSessionEpoch: -1 },
      'SHARE_SESSION_NOT_FOUND',
    ],
  ] as const)('refuses %s', async (_, change, error) => {
    const { join } = await scene([])
    const member = await join('a')
    await member.fetch()
    expect((await member.fetch(change)).errorCode).toBe(errorCode(error))
  })

  it('refuses acknowledgements where a session begins', async () => {
    const { join } = await scene([])
    const member = await join('a')
    const { errorCode: code } = await member.fetch({ acks: [{ first: 0, last: 0, types: [1] }] })
    expect(code).toBe(errorCode('INVALID_REQUEST'))
  })

  it('answers for partitions that it cannot read, each by itself', async () => {
    const { join, topicId } = await scene([1])
    const member = await join('a')
    const partition = { acknowledgementBatches: [] }
    const { responses } = await member.fetch({
      topics: [
        {
          topicId,
          partitions: [
            { ...partition, partitionIndex: 0 },
            { ...partition, partitionIndex: 9 },
          ],
        },
        { topicId: 'AAAAAAAAAAAAAAAAAAAABA', partitions: [{ ...partition, partitionIndex: 0 }] },
      ],
    })
    const codes = responses.flatMap(({ partitions }) => partitions.map(({ errorCode: code }) => code))
    expect(codes.toSorted((a, b) => a - b)).toEqual([
      0,
      errorCode('UNKNOWN_TOPIC_OR_PARTITION'),
      errorCode('UNKNOWN_TOPIC_ID'),
    ])
  })

  it('does not read what nobody has initialized', async () => {
    const { topicId } = await scene([1])
    const member = await ShareMember.join(cluster, { groupId: 'nobody', memberId: 'a', topicId })
    const { responses } = await member.fetch({ maxWaitMs: 2_000 })
    expect(responses[0]?.partitions[0]).toMatchObject({ errorCode: -1, acquiredRecords: [] })
  })

  it('keeps no more sessions than it may', async () => {
    const { join } = await scene([])
    const members = await Promise.all(Array.from({ length: 101 }, (_, index) => join(`m${index}`)))
    const codes = await Promise.all(members.map(async (member) => (await member.fetch()).errorCode))
    expect(codes).toContain(errorCode('SHARE_SESSION_LIMIT_REACHED'))
  })
})

async function deleteBefore(name: string, offset: number): Promise<void> {
  const { deleteRecords } = await import('../wire/generated/delete-records.ts')
  await cluster.call(
    deleteRecords,
    { topics: [{ name, partitions: [{ partitionIndex: 0, offset }] }], timeoutMs: 2_000 },
    { version: 2 },
  )
}
