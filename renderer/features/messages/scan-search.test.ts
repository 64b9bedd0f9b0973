import { describe, expect, it } from 'vitest'
import type { ConnectionId } from '#contract/values'
import { exactTexts, requestOf, scanSearch } from './scan-search.ts'

const facts = {
  connectionId: 'local' as ConnectionId, // an id like any other
  topic: 'orders',
  partitionCount: 12,
  defaultLimit: 500,
  timeZone: 'utc',
  nowMs: 0,
} as const

const requested = (raw: Record<string, unknown>) => requestOf(scanSearch.parse(raw), facts)

describe('the address of a scan', () => {
  it('takes offset, partitions and text that the router has read as numbers', () => {
    expect(requested({ from: 'offset', at: 33_500, parts: 3, find: 42 })).toMatchObject({
      isReady: true,
      input: { from: { type: 'offset', offset: 33_500 }, partitions: [3], contains: '42' },
    })
  })

  it('takes a text that the router has read as a word of JSON', () => {
    expect(scanSearch.parse({ find: true }).find).toBe('true')
  })

  it('is read as it stands, where a number would be another text', () => {
    expect(exactTexts('/c/local/topics/t?tab=messages&from=offset&at=9007199254740993')).toEqual({
      at: '9007199254740993',
    })
    expect(exactTexts('/t?find=007&parts=3%2C7-9')).toEqual({ find: '007', parts: '3,7-9' })
  })

  it('is read without the quotes that keep a number a text', () => {
    expect(exactTexts('/t?at=%2233500%22&find=%22a%5C%22b%22')).toEqual({ at: '33500', find: 'a"b' })
    expect(exactTexts('/t?find=%22a')).toEqual({ find: '"a' })
  })

  it('refuses an offset that a number would round', () => {
    expect(requested({ from: 'offset', at: '9007199254740993' })).toMatchObject({ isReady: false })
    expect(requested({ from: 'offset', at: '9007199254740991' })).toMatchObject({ isReady: true })
  })

  it('names partitions by stretches and refuses those that are not there', () => {
    expect(requested({ parts: '3, 7-9' })).toMatchObject({ input: { partitions: [3, 7, 8, 9] } })
    expect(requested({ parts: '3, 12' })).toMatchObject({ isReady: false })
  })
})
