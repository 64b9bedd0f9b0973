import { describe, expect, it } from 'vitest'
import type { GroupMember } from '#contract/groups'
import {
  asLabel,
  deleteMeaning,
  deleteRefusal,
  epochWords,
  memberEpochWords,
  namedMembers,
  nobodyWords,
  positionWords,
  stateMeaning,
  stateSentence,
} from './group-words.ts'

const member = (memberId: string, clientId: string, instanceId: string | null = null): GroupMember => ({
  memberId,
  clientId,
  instanceId,
  host: '/127.0.0.1',
  assignments: [],
  modern: null,
})

describe('stateSentence', () => {
  it('says state, members and assignor', () => {
    const members = [member('a', 'app'), member('b', 'app')]
    expect(stateSentence({ state: 'Stable', members, protocolName: 'range' })).toBe(
      'Stable, 2 members, range',
    )
  })

  it('leaves out what there is not', () => {
    expect(stateSentence({ state: 'Empty', members: [], protocolName: '' })).toBe('Empty')
  })
})

describe('epochs', () => {
  it('are told apart while an assignment is made', () => {
    expect(epochWords({ groupEpoch: 7, assignmentEpoch: 7 })).toBe('Epoch 7')
    expect(epochWords({ groupEpoch: 8, assignmentEpoch: 7 })).toBe('Epoch 8, assignment of 7')
  })

  it('of members say who is away', () => {
    expect(memberEpochWords(7)).toBe('epoch 7')
    expect(memberEpochWords(-2)).toBe('away')
  })
})

describe('share groups', () => {
  it('commit nothing: no word of it is said of them', () => {
    const words = [
      ...Object.values(positionWords('share')),
      stateMeaning('Empty', 'share'),
      nobodyWords('share'),
      deleteMeaning('share'),
    ]
    expect(words.filter((word) => /commit|expire/i.test(word ?? ''))).toEqual([])
    expect(asLabel(positionWords('share').name)).toBe('Start offset')
  })

  it.each(['classic', 'consumer', 'streams', 'unknown'] as const)('leave %s groups their commits', (kind) => {
    expect(positionWords(kind).name).toBe('committed offset')
    expect(stateMeaning('Empty', kind)).toContain('expire')
    expect(nobodyWords(kind)).toContain('committed')
    expect(deleteMeaning(kind)).toContain('committed')
  })
})

describe('deleteRefusal', () => {
  it('lets a group without members go', () => {
    expect(deleteRefusal('Empty', 0)).toBeNull()
    expect(deleteRefusal('Empty', null)).toBeNull()
    expect(deleteRefusal('Unknown', null)).toBeNull()
  })

  it('says why a group with members stays', () => {
    expect(deleteRefusal('Stable', 2)).toContain('2 members')
    expect(deleteRefusal('PreparingRebalance', null)).toContain('has members')
  })
})

describe('namedMembers', () => {
  it('numbers those that share a client id, whatever order they come in', () => {
    const members = [member('app-2', 'app'), member('web-1', 'web'), member('app-1', 'app')]
    const forwards = [...namedMembers(members).values()].map(({ member: { memberId }, name }) => [
      memberId,
      name,
    ])
    const backwards = [...namedMembers(members.toReversed()).values()].map(
      ({ member: { memberId }, name }) => [memberId, name],
    )
    expect(forwards).toEqual([
      ['app-1', 'app 1'],
      ['app-2', 'app 2'],
      ['web-1', 'web'],
    ])
    expect(backwards).toEqual(forwards)
  })

  it('calls a static member by its instance id, and one without a client id by its member id', () => {
    const named = namedMembers([member('x', 'app', 'reader-1'), member('y', '')])
    expect(named.get('x')?.name).toBe('reader-1')
    expect(named.get('y')?.name).toBe('y')
  })
})
