/** The library as a test suite uses it: what it refuses, and what it leaves behind. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { KafkaClient, nodeClientRuntime } from '#broker'
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

  it('takes a folder that is missing or empty as ephemeral, and refuses to delete a cluster that was there', async () => {
    const dataDir = path.join(folder, 'kept')
    await (await startCluster({ brokers: 1, dataDir, ephemeral: true })).stop()
    expect(temporaryFolders()).toEqual([])
    fs.mkdirSync(dataDir)
    await (await startCluster({ brokers: 1, dataDir, ephemeral: true })).stop()
    const first = await startCluster({ brokers: 1, dataDir })
    await first.stop()
    const before = fs.readdirSync(dataDir, { recursive: true })
    await expect(startCluster({ brokers: 1, dataDir, ephemeral: true })).rejects.toMatchObject({
      name: 'KafkaError',
      errorName: 'INVALID_REQUEST',
      message: expect.stringContaining(`${dataDir} holds already (cluster.json, node-1, node-101)`),
    })
    expect(fs.readdirSync(dataDir, { recursive: true })).toEqual(before)
    const again = await startCluster({ brokers: 1, dataDir })
    expect(again.clusterId).toBe(first.clusterId)
    await again.stop()
    fs.rmSync(dataDir, { recursive: true })
  })

  it('deletes nothing of others from a folder that no cluster was in', async () => {
    const dataDir = path.join(folder, 'foreign')
    fs.mkdirSync(dataDir)
    fs.writeFileSync(path.join(dataDir, 'thesis.txt'), 'years of work')
    await (await startCluster({ brokers: 1, dataDir, ephemeral: true })).stop()
    expect(fs.readdirSync(dataDir)).toEqual(['thesis.txt'])
    fs.mkdirSync(path.join(dataDir, 'node-7'))
    await expect(startCluster({ dataDir, ephemeral: true })).rejects.toThrow('(node-7)')
    expect(fs.readdirSync(dataDir)).toEqual(['node-7', 'thesis.txt'])
    fs.rmSync(dataDir, { recursive: true })
  })

  it('deals racks out, and takes numbers and booleans for configs', async () => {
    const cluster = await startCluster({
      brokers: 2,
      racks: ['a', 'b'],
      configs: { 'num.partitions': 2, 'auto.create.topics.enable': false },
    })
    const client = new KafkaClient({
      bootstrapServers: cluster.bootstrap.split(','),
      clientId: 'library',
      runtime: nodeClientRuntime,
    })
    const { brokers } = await client.admin.describeCluster()
    expect(brokers.map(({ brokerId, rack }) => [brokerId, rack])).toEqual([
      [1, 'a'],
      [2, 'b'],
    ])
    await client.close()
    await cluster.stop()
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
    ['null', null, 'not null'],
    ['a number', 5, 'not 5'],
    ['a list of configs', { configs: [] }, 'not a list'],
  ])('refuses %s before anything is made', async (_what, options, name) => {
    // Plain JavaScript passes what no type allows.
    await expect(startCluster(options as Parameters<typeof startCluster>[0])).rejects.toMatchObject({
      name: 'KafkaError',
      message: expect.stringContaining(name),
    })
    expect(temporaryFolders()).toEqual([])
  })
})
