/** A disk that fills up under a broker, on a small file system in memory; only root may mount one. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningCluster, startCluster } from '#broker/start-cluster'
import { splitBatches } from '#broker/wire/record-batch'
import { errorOf, fetchFrom, makeTopic, produceTo, recordOf } from './raw-calls.ts'
import { RawClient } from './raw-client.ts'

const DISK_SIZE = '24m'
const VALUE_BYTES = 500_000
const MAX_BATCHES = 100

/** The mounted folder, or null where it cannot be had. */
function mountSmallDisk(): string | null {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-full-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_SIZE}`, 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    fs.rmdirSync(folder) // not root, or no such program: the tests are skipped
    return null
  }
}

const disk = mountSmallDisk()

describe.runIf(disk !== null)('a full disk', () => {
  const folder = disk ?? ''
  let cluster: RunningCluster
  let client: RawClient
  beforeAll(async () => {
    cluster = await startCluster({ brokers: 1, dataDir: path.join(folder, 'data'), logLevel: 'error' })
    client = await RawClient.connect(cluster.bootstrap)
  })
  afterAll(async () => {
    client.close()
    await cluster.stop()
    execFileSync('umount', [folder])
    fs.rmdirSync(folder)
  })

  it('refuses with a storage error, keeps what was acknowledged, and goes on when there is room', async () => {
    const topic = await makeTopic(client, 'filling')
    const other = await makeTopic(client, 'other')
    const filler = path.join(folder, 'filler')
    fs.writeFileSync(filler, Buffer.alloc(8_000_000))
    let acknowledged = 0
    let outcome = 'NONE'
    for (let count = 0; count < MAX_BATCHES && outcome === 'NONE'; count += 1) {
      const value = String(count).padEnd(VALUE_BYTES, '.')
      outcome = errorOf(await produceTo(client, topic, { records: [recordOf(value)] }))
      if (outcome === 'NONE') acknowledged += 1
    }
    expect(outcome).toBe('KAFKA_STORAGE_ERROR')
    expect(acknowledged).toBeGreaterThan(5)
    expect(errorOf(await produceTo(client, topic, { records: [recordOf('x'.repeat(VALUE_BYTES))] }))).toBe(
      'KAFKA_STORAGE_ERROR',
    )
    expect((await fetchFrom(client, topic, 0)).highWatermark).toBe(acknowledged)

    fs.rmSync(filler)
    expect(await produceTo(client, topic, { records: [recordOf('after')] })).toMatchObject({
      errorCode: 0,
      baseOffset: acknowledged,
    })
    expect(errorOf(await produceTo(client, other, { records: [recordOf('v')] }))).toBe('NONE')
    for (let offset = 0; offset < acknowledged; offset += 1) {
      const { records } = await fetchFrom(client, topic, offset, { maxBytes: 1 })
      const batch = splitBatches(records ?? Buffer.alloc(0), 'tolerant')[0]
      expect(batch?.baseOffset).toBe(offset)
      expect(records?.includes(String(offset).padEnd(20, '.'))).toBe(true)
    }
    expect(cluster.supervisor.nodes.map(({ state, error }) => [state, error])).toEqual([
      ['running', null],
      ['running', null],
    ])
  })

  it('keeps everything over a restart', async () => {
    const before = (await fetchFrom(client, { name: 'filling', topicId: '' }, 0)).highWatermark
    await cluster.supervisor.act(1, 'kill')
    await cluster.supervisor.act(1, 'start')
    client.close()
    client = await RawClient.connect(cluster.bootstrap)
    expect((await fetchFrom(client, { name: 'filling', topicId: '' }, 0)).highWatermark).toBe(before)
  })
})
