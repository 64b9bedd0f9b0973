import { describe, expect, it } from 'vitest'
import { NO_BROKER_CONFIGS } from '../config/resolve.ts'
import { encodeMarkerBatch } from '../wire/control-record.ts'
import { writeBaseOffset } from '../wire/record-batch.ts'
import { encodeBatch } from '../wire/record-batch-records.ts'
import { abortedSpans } from './aborted-batches.ts'
import { acknowledgementsOf, checkAcknowledgements } from './acknowledgements.ts'
import { autoOffsetResetOf, durationMsOf, shareGroupConfigFrom } from './group-config.ts'
import { coordinatorKeyOf, isCoordinatorKey } from './state-store.ts'

describe('configs of share groups', () => {
  it.each([
    ['P1D', 86_400_000],
    ['PT1H30M', 5_400_000],
    ['P2DT3.5S', 172_803_500],
    ['PT', null],
    ['P', null],
    ['1h', null],
    ['P1Y', null],
  ])('read the duration %s', (text, expected) => {
    expect(durationMsOf(text)).toBe(expected)
  })

  it('say where to begin', () => {
    expect(autoOffsetResetOf('earliest')).toEqual({ kind: 'earliest' })
    expect(autoOffsetResetOf('latest')).toEqual({ kind: 'latest' })
    expect(autoOffsetResetOf('by_duration:PT1M')).toEqual({ kind: 'by_duration', durationMs: 60_000 })
  })

  it("come from the group, the broker and Kafka's defaults, in that order", () => {
    const overrides = new Map([
      ['share.isolation.level', 'read_committed'],
      ['share.auto.offset.reset', 'earliest'],
    ])
    const broker = {
      ...NO_BROKER_CONFIGS,
      static: new Map([['group.share.record.lock.duration.ms', '15000']]),
    }
    expect(shareGroupConfigFrom(overrides, broker)).toEqual({
      autoOffsetReset: { kind: 'earliest' },
      isReadCommitted: true,
      recordLockDurationMs: 15_000,
      maxDeliveryCount: 5,
      maxRecordLocks: 2_000,
    })
  })
})

describe('keys of share partitions', () => {
  const topicId = 'AAECAwQFBgcICQoLDA0ODw'

  it('are told from other keys', () => {
    expect(isCoordinatorKey(coordinatorKeyOf({ groupId: 'a:b', topicId, partition: 7 }))).toBe(true)
    for (const key of [
      '',
      'group',
      'a:b:c',
      `:${topicId}:0`,
      `g:${topicId}:`,
      `g:${topicId}:x`,
      `g:${topicId}`,
    ]) {
      expect(isCoordinatorKey(key)).toBe(false)
    }
  })
})

describe('acknowledgements', () => {
  it('are brought into runs of one kind', () => {
    const batches = [
      { firstOffset: 0, lastOffset: 4, acknowledgeTypes: [1, 1, 2, 2, 1] },
      { firstOffset: 5, lastOffset: 9, acknowledgeTypes: [1] },
    ]
    checkAcknowledgements(batches, { mayRenew: false })
    expect(acknowledgementsOf(batches)).toEqual([
      { first: 0, last: 1, type: 'accept' },
      { first: 2, last: 3, type: 'release' },
      { first: 4, last: 4, type: 'accept' },
      { first: 5, last: 9, type: 'accept' },
    ])
  })
})

describe('aborted batches', () => {
  it('are those of a transaction up to its marker', () => {
    const record = { timestampMs: 1, key: null, value: Buffer.from('v') }
    const transactional = { producerEpoch: 0, baseSequence: 0, isTransactional: true }
    const batches = [
      encodeBatch({ records: [record], producerId: 1, ...transactional }),
      encodeBatch({ records: [record], producerId: 2, ...transactional }),
      encodeBatch({ records: [record] }),
      encodeMarkerBatch({
        isCommit: false,
        coordinatorEpoch: 0,
        producerId: 1,
        producerEpoch: 0,
        timestampMs: 1,
      }),
      encodeBatch({ records: [record], producerId: 1, ...transactional }),
    ]
    batches.forEach((batch, offset) => writeBaseOffset(batch, 0, offset))
    const spans = abortedSpans(Buffer.concat(batches), (end) => {
      expect(end).toBe(5)
      return [{ producerId: 1, firstOffset: 0 }]
    })
    expect(spans).toEqual([{ first: 0, last: 0 }])
  })
})
