import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { produce } from '../wire/generated/produce.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { BATCH_OFFSETS, writeCrc } from '../wire/record-batch.ts'
import { encodeBatch } from '../wire/record-batch-records.ts'

const NOW_MS = Date.now()
const record = (value: string, key: string | null = null) => ({
  timestampMs: NOW_MS,
  key: key === null ? null : Buffer.from(key),
  value: Buffer.from(value),
})
const plain = () => encodeBatch({ records: [record('a'), record('b')] })

/** A good batch with one field changed and the checksum made to fit again. */
function altered(change: (batch: Buffer) => void, batch = plain()): Buffer {
  change(batch)
  writeCrc(batch, 0, batch.length)
  return batch
}

describe('Produce', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start({ brokers: 2 })
    await cluster.topic('t', { assignment: [1, 2] })
    await cluster.topic('compacted', { assignment: [1], configs: { 'cleanup.policy': 'compact' } })
    await cluster.topic('small', { assignment: [1], configs: { 'max.message.bytes': '100' } })
  })
  afterAll(() => cluster.stop())

  const errorOf = async (batch: Buffer, options: Parameters<ClusterFixture['produce']>[2] = {}) =>
    errorNameOf((await cluster.produce('t', batch, options)).errorCode)

  it.each([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('appends and tells the offset in v%i', async (version) => {
    await cluster.topic(`v${version}`, { assignment: [1] })
    await cluster.produce(`v${version}`, plain(), { version })
    const second = await cluster.produce(`v${version}`, plain(), { version })
    expect(second).toMatchObject({ errorCode: 0, baseOffset: 2, logAppendTimeMs: -1 })
  })

  it('takes topics by id in v13', async () => {
    const topicId = await cluster.topic('by-id', { assignment: [1] })
    expect(await cluster.produce('', plain(), { version: 13, topicId })).toMatchObject({ errorCode: 0 })
    const nobodys = 'AAAAAAAAAAAAAAAAAAAAZQ'
    expect(await errorOf(plain(), { version: 13, topicId: nobodys })).toBe('UNKNOWN_TOPIC_ID')
  })

  it.each([
    ['a wrong checksum', () => altered(() => {}).fill(0xff, 17, 21), 'CORRUPT_MESSAGE'],
    ['magic 1', () => altered((b) => b.writeInt8(1, BATCH_OFFSETS.magic)), 'UNSUPPORTED_FOR_MESSAGE_FORMAT'],
    ['magic 9', () => altered((b) => b.writeInt8(9, BATCH_OFFSETS.magic)), 'CORRUPT_MESSAGE'],
    [
      'a length beyond the bytes',
      () => altered((b) => b.writeInt32BE(9_999, BATCH_OFFSETS.batchLength)),
      'CORRUPT_MESSAGE',
    ],
    [
      'a negative length',
      () => altered((b) => b.writeInt32BE(-1, BATCH_OFFSETS.batchLength)),
      'CORRUPT_MESSAGE',
    ],
    [
      'a last offset delta that is not count - 1',
      () => altered((b) => b.writeInt32BE(7, BATCH_OFFSETS.lastOffsetDelta)),
      'CORRUPT_MESSAGE',
    ],
    ['no records', () => altered((b) => b.writeInt32BE(0, BATCH_OFFSETS.recordCount)), 'INVALID_RECORD'],
    ['a control batch', () => encodeBatch({ records: [record('a')], isControl: true }), 'INVALID_RECORD'],
    ['two batches', () => Buffer.concat([plain(), plain()]), 'INVALID_RECORD'],
    ['noise', () => Buffer.alloc(100, 7), 'CORRUPT_MESSAGE'],
    ['nothing', () => Buffer.alloc(0), 'INVALID_RECORD'],
    ['half a batch', () => plain().subarray(0, 70), 'CORRUPT_MESSAGE'],
    [
      'an unknown compression',
      () => altered((b) => b.writeInt16BE(7, BATCH_OFFSETS.attributes)),
      'CORRUPT_MESSAGE',
    ],
  ])('refuses %s', async (_what, batch, error) => {
    const before = await cluster.fetch('t', 0)
    expect(await errorOf(batch())).toBe(error)
    expect((await cluster.fetch('t', 0)).highWatermark).toBe(before.highWatermark)
  })

  it('refuses a partition and a topic that do not exist, and one that is led elsewhere', async () => {
    expect(await errorOf(plain(), { partition: 9 })).toBe('UNKNOWN_TOPIC_OR_PARTITION')
    expect(await errorOf(plain(), { partition: -1 })).toBe('UNKNOWN_TOPIC_OR_PARTITION')
    expect(errorNameOf((await cluster.produce('nowhere', plain())).errorCode)).toBe(
      'UNKNOWN_TOPIC_OR_PARTITION',
    )
    const elsewhere = await cluster.produce('t', plain(), { partition: 1 })
    expect(errorNameOf(elsewhere.errorCode)).toBe('NOT_LEADER_OR_FOLLOWER')
    expect(elsewhere.currentLeader.leaderId).toBe(2)
  })

  it('lets only the admin client write internal topics', async () => {
    const into = (clientId: string) =>
      cluster.produce('__consumer_offsets', encodeBatch({ records: [record('v', 'k')] }), { clientId })
    expect(errorNameOf((await into('me')).errorCode)).toBe('INVALID_TOPIC_EXCEPTION')
  })

  it.each([7, 2, -2, 32_767])('refuses acks=%i', async (acks) => {
    expect(await errorOf(plain(), { acks })).toBe('INVALID_REQUIRED_ACKS')
  })

  it.each([8, 9, 12])('names the records without a key on a compacted topic in v%i', async (version) => {
    const batch = encodeBatch({ records: [record('a', 'k'), record('b'), record('c')] })
    const refused = await cluster.produce('compacted', batch, { version })
    expect(errorNameOf(refused.errorCode)).toBe('INVALID_RECORD')
    expect(refused.recordErrors.map(({ batchIndex }) => batchIndex)).toEqual([1, 2])
  })

  it('refuses a batch above max.message.bytes', async () => {
    const big = encodeBatch({ records: [record('x'.repeat(200))] })
    expect(errorNameOf((await cluster.produce('small', big)).errorCode)).toBe('MESSAGE_TOO_LARGE')
  })

  it('answers nothing to acks=0, and closes the connection when it failed', async () => {
    const client = await cluster.connect()
    const oneWay = (records: Buffer) =>
      client.sendOneWay(
        produce,
        {
          transactionalId: null,
          acks: 0,
          timeoutMs: 1_000,
          topicData: [{ name: 't', partitionData: [{ index: 0, records }] }],
        },
        9,
      )
    const before = (await cluster.fetch('t', 0)).highWatermark
    oneWay(plain())
    await expect.poll(async () => (await cluster.fetch('t', 0)).highWatermark).toBe(before + 2)
    expect(client.isClosed).toBe(false)
    oneWay(Buffer.from('noise'))
    await expect.poll(() => client.isClosed).toBe(true)
  })

  it.each([0, 1, 2])(
    'answers v%i, which is advertised but not served, with UNSUPPORTED_VERSION',
    async (version) => {
      expect(await errorOf(plain(), { version })).toBe('UNSUPPORTED_VERSION')
    },
  )

  it('keeps what was acknowledged when the disk fills up, and goes on when there is room', async () => {
    await cluster.topic('full', { assignment: [1] })
    const disk = cluster.disks.get(1)
    if (disk === undefined) throw new TypeError('broker 1 has a disk')
    expect(await cluster.produce('full', plain())).toMatchObject({ errorCode: 0, baseOffset: 0 })
    disk.freeBytes = 40
    expect(errorNameOf((await cluster.produce('full', plain())).errorCode)).toBe('KAFKA_STORAGE_ERROR')
    disk.freeBytes = Number.POSITIVE_INFINITY
    expect(await cluster.produce('full', plain())).toMatchObject({ errorCode: 0, baseOffset: 2 })
    const fetched = await cluster.fetch('full', 0)
    expect(fetched).toMatchObject({ errorCode: 0, highWatermark: 4 })
    expect(fetched.records?.length).toBe(2 * plain().length)
  })
})
