import { describe, expect, it } from 'vitest'
import { nodeMark, railTone } from './node-mark.ts'

describe('nodeMark', () => {
  it('tells a killed node from one that was stopped', () => {
    expect(nodeMark({ state: 'stopped', isKilled: true })).toEqual({ tone: 'bad', word: 'Killed' })
    expect(nodeMark({ state: 'stopped', isKilled: false })).toEqual({ tone: 'unknown', word: 'Stopped' })
  })

  it('goes by the state of one that is on its way again', () => {
    expect(nodeMark({ state: 'starting', isKilled: true }).word).toBe('Starting')
  })
})

describe('railTone', () => {
  it('is bad for a node at rest while others run', () => {
    expect(railTone({ state: 'stopped', isKilled: false }, false)).toBe('bad')
    expect(railTone({ state: 'stopped', isKilled: true }, false)).toBe('bad')
    expect(railTone({ state: 'failed', isKilled: false }, false)).toBe('bad')
  })

  it('is quiet when the whole cluster was stopped, and good for what runs', () => {
    expect(railTone({ state: 'stopped', isKilled: false }, true)).toBe('unknown')
    expect(railTone({ state: 'running', isKilled: false }, false)).toBe('good')
  })
})
