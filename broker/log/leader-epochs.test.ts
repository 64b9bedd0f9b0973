import { describe, expect, it } from 'vitest'
import { silentLogger } from '../base/logger.ts'
import { MemoryDisk } from '../testing/memory-disk.ts'
import { LeaderEpochs } from './leader-epochs.ts'

function make(entries: readonly (readonly [number, number])[] = [], disk = new MemoryDisk()) {
  disk.makeDirectory('/log')
  const epochs = new LeaderEpochs({ disk, directory: '/log', logger: silentLogger })
  for (const [epoch, startOffset] of entries) epochs.assign(epoch, startOffset)
  return epochs
}

const pairs = (epochs: LeaderEpochs) => epochs.entries.map((entry) => [entry.epoch, entry.startOffset])

describe('leader epochs', () => {
  it('keep the first offset of each epoch and ignore what is known or older', () => {
    const epochs = make([
      [1, 0],
      [3, 10],
      [3, 12],
      [2, 15],
    ])
    expect(pairs(epochs)).toEqual([
      [1, 0],
      [3, 10],
    ])
    expect([0, 9, 10, 50].map((offset) => epochs.epochOf(offset))).toEqual([1, 1, 3, 3])
  })

  it('forget an epoch in which nothing was written', () => {
    expect(
      pairs(
        make([
          [1, 0],
          [2, 10],
          [3, 10],
        ]),
      ),
    ).toEqual([
      [1, 0],
      [3, 10],
    ])
  })

  it('answer the end of an epoch as OffsetForLeaderEpoch wants it', () => {
    const epochs = make([
      [2, 5],
      [4, 10],
      [7, 20],
    ])
    const endOf = (epoch: number) => Object.values(epochs.endOffsetFor(epoch, 30))
    expect(endOf(7)).toEqual([7, 30])
    expect(endOf(4)).toEqual([4, 20])
    expect(endOf(5)).toEqual([4, 20])
    expect(endOf(3)).toEqual([2, 10])
    expect(endOf(1)).toEqual([1, 5])
    expect(endOf(8)).toEqual([-1, -1])
    expect(endOf(-1)).toEqual([-1, -1])
    expect(Object.values(make().endOffsetFor(0, 0))).toEqual([-1, -1])
  })

  it('are cut at either end', () => {
    const epochs = make([
      [1, 0],
      [2, 10],
      [3, 20],
    ])
    epochs.truncateFromEnd(20)
    expect(pairs(epochs)).toEqual([
      [1, 0],
      [2, 10],
    ])
    epochs.truncateFromStart(4)
    expect(pairs(epochs)).toEqual([
      [1, 4],
      [2, 10],
    ])
    epochs.truncateFromStart(10)
    expect(pairs(epochs)).toEqual([[2, 10]])
    epochs.truncateFromStart(30)
    expect(pairs(epochs)).toEqual([[2, 30]])
  })

  it('survive a restart, and a disk that refuses the file', () => {
    const disk = new MemoryDisk()
    const epochs = make([[1, 0]], disk)
    disk.freeBytes = 0
    epochs.assign(2, 5)
    expect(epochs.latestEpoch).toBe(2)
    expect(pairs(make([], disk))).toEqual([[1, 0]])
    disk.freeBytes = 1_000
    epochs.assign(3, 9)
    expect(pairs(make([], disk))).toEqual([
      [1, 0],
      [2, 5],
      [3, 9],
    ])
  })
})
