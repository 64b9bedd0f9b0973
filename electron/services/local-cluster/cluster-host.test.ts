import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeClientRuntime } from '#broker'
import { silentLogger } from '#broker/base/logger'
import { ClusterHost } from './cluster-host.ts'
import { RollingRestarts } from './rolling-restart.ts'

const CONTROLLER_ID = 101
const PATIENCE = { timeout: 15_000, interval: 50 }

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

  it('lets a frozen node stand still until it is thawed, and refuses to freeze one that is down', async () => {
    await host.start()
    host.freeze(1, 600)
    expect(nodeOf(1)).toMatchObject({ state: 'frozen' })
    expect(host.status().state).toBe('degraded')
    await host.act(1, 'thaw')
    expect(nodeOf(1)).toMatchObject({ state: 'running' })
    await host.act(2, 'stop')
    expect(() => host.freeze(2, 1)).toThrow('does not run')
    expect(() => host.freeze(7, 1)).toThrow('no node 7')
  })

  it('tells a broker that the others do not hear, and which controller a broker waits for', async () => {
    await host.start()
    await host.cutOff([[2], [1, CONTROLLER_ID]])
    expect(host.nodes.map(({ id, isCutOff }) => [id, isCutOff])).toContainEqual([2, true])
    expect(host.nodes.map(({ id, isCutOff }) => [id, isCutOff])).toContainEqual([1, false])
    await expect.poll(() => nodeOf(2), PATIENCE).toMatchObject({ state: 'running', isFenced: true })
    expect(nodeOf(1)?.isFenced).toBe(false)
    await host.cutOff([])
    await expect.poll(() => nodeOf(2)?.isFenced, PATIENCE).toBe(false)
    await host.act(CONTROLLER_ID, 'kill')
    await expect(host.addBroker()).rejects.toThrow(`Controller ${CONTROLLER_ID} is down`)
    await host.stop()
    await expect(host.addBroker()).rejects.toThrow('while the cluster runs')
  })

  it('restarts its brokers one after another, each when all is in sync', async () => {
    await host.start()
    const outOfSync = [0, 0, 0, 5, 3, 0, 0]
    const rolling = new RollingRestarts({
      clock: nodeClientRuntime.clock,
      host,
      outOfSyncCount: async () => outOfSync.shift() ?? 0,
    })
    const starts = () => host.status().nodes.map(({ sinceMs }) => sinceMs)
    const [controllerAt, firstAt, secondAt] = starts()
    rolling.start()
    expect(() => rolling.start()).toThrow('under way')
    await expect.poll(() => rolling.last?.state, { timeout: 15_000 }).toBe('done')
    expect(rolling.last).toMatchObject({ doneCount: 2, brokerCount: 2, outOfSyncCount: 0, error: null })
    const [controllerThen, firstThen = 0, secondThen = 0] = starts()
    expect(controllerThen).toBe(controllerAt)
    expect(firstThen).toBeGreaterThan(firstAt ?? 0)
    expect(secondThen).toBeGreaterThan(Math.max(firstThen, secondAt ?? 0))
  })

  it('ends a rolling restart that is cancelled while it waits, and refuses one while a broker is down', async () => {
    await host.start()
    const rolling = new RollingRestarts({
      clock: nodeClientRuntime.clock,
      host,
      outOfSyncCount: async () => 4,
    })
    rolling.start()
    await expect.poll(() => rolling.last?.outOfSyncCount).toBe(4)
    rolling.cancel()
    await expect.poll(() => rolling.last?.state).toBe('cancelled')
    expect(rolling.last?.doneCount).toBe(0)
    await host.act(1, 'stop')
    expect(() => rolling.start()).toThrow('needs all brokers up')
  })
})
