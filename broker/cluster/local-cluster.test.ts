import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
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
})
