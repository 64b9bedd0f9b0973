import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLocalCluster } from '../start-cluster.ts'

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-supervisor-'))

afterAll(() => fs.rmSync(dataDir, { recursive: true, force: true }))

describe('the supervisor', () => {
  it.each(['start', 'stop', 'kill', 'restart'] as const)(
    'names its nodes when asked to %s another',
    async (action) => {
      const cluster = openLocalCluster({
        brokers: 1,
        port: 0,
        isPortStrict: true,
        dataDir: path.join(dataDir, action),
        ephemeral: true,
        profile: 'kafka',
      })
      await expect(cluster.act(7, action)).rejects.toMatchObject({
        name: 'NodeStartError',
        code: 'NO_SUCH_NODE',
        message: 'There is no node 7; the nodes are 1 and 101',
      })
      await cluster.dispose()
    },
  )

  describe('asked for what there is not', () => {
    let cluster: ReturnType<typeof openLocalCluster>
    beforeAll(() => {
      cluster = openLocalCluster({
        brokers: 2,
        port: 0,
        isPortStrict: true,
        dataDir: path.join(dataDir, 'asked'),
        ephemeral: true,
        profile: 'kafka',
      })
    })
    afterAll(() => cluster.dispose())

    it.each(['zap', 'freeze', '', undefined, 1])(
      'names its actions when the action is %j',
      async (action) => {
        // Plain JavaScript passes what no type allows.
        await expect(cluster.act(2, action as 'kill')).rejects.toMatchObject({
          name: 'NodeStartError',
          code: 'NO_SUCH_ACTION',
          message: expect.stringContaining('the actions are start, stop, kill, restart, thaw'),
        })
      },
    )

    it.each([
      [undefined, 'lists of node ids in a list'],
      [2, 'lists of node ids in a list'],
      [[2], 'lists of node ids in a list'],
      [[['2'], [1]], 'lists of node ids in a list'],
      [[[1, 2], [2]], 'in one group only'],
      [[[1, 1], [2]], 'in one group only'],
      [[[2]], 'Nothing would be cut'],
      [[[1, 2, 101], []], 'Nothing would be cut'],
    ])('does not cut %j, and says why', (groups, message) => {
      expect(() => cluster.cutOff(groups as number[][])).toThrow(
        expect.objectContaining({ name: 'NodeStartError', message: expect.stringContaining(message) }),
      )
      expect(cluster.faults.groups).toEqual([])
    })

    it('cuts only what is there', () => {
      expect(() => cluster.cutOff([[7], [1]])).toThrow('There is no node 7')
      cluster.cutOff([[2], [1, 101]])
      cluster.cutOff([])
      expect(cluster.faults.groups).toEqual([])
    })

    it.each(['x', -1, 10_001, Number.NaN, undefined, null])('makes no disk slower by %j', (latencyMs) => {
      expect(() => cluster.slowDisk(2, latencyMs as number)).toThrow(
        expect.objectContaining({ name: 'NodeStartError', code: 'INVALID_LATENCY' }),
      )
      expect(cluster.faults.diskLatencyMsOf(2)).toBe(0)
    })

    it.each(['x', -1, 0, Number.NaN, 1e12])('freezes nothing for %j ms', (forMs) => {
      expect(() => cluster.freeze(2, forMs as number)).toThrow(
        expect.objectContaining({ name: 'NodeStartError', code: 'INVALID_TIME' }),
      )
    })
  })

  describe('on a directory that was used before', () => {
    const made = (name: string, folders: readonly string[]) => {
      for (const folder of folders) fs.mkdirSync(path.join(dataDir, name, folder), { recursive: true })
      return (form: { controllers?: number; combined?: boolean; brokers?: number } = {}) =>
        openLocalCluster({
          brokers: 3,
          port: 0,
          isPortStrict: true,
          dataDir: path.join(dataDir, name),
          ephemeral: false,
          profile: 'kafka',
          ...form,
        })
    }
    const rolesOf = async (cluster: ReturnType<typeof openLocalCluster>) => {
      const roles = cluster.nodes.map(({ nodeId, role }) => `${nodeId} ${role}`)
      await cluster.dispose()
      return roles
    }
    const OWN = ['101 controller', '102 controller', '103 controller', '1 broker', '2 broker', '3 broker']
    const COMBINED = ['1 combined', '2 combined', '3 combined']

    it('takes the form it was made in, unless that is contradicted', async () => {
      const open = made('own', ['node-1', 'node-2', 'node-101', 'node-102', 'node-103'])
      expect(await rolesOf(open())).toEqual(OWN)
      expect(await rolesOf(open({ controllers: 3, combined: false }))).toEqual(OWN)
      const help =
        'controllers of their own: open it with --controllers 3, or leave --combined and --controllers out.'
      expect(() => open({ controllers: 1 })).toThrow(help)
      expect(() => open({ combined: true })).toThrow(help)
      expect(await rolesOf(open())).toEqual(OWN) // no lock was left
    })

    it('has its brokers as controllers again', async () => {
      const open = made('combined', ['node-1/metadata', 'node-2/metadata', 'node-3/metadata'])
      expect(await rolesOf(open())).toEqual(COMBINED)
      expect(await rolesOf(open({ combined: true }))).toEqual(COMBINED)
      expect(await rolesOf(open({ controllers: 3 }))).toEqual(COMBINED)
      const help = 'open it with --combined --controllers 3, or leave --combined and --controllers out.'
      expect(() => open({ combined: true, controllers: 1 })).toThrow(help)
      expect(() => open({ combined: false })).toThrow(help)
      expect(() => open({ brokers: 2 })).toThrow('3 controllers need as many brokers (--brokers), not 2.')
    })

    it('refuses more controllers than there can be', () => {
      const open = made('many', ['node-150'])
      expect(() => open()).toThrow('holds folders of 50 controllers: a local cluster has at most 5.')
    })
  })
})
