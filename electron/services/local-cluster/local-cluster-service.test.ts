import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { nodeClientRuntime } from '#broker'
import { silentLogger } from '#broker/base/logger'
import { ClusterHost } from './cluster-host.ts'
import { createLocalClusterService } from './local-cluster-service.ts'
import { RollingRestarts } from './rolling-restart.ts'

let dataDirectory: string
let host: ClusterHost
const { clock } = nodeClientRuntime

beforeEach(() => {
  dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-logs-'))
  host = new ClusterHost({
    clock,
    logger: silentLogger,
    dataDirectory,
    isEphemeral: false,
    port: 0,
    brokerCount: () => 1,
    startDemo: () => ({ recordsPerSec: () => 0, error: () => null, stop: async () => {} }),
    isDemoEnabled: false,
  })
})

afterEach(async () => {
  await host.dispose()
  fs.rmSync(dataDirectory, { recursive: true, force: true })
})

it('ends the log of a cluster when another takes its place, and keeps it over a stop and a start', async () => {
  const rolling = new RollingRestarts({ clock, host, outOfSyncCount: async () => 0 })
  const service = createLocalClusterService(host, rolling)
  const open = new AbortController()
  const messages: string[] = []
  let isEnded = false
  await host.start()
  const reading = (async () => {
    for await (const { message } of service.logs({}, { signal: open.signal })) messages.push(message)
    isEnded = true
  })()
  await host.stop()
  await host.start()
  const lineCount = messages.length
  await host.act(1, 'kill')
  await expect.poll(() => messages.slice(lineCount).join('\n')).toContain('node is killed')
  expect(isEnded).toBe(false)
  await host.stop()
  await host.start(2)
  await reading
  const first = await service.logs({}, { signal: open.signal })[Symbol.asyncIterator]().next()
  expect(first.value).toMatchObject({ sequence: 1 })
  open.abort()
})
