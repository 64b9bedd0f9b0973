import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DataDirectory, LAYOUT_VERSION } from './data-directory.ts'
import { formOf } from './directory-fit.ts'
import { DataDirectoryError } from './directory-lock.ts'

/** Longest wait for the system to make a zombie. */
const PATIENCE_MS = 5_000

const isLinux = process.platform === 'linux'

describe('the data directory', () => {
  let parent: string
  let directory: string
  const held: DataDirectory[] = []
  beforeEach(() => {
    parent = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-dir-'))
    directory = path.join(parent, 'données du cluster ✓', 'a b')
  })
  afterEach(() => {
    for (const each of held.splice(0)) each.release({ remove: false })
    fs.rmSync(parent, { recursive: true, force: true })
  })

  const claim = (where = directory) => {
    const claimed = DataDirectory.claim(where, () => 'cluster-of-this-folderA')
    held.push(claimed)
    return claimed
  }
  const faultOf = (act: () => unknown): [string, string] => {
    try {
      act()
      return ['none', '']
    } catch (error) {
      if (!(error instanceof DataDirectoryError)) throw error
      return [error.code, error.message]
    }
  }
  const writeLock = (content: string) => {
    fs.mkdirSync(directory, { recursive: true })
    fs.writeFileSync(path.join(directory, 'cluster.lock'), content)
  }
  const filesOf = () => fs.readdirSync(directory).sort()

  it('keeps further log directories beside the node, and is not opened with fewer', () => {
    const claimed = claim()
    expect(claimed.logDirectories(1, 1)).toEqual([claimed.nodeDirectory(1)])
    for (const nodeId of [1, 2]) {
      for (const folder of claimed.logDirectories(nodeId, 3)) fs.mkdirSync(folder)
    }
    expect(fs.existsSync(path.join(directory, 'node-1.dir-3'))).toBe(true)
    expect(claimed.nodeIds()).toEqual([1, 2])
    const form = { controllerCount: 1, isCombined: false }
    const asked = { ...form, brokerCount: 2 }
    const [code, message] = faultOf(() => formOf(claimed, { ...asked, logDirectoryCount: 2 }))
    expect([code, message]).toEqual(['INCOMPATIBLE', expect.stringContaining('--log-dirs 3')])
    expect(formOf(claimed, { ...asked, logDirectoryCount: 4 })).toEqual(form)
    expect(DataDirectory.leftIn(directory)).toContain('node-1.dir-3')
    claimed.removeNode(1)
    expect(fs.readdirSync(directory).filter((name) => name.startsWith('node-1'))).toEqual([])
    claimed.clear()
    expect(fs.readdirSync(directory).filter((name) => name.startsWith('node-'))).toEqual([])
  })

  it('is made with its parents, whatever their names, and remembers its cluster', () => {
    claim().release({ remove: false })
    const again = DataDirectory.claim(directory, () => 'another')
    held.push(again)
    expect(again.description).toEqual({ layoutVersion: LAYOUT_VERSION, clusterId: 'cluster-of-this-folderA' })
    expect(filesOf()).toEqual(['cluster.json', 'cluster.lock'])
  })

  it('is refused to a second instance, and free again when the first lets go', () => {
    const first = claim()
    const [code, message] = faultOf(() => claim())
    expect(code).toBe('LOCKED')
    expect(message).toContain(directory)
    first.release({ remove: false })
    expect(faultOf(() => claim())).toEqual(['none', ''])
  })

  it('is refused while another process that lives holds it', () => {
    writeLock(JSON.stringify({ pid: process.ppid, startedAt: null }))
    expect(faultOf(() => claim())[1]).toContain(`process ${process.ppid}`)
  })

  it.each([
    ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 7, startedAt: null })],
    ['a lock that was torn', '{"pid":'],
    ['an empty lock', ''],
    ['a lock of another shape', '[1,2]'],
  ])('is taken over from %s', (_what, content) => {
    writeLock(content)
    expect(faultOf(() => claim())).toEqual(['none', ''])
    expect(filesOf()).toEqual(['cluster.json', 'cluster.lock'])
  })

  it.runIf(isLinux)('is taken over when the process id belongs to somebody else by now', () => {
    writeLock(JSON.stringify({ pid: process.ppid, startedAt: 'another-boot:1' }))
    expect(faultOf(() => claim())).toEqual(['none', ''])
  })

  it.runIf(isLinux)('is taken over from a process that was killed and nobody has waited for', async () => {
    // The shell becomes a program that never waits for the child it inherits.
    const parentProcess = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60'])
    try {
      const line = await new Promise<string>((resolve) =>
        parentProcess.stdout.once('data', (data) => resolve(String(data))),
      )
      const pid = Number(line.trim())
      await expect
        .poll(() => fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[2], { timeout: PATIENCE_MS })
        .toBe('Z')
      writeLock(JSON.stringify({ pid, startedAt: null }))
      expect(faultOf(() => claim())).toEqual(['none', ''])
    } finally {
      parentProcess.kill('SIGKILL')
    }
  })

  it.each([
    ['a newer layout', JSON.stringify({ layoutVersion: LAYOUT_VERSION + 1, clusterId: 'c' })],
    ['a description that is not JSON', 'not json'],
    ['a description without a cluster', JSON.stringify({ layoutVersion: LAYOUT_VERSION })],
  ])('is refused with %s, and left unlocked and as it was', (_what, description) => {
    fs.mkdirSync(directory, { recursive: true })
    fs.writeFileSync(path.join(directory, 'cluster.json'), description)
    const [code, message] = faultOf(() => claim())
    expect(code).toBe('INCOMPATIBLE')
    expect(message).toContain('cluster.json')
    expect(filesOf()).toEqual(['cluster.json'])
    expect(fs.readFileSync(path.join(directory, 'cluster.json'), 'utf8')).toBe(description)
  })

  it.each([
    [
      'a file in its place',
      () => {
        fs.writeFileSync(path.join(parent, 'file'), '')
        return path.join(parent, 'file')
      },
    ],
    [
      'a file in its parent’s place',
      () => {
        fs.writeFileSync(path.join(parent, 'file'), '')
        return path.join(parent, 'file', 'below')
      },
    ],
  ])('is not writable with %s', (_what, where) => {
    const target = where()
    const [code, message] = faultOf(() => claim(target))
    expect(code).toBe('NOT_WRITABLE')
    expect(message).toContain(target)
    expect(message).toContain('--data-dir')
  })

  it.runIf(isLinux)('is not writable where the system forbids it', () => {
    expect(faultOf(() => claim('/proc/loupe'))[0]).toBe('NOT_WRITABLE')
  })

  it('is removed without what somebody else put there', () => {
    const claimed = claim()
    fs.mkdirSync(claimed.nodeDirectory(1))
    fs.mkdirSync(path.join(directory, 'node-projects'))
    fs.writeFileSync(path.join(directory, 'thesis.txt'), 'years of work')
    claimed.release({ remove: true })
    expect(filesOf()).toEqual(['node-projects', 'thesis.txt'])
  })

  it('names what a cluster has left in it, and makes nothing', () => {
    expect(DataDirectory.leftIn(directory)).toEqual([])
    expect(fs.existsSync(directory)).toBe(false)
    const claimed = claim()
    fs.mkdirSync(claimed.nodeDirectory(1))
    fs.writeFileSync(path.join(directory, 'thesis.txt'), 'years of work')
    claimed.release({ remove: false })
    expect(DataDirectory.leftIn(directory)).toEqual(['cluster.json', 'node-1'])
    expect(DataDirectory.leftIn(path.join(directory, 'thesis.txt'))).toEqual([])
  })

  it('is removed whole when there was nothing else', () => {
    const claimed = claim()
    fs.mkdirSync(claimed.nodeDirectory(101))
    claimed.release({ remove: true })
    expect(fs.existsSync(directory)).toBe(false)
  })

  it('does not take a lock away that has become another’s', () => {
    const first = claim()
    first.release({ remove: false })
    claim()
    first.release({ remove: true })
    expect(filesOf()).toEqual(['cluster.json', 'cluster.lock'])
  })
})
