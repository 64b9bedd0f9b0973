import { describe, expect, it } from 'vitest'
import type { GroupDetail, GroupPartition } from '#contract/groups'
import { partitionRows, type Row, rowKey } from './partition-rows.ts'

const partition = (topic: string, index: number, part: Partial<GroupPartition> = {}): GroupPartition => ({
  topic,
  partition: index,
  committedOffset: 100,
  startOffset: 0,
  endOffset: 110,
  lagRecords: 10,
  metadata: '',
  memberIds: ['m1'],
  error: null,
  ...part,
})

const detail = (partitions: GroupPartition[], memberIds: readonly string[] = ['m1']): GroupDetail => ({
  groupId: 'g',
  state: 'Stable',
  kind: 'classic',
  protocolType: 'consumer',
  protocolName: 'range',
  coordinatorId: 1,
  epochs: null,
  members: memberIds.map((memberId) => ({
    memberId,
    instanceId: null,
    clientId: 'app',
    host: '/127.0.0.1',
    assignments: [],
    modern: null,
  })),
  partitions,
  lagRecords: partitions.reduce((sum, { lagRecords }) => sum + (lagRecords ?? 0), 0),
  sampledAtMs: 1,
})

const NO_FOLDS: ReadonlySet<string> = new Set()
const rowsOf = (group: GroupDetail, folded = NO_FOLDS, previous: readonly Row[] = []) =>
  partitionRows({ detail: group, folded, previous })

describe('partitionRows', () => {
  it('orders by topic and number, whatever the lag and the order they come in', () => {
    const group = detail([
      partition('orders', 10, { lagRecords: 900 }),
      partition('orders', 2),
      partition('clicks', 1),
    ])
    expect(rowsOf(group).map(rowKey)).toEqual([
      't/clicks',
      'p/clicks/1',
      't/orders',
      'p/orders/2',
      'p/orders/10',
    ])
  })

  it('sums a topic and measures bars against the worst partition', () => {
    const rows = rowsOf(
      detail([partition('a', 0, { lagRecords: 30 }), partition('a', 1, { lagRecords: 60 })]),
    )
    expect(rows[0]).toMatchObject({ kind: 'topic', lagRecords: 90, isPartial: false })
    expect(rows.slice(1).map((row) => row.kind === 'partition' && row.ratio)).toEqual([0.5, 1])
  })

  it('draws no bar when nothing lags, and knows no lag where nothing is committed', () => {
    const rows = rowsOf(detail([partition('a', 0, { committedOffset: null, lagRecords: null })]))
    expect(rows[0]).toMatchObject({ lagRecords: null })
    expect(rows[1]).toMatchObject({ ratio: 0 })
  })

  it('tells a sum of which a part is missing', () => {
    const rows = rowsOf(detail([partition('a', 0), partition('a', 1, { endOffset: null, lagRecords: null })]))
    expect(rows[0]).toMatchObject({ lagRecords: 10, isPartial: true })
  })

  it('calls partitions unowned only while there are members', () => {
    const orphans = [partition('a', 0, { memberIds: [] })]
    expect(rowsOf(detail(orphans))[1]).toMatchObject({ isUnowned: true })
    expect(rowsOf(detail(orphans, []))[1]).toMatchObject({ isUnowned: false })
  })

  it('hides the partitions of a folded topic', () => {
    const group = detail([partition('a', 0), partition('b', 0)])
    expect(rowsOf(group, new Set(['a'])).map(rowKey)).toEqual(['t/a', 't/b', 'p/b/0'])
  })

  it('keeps the rows that say the same, so that only changed ones are drawn', () => {
    const before = rowsOf(detail([partition('a', 0), partition('a', 1)]))
    const after = rowsOf(
      detail([partition('a', 0), partition('a', 1, { committedOffset: 105, lagRecords: 5 })]),
      NO_FOLDS,
      before,
    )
    expect(after[1]).toBe(before[1])
    expect(after[2]).not.toBe(before[2])
  })

  it('names all who share a partition, in the order of the members, and keeps the row while they stay', () => {
    const shared = () => detail([partition('a', 0, { memberIds: ['m2', 'm1'] })], ['m1', 'm2'])
    const before = rowsOf({ ...shared(), kind: 'share' })
    expect(before[1]).toMatchObject({
      isUnowned: false,
      owners: [
        { name: 'app 1', memberId: 'm1', index: 0 },
        { name: 'app 2', memberId: 'm2', index: 1 },
      ],
    })
    expect(rowsOf(shared(), NO_FOLDS, before)[1]).toBe(before[1])
    const left = detail([partition('a', 0, { memberIds: ['m2'] })], ['m1', 'm2'])
    expect(rowsOf(left, NO_FOLDS, before)[1]).not.toBe(before[1])
  })
})
