/** Compaction of one log on a real disk: 1,000,000 records of 100 B with 10,000 distinct keys. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { silentLogger } from '../broker/base/logger.ts'
import { LogManager } from '../broker/log/log-manager.ts'
import { DEFAULT_LOG_CONFIG } from '../broker/log/log-types.ts'
import { createNodeDisk } from '../broker/node/node-disk.ts'
import { systemClock } from '../broker/node/system-clock.ts'
import { systemRandom } from '../broker/node/system-random.ts'
import { encodeBatch } from '../broker/wire/record-batch-records.ts'
import type { Metric } from './metric.ts'

const RECORD_COUNT = 1_000_000
const KEY_COUNT = 10_000
const RECORD_BYTES = 100
const RECORDS_PER_BATCH = 1_000
const SEGMENT_BYTES = 16 * 1_024 * 1_024

export async function run(): Promise<readonly Metric[]> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-compaction-'))
  const manager = LogManager.open({
    directory,
    runtime: { disk: createNodeDisk(), clock: systemClock, random: systemRandom },
    logger: silentLogger,
  })
  try {
    const cleanupPolicy = { isDelete: false, isCompact: true }
    const config = { ...DEFAULT_LOG_CONFIG, cleanupPolicy, segmentBytes: SEGMENT_BYTES }
    const log = manager.open({ topic: 'bench', partition: 0, topicId: 'AAAAAAAAAAAAAAAAAAAAAA', config })
    for (let first = 0; first < RECORD_COUNT; first += RECORDS_PER_BATCH) {
      log.appendAsLeader(batchFrom(first), { leaderEpoch: 0, origin: 'client' })
    }
    log.advanceHighWatermark(log.logEndOffset)
    await log.flush()
    const megabytes = log.sizeBytes / 1_000_000
    const delays = monitorEventLoopDelay({ resolution: 1 })
    delays.enable()
    const cpuBefore = process.cpuUsage()
    const startedAt = performance.now()
    await manager.runCleaner()
    const seconds = (performance.now() - startedAt) / 1_000
    const cpu = process.cpuUsage(cpuBefore)
    delays.disable()
    return [
      { metric: 'compaction, 1 M records of 100 B, 10,000 keys', unit: 'ms', value: seconds * 1_000 },
      { metric: 'compaction, cost', unit: 'CPU-ms/MB', value: (cpu.user + cpu.system) / 1_000 / megabytes },
      { metric: 'compaction, longest block of the event loop', unit: 'ms', value: delays.max / 1e6 },
      { metric: 'compaction, 99.9th percentile of blocks', unit: 'ms', value: delays.percentile(99.9) / 1e6 },
      { metric: 'compaction, size before', unit: 'MB', value: megabytes },
      { metric: 'compaction, size after', unit: 'MB', value: log.sizeBytes / 1_000_000 },
    ]
  } finally {
    await manager.close()
    fs.rmSync(directory, { recursive: true, force: true })
  }
}

function batchFrom(first: number): Buffer {
  const records = Array.from({ length: RECORDS_PER_BATCH }, (_, index) => {
    const key = Buffer.from(`key-${((first + index) * 7_919) % KEY_COUNT}`)
    return { timestampMs: 1_700_000_000_000, key, value: Buffer.alloc(RECORD_BYTES - key.length, 'v') }
  })
  return encodeBatch({ records })
}
