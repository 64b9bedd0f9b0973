import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { ACK, initializeState, loadShared, ShareMember, storedState } from '../testing/share-fixture.ts'
import { errorCode } from '../wire/kafka-error.ts'

let cluster: ClusterFixture
let count = 0
let member: ShareMember
let other: ShareMember
let key: { groupId: string; topicId: string }

beforeAll(async () => {
  cluster = await ClusterFixture.start()
})
afterAll(() => cluster.stop())

/** Ten records, acquired by `member`. */
beforeEach(async () => {
  count += 1
  const topicId = await cluster.topic(`acknowledged-${count}`)
  key = { groupId: `group-${count}`, topicId }
  const record = { timestampMs: Date.now(), key: null, value: Buffer.from('value') }
  await cluster.produce(`acknowledged-${count}`, { records: Array.from({ length: 10 }, () => record) })
  await initializeState(cluster, key)
  await loadShared(cluster, key)
  member = await ShareMember.join(cluster, { ...key, memberId: 'a' })
  other = await ShareMember.join(cluster, { ...key, memberId: 'b' })
  expect(await member.acquire()).toEqual([[0, 9, 1]])
  expect(await other.acquire()).toEqual([])
})

describe('ShareAcknowledge', () => {
  it('stores what has become of records before it answers', async () => {
    const code = await member.acknowledge([
      { first: 0, last: 1, types: [ACK.accept] },
      { first: 2, last: 5, types: [ACK.accept, ACK.release, ACK.reject, ACK.gap] },
    ])
    expect(code).toBe(0)
    expect((await storedState(cluster, key))?.stateBatches).toEqual([
      { firstOffset: 0, lastOffset: 2, deliveryState: 2, deliveryCount: 1 },
      { firstOffset: 3, lastOffset: 3, deliveryState: 0, deliveryCount: 1 },
      { firstOffset: 4, lastOffset: 5, deliveryState: 4, deliveryCount: 1 },
    ])
    expect(await other.acquire()).toEqual([[3, 3, 2]])
  })

  it('moves the start past what is done with', async () => {
    expect(await member.acknowledge([{ first: 0, last: 4, types: [ACK.accept] }])).toBe(0)
    expect(await member.acknowledge([{ first: 6, last: 6, types: [ACK.accept] }])).toBe(0)
    expect(await storedState(cluster, key)).toMatchObject({
      startOffset: 5,
      stateBatches: [{ firstOffset: 6, lastOffset: 6, deliveryState: 2 }],
    })
  })

  it('lets what lies before the start be acknowledged again', async () => {
    const acks = [{ first: 0, last: 4, types: [ACK.accept] }]
    expect(await member.acknowledge(acks)).toBe(0)
    expect(await member.acknowledge(acks)).toBe(0)
  })

  it.each([
    ['what another member holds', 'other', [{ first: 0, last: 0, types: [1] }], 'INVALID_RECORD_STATE'],
    ['what was never acquired', 'member', [{ first: 10, last: 11, types: [1] }], 'INVALID_REQUEST'],
    ['what reaches past the end', 'member', [{ first: 9, last: 11, types: [1] }], 'INVALID_REQUEST'],
    ['a range turned round', 'member', [{ first: 3, last: 2, types: [1] }], 'INVALID_REQUEST'],
    ['too many types', 'member', [{ first: 3, last: 4, types: [1, 1, 1] }], 'INVALID_REQUEST'],
    ['no type', 'member', [{ first: 3, last: 4, types: [] }], 'INVALID_REQUEST'],
    ['a type that is not known', 'member', [{ first: 3, last: 4, types: [5] }], 'INVALID_REQUEST'],
    ['a renewal that was not announced', 'member', [{ first: 3, last: 4, types: [4] }], 'INVALID_REQUEST'],
    [
      'ranges that go back',
      'member',
      [
        { first: 3, last: 4, types: [1] },
        { first: 2, last: 2, types: [1] },
      ],
      'INVALID_REQUEST',
    ],
  ] as const)('refuses %s', async (_, who, acks, error) => {
    expect(await (who === 'member' ? member : other).acknowledge(acks)).toBe(errorCode(error))
  })

  it('changes nothing of a partition when one of its ranges is refused', async () => {
    const acks = [
      { first: 0, last: 1, types: [ACK.accept] },
      { first: 9, last: 10, types: [ACK.accept] },
    ]
    expect(await member.acknowledge(acks)).toBe(errorCode('INVALID_REQUEST'))
    expect((await storedState(cluster, key))?.stateBatches).toEqual([])
    expect(await member.acknowledge([{ first: 0, last: 1, types: [ACK.accept] }])).toBe(0)
  })

  it('refuses a second word about a record', async () => {
    const acks = [{ first: 5, last: 5, types: [ACK.accept] }]
    expect(await member.acknowledge(acks)).toBe(0)
    expect(await member.acknowledge(acks)).toBe(errorCode('INVALID_RECORD_STATE'))
  })

  it('keeps renewed records locked', async () => {
    expect(await member.acknowledge([{ first: 0, last: 9, types: [ACK.renew] }], { isRenewAck: true })).toBe(
      0,
    )
    expect(await other.acquire()).toEqual([])
    expect(await member.acknowledge([{ first: 0, last: 9, types: [ACK.accept] }])).toBe(0)
  })

  it('ends the session with the last word, and gives back the rest', async () => {
    expect(await member.acknowledge([{ first: 0, last: 3, types: [ACK.accept] }], { epoch: -1 })).toBe(0)
    expect(await other.acquire()).toEqual([[4, 9, 2]])
    expect(await member.acknowledge([])).toBe(errorCode('SHARE_SESSION_NOT_FOUND'))
  })

  it.each([
    ['the epoch that opens', 0, 'INVALID_SHARE_SESSION_EPOCH'],
    ['an epoch that is not next', 9, 'INVALID_SHARE_SESSION_EPOCH'],
  ] as const)('refuses %s', async (_, epoch, error) => {
    const acks = [{ first: 0, last: 0, types: [1] }]
    expect(await member.acknowledge(acks, { epoch })).toBe(errorCode(error))
  })

  it('refuses a member whose state began anew, and has it read afresh', async () => {
    await initializeState(cluster, key, { stateEpoch: 1, startOffset: 5 })
    const acks = [{ first: 0, last: 0, types: [ACK.accept] }]
    expect(await member.acknowledge(acks)).toBe(errorCode('FENCED_STATE_EPOCH'))
    expect(await other.acquire({ maxWaitMs: 2_000 })).toEqual([[5, 9, 1]])
  })
})
