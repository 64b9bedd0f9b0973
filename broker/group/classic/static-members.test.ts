import { describe, expect, it } from 'vitest'
import { errorOf, GroupFixture } from '../../testing/group-fixture.ts'

describe('static members', () => {
  async function stableStatic(fixture: GroupFixture) {
    const first = fixture.join({ groupInstanceId: 'till-1' })
    const second = fixture.join({ groupInstanceId: 'till-2' })
    await fixture.advance(10_000)
    const [a, b] = [first.value?.memberId ?? '', second.value?.memberId ?? '']
    const assignments = [
      { memberId: a, assignment: Buffer.from('p0') },
      { memberId: b, assignment: Buffer.from('p1') },
    ]
    fixture.sync({ memberId: a, generationId: 1, groupInstanceId: 'till-1', assignments })
    fixture.sync({ memberId: b, generationId: 1, groupInstanceId: 'till-2' })
    await fixture.settle()
    return { a, b }
  }

  it('come back under another id without a rebalance, and the old id is fenced', async () => {
    const fixture = new GroupFixture()
    const { a, b } = await stableStatic(fixture)
    const back = fixture.join({ groupInstanceId: 'till-2' })
    await fixture.settle()
    expect(back.value).toMatchObject({ errorCode: 0, generationId: 1, leader: a, members: [] })
    expect(back.value?.memberId).not.toBe(b)
    expect(fixture.state()).toBe('Stable')
    expect(fixture.heartbeat(b, 1, 'till-2')).toBe('FENCED_INSTANCE_ID')
    expect(fixture.heartbeat(b, 1)).toBe('UNKNOWN_MEMBER_ID')
    const own = fixture.sync({
      memberId: back.value?.memberId ?? '',
      generationId: 1,
      groupInstanceId: 'till-2',
    })
    await fixture.settle()
    expect(own.value?.assignment).toEqual(Buffer.from('p1'))
  })

  it('tell a returning leader to skip the assignment from v9 on', async () => {
    const fixture = new GroupFixture()
    await stableStatic(fixture)
    const back = fixture.join({ groupInstanceId: 'till-1' })
    await fixture.settle()
    expect(back.value).toMatchObject({ skipAssignment: true, leader: back.value?.memberId })
    expect(back.value?.members).toHaveLength(2)
  })

  it('let an older returning leader believe that it follows', async () => {
    const fixture = new GroupFixture()
    const { a } = await stableStatic(fixture)
    const back = fixture.join({ groupInstanceId: 'till-1' }, { canSkipAssignment: false })
    await fixture.settle()
    expect(back.value).toMatchObject({ leader: a, members: [] })
    expect(back.value?.memberId).not.toBe(a)
  })

  it('fence a JoinGroup that waits under the same instance id', async () => {
    const fixture = new GroupFixture()
    const first = fixture.join({ groupInstanceId: 'till-1' })
    await fixture.settle()
    const second = fixture.join({ groupInstanceId: 'till-1' })
    await fixture.advance(10_000)
    expect(errorOf(first.value)).toBe('FENCED_INSTANCE_ID')
    expect(second.value).toMatchObject({ errorCode: 0 })
  })

  it('force a rebalance when replaced before the assignment is there', async () => {
    const fixture = new GroupFixture()
    const first = fixture.join({ groupInstanceId: 'till-1' })
    const second = fixture.join({ groupInstanceId: 'till-2' })
    await fixture.advance(10_000)
    const waiting = fixture.sync({ memberId: first.value?.memberId ?? '', generationId: 1 })
    void waiting
    fixture.join({ groupInstanceId: 'till-2' })
    await fixture.settle()
    expect(fixture.state()).toBe('PreparingRebalance')
    expect(fixture.heartbeat(second.value?.memberId ?? '', 1, 'till-2')).toBe('FENCED_INSTANCE_ID')
  })

  it('are kept through a rebalance they miss, and removed by instance id', async () => {
    const fixture = new GroupFixture()
    const { a, b } = await stableStatic(fixture)
    const again = fixture.join({ memberId: a, groupInstanceId: 'till-1', rebalanceTimeoutMs: 7_000 })
    fixture.join({ memberId: b, groupInstanceId: 'till-2', rebalanceTimeoutMs: 7_000 })
    await fixture.settle()
    expect(again.value?.generationId).toBe(2)
    expect(fixture.leave([{ memberId: '', groupInstanceId: 'till-2' }])).toEqual(['NONE'])
    expect(fixture.leave([{ memberId: '', groupInstanceId: 'till-2' }])).toEqual(['UNKNOWN_MEMBER_ID'])
    expect(fixture.leave([{ memberId: b, groupInstanceId: 'till-1' }])).toEqual(['FENCED_INSTANCE_ID'])
    expect(fixture.leave([{ memberId: '' }])).toEqual(['UNKNOWN_MEMBER_ID'])
  })
})
