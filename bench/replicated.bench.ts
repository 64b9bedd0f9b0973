/**
 * Three brokers of this process, three replicas, acks=all: librdkafka (kcat) producing 1 KiB records to three
 * partitions. This process's CPU time is that of all three brokers and the controller, followers included.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { KafkaClient, nodeClientRuntime, startCluster } from '#broker'
import { measured, PRODUCE_SETTINGS, runProcess, writeLoad } from './kcat-load.ts'
import type { Metric } from './metric.ts'

const MB = 1_000_000
const RECORD_BYTES = 1_024
const RECORD_COUNT = 200_000
const TOPICS = ['load-0', 'load-1', 'load-2'] as const

/** Null when kcat is not there. */
export async function run(): Promise<readonly Metric[] | null> {
  if (spawnSync('kcat', ['-V']).status !== 0) return null
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-bench-'))
  const load = writeLoad(scratch, RECORD_BYTES, RECORD_COUNT)
  const cluster = await startCluster({ brokers: 3 })
  const client = new KafkaClient({
    bootstrapServers: cluster.bootstrap.split(','),
    clientId: 'bench',
    runtime: nodeClientRuntime,
  })
  const produce = (topic: string) =>
    runProcess(
      'kcat',
      ['-P', '-X', 'acks=all', ...PRODUCE_SETTINGS, '-b', cluster.bootstrap, '-t', topic],
      load.file,
    )
  for (const name of ['warm', ...TOPICS])
    await client.admin.createTopics([{ name, partitionCount: 3, replicationFactor: 3 }])
  await produce('warm')
  const { seconds, cpuMs, kernelMs } = await measured((index) => produce(TOPICS[index]))
  await client.close()
  await cluster.stop()
  fs.rmSync(scratch, { recursive: true, force: true })
  const megabytes = (RECORD_BYTES * RECORD_COUNT) / MB
  const name = 'produce 1024 B, 3 replicas, acks=all, librdkafka'
  return [
    { metric: name, unit: 'MB/s', value: megabytes / seconds },
    { metric: `${name}, all brokers`, unit: 'CPU-ms/MB', value: cpuMs / megabytes },
    { metric: `${name}, all brokers, kernel`, unit: 'CPU-ms/MB', value: kernelMs / megabytes },
  ]
}
