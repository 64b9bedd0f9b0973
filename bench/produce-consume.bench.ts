/**
 * One broker, librdkafka (kcat) as the load: produce and consume at 100 B and 1 KiB. The cluster runs in
 * this process and the load in others, so that this process's CPU time is the broker's.
 */
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { KafkaClient, nodeClientRuntime, startCluster } from '#broker'
import type { Metric } from './metric.ts'

const MB = 1_000_000
/** Bytes of each load: large enough that starting kcat does not count. */
const LOAD_BYTES = 200 * MB

const SIZES = [100, 1_024] as const

/** What a run takes: [wall seconds, CPU milliseconds of this process]. */
async function measured(
  task: () => Promise<void>,
): Promise<{ readonly seconds: number; readonly cpuMs: number }> {
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  await task()
  const { user, system } = process.cpuUsage(cpuBefore)
  return { seconds: (performance.now() - startedAt) / 1_000, cpuMs: (user + system) / 1_000 }
}

function kcat(args: readonly string[], inputFile: string | null): Promise<void> {
  const input = inputFile === null ? 'ignore' : fs.openSync(inputFile, 'r')
  const child = spawn('kcat', [...args], { stdio: [input, 'ignore', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (typeof input === 'number') fs.closeSync(input)
      if (code === 0) resolve()
      else reject(new TypeError(`kcat ended with code ${code}`))
    })
  })
}

/** Null when kcat is not there. */
export async function run(): Promise<readonly Metric[] | null> {
  if (spawnSync('kcat', ['-V']).status !== 0) return null
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-bench-'))
  const metrics: Metric[] = []
  for (const size of SIZES) {
    const count = Math.floor(LOAD_BYTES / size)
    const file = path.join(scratch, `${size}.txt`)
    fs.writeFileSync(file, `${'x'.repeat(size - 1)}\n`.repeat(count))
    const cluster = await startCluster({ brokers: 1 })
    const client = new KafkaClient({
      bootstrapServers: cluster.bootstrap.split(','),
      clientId: 'bench',
      runtime: nodeClientRuntime,
    })
    const warm = path.join(scratch, 'warm.txt')
    fs.writeFileSync(warm, `${'x'.repeat(size - 1)}\n`.repeat(20_000))
    await client.admin.createTopics(
      ['warm', 'load'].map((name) => ({ name, partitionCount: 1, replicationFactor: 1 })),
    )
    const produceArgs = [
      '-b',
      cluster.bootstrap,
      '-P',
      '-p',
      '0',
      '-X',
      'acks=1',
      '-X',
      'queue.buffering.max.messages=1000000',
      '-X',
      'linger.ms=5',
    ]
    const consumeArgs = ['-b', cluster.bootstrap, '-C', '-p', '0', '-e', '-q']
    await kcat([...produceArgs, '-t', 'warm'], warm)
    await kcat([...consumeArgs, '-t', 'warm'], null)
    const produced = await measured(() => kcat([...produceArgs, '-t', 'load'], file))
    const consumed = await measured(() => kcat([...consumeArgs, '-t', 'load'], null))
    const megabytes = (count * size) / MB
    for (const [what, { seconds, cpuMs }] of [
      ['produce', produced],
      ['consume', consumed],
    ] as const) {
      const name = `${what} ${size} B, 1 broker, librdkafka`
      metrics.push({ metric: name, unit: 'MB/s', value: megabytes / seconds })
      metrics.push({ metric: name, unit: 'records/s', value: count / seconds })
      metrics.push({ metric: `${name}, broker`, unit: 'CPU-ms/MB', value: cpuMs / megabytes })
    }
    await client.close()
    await cluster.stop()
  }
  fs.rmSync(scratch, { recursive: true, force: true })
  return metrics
}
