/** The library as a test suite uses it: what it refuses, and what it leaves behind. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startCluster } from '#broker/start-cluster'

describe('startCluster', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-library-'))
  const temporaryFolders = () => fs.readdirSync(folder)
  beforeAll(() => void vi.stubEnv('TMPDIR', folder))
  afterAll(() => {
    vi.unstubAllEnvs()
    fs.rmSync(folder, { recursive: true, force: true })
  })

  it('starts, serves and leaves nothing', async () => {
    const cluster = await startCluster({ brokers: 1, configs: { 'num.partitions': '2' } })
    expect(temporaryFolders()).toHaveLength(1)
    expect(cluster.bootstrap).toMatch(/^127\.0\.0\.1:\d+$/)
    await cluster.stop()
    expect(temporaryFolders()).toEqual([])
  })

  const root = path.resolve(import.meta.dirname, '../..')
  const isBuilt = fs.existsSync(path.join(root, 'dist/main/library.js'))
  it.runIf(isBuilt)('is imported as "loupe" by a project that depends on this folder by its path', () => {
    const project = path.join(folder, 'project')
    fs.mkdirSync(path.join(project, 'node_modules'), { recursive: true })
    fs.symlinkSync(root, path.join(project, 'node_modules/loupe'), 'junction') // what npm makes of a path
    const program = `
      import { startCluster } from 'loupe'
      const cluster = await startCluster({ brokers: 1 })
      process.stdout.write(cluster.bootstrap)
      await cluster.stop()`
    fs.writeFileSync(path.join(project, 'program.mjs'), program)
    const { status, stdout, stderr } = spawnSync(process.execPath, ['program.mjs'], {
      cwd: project,
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^127\.0\.0\.1:\d+$/)
    fs.rmSync(project, { recursive: true })
  })

  it.each([
    ['an unknown config', { configs: { 'nope.x': '1' } }, 'nope.x'],
    ['a config with an impossible value', { configs: { 'num.partitions': 'abc' } }, 'num.partitions'],
    ['a port that is none', { port: 'abc' }, 'port'],
    ['no brokers', { brokers: 0 }, 'brokers'],
    ['ten brokers', { brokers: 10 }, 'brokers'],
  ])('refuses %s before anything is made', async (_what, options, name) => {
    // Plain JavaScript passes what no type allows.
    await expect(startCluster(options as Parameters<typeof startCluster>[0])).rejects.toMatchObject({
      name: 'KafkaError',
      message: expect.stringContaining(name),
    })
    expect(temporaryFolders()).toEqual([])
  })
})
