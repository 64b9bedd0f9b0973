import { describe, expect, it } from 'vitest'
import { aLocalNode } from '../../testing/a-local-node.ts'
import { canBeStarted, degradedWords, nodeMark, railTone } from './node-mark.ts'

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

describe('a cluster that is degraded', () => {
  it('says of each node that is not well what is wrong with it', () => {
    const nodes = [
      aLocalNode(101, { role: 'controller' }),
      aLocalNode(1, { state: 'stopped', isKilled: true }),
      aLocalNode(2, { isFenced: true }),
      aLocalNode(3, { state: 'frozen' }),
    ]
    expect(degradedWords({ state: 'degraded', nodes })).toBe(
      'broker 1 killed, broker 2 fenced, broker 3 frozen',
    )
    expect(
      degradedWords({ state: 'running', nodes: [aLocalNode(101, { role: 'controller' }), aLocalNode(1)] }),
    ).toBeNull()
    expect(degradedWords({ state: 'starting', nodes: [aLocalNode(1, { state: 'starting' })] })).toBeNull()
  })

  it('has nothing to start where a broker runs and is fenced', () => {
    const fenced = aLocalNode(2, { isFenced: true })
    expect(canBeStarted({ state: 'degraded', nodes: [aLocalNode(1), fenced] })).toBe(false)
    expect(canBeStarted({ state: 'degraded', nodes: [aLocalNode(1, { state: 'failed' }), fenced] })).toBe(
      true,
    )
    expect(canBeStarted({ state: 'degraded', nodes: [aLocalNode(1, { state: 'frozen' })] })).toBe(true)
    expect(canBeStarted({ state: 'running', nodes: [aLocalNode(1)] })).toBe(false)
    expect(canBeStarted({ state: 'stopped', nodes: [] })).toBe(true)
  })
})
