import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DataDirectoryError, lockDirectory } from '#broker'
import { claimDataDirectory, clusterDirectoryIn } from './data-directory.ts'

describe('the data directory of a command', () => {
  let directory: string
  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-data-'))
  })
  afterEach(() => fs.rmSync(directory, { recursive: true, force: true }))

  const faultOf = (act: () => unknown) => {
    try {
      act()
      return ['none', '']
    } catch (error) {
      if (!(error instanceof DataDirectoryError)) throw error
      return [error.code, error.message]
    }
  }

  it('is for one process at a time, and free when that gives it back', () => {
    const release = claimDataDirectory(directory)
    const [code, message] = faultOf(() => claimDataDirectory(directory))
    expect(code).toBe('LOCKED')
    expect(message).toContain(directory)
    release()
    expect(faultOf(() => claimDataDirectory(directory)())).toEqual(['none', ''])
  })

  it('is refused while a test suite’s cluster runs in it, and left free', () => {
    const stopCluster = lockDirectory(path.join(directory, 'cluster'), 'cluster.lock')
    expect(faultOf(() => claimDataDirectory(directory))[0]).toBe('LOCKED')
    expect(fs.readdirSync(directory)).toEqual(['cluster'])
    stopCluster()
    expect(faultOf(() => claimDataDirectory(directory)())).toEqual(['none', ''])
  })

  it('says which place cannot be written and why', () => {
    fs.writeFileSync(path.join(directory, 'file'), '')
    const target = path.join(directory, 'file', 'below', 'deep')
    const [code, message] = faultOf(() => claimDataDirectory(target))
    expect(code).toBe('NOT_WRITABLE')
    expect(message).toContain(`The data directory ${target} cannot be written`)
    expect(message).toContain(`there is a file in its path (ENOTDIR at ${path.dirname(target)})`)
  })

  it('has its cluster in a folder of its own, unless it is a cluster’s folder itself', () => {
    expect(clusterDirectoryIn(directory)).toBe(path.join(directory, 'cluster'))
    fs.writeFileSync(path.join(directory, 'cluster.json'), '{}')
    expect(clusterDirectoryIn(directory)).toBe(directory)
    fs.mkdirSync(path.join(directory, 'cluster'))
    fs.writeFileSync(path.join(directory, 'cluster', 'cluster.json'), '{}')
    expect(clusterDirectoryIn(directory)).toBe(path.join(directory, 'cluster'))
  })
})
