import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../base/clock.ts'
import { DiskError } from '../base/disk.ts'
import { silentLogger } from '../base/logger.ts'
import { SeededRandom } from '../base/random.ts'
import { LogManager } from '../log/log-manager.ts'
import { DEFAULT_LOG_CONFIG } from '../log/log-types.ts'
import { append, readAll, TEST_TOPIC_ID } from '../testing/log-fixture.ts'
import { createNodeDisk } from './node-disk.ts'

describe('the node disk', () => {
  const disk = createNodeDisk()
  let root = ''

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'loupe disk – Größe '))
  })

  afterEach(() => {
    rmSync(root, { recursive: true, force: true })
  })

  it('writes chunks in order, reads them back and truncates', () => {
    const file = disk.open(disk.join(root, 'file'), { create: true })
    file.write([Buffer.from('hello '), Buffer.from('world'), Buffer.alloc(0)], 3)
    expect(file.sizeBytes()).toBe(14)
    const target = Buffer.alloc(20)
    expect(file.read(target, 3)).toBe(11)
    expect(target.subarray(0, 11).toString()).toBe('hello world')
    expect(file.read(target, 100)).toBe(0)
    file.truncate(5)
    expect(file.sizeBytes()).toBe(5)
    file.syncNow()
    file.close()
    file.close()
  })

  it('syncs without blocking', async () => {
    const file = disk.open(disk.join(root, 'file'), { create: true })
    file.write([Buffer.from('x')], 0)
    await file.sync()
    file.close()
    await expect(file.sync()).rejects.toBeInstanceOf(DiskError)
  })

  it('names what went wrong', () => {
    const codeOf = (act: () => unknown) => {
      try {
        act()
      } catch (error) {
        return error instanceof DiskError ? error.code : String(error)
      }
      return 'nothing thrown'
    }
    expect(codeOf(() => disk.open(disk.join(root, 'absent'), { create: false }))).toBe('NOT_FOUND')
    expect(codeOf(() => disk.list(disk.join(root, 'absent')))).toBe('NOT_FOUND')
    disk.replaceFile(disk.join(root, 'file'), Buffer.from('x'))
    expect(codeOf(() => disk.makeDirectory(disk.join(root, 'file')))).toBe('EXISTS')
    expect(codeOf(() => disk.makeDirectory(disk.join(root, 'file', 'below')))).toBe('NOT_FOUND')
    expect(disk.removeFile(disk.join(root, 'absent'))).toBeUndefined()
    expect(disk.removeTree(disk.join(root, 'absent'))).toBeUndefined()
  })

  it('replaces, renames, lists and removes', () => {
    disk.makeDirectory(disk.join(root, 'a', 'b'))
    disk.replaceFile(disk.join(root, 'a', 'x'), Buffer.from('one'))
    disk.replaceFile(disk.join(root, 'a', 'x'), Buffer.from('four'))
    disk.rename(disk.join(root, 'a'), disk.join(root, 'c'))
    expect(disk.list(disk.join(root, 'c'))).toMatchObject([
      { name: 'b', isDirectory: true },
      { name: 'x', isDirectory: false, sizeBytes: 4 },
    ])
    disk.removeTree(disk.join(root, 'c'))
    expect(disk.exists(disk.join(root, 'c'))).toBe(false)
    const { totalBytes, usableBytes } = disk.space(root)
    expect(totalBytes).toBeGreaterThanOrEqual(usableBytes)
  })

  it('carries a whole data directory over a restart, in a path with spaces and umlauts', async () => {
    const open = () =>
      LogManager.open({
        directory: disk.join(root, 'data dir ü'),
        runtime: { disk, clock: new ManualClock(), random: new SeededRandom(1) },
        logger: silentLogger,
      })
    const request = {
      topic: 'orders',
      partition: 0,
      topicId: TEST_TOPIC_ID,
      config: { ...DEFAULT_LOG_CONFIG, segmentBytes: 2_000 },
    }
    const first = open()
    for (let index = 0; index < 100; index += 1) append(first.open(request), [`value-${index}`])
    await first.close()
    const second = open()
    expect(second.hadCleanShutdown).toBe(true)
    const log = second.open(request)
    expect(readAll(log).length).toBe(100)
    append(log, ['more'])
    log.advanceHighWatermark(101)
    log.deleteRecordsBefore(50)
    second.abandon()
    const third = open()
    expect(third.hadCleanShutdown).toBe(false)
    expect(readAll(third.open(request)).map((record) => record.offset)[0]).toBe(50)
    expect(third.open(request).logEndOffset).toBe(101)
    await third.close()
  })
})
