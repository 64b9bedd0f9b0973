/** The services on a real cluster, as a page uses them: through the contract's own shapes. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeClientRuntime, type RunningCluster, startCluster } from '#broker'
import type { ScanEvent, ScanInput } from '#contract/messages'
import type { ConnectionId } from '#contract/values'
import { connectionsIn, saveConnection } from '../testing/connections-fixture.ts'
import { createBrokersService } from './brokers/brokers-service.ts'
import { ClusterWatches } from './brokers/cluster-watches.ts'
import type { Connections } from './connections/connections-service.ts'
import { createGroupsService } from './groups/groups-service.ts'
import { MessagesService } from './messages/messages-service.ts'
import { createTopicsService } from './topics/topics-service.ts'

const dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-services-'))
const { clock } = nodeClientRuntime
const context = () => ({ signal: new AbortController().signal })

const watchesOf = (access: Connections) => new ClusterWatches({ access, clock, localNodes: null })

let cluster: RunningCluster
let connections: Connections
let connectionId: ConnectionId
let topics: ReturnType<typeof createTopicsService>
let messages: MessagesService

beforeAll(async () => {
  cluster = await startCluster({ brokers: 2 })
  connections = connectionsIn(dataDirectory)
  connectionId = await saveConnection(connections, cluster.bootstrap, 'open')
  topics = createTopicsService(connections, clock)
  messages = new MessagesService(connections, clock)
})

afterAll(async () => {
  await connections.dispose()
  await cluster.stop()
  fs.rmSync(dataDirectory, { recursive: true, force: true })
})

async function makeTopic(name: string, partitionCount = 2): Promise<string> {
  await topics.create({ connectionId, name, partitionCount, replicationFactor: 1, configs: {} }, context())
  return name
}

async function fill(
  topic: string,
  values: readonly string[],
  partition: number | null = null,
): Promise<void> {
  for (const [index, value] of values.entries()) {
    await messages.produce(
      {
        connectionId,
        topic,
        partition: partition ?? index % 2,
        key: { type: 'text', text: `k${index}` },
        value: { type: 'text', text: value },
        headers: [{ key: 'trace', value: { type: 'text', text: `t${index}` } }],
        timestampMs: null,
        compression: 'lz4',
      },
      context(),
    )
  }
}

async function scan(topic: string, change: Partial<ScanInput>, signal = context().signal) {
  const input: ScanInput = {
    connectionId,
    topic,
    from: { type: 'oldest' },
    partitions: [],
    limit: 1_000,
    contains: '',
    isolation: 'readCommitted',
    ...change,
  }
  const events: ScanEvent[] = []
  for await (const event of messages.scan(input, { signal })) events.push(event)
  const rows = events.flatMap((event) => (event.type === 'records' ? event.records : []))
  const done = events.find((event) => event.type === 'done')
  const progress = events.findLast((event) => event.type === 'progress')
  return { rows, reason: done?.reason, progress }
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )

describe('topics', () => {
  it('are listed with their figures', async () => {
    const name = await makeTopic('listed')
    await fill(name, ['a', 'b', 'c'])
    const list = await topics.list({ connectionId }, context())
    expect(list.find((topic) => topic.name === name)).toMatchObject({ partitionCount: 2, leaderlessCount: 0 })
    const [stats] = await topics.stats({ connectionId, names: [name] }, context())
    expect(stats).toMatchObject({
      recordCount: 3,
      isRecordCountExact: true,
      cleanupPolicy: 'delete',
      error: null,
    })
    expect(stats?.sizeBytes).toBeGreaterThan(0)
  })

  it('carry their error in their row when they are gone', async () => {
    const [stats] = await topics.stats({ connectionId, names: ['gone'] }, context())
    expect(stats).toMatchObject({ name: 'gone', recordCount: null })
    expect(stats?.error).toContain('UNKNOWN_TOPIC_OR_PARTITION')
  })

  it('show an override, where it comes from and what it would be without', async () => {
    const name = await makeTopic('configured')
    const change = { name: 'retention.ms', value: '60000' }
    await topics.alterConfigs({ connectionId, name, changes: [change] }, context())
    const find = async () =>
      (await topics.configs({ connectionId, name }, context())).find((entry) => entry.name === 'retention.ms')
    await expect.poll(find).toMatchObject({ value: '60000', source: 'topic', defaultValue: '604800000' })
    await topics.alterConfigs({ connectionId, name, changes: [{ ...change, value: null }] }, context())
    await expect.poll(find).toMatchObject({ value: '604800000', source: 'default' })
  })

  it('tell in words why they cannot be made', async () => {
    const create = (name: string, replicationFactor: number) =>
      topics.create({ connectionId, name, partitionCount: 1, replicationFactor, configs: {} }, context())
    await makeTopic('taken')
    await expect(create('taken', 1)).rejects.toMatchObject({ code: 'already-exists' })
    await expect(create('wide', 9)).rejects.toMatchObject({
      code: 'invalid-input',
      message: /available brokers/,
    })
  })

  it('lose their records up to an offset', async () => {
    const name = await makeTopic('emptied', 1)
    await fill(name, ['a', 'b', 'c'], 0)
    const [result] = await topics.deleteRecords(
      { connectionId, name, partitions: [{ partition: 0, beforeOffset: 2 }] },
      context(),
    )
    expect(result).toEqual({ partition: 0, startOffset: 2, error: null })
    expect((await scan(name, {})).rows.map(({ offset }) => offset)).toEqual([2])
  })
})

describe('scans', () => {
  it('read a topic to its end and say so', async () => {
    const name = await makeTopic('scanned')
    await fill(name, ['one', 'two', 'three', 'four'])
    const { rows, reason, progress } = await scan(name, {})
    expect(rows).toHaveLength(4)
    expect(reason).toBe('end')
    expect(progress).toMatchObject({ scannedRecords: 4, matchedRecords: 4 })
    expect(progress?.elapsedMs).toBeGreaterThan(0)
    expect(rows.map(({ key }) => key.text).sort((a, b) => a.localeCompare(b))).toEqual([
      'k0',
      'k1',
      'k2',
      'k3',
    ])
    expect(rows.every(({ headerCount, key }) => headerCount === 1 && key.kind === 'text')).toBe(true)
  })

  it('find text in keys, values and headers, byte by byte', async () => {
    const name = await makeTopic('searched')
    await fill(name, ['Zürich', 'Wien', 'Kraków'])
    const found = async (contains: string) =>
      (await scan(name, { contains })).rows.map(({ value }) => value.text)
    await expect(found('Zürich')).resolves.toEqual(['Zürich'])
    await expect(found('k2')).resolves.toEqual(['Kraków'])
    await expect(found('t1')).resolves.toEqual(['Wien'])
    await expect(found('Praha')).resolves.toEqual([])
  })

  it('take the newest first and go further back for what matches', async () => {
    const name = await makeTopic('newest', 1)
    await fill(
      name,
      [...Array.from({ length: 60 }, () => 'noise'), 'needle', ...Array.from({ length: 60 }, () => 'noise')],
      0,
    )
    const newest = await scan(name, { from: { type: 'newest' }, limit: 5 })
    expect(newest.rows.map(({ offset }) => offset)).toContain(120)
    expect(newest.reason).toBe('limit')
    expect(newest.progress?.elapsedMs).toBeGreaterThan(0)
    const all = await scan(name, { from: { type: 'newest' }, limit: 500 })
    expect(all.reason).toBe('end')
    expect(all.progress?.elapsedMs).toBeGreaterThan(0)
    expect(all.progress?.partitions).toMatchObject([{ partition: 0, fromOffset: 0, position: 121 }])
    const needle = await scan(name, { from: { type: 'newest' }, limit: 1, contains: 'needle' })
    expect(needle.rows.map(({ offset }) => offset)).toEqual([60])
  })

  it('start at an offset, in one partition, and stop at the limit', async () => {
    const name = await makeTopic('ranged', 2)
    await fill(name, ['a', 'b', 'c', 'd', 'e'], 1)
    const { rows, reason } = await scan(name, {
      from: { type: 'offset', offset: 1 },
      partitions: [1],
      limit: 2,
    })
    expect(rows.map(({ partition, offset }) => [partition, offset])).toEqual([
      [1, 1],
      [1, 2],
    ])
    expect(reason).toBe('limit')
  })

  it('start at a time', async () => {
    const name = await makeTopic('timed', 1)
    await fill(name, ['before'], 0)
    const betweenMs = clock.nowMs() + 1
    while (clock.nowMs() <= betweenMs) await new Promise((resolve) => setImmediate(resolve))
    await fill(name, ['after'], 0)
    const { rows } = await scan(name, { from: { type: 'timestamp', timestampMs: betweenMs } })
    expect(rows.map(({ value }) => value.text)).toEqual(['after'])
  })

  it('follow what is written, until they are cancelled', async () => {
    const name = await makeTopic('tailed', 1)
    const abort = new AbortController()
    const seen: string[] = []
    const tail = (async () => {
      const input = {
        connectionId,
        topic: name,
        from: { type: 'live' },
        partitions: [],
        limit: 1,
        contains: '',
        isolation: 'readCommitted',
      } as const
      for await (const event of messages.scan({ ...input, partitions: [] }, { signal: abort.signal })) {
        if (event.type === 'progress' && seen.length === 0) void fill(name, ['first', 'second'], 0)
        if (event.type === 'records') seen.push(...event.records.map(({ value }) => value.text))
        if (seen.length >= 2) abort.abort()
      }
    })()
    await tail
    expect(seen.slice(0, 2)).toEqual(['first', 'second'])
  })

  it('refuse a partition and a topic that are not there', async () => {
    await makeTopic('small', 1)
    await expect(scan('small', { partitions: [7] })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(scan('gone', {})).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('records', () => {
  it('come back byte for byte, with tombstones and emptiness told apart', async () => {
    const topic = await makeTopic('exact', 1)
    const value = '{"id":9007199254740993,"n":1.10}'
    await fill(topic, [value], 0)
    const produce = (input: { type: 'null' } | { type: 'empty' } | { type: 'base64'; base64: string }) =>
      messages.produce(
        {
          connectionId,
          topic,
          partition: 0,
          key: { type: 'null' },
          value: input,
          headers: [],
          timestampMs: null,
          compression: 'none',
        },
        context(),
      )
    await produce({ type: 'null' })
    await produce({ type: 'empty' })
    await produce({ type: 'base64', base64: '/wA=' })
    const get = (offset: number) => messages.get({ connectionId, topic, partition: 0, offset }, context())
    await expect(get(0)).resolves.toMatchObject({ value: { kind: 'json', text: value }, compression: 'lz4' })
    await expect(get(1)).resolves.toMatchObject({ value: { kind: 'null', base64: null } })
    await expect(get(2)).resolves.toMatchObject({ value: { kind: 'empty', base64: '' } })
    await expect(get(3)).resolves.toMatchObject({ value: { kind: 'binary', text: null, base64: '/wA=' } })
    await expect(get(4)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('the guard of a connection', () => {
  const attempt = (id: ConnectionId, name: string, confirmation?: string) =>
    codeOf(
      topics.create(
        { connectionId: id, name, partitionCount: 1, replicationFactor: 1, configs: {}, confirmation },
        context(),
      ),
    )

  it('refuses every change on a read-only connection, whatever is confirmed', async () => {
    const id = await saveConnection(connections, cluster.bootstrap, 'readOnly')
    await expect(attempt(id, 'guarded-a', 'guarded-a')).resolves.toBe('read-only')
  })

  it('asks once, or for the exact name', async () => {
    const ask = await saveConnection(connections, cluster.bootstrap, 'ask')
    await expect(attempt(ask, 'guarded-b')).resolves.toBe('confirmation-required')
    await expect(attempt(ask, 'guarded-b', 'yes')).resolves.toBe('done')
    const typed = await saveConnection(connections, cluster.bootstrap, 'typed')
    await expect(attempt(typed, 'guarded-c', 'yes')).resolves.toBe('confirmation-required')
    await expect(attempt(typed, 'guarded-c', 'guarded-c')).resolves.toBe('done')
  })
})

describe('clusters', () => {
  it('are summed up with every broker', async () => {
    const summary = await createBrokersService(connections, watchesOf(connections)).summary(
      { connectionId },
      context(),
    )
    expect(summary.brokers.map(({ id }) => id)).toEqual([1, 2])
    expect(summary.brokers.every(({ sizeBytes }) => sizeBytes !== null)).toBe(true)
  })

  it('that do not answer are told as not connected', async () => {
    const saved = await connections.service.save(
      { name: 'dead', bootstrapServers: '127.0.0.1:1', color: 2, environment: 'development', guard: 'open' },
      context(),
    )
    await expect(codeOf(topics.list({ connectionId: saved.id as ConnectionId }, context()))).resolves.toBe(
      'not-connected',
    )
  })

  it('know no group that was never there', async () => {
    const groups = createGroupsService(connections, clock)
    await expect(codeOf(groups.get({ connectionId, groupId: 'nobody' }, context()))).resolves.toBe(
      'not-found',
    )
    await expect(groups.list({ connectionId }, context())).resolves.toMatchObject({ unreachable: [] })
  })

  it('are tested step by step', async () => {
    const steps: { step: string; isOk: boolean }[] = []
    for await (const step of connections.service.test({ bootstrapServers: cluster.bootstrap }, context()))
      steps.push(step)
    expect(steps.every(({ isOk }) => isOk)).toBe(true)
    expect(steps.map(({ step }) => step)).toContain('advertised')
    const dead: { step: string; isOk: boolean }[] = []
    for await (const step of connections.service.test({ bootstrapServers: '127.0.0.1:1' }, context()))
      dead.push(step)
    expect(dead.at(-1)).toMatchObject({ step: 'connect', isOk: false })
  })
})
