import { describe, expect, it } from 'vitest'
import { ManualClock } from '../base/clock.ts'
import { silentLogger } from '../base/logger.ts'
import { MemoryDisk } from '../testing/memory-disk.ts'
import { FileRemovals, REMOVAL_STEP_BYTES } from './file-removals.ts'

function prepared(...sizes: readonly number[]) {
  const [disk, clock] = [new MemoryDisk(), new ManualClock()]
  const paths = sizes.map((sizeBytes, index) => {
    const file = disk.open(`/${index}.deleted`, { create: true })
    file.write([Buffer.alloc(sizeBytes)], 0)
    file.close()
    return file.path
  })
  return { disk, clock, paths, removals: new FileRemovals({ disk, clock, logger: silentLogger }) }
}

describe('the removal of files', () => {
  it('waits for its time and takes small ones at once', () => {
    const { disk, clock, paths, removals } = prepared(10, 0)
    removals.removeAfter(1_000, paths)
    clock.advance(999)
    expect(disk.list('/')).toHaveLength(2)
    clock.advance(1)
    expect(disk.list('/')).toEqual([])
    expect(clock.pendingCount).toBe(0)
  })

  it('takes a large one piece by piece, with time for others in between', () => {
    const { disk, clock, paths, removals } = prepared(2 * REMOVAL_STEP_BYTES + 1, 10)
    removals.removeAfter(0, paths)
    clock.advance(0)
    expect(disk.list('/').map(({ sizeBytes }) => sizeBytes)).toEqual([REMOVAL_STEP_BYTES + 1, 10])
    clock.advance(1_000)
    expect(disk.list('/')).toEqual([])
    expect(disk.openFileCount).toBe(0)
  })

  it('goes on over files that are gone, and stops when it is closed', () => {
    const { disk, clock, paths, removals } = prepared(10, 10)
    removals.removeAfter(5, ['/missing', ...paths.slice(0, 1)])
    removals.removeAfter(10, paths.slice(1))
    clock.advance(5)
    removals.close()
    clock.advance(100)
    expect(disk.list('/').map(({ name }) => name)).toEqual(['1.deleted'])
  })
})
