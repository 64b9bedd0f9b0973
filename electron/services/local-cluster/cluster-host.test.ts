import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeClientRuntime } from '#broker'
import { silentLogger } from '#broker/base/logger'
import { ClusterHost } from './cluster-host.ts'

const CONTROLLER_ID = 101

let dataDirectory: string
let host: ClusterHost

beforeEach(() => {
  dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-host-'))
  host = new ClusterHost({
    clock: nodeClientRuntime.clock,
    logger: silentLogger,
    dataDirectory,
    isEphemeral: false,
    port: 0,
    brokerCount: () => 2,
    startDemo: () => ({ recordsPerSec: () => 0, error: () => null, stop: async () => {} }),
    isDemoEnabled: false,
  })
})

afterEach(async () => {
  await host.dispose()
  fs.rmSync(dataDirectory, { recursive: true, force: true })
})

const nodeOf = (id: number) => host.status().nodes.find((node) => node.id === id)

describe('the local cluster', () => {
  it('tells how many brokers it will have before it was ever started', () => {
    expect(host.status()).toMatchObject({ brokerCount: 2, nodes: [], readyMs: null })
  })

  it('keeps the time its start took when a part of it is started again', async () => {
    await host.start()
    const { readyMs } = host.status()
    expect(readyMs).not.toBeNull()
    await host.act(1, 'restart')
    await host.act(2, 'stop')
    await host.start()
    expect(host.status().readyMs).toBe(readyMs)
  })

  it('tells a node that was killed from one that was stopped, until it is started again', async () => {
    await host.start()
    await host.act(1, 'kill')
    await host.act(2, 'stop')
    expect(nodeOf(1)).toMatchObject({ state: 'stopped', isKilled: true })
    expect(nodeOf(2)).toMatchObject({ state: 'stopped', isKilled: false })
    expect(nodeOf(CONTROLLER_ID)).toMatchObject({ state: 'running', isKilled: false })
    await host.act(1, 'start')
    expect(nodeOf(1)).toMatchObject({ state: 'running', isKilled: false })
  })
})
