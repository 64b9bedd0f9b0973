import { describe, expect, it } from 'vitest'
import { brokerMark } from './broker-state.ts'

describe('brokerMark', () => {
  it('is what the cluster says where nobody knows more', () => {
    expect(brokerMark({ isFenced: false }).word).toBe('Up')
    expect(brokerMark({ isFenced: true }).word).toBe('Down')
    expect(brokerMark({ isFenced: true }, { state: 'stopped', isFenced: false }).word).toBe('Down')
  })

  it('says why a broker of the local cluster does not serve', () => {
    expect(brokerMark({ isFenced: true }, { state: 'frozen', isFenced: false }).word).toBe('Frozen')
    expect(brokerMark({ isFenced: true }, { state: 'running', isFenced: true }).word).toBe('Fenced')
  })
})
