import { describe, expect, it } from 'vitest'
import { nodeMark, railTone } from './node-mark.ts'

describe('nodeMark', () => {
  it('tells a killed node from one that was stopped', () => {
    expect(nodeMark({ state: 'stopped', isKilled: true, isFenced: false })).toEqual({
      tone: 'bad',
      word: 'Killed',
    })
    expect(nodeMark({ state: 'stopped', isKilled: false, isFenced: false })).toEqual({
      tone: 'unknown',
      word: 'Stopped',
    })
  })

  it('does not call a broker running that the others do not hear', () => {
    expect(nodeMark({ state: 'running', isKilled: false, isFenced: true })).toEqual({
      tone: 'notice',
      word: 'Fenced',
    })
    expect(nodeMark({ state: 'frozen', isKilled: false, isFenced: true }).word).toBe('Frozen')
    expect(railTone({ state: 'running', isKilled: false, isFenced: true }, false)).toBe('notice')
  })

  it('goes by the state of one that is on its way again', () => {
    expect(nodeMark({ state: 'starting', isKilled: true, isFenced: false }).word).toBe('Starting')
  })
})

describe('railTone', () => {
  it('is bad for a node at rest while others run', () => {
    expect(railTone({ state: 'stopped', isKilled: false, isFenced: false }, false)).toBe('bad')
    expect(railTone({ state: 'stopped', isKilled: true, isFenced: false }, false)).toBe('bad')
    expect(railTone({ state: 'failed', isKilled: false, isFenced: false }, false)).toBe('bad')
  })

  it('is quiet when the whole cluster was stopped, and good for what runs', () => {
    expect(railTone({ state: 'stopped', isKilled: false, isFenced: false }, true)).toBe('unknown')
    expect(railTone({ state: 'running', isKilled: false, isFenced: false }, false)).toBe('good')
  })
})
