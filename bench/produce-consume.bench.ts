/**
 * One broker under load from other processes, so that this process's CPU time is the broker's: librdkafka
 * (kcat) producing and consuming at 100 B and 1 KiB, then consuming in the ways consumers differ: several
 * partitions, large fetches, our own client, at the tail while another produces.
 *
 * Megabytes are those of record values; what the wire and the batch format add is not counted. "Kernel" is
 * the part of the CPU time spent in system calls: copying from the page cache and into the socket.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { KafkaClient, nodeClientRuntime, startCluster } from '#broker'
import {
  type Load,
  type Measurement,
  measured,
  PRODUCE_SETTINGS,
  runProcess,
  writeLoad,
} from './kcat-load.ts'
import type { Metric } from './metric.ts'

const MB = 1_000_000
/** Bytes of each load: large enough that starting kcat does not count. */
const LOAD_BYTES = 200 * MB
const WARM_UP_RECORDS = 20_000
/** One for each of the three runs of a measurement. */
const TOPICS = ['load-0', 'load-1', 'load-2'] as const

const SIZES = [100, 1_024] as const
/** The size that the ways of consuming are compared at. */
const COMPARED_SIZE = 1_024

interface Bench {
  readonly bootstrap: string
  readonly createTopic: (name: string, partitionCount: number) => Promise<void>
}

/** Null when kcat is not there. */
export async function run(): Promise<readonly Metric[] | null> {
  if (spawnSync('kcat', ['-V']).status !== 0) return null
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-bench-'))
  const metrics: Metric[] = []
  for (const size of SIZES) {
    const load = writeLoad(scratch, size, Math.floor(LOAD_BYTES / size))
    const warmUp = writeLoad(scratch, size, WARM_UP_RECORDS)
    await withBroker(async (bench) => {
      await bench.createTopic('warm', 1)
      await produce(bench, 'warm', warmUp)
      await consume(bench, 'warm')
      for (const topic of TOPICS) await bench.createTopic(topic, 1)
      metrics.push(...figures('produce', load, await measured((run) => produce(bench, TOPICS[run], load))))
      metrics.push(...figures('consume', load, await measured((run) => consume(bench, TOPICS[run]))))
      if (size === COMPARED_SIZE) metrics.push(...(await compareConsumers(bench, load)))
    })
  }
  fs.rmSync(scratch, { recursive: true, force: true })
  return metrics
}

/** Reads the same load in other ways than stock kcat reads one partition. */
async function compareConsumers(bench: Bench, load: Load): Promise<readonly Metric[]> {
  const { bootstrap } = bench
  const largeFetches = ['-X', 'fetch.message.max.bytes=8388608', '-X', 'receive.message.max.bytes=100000000']
  const large = await measured((run) => consume(bench, TOPICS[run], largeFetches))
  const own = await measured((run) =>
    runProcess(process.execPath, [OWN_READER, bootstrap, TOPICS[run]], null),
  )
  await bench.createTopic('spread', 4)
  await runProcess('kcat', [...PRODUCE, '-b', bootstrap, '-t', 'spread'], load.file)
  const spread = await measured(() => consume(bench, 'spread'))
  const tail = await measured(async (run) => {
    const topic = `tail-${run}`
    await bench.createTopic(topic, 1)
    const follow = [...CONSUME, '-b', bootstrap, '-t', topic, '-c', String(load.count)]
    await Promise.all([runProcess('kcat', follow, null), produce(bench, topic, load)])
  })
  return [
    ...figures('consume in 8 MiB fetches', load, large),
    ...figures('consume with our client in 8 MiB fetches', load, own),
    ...figures('consume 4 partitions', load, spread),
    ...figures('produce and consume at the tail', load, tail),
  ]
}

const OWN_READER = fileURLToPath(new URL('./batch-reader.ts', import.meta.url))
const PRODUCE = ['-P', '-X', 'acks=1', ...PRODUCE_SETTINGS]
const CONSUME = ['-C', '-q', '-o', 'beginning']

function produce({ bootstrap }: Bench, topic: string, { file }: Load): Promise<void> {
  return runProcess('kcat', [...PRODUCE, '-b', bootstrap, '-t', topic, '-p', '0'], file)
}

/** From the beginning to the end of every partition. */
function consume({ bootstrap }: Bench, topic: string, settings: readonly string[] = []): Promise<void> {
  return runProcess('kcat', [...CONSUME, ...settings, '-b', bootstrap, '-t', topic, '-e'], null)
}

async function withBroker(use: (bench: Bench) => Promise<void>): Promise<void> {
  const cluster = await startCluster({ brokers: 1 })
  const { bootstrap } = cluster
  const client = new KafkaClient({
    bootstrapServers: bootstrap.split(','),
    clientId: 'bench',
    runtime: nodeClientRuntime,
  })
  await use({
    bootstrap,
    createTopic: async (name, partitionCount) => {
      await client.admin.createTopics([{ name, partitionCount, replicationFactor: 1 }])
    },
  })
  await client.close()
  await cluster.stop()
}

function figures(what: string, { size, count }: Load, { seconds, cpuMs, kernelMs }: Measurement): Metric[] {
  const name = `${what} ${size} B, 1 broker${what.includes('our client') ? '' : ', librdkafka'}`
  const megabytes = (count * size) / MB
  return [
    { metric: name, unit: 'MB/s', value: megabytes / seconds },
    { metric: name, unit: 'records/s', value: count / seconds },
    { metric: `${name}, broker`, unit: 'CPU-ms/MB', value: cpuMs / megabytes },
    { metric: `${name}, broker, kernel`, unit: 'CPU-ms/MB', value: kernelMs / megabytes },
  ]
}
