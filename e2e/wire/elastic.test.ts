/** A cluster that changes while it runs: brokers come and go, nodes are cut off from each other, disks are slow. */
import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { KafkaClient, nodeClientRuntime } from '#broker'
import { openLocalCluster } from '#broker/start-cluster'
import { type ControlPort, openControlPort } from '../../electron/control-port.ts'

const PATIENCE = { timeout: 30_000, interval: 50 }
const TEST_MS = 90_000

interface Status {
  readonly error?: string
  readonly id?: number
  readonly state?: string
  readonly bootstrap?: string
  readonly nodes?: readonly {
    readonly id: number
    readonly role: string
    readonly state: string
    readonly cutFrom: readonly number[]
    readonly diskLatencyMs: number
  }[]
  readonly removal?: { readonly nodeId: number; readonly state: string; readonly replicaCount: number } | null
}

interface Running {
  readonly cluster: ReturnType<typeof openLocalCluster>
  readonly control: ControlPort
  readonly client: KafkaClient
  readonly dataDir: string
}

let running: Running | null = null

async function start(options: Partial<Parameters<typeof openLocalCluster>[0]> = {}): Promise<Running> {
  const dataDir = options.dataDir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-elastic-'))
  const cluster = openLocalCluster({
    brokers: 3,
    port: 0,
    isPortStrict: true,
    ephemeral: false,
    profile: 'fast',
    logLevel: 'info',
    ...options,
    dataDir,
  })
  await cluster.start()
  const control = await openControlPort(cluster, 0)
  const client = clientOf(cluster.bootstrapServers.split(','))
  running = { cluster, control, client, dataDir }
  return running
}

function clientOf(bootstrapServers: readonly string[]): KafkaClient {
  return new KafkaClient({ bootstrapServers, clientId: 'elastic', runtime: nodeClientRuntime })
}

async function end({ cluster, control, client }: Running): Promise<void> {
  running = null
  await client.close()
  await control.close()
  await cluster.dispose()
}

afterEach(async () => {
  const last = running
  if (last === null) return
  await end(last)
  fs.rmSync(last.dataDir, { recursive: true, force: true })
})

function ask({ control }: Running, method: string, target: string): Promise<{ code: number; body: Status }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port: control.port, method, path: target },
      (response) => {
        let text = ''
        response.on('data', (chunk) => (text += String(chunk)))
        response.on('end', () =>
          resolve({ code: response.statusCode ?? 0, body: JSON.parse(text) as Status }),
        ) // checked by each test
      },
    )
    request.on('error', reject)
    request.end()
  })
}

const replicasOf = async ({ client }: Running) => {
  const { topics } = await client.admin.describePlacement({ broker: 'any' })
  return [...topics.values()].flatMap(({ partitions }) => partitions.map(({ replicas }) => replicas))
}

const makeTopic = ({ client }: Running, name: string, replicationFactor: number, partitionCount = 6) =>
  client.admin.createTopics([{ name, partitionCount, replicationFactor }])

async function fill({ client }: Running, topic: string, count: number): Promise<void> {
  const producer = client.producer()
  for (let index = 0; index < count; index += 1) {
    await producer.send({ topic, key: Buffer.from(`k${index}`), value: Buffer.alloc(1_000, index) })
  }
  await producer.close()
}

describe('a running cluster', () => {
  it(
    'takes a broker in, moves replicas away from one and lets it go, and is the same after a restart',
    async () => {
      const first = await start()
      await makeTopic(first, 'orders', 3)
      await fill(first, 'orders', 200)
      const added = await ask(first, 'POST', '/brokers')
      expect(added).toMatchObject({ code: 200, body: { id: 4, state: 'running', removal: null } })
      const removed = await ask(first, 'DELETE', '/brokers/2')
      expect(removed.code, removed.body.error).toBe(200)
      expect(removed.body.removal).toMatchObject({ nodeId: 2, state: 'done' })
      expect(removed.body.removal?.replicaCount).toBeGreaterThanOrEqual(6)
      expect(removed.body.nodes?.map(({ id }) => id)).toEqual([101, 1, 3, 4])
      for (const replicas of await replicasOf(first))
        expect([...replicas].sort((a, b) => a - b)).toEqual([1, 3, 4])
      const { brokers } = await first.client.admin.describeCluster()
      expect(brokers.map(({ brokerId }) => brokerId)).toEqual([1, 3, 4])
      expect(fs.existsSync(path.join(first.dataDir, 'node-2'))).toBe(false)
      // The id is used again: what was said of the broker that had it before is not of this one.
      const again = await ask(first, 'POST', '/brokers')
      expect(again).toMatchObject({ code: 200, body: { id: 2, removal: null } })
      expect((await ask(first, 'DELETE', '/brokers/2')).body.removal).toMatchObject({
        nodeId: 2,
        state: 'done',
      })
      await end(first)

      const second = await start({ dataDir: first.dataDir })
      expect(second.cluster.brokers.map(({ nodeId }) => nodeId)).toEqual([1, 3, 4])
      const offsets = await second.client.admin.listOffsets(
        Array.from({ length: 6 }, (_, partition) => ({ topic: 'orders', partition, timestampMs: -1 })),
      )
      expect(offsets.reduce((sum, { offset }) => sum + offset, 0)).toBe(200)
    },
    TEST_MS,
  )

  it(
    'refuses to let a broker go where replicas would be missing, a voter, and the last one',
    async () => {
      const three = await start()
      await makeTopic(three, 'orders', 3)
      const refused = await ask(three, 'DELETE', '/brokers/2')
      expect(refused.code).toBe(409)
      expect(refused.body.error).toContain('topic orders has 3 replicas, and only 2 other brokers run')
      expect((await ask(three, 'DELETE', '/brokers/101')).body.error).toContain('voter')
      expect((await ask(three, 'DELETE', '/brokers/8')).code).toBe(404)
      expect((await ask(three, 'GET', '/brokers/2')).code).toBe(405)
      expect((await replicasOf(three)).every(({ length }) => length === 3)).toBe(true)
    },
    TEST_MS,
  )

  it(
    'can keep a broker after all: what has not moved stays, nothing is lost',
    async () => {
      const three = await start()
      await makeTopic(three, 'orders', 2, 12)
      await fill(three, 'orders', 100)
      // Nothing is copied while the target stands still.
      for (const id of [1, 3]) await ask(three, 'POST', `/brokers/${id}/slow-disk?ms=400`)
      const removing = ask(three, 'DELETE', '/brokers/2')
      await expect
        .poll(async () => (await ask(three, 'GET', '/status')).body.removal?.replicaCount, PATIENCE)
        .toBeGreaterThan(0)
      expect((await ask(three, 'POST', '/brokers/3/keep')).code).toBe(409)
      expect((await ask(three, 'POST', '/brokers/2/keep')).code).toBe(200)
      const answer = await removing
      expect(answer.body.error).toContain('was cancelled')
      for (const id of [1, 3]) await ask(three, 'POST', `/brokers/${id}/slow-disk?ms=0`)
      expect((await ask(three, 'GET', '/status')).body.nodes?.map(({ id }) => id)).toContain(2)
      await expect.poll(async () => (await three.client.admin.listReassignments()).length, PATIENCE).toBe(0)
      await makeTopic(three, 'later', 3)
    },
    TEST_MS,
  )

  it(
    'goes on when a broker is cut off, has another leader, and takes it back when that is healed',
    async () => {
      const three = await start()
      await makeTopic(three, 'orders', 3, 3)
      await fill(three, 'orders', 10)
      const cut = await ask(three, 'POST', '/partitions?nodes=2')
      expect(cut.body.nodes?.find(({ id }) => id === 2)?.cutFrom).toEqual([101, 1, 3])
      const inSync = async () => {
        const { topics } = await three.client.admin.describePlacement({ broker: 1 })
        return (topics.get('orders')?.partitions ?? []).map(({ leaderId, inSyncReplicas }) => ({
          leaderId,
          inSync: [...inSyncReplicas].sort((a, b) => a - b),
        }))
      }
      await expect
        .poll(
          async () =>
            (await inSync()).every(({ leaderId, inSync: ids }) => leaderId !== 2 && !ids.includes(2)),
          PATIENCE,
        )
        .toBe(true)
      // A client that asks the one cut off would wait for acknowledgements that cannot come, as with any Kafka.
      const others = three.cluster.brokers.filter(({ nodeId }) => nodeId !== 2)
      const client = clientOf(others.map(({ port }) => `127.0.0.1:${port}`))
      await fill({ ...three, client }, 'orders', 50)
      await client.close()
      const healed = await ask(three, 'DELETE', '/partitions')
      expect(healed.body.nodes?.every(({ cutFrom }) => cutFrom.length === 0)).toBe(true)
      await expect
        .poll(async () => (await inSync()).every(({ inSync: ids }) => ids.length === 3), PATIENCE)
        .toBe(true)
      expect((await ask(three, 'POST', '/partitions')).code).toBe(400)
      expect((await ask(three, 'POST', '/partitions?nodes=1,x')).code).toBe(400)
      expect((await ask(three, 'POST', '/partitions?nodes=1&nodes=1,2')).code).toBe(409)
      expect((await ask(three, 'POST', '/partitions?nodes=7')).code).toBe(409)
    },
    TEST_MS,
  )

  it(
    'is as slow as a disk is made, and no longer',
    async () => {
      const one = await start({ brokers: 1 })
      await makeTopic(one, 'orders', 1, 1)
      const producer = one.client.producer()
      const timed = async () => {
        const startMs = performance.now()
        await producer.send({ topic: 'orders', key: null, value: Buffer.from('x') })
        return performance.now() - startMs
      }
      await timed()
      expect((await ask(one, 'POST', '/brokers/1/slow-disk?ms=300')).body.nodes?.[1]?.diskLatencyMs).toBe(300)
      expect(await timed()).toBeGreaterThanOrEqual(290)
      await ask(one, 'POST', '/brokers/1/slow-disk?ms=0')
      await expect.poll(timed, PATIENCE).toBeLessThan(290)
      expect((await ask(one, 'POST', '/brokers/1/slow-disk?ms=99999')).code).toBe(400)
      expect((await ask(one, 'POST', '/brokers/1/slow-disk')).code).toBe(400)
      await producer.close()
    },
    TEST_MS,
  )
})

describe('a cluster whose brokers are its controllers', () => {
  it(
    'serves, replaces a controller that is killed, restarts, and is not opened in another form',
    async () => {
      const combined = await start({ controllers: 3, combined: true, isolation: 'process' })
      expect(combined.cluster.nodes.map(({ nodeId, role }) => `${nodeId} ${role}`)).toEqual([
        '1 combined',
        '2 combined',
        '3 combined',
      ])
      await makeTopic(combined, 'orders', 3)
      await fill(combined, 'orders', 20)
      const { leaderId, voters, observers } = await combined.client.admin.describeQuorum()
      expect(voters.map(({ nodeId }) => nodeId)).toEqual([1, 2, 3])
      // A broker that followed under its voter's id would be shown what is not committed.
      expect(observers).toEqual([])
      await ask(combined, 'POST', `/brokers/${leaderId}/kill`)
      await expect
        .poll(async () => {
          const quorum = await combined.client.admin.describeQuorum().catch(() => null)
          return quorum !== null && quorum.leaderId !== leaderId
        }, PATIENCE)
        .toBe(true)
      await fill(combined, 'orders', 20)
      await ask(combined, 'POST', `/brokers/${leaderId}/start`)
      await expect
        .poll(
          async () =>
            (await combined.client.admin.describeQuorum()).voters.every(
              ({ logEndOffset }) => logEndOffset > 0,
            ),
          PATIENCE,
        )
        .toBe(true)
      await end(combined)

      expect(() =>
        openLocalCluster({
          brokers: 3,
          port: 0,
          isPortStrict: true,
          dataDir: combined.dataDir,
          ephemeral: false,
          profile: 'fast',
          combined: false,
        }),
      ).toThrow('whose brokers are its controllers, the first 3: open it with --combined --controllers 3')
      const again = await start({ dataDir: combined.dataDir })
      expect(again.cluster.controllers.map(({ role }) => role)).toEqual(['combined', 'combined', 'combined'])
      const offsets = await again.client.admin.listOffsets(
        Array.from({ length: 6 }, (_, partition) => ({ topic: 'orders', partition, timestampMs: -1 })),
      )
      expect(offsets.reduce((sum, { offset }) => sum + offset, 0)).toBe(40)
    },
    TEST_MS,
  )
})
