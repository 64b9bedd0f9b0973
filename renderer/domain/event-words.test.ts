import { describe, expect, it } from 'vitest'
import { eventWords } from './event-words.ts'

const partition = { topic: 'orders', partition: 3 }

describe('eventWords', () => {
  it('tells an election with its epoch, and a leader that was lost', () => {
    expect(
      eventWords({ kind: 'leader', ...partition, from: 2, to: 1, leaderEpoch: 9, afterMs: 1_600 }),
    ).toMatchObject({
      label: 'Elected',
      object: 'orders-3',
      text: '2 → 1, epoch 9, after 1.6 s without a leader',
    })
    expect(
      eventWords({ kind: 'leader', ...partition, from: 2, to: -1, leaderEpoch: 9, afterMs: null }),
    ).toMatchObject({
      tone: 'bad',
      text: '2 → none, epoch 9',
    })
  })

  it('tells whether the in-sync set shrank or grew', () => {
    const label = (from: number[], to: number[]) =>
      eventWords({ kind: 'inSync', ...partition, from, to }).label
    expect(label([1, 2], [1])).toBe('ISR shrunk')
    expect(label([1], [1, 2])).toBe('ISR grown')
    expect(label([1], [2])).toBe('ISR changed')
  })
})
