/** Volume and crashes: a million records through librdkafka, byte-equal and in order, and SIGKILL in the middle. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { Kafka, logLevel } from 'kafkajs'
import { afterAll, describe, expect, it } from 'vitest'
import { KafkaClient, nodeClientRuntime } from '#broker'

const KCAT = process.env['LOUPE_KCAT'] ?? 'kcat'
const root = path.resolve(import.meta.dirname, '../..')
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-durability-'))
// A blank and letters of no ASCII in the path: brokers must not mind.
const dataDirectory = path.join(scratch, 'Daten Zürich')

type ClusterProcess = ChildProcessByStdio<null, Readable, null>
let cluster: ClusterProcess | null = null

afterAll(() => {
  cluster?.kill('SIGKILL')
  fs.rmSync(scratch, { recursive: true, force: true })
})

/** Starts the cluster as a user does, from the bundle of `npm run cluster`; answers its bootstrap address. */
function startProcess(): Promise<string> {
  const child = spawn(
    process.execPath,
    [path.join(root, 'dist/main/cluster.js'), '--port', '0', '--data-dir', dataDirectory],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  cluster = child
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (chunk) => {
      const line: unknown = JSON.parse(String(chunk))
      if (typeof line === 'object' && line !== null && 'bootstrap' in line) resolve(String(line.bootstrap))
    })
    child.once('exit', (code) => reject(new TypeError(`the cluster ended with code ${code}`)))
  })
}

async function stopProcess(signal: NodeJS.Signals): Promise<void> {
  const child = cluster
  cluster = null
  if (child === null) return
  child.removeAllListeners('exit')
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}

async function makeTopic(bootstrap: string, name: string, partitionCount: number): Promise<void> {
  const client = new KafkaClient({
    bootstrapServers: bootstrap.split(','),
    clientId: 'durability',
    runtime: nodeClientRuntime,
  })
  const [result] = await client.admin.createTopics([{ name, partitionCount, replicationFactor: -1 }])
  await client.close()
  expect(result?.error).toBeNull()
}

function kcatFrom(args: readonly string[], inputFile: string): Promise<number | null> {
  const input = fs.openSync(inputFile, 'r')
  const child = spawn(KCAT, [...args], { stdio: [input, 'ignore', 'inherit'] })
  return new Promise((resolve) =>
    child.on('close', (code) => {
      fs.closeSync(input)
      resolve(code)
    }),
  )
}

function digestOfKcat(args: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  const child = spawn(KCAT, [...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.on('data', (chunk: Buffer) => hash.update(chunk))
  return new Promise((resolve) => child.on('close', () => resolve(hash.digest('hex'))))
}

/** A file of numbered lines of exactly `lineBytes` with the newline; answers its digest. */
function writeLines(file: string, count: number, lineBytes: number): string {
  const hash = createHash('sha256')
  const out = fs.openSync(file, 'w')
  const filler = 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(Math.ceil(lineBytes / 36))
  let chunk = ''
  for (let index = 0; index < count; index += 1) {
    const start = `${index} `
    chunk += `${start}${filler.slice(0, lineBytes - start.length)}\n`
    if (chunk.length > 4_000_000 || index === count - 1) {
      hash.update(chunk)
      fs.writeSync(out, chunk)
      chunk = ''
    }
  }
  fs.closeSync(out)
  return hash.digest('hex')
}

describe('a cluster as a process', () => {
  it.skipIf(KCAT === '').each([
    [1_000_000, 100],
    [100_000, 1_024],
  ])(
    'takes %i records of %i bytes from librdkafka and gives the same back in order',
    async (count, bytes) => {
      const bootstrap = await startProcess()
      const topic = `volume-${bytes}`
      await makeTopic(bootstrap, topic, 1)
      const file = path.join(scratch, `${topic}.txt`)
      const digest = writeLines(file, count, bytes)
      const produced = await kcatFrom(
        [
          '-b',
          bootstrap,
          '-P',
          '-t',
          topic,
          '-p',
          '0',
          '-X',
          'acks=all',
          '-X',
          'enable.idempotence=true',
          '-X',
          'queue.buffering.max.messages=1000000',
        ],
        file,
      )
      expect(produced).toBe(0)
      await expect(digestOfKcat(['-b', bootstrap, '-C', '-t', topic, '-p', '0', '-e', '-q'])).resolves.toBe(
        digest,
      )
      await stopProcess('SIGTERM')
      const again = await startProcess()
      await expect(digestOfKcat(['-b', again, '-C', '-t', topic, '-p', '0', '-e', '-q'])).resolves.toBe(
        digest,
      )
      await stopProcess('SIGTERM')
    },
  )

  it('keeps every acknowledged record when it is killed in the middle of producing', async () => {
    const bootstrap = await startProcess()
    const topic = 'killed'
    const partitions = 6
    await makeTopic(bootstrap, topic, partitions)
    const acknowledged: { partition: number; offset: number; value: string }[] = []
    const producer = new Kafka({
      clientId: 'durability',
      brokers: bootstrap.split(','),
      logLevel: logLevel.NOTHING,
      retry: { retries: 0 },
    }).producer()
    await producer.connect()
    let isKilled = false
    const produce = async (partition: number) => {
      for (let round = 0; !isKilled; round += 1) {
        const values = Array.from(
          { length: 20 },
          (_, index) => `${partition}/${round}/${index}/${'x'.repeat(200)}`,
        )
        try {
          const [sent] = await producer.send({
            topic,
            acks: -1,
            messages: values.map((value) => ({ partition, value })),
          })
          const base = Number(sent?.baseOffset ?? -1)
          values.forEach((value, index) => acknowledged.push({ partition, offset: base + index, value }))
        } catch {
          return // killed under it: not acknowledged
        }
      }
    }
    const producing = Promise.all(Array.from({ length: partitions }, (_, partition) => produce(partition)))
    while (acknowledged.length < 20_000) await new Promise((resolve) => setTimeout(resolve, 10))
    await stopProcess('SIGKILL')
    isKilled = true
    await producing
    await producer.disconnect().catch(() => {})
    const again = await startProcess()
    const found = await readAll(again, topic, partitions)
    const lost = acknowledged.filter(
      ({ partition, offset, value }) => found.get(`${partition}@${offset}`) !== value,
    )
    await stopProcess('SIGTERM')
    expect(acknowledged.length).toBeGreaterThanOrEqual(20_000)
    expect(lost).toEqual([])
  })
})

async function readAll(bootstrap: string, topic: string, partitions: number): Promise<Map<string, string>> {
  const client = new KafkaClient({
    bootstrapServers: bootstrap.split(','),
    clientId: 'durability',
    runtime: nodeClientRuntime,
  })
  const wanted = Array.from({ length: partitions }, (_, partition) => ({ topic, partition, timestampMs: -1 }))
  const ends = await client.admin.listOffsets(wanted)
  const total = ends.reduce((sum, { offset }) => sum + offset, 0)
  const consumer = client.consumer({ maxPollRecords: 10_000 })
  consumer.assign(wanted.map(({ partition }) => ({ topic, partition, offset: 'earliest' as const })))
  const found = new Map<string, string>()
  while (found.size < total) {
    for (const record of await consumer.poll({ maxWaitMs: 200 })) {
      found.set(`${record.partition}@${record.offset}`, String(record.value))
    }
  }
  await consumer.close()
  await client.close()
  return found
}
