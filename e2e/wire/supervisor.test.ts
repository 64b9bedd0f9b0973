/** The supervisor on real threads, ports and folders: everything a user's finger or a crash can do to it. */
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NEWEST_RELEASE, nodeClientRuntime } from '#broker'
import { ManualClock } from '#broker/base/clock'
import { CONTROLLER_ID } from '#broker/cluster/directory-fit'
import type * as launching from '#broker/cluster/launch'
import { LocalCluster } from '#broker/cluster/local-cluster'
import { ClientConnection } from '#broker/net/client-connection'
import { openLocalCluster, startCluster } from '#broker/start-cluster'
import { createTopics } from '#broker/wire/generated/create-topics'
import { metadata } from '#broker/wire/generated/metadata'

const READY_MS = 10_000

/** Every thread that was started, so that a test can end one behind the supervisor's back. */
const threads = vi.hoisted((): Worker[] => [])
vi.mock('#broker/cluster/launch', async (importActual) => {
  const actual = await importActual<typeof launching>()
  return {
    ...actual,
    launchThread: (...args: Parameters<typeof actual.launchThread>) => {
      const thread = actual.launchThread(...args)
      threads.push(thread)
      return thread
    },
  }
})

describe('the supervisor', () => {
  let parent: string
  const open: LocalCluster[] = []
  const servers: net.Server[] = []
  beforeEach(() => {
    parent = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-sup-'))
  })
  afterEach(async () => {
    for (const cluster of open.splice(0)) await cluster.dispose()
    for (const server of servers.splice(0)) server.close()
    fs.rmSync(parent, { recursive: true, force: true })
  })

  const make = (options: Partial<Parameters<typeof openLocalCluster>[0]> = {}): LocalCluster => {
    const cluster = openLocalCluster({
      brokers: 2,
      port: 0,
      isPortStrict: true,
      dataDir: path.join(parent, 'daten für ☕'),
      ephemeral: false,
      profile: 'kafka',
      logLevel: 'warn',
      ...options,
    })
    open.push(cluster)
    return cluster
  }
  const statesOf = (cluster: LocalCluster) => cluster.nodes.map(({ state }) => state)
  const running = (cluster: LocalCluster) =>
    expect(statesOf(cluster)).toEqual(cluster.nodes.map(() => 'running'))
  const becomesRunning = (cluster: LocalCluster) =>
    expect.poll(() => cluster.state, { timeout: READY_MS, interval: 5 }).toBe('running')

  /** What broker `nodeId` says of the brokers it knows. */
  const brokersSeenBy = async (cluster: LocalCluster, nodeId: number) => {
    const client = await connect(cluster, nodeId)
    try {
      const { brokers } = await client.send(metadata, { topics: [] }, { version: 9, timeoutMs: 3_000 })
      return brokers.map((broker) => broker.nodeId)
    } finally {
      client.close()
    }
  }
  const connect = (cluster: LocalCluster, nodeId: number) =>
    ClientConnection.open(nodeClientRuntime, {
      host: '127.0.0.1',
      port: cluster.nodes.find((node) => node.nodeId === nodeId)?.port ?? 0,
      clientId: 'test',
      connectTimeoutMs: 2_000,
    })
  const createTopic = async (cluster: LocalCluster, name: string) => {
    const client = await connect(cluster, 1)
    const topic = { name, numPartitions: 1, replicationFactor: 1, assignments: [], configs: [] }
    const { topics } = await client.send(
      createTopics,
      { topics: [topic], timeoutMs: 1_000 },
      { version: 7, timeoutMs: 8_000 },
    )
    client.close()
    return topics[0]?.errorCode
  }
  const occupy = (port: number) =>
    new Promise<number>((resolve) => {
      const server = net.createServer()
      servers.push(server)
      server.listen({ port, host: '127.0.0.1' }, () => {
        const address = server.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })

  it('starts, tells how it goes, stops, and starts again on the same ports with the same cluster', async () => {
    const cluster = make()
    const seen: string[] = []
    cluster.onChange(() => seen.push(cluster.state))
    expect(cluster.state).toBe('stopped')
    await cluster.start()
    running(cluster)
    const { bootstrapServers, clusterId } = cluster
    expect(seen).toContain('starting')
    expect(seen).not.toContain('failed')
    expect(seen.at(-1)).toBe('running')
    await cluster.stop()
    expect(statesOf(cluster)).toEqual(['stopped', 'stopped', 'stopped'])
    await cluster.start()
    expect([cluster.bootstrapServers, cluster.clusterId]).toEqual([bootstrapServers, clusterId])
    expect(await brokersSeenBy(cluster, 2)).toEqual([1, 2])
  })

  it('stops, kills and restarts one broker while the other serves', async () => {
    const cluster = make()
    await cluster.start()
    await cluster.act(2, 'stop')
    expect(cluster.state).toBe('degraded')
    await expect.poll(() => brokersSeenBy(cluster, 1)).toEqual([1])
    await cluster.act(2, 'start')
    await expect.poll(() => brokersSeenBy(cluster, 1)).toEqual([1, 2])
    await cluster.act(1, 'kill')
    expect(cluster.nodes.find(({ nodeId }) => nodeId === 1)?.state).toBe('stopped')
    expect(await brokersSeenBy(cluster, 2)).toContain(2)
    await cluster.act(1, 'start')
    await cluster.act(1, 'restart')
    running(cluster)
    expect(await brokersSeenBy(cluster, 1)).toEqual([1, 2])
  })

  it('kills and restarts the controller under running brokers', async () => {
    const cluster = make({ brokers: 1 })
    await cluster.start()
    await cluster.act(CONTROLLER_ID, 'kill')
    expect(await brokersSeenBy(cluster, 1)).toEqual([1])
    await cluster.act(CONTROLLER_ID, 'start')
    await expect.poll(() => createTopic(cluster, 'after-the-kill'), { timeout: READY_MS }).toBe(0)
    await cluster.act(CONTROLLER_ID, 'restart')
    await expect.poll(() => createTopic(cluster, 'after-the-restart'), { timeout: READY_MS }).toBe(0)
    running(cluster)
  })

  it('keeps topics over a kill of everything at once', async () => {
    const cluster = make({ brokers: 1 })
    await cluster.start()
    expect(await createTopic(cluster, 'kept')).toBe(0)
    await Promise.all(cluster.nodes.map((node) => node.kill()))
    await cluster.start()
    const client = await connect(cluster, 1)
    const { topics } = await client.send(metadata, { topics: null }, { version: 9, timeoutMs: 3_000 })
    expect(topics.map(({ name }) => name)).toEqual(['kept'])
    client.close()
  })

  it('refuses a second instance on the same folder', async () => {
    const cluster = make()
    await cluster.start()
    await expect(
      startCluster({ brokers: 1, dataDir: cluster.directory.path, logLevel: 'error' }),
    ).rejects.toMatchObject({ code: 'LOCKED' })
    running(cluster)
  })

  it('removes what an ephemeral cluster wrote, and may be disposed of twice', async () => {
    const cluster = make({ brokers: 1, ephemeral: true })
    await cluster.start()
    await Promise.all([cluster.dispose(), cluster.dispose()])
    await cluster.dispose()
    expect(fs.existsSync(cluster.directory.path)).toBe(false)
  })

  it('stops cleanly when told twice at once: nobody ends what is just ending', async () => {
    const cluster = make({ brokers: 1 })
    await cluster.start()
    await Promise.all([cluster.act(1, 'stop'), cluster.stop(), cluster.stop()])
    expect(statesOf(cluster)).toEqual(['stopped', 'stopped'])
    // A thread that was ended before it had finished leaves no mark of a clean shutdown.
    expect(fs.existsSync(path.join(cluster.directory.nodeDirectory(1), '.kafka_cleanshutdown'))).toBe(true)
  })

  it('starts a node that is told to while it stops', async () => {
    const cluster = make({ brokers: 1 })
    await cluster.start()
    const stopping = cluster.act(1, 'stop')
    await cluster.act(1, 'start')
    await stopping
    running(cluster)
    const everything = cluster.stop()
    await cluster.start()
    await everything
    running(cluster)
  })

  it.each([0, 1, 20, 60, 120])('stays stopped when it is stopped %i ms into its start', async (delayMs) => {
    const cluster = make()
    const starting = cluster.start().then(
      () => 'started',
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : String(error)),
    )
    if (delayMs > 0) await new Promise<void>((resolve) => nodeClientRuntime.clock.after(delayMs, resolve))
    await cluster.stop()
    expect(['STOPPED', 'started']).toContain(await starting)
    expect(statesOf(cluster)).toEqual(['stopped', 'stopped', 'stopped'])
    await cluster.start()
    running(cluster)
  })

  it('names the port that is taken, and leaves nothing running', async () => {
    const port = await occupy(0)
    await expect(startCluster({ brokers: 1, port, logLevel: 'error' })).rejects.toMatchObject({
      code: 'ADDRESS_IN_USE',
      message: expect.stringContaining(`127.0.0.1:${port}`),
    })
    const cluster = make({ brokers: 1, port })
    await expect(cluster.start()).rejects.toMatchObject({ code: 'ADDRESS_IN_USE' })
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
    await cluster.start()
    expect(cluster.bootstrapServers).toBe(`127.0.0.1:${port}`)
  })

  it('moves to the next free ports when it may', async () => {
    const port = await occupy(0)
    const cluster = make({ brokers: 2, port, isPortStrict: false })
    await cluster.start()
    running(cluster)
    const ports = cluster.brokers.map((node) => node.port)
    expect(ports).not.toContain(port)
    expect(ports[1]).toBe((ports[0] ?? 0) + 1)
    expect(await brokersSeenBy(cluster, 1)).toEqual([1, 2])
  })

  it('keeps the ports it moved to for the next run, and says so once', async () => {
    const port = await occupy(0)
    const moves: unknown[] = []
    const options = {
      brokers: 2,
      port,
      isPortStrict: false,
      onPortsMoved: (move: unknown) => void moves.push(move),
    }
    const first = make(options)
    await first.start()
    const ports = first.brokers.map((node) => node.port)
    expect(moves).toEqual([{ from: `${port}-${port + 1}`, to: `${ports[0]}-${ports[1]}` }])
    const told = first.recentLogs(100).filter(({ record }) => record.source === 'supervisor')
    expect(told.map(({ record }) => [record.message, record.fields])).toEqual([
      ['ports are taken: the brokers listen on others', moves[0]],
    ])
    await first.dispose()
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
    const second = make(options)
    await second.start()
    expect(second.brokers.map((node) => node.port)).toEqual(ports)
    expect(moves).toHaveLength(1)
  })

  it('chooses ports again where none that can be were kept', async () => {
    const port = await occupy(0)
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
    const cluster = make({ brokers: 1, port, isPortStrict: false })
    fs.writeFileSync(path.join(cluster.directory.path, 'ports.json'), '{"firstPort":"many"}')
    await cluster.start()
    expect(cluster.bootstrapServers).toBe(`127.0.0.1:${port}`)
  })

  it.each([
    ['killed', 'kill'],
    ['stopped', 'stop'],
  ] as const)('stops soon and cleanly when its controller was %s before', async (_how, action) => {
    const cluster = make()
    await cluster.start()
    await cluster.act(CONTROLLER_ID, action)
    const startedAt = performance.now()
    await cluster.stop()
    expect(performance.now() - startedAt).toBeLessThan(2_000)
    for (const nodeId of [1, 2]) {
      const mark = path.join(cluster.directory.nodeDirectory(nodeId), '.kafka_cleanshutdown')
      expect(fs.existsSync(mark)).toBe(true)
    }
  })

  it('refuses the folder of another cluster', async () => {
    const cluster = make({ brokers: 1 })
    await cluster.start()
    await cluster.stop()
    const { path: folder } = cluster.directory
    cluster.directory.release({ remove: false })
    fs.writeFileSync(
      path.join(folder, 'cluster.json'),
      JSON.stringify({ layoutVersion: 1, clusterId: 'x'.repeat(22) }),
    )
    const stranger = make({ brokers: 1 })
    await expect(stranger.start()).rejects.toThrow(/belongs to node 101 of cluster/)
    expect(stranger.nodes[0]?.error).toMatch(/belongs to node 101/)
  })

  describe('after a crash', () => {
    /** A cluster whose waits pass when the test says so. */
    const withClock = async () => {
      const clock = new ManualClock()
      const cluster = LocalCluster.open({
        brokerCount: 1,
        host: '127.0.0.1',
        port: 0,
        isPortStrict: true,
        dataDirectory: path.join(parent, 'crash'),
        isEphemeral: false,
        logDirectoryCount: 1,
        racks: [],
        release: NEWEST_RELEASE,
        controllerCount: 1,
        isCombined: false,
        removalSteps: () => {
          throw new TypeError('nobody connects here')
        },
        isolation: 'thread',
        configs: { 'offsets.topic.replication.factor': '1' },
        logLevel: 'error',
        clock,
        newClusterId: () => 'cluster-of-this-folderA',
      })
      open.push(cluster)
      await cluster.start()
      const broker = cluster.brokers[0]
      if (broker === undefined) throw new TypeError('a cluster has a broker')
      return { cluster, broker, clock }
    }

    const crashNewest = () => void threads.at(-1)?.terminate()

    it('starts the node again after a wait that grows', async () => {
      const { cluster, broker, clock } = await withClock()
      for (const waitMs of [500, 2_000, 5_000]) {
        crashNewest()
        await expect.poll(() => broker.state, { timeout: READY_MS, interval: 2 }).toBe('failed')
        expect(broker.error).toContain('ended unexpectedly')
        clock.advance(waitMs - 1)
        expect(broker.state).toBe('failed')
        clock.advance(1)
        await becomesRunning(cluster)
      }
      expect(await brokersSeenBy(cluster, 1)).toEqual([1])
    })

    it('does not start a node that was stopped while it waited or started', async () => {
      const { broker, clock } = await withClock()
      crashNewest()
      await expect.poll(() => broker.state, { timeout: READY_MS, interval: 2 }).toBe('failed')
      await broker.stop()
      clock.advance(60_000)
      expect(broker.state).toBe('stopped')
      await broker.start()
      crashNewest()
      await expect.poll(() => broker.state, { timeout: READY_MS, interval: 2 }).toBe('failed')
      clock.advance(5_000)
      await expect.poll(() => broker.state, { timeout: READY_MS, interval: 1 }).toBe('starting')
      await broker.stop()
      clock.advance(600_000)
      expect(broker.state).toBe('stopped')
    })
  })

  it('freezes a broker: its connections stay open and say nothing until it is thawed', async () => {
    const cluster = make({ brokers: 2, profile: 'fast' })
    await cluster.start()
    const client = await connect(cluster, 1)
    const ask = () => client.send(metadata, { topics: [] }, { version: 9, timeoutMs: 10_000 })
    await ask()
    cluster.freeze(1, null)
    await new Promise((resolve) => setTimeout(resolve, 100)) // the word has to reach the thread
    let isAnswered = false
    const answer = ask().then(() => {
      isAnswered = true
    })
    await expect.poll(() => brokersSeenBy(cluster, 2), { timeout: READY_MS }).toEqual([2])
    expect(isAnswered).toBe(false)
    expect(cluster.state).toBe('degraded')
    await cluster.act(1, 'thaw')
    await answer
    await expect.poll(() => brokersSeenBy(cluster, 2), { timeout: READY_MS }).toEqual([1, 2])
    client.close()
  })

  it('tells a voter that is a broker too and that the others have fenced', async () => {
    const cluster = make({ brokers: 3, controllers: 3, combined: true, profile: 'fast' })
    await cluster.start()
    await expect.poll(() => cluster.quorumLeader, { timeout: READY_MS }).not.toBeNull()
    const { nodeId: leaderId = 0 } = cluster.quorumLeader ?? {}
    cluster.cutOff([[leaderId], [1, 2, 3].filter((id) => id !== leaderId)])
    await expect.poll(() => cluster.isFenced(leaderId), { timeout: READY_MS }).toBe(true)
    expect(cluster.quorumLeader?.nodeId).not.toBe(leaderId)
    expect(cluster.state).toBe('degraded')
    running(cluster)
    cluster.cutOff([])
    await becomesRunning(cluster)
  })

  it('thaws by itself, and stops and kills what is frozen', async () => {
    const cluster = make()
    await cluster.start()
    cluster.freeze(1, 50)
    expect(statesOf(cluster)).toContain('frozen')
    await becomesRunning(cluster)
    cluster.freeze(1, null)
    await cluster.act(1, 'kill')
    cluster.freeze(2, null)
    await cluster.act(2, 'stop')
    expect(statesOf(cluster)).toEqual(['running', 'stopped', 'stopped'])
    cluster.freeze(2, null)
    expect(statesOf(cluster)).toEqual(['running', 'stopped', 'stopped'])
  })
})
