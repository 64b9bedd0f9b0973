/** What a broken or malicious client sends: Kafka's own answer, and a broker that goes on serving others. */
import zlib from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SeededRandom } from '#broker/base/random'
import { brokerTable } from '#broker/handlers/table'
import type { AnyApiCodec } from '#broker/wire/codec'
import { apiVersions } from '#broker/wire/generated/api-versions'
import { createPartitions } from '#broker/wire/generated/create-partitions'
import { createTopics } from '#broker/wire/generated/create-topics'
import { deleteGroups } from '#broker/wire/generated/delete-groups'
import { deleteTopics } from '#broker/wire/generated/delete-topics'
import { fetch } from '#broker/wire/generated/fetch'
import { incrementalAlterConfigs } from '#broker/wire/generated/incremental-alter-configs'
import { metadata } from '#broker/wire/generated/metadata'
import { produce } from '#broker/wire/generated/produce'
import { BATCH_HEADER_BYTES, BATCH_OFFSETS, writeCrc } from '#broker/wire/record-batch'
import { encodeBatch } from '#broker/wire/record-batch-records'
import { loadApis } from '#broker/wire/testing/load-schemas'
import { hostileArbitrary } from './hostile-messages.ts'
import {
  coordinatorOf,
  errorOf,
  eventually,
  fetchFrom,
  makeTopic,
  produceRequest,
  produceTo,
  recordOf,
  type Topic,
} from './raw-calls.ts'
import { HungUp, int32, RawClient, requestBytes } from './raw-client.ts'
import { freshName, useCluster } from './wire-cluster.ts'

const MAX_REQUEST_BYTES = 4_000_000
const BOMB_BYTES = 160 * 1024 * 1024

const { bootstrap, cluster } = useCluster({
  brokers: 2,
  configs: { 'socket.request.max.bytes': String(MAX_REQUEST_BYTES) },
})

let client: RawClient
const extra: RawClient[] = []
beforeEach(async () => {
  client = await RawClient.connect(bootstrap())
})
afterEach(async () => {
  for (const each of [client, ...extra.splice(0)]) each.close()
  await expectServing()
})

async function another(): Promise<RawClient> {
  const made = await RawClient.connect(bootstrap())
  extra.push(made)
  return made
}

/** Every node runs since its first start, and every broker answers. */
async function expectServing(): Promise<void> {
  expect(cluster().supervisor.nodes.map(({ state, error }) => [state, error])).toEqual(
    cluster().supervisor.nodes.map(() => ['running', null]),
  )
  for (const address of bootstrap().split(',')) {
    const probe = await RawClient.connect(address)
    // A broker that a request has unregistered registers again with its next heartbeat.
    await expect
      .poll(async () => (await probe.call(metadata, { topics: null }, 9)).brokers.length, { timeout: 15_000 })
      .toBe(2)
    probe.close()
  }
}

/** A request header by hand. */
function headerOf(apiKey: number, apiVersion: number, correlationId = 1): Buffer {
  const header = Buffer.alloc(10)
  header.writeInt16BE(apiKey, 0)
  header.writeInt16BE(apiVersion, 2)
  header.writeInt32BE(correlationId, 4)
  header.writeInt16BE(-1, 8)
  return header
}

describe('frames', () => {
  it.each([
    ['one byte more than allowed', int32(MAX_REQUEST_BYTES + 1)],
    ['2 GiB', int32(2_147_483_647)],
    ['a negative length', int32(-1)],
    ['the most negative length', int32(-2_147_483_648)],
    ['an empty frame', int32(0)],
    ['a frame shorter than a header', Buffer.concat([int32(3), Buffer.alloc(3)])],
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['a TLS hello', Buffer.from('1603010200010001fc0303', 'hex')],
  ])('%s costs the connection', async (_what, bytes) => {
    client.write(bytes)
    await client.hangUp()
  })

  it('a frame that never ends costs nothing but the connection', async () => {
    client.write(Buffer.concat([int32(1_000), headerOf(3, 1)]))
    client.close()
  })

  it('noise of any kind never brings a broker down', async () => {
    const random = new SeededRandom(20_261_120)
    for (let round = 0; round < 150; round += 1) {
      const noisy = await RawClient.connect(bootstrap())
      const body = Buffer.from(random.bytes(1 + random.below(300)))
      // Half of them look like a request of a real API, so that the decoders get their share.
      if (round % 2 === 0 && body.length >= 10) headerOf(random.below(70), random.below(14)).copy(body)
      noisy.writeFrame(body)
      noisy.write(int32(-1))
      await noisy.hangUp()
    }
  })

  it('truncated requests of every API cost the connection at most', async () => {
    for (const { schema, codec } of await loadApis()) {
      const handler = brokerTable.get(codec.key)
      if (handler === undefined) continue
      const version = handler.versions.max
      const [request] = fc.sample(hostileArbitrary(schema.request, version, { topicIds: [] }), {
        numRuns: 1,
        seed: 9,
      })
      const whole = requestBytes(codec, request, { version, correlationId: 1 })
      const cutting = await RawClient.connect(bootstrap())
      cutting.writeFrame(whole.subarray(0, whole.length - 1))
      cutting.write(int32(-1))
      await cutting.hangUp()
    }
  })
})

describe('headers', () => {
  it.each([
    ['an API nobody knows', headerOf(999, 0)],
    ['a negative API key', headerOf(-1, 0)],
    ['an API that is gone from Kafka', headerOf(4, 0)],
    ['a version that is too new', headerOf(3, 99)],
    ['a version that is too old', headerOf(1, 3)],
    ['a negative version', headerOf(3, -5)],
  ])('%s costs the connection', async (_what, header) => {
    client.writeFrame(Buffer.concat([header, Buffer.alloc(20)]))
    await client.hangUp()
  })
})

describe('lengths inside a request', () => {
  const million = 1_000_000
  it.each([
    ['a million topics and no bytes for them', Buffer.concat([headerOf(3, 1), int32(million)])],
    ['2^31-1 topics', Buffer.concat([headerOf(3, 1), int32(2_147_483_647)])],
    ['a negative number of topics', Buffer.concat([headerOf(3, 1), int32(-7)])],
    ['a name longer than the request', Buffer.concat([headerOf(3, 1), int32(1), Buffer.from([0x7f, 0xff])])],
    ['a million tagged fields', Buffer.concat([headerOf(3, 12), Buffer.from([0xc0, 0x84, 0x3d])])],
    ['a varint without an end', Buffer.concat([headerOf(3, 12), Buffer.alloc(20, 0xff)])],
  ])('%s cost the connection and no memory', async (_what, body) => {
    const before = process.memoryUsage().rss
    client.writeFrame(body)
    await client.hangUp()
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  })
})

describe('record batches', () => {
  let topic: Topic
  beforeEach(async () => {
    topic = await makeTopic(client, freshName('batches'), { configs: { 'cleanup.policy': 'compact' } })
  })
  afterEach(async () => {
    const reader = await RawClient.connect(bootstrap())
    expect((await fetchFrom(reader, topic, 0)).highWatermark).toBe(0)
    expect(errorOf(await produceTo(reader, topic, { records: [recordOf('v', 'k')] }))).toBe('NONE')
    reader.close()
  })

  const sealed = (change: (batch: Buffer) => void): Buffer => {
    const batch = encodeBatch({ records: [recordOf('v', 'k')] })
    change(batch)
    writeCrc(batch, 0, batch.length)
    return batch
  }
  /** A batch whose records are `payload`, compressed by somebody else. */
  const compressed = (codec: number, payload: Buffer, recordCount = 1): Buffer => {
    const header = encodeBatch({ records: [recordOf('v', 'k')] }).subarray(0, BATCH_HEADER_BYTES)
    const batch = Buffer.concat([header, payload])
    batch.writeInt32BE(batch.length - 12, BATCH_OFFSETS.batchLength)
    batch.writeInt16BE(codec, BATCH_OFFSETS.attributes)
    batch.writeInt32BE(recordCount, BATCH_OFFSETS.recordCount)
    batch.writeInt32BE(recordCount - 1, BATCH_OFFSETS.lastOffsetDelta)
    writeCrc(batch, 0, batch.length)
    return batch
  }

  it.each([
    ['a length above the bytes', (b: Buffer) => b.writeInt32BE(1_000, BATCH_OFFSETS.batchLength)],
    ['a length below the header', (b: Buffer) => b.writeInt32BE(10, BATCH_OFFSETS.batchLength)],
    ['a negative length', (b: Buffer) => b.writeInt32BE(-2_147_483_648, BATCH_OFFSETS.batchLength)],
    [
      'more records than bytes',
      (b: Buffer) => {
        b.writeInt32BE(1_000_000, BATCH_OFFSETS.recordCount)
        b.writeInt32BE(999_999, BATCH_OFFSETS.lastOffsetDelta)
      },
    ],
    ['a negative number of records', (b: Buffer) => b.writeInt32BE(-1, BATCH_OFFSETS.recordCount)],
    ['a record that claims 2 GiB', (b: Buffer) => b.fill(0xff, BATCH_HEADER_BYTES, BATCH_HEADER_BYTES + 4)],
    ['a codec nobody knows', (b: Buffer) => b.writeInt16BE(6, BATCH_OFFSETS.attributes)],
  ])('%s is refused', async (_what, change) => {
    const outcome = errorOf(await produceTo(client, topic, sealed(change)))
    expect(['CORRUPT_MESSAGE', 'INVALID_RECORD']).toContain(outcome)
  })

  it.each([
    ['gzip', 1, () => zlib.gzipSync(Buffer.alloc(BOMB_BYTES), { level: 1 })],
    ['zstd', 4, () => zlib.zstdCompressSync(Buffer.alloc(BOMB_BYTES))],
  ])('a %s bomb is refused without unpacking all of it', async (_name, codec, make) => {
    const bomb = compressed(codec, make())
    const outcome = errorOf(await produceTo(client, topic, bomb))
    expect(['CORRUPT_MESSAGE', 'MESSAGE_TOO_LARGE', 'INVALID_RECORD']).toContain(outcome)
  })

  it.each([
    ['gzip', 1],
    ['snappy', 2],
    ['lz4', 3],
    ['zstd', 4],
  ])('noise as %s is refused', async (_name, codec) => {
    const random = new SeededRandom(codec)
    for (let round = 0; round < 20; round += 1) {
      const noise = compressed(
        codec,
        Buffer.from(random.bytes(1 + random.below(200))),
        1 + random.below(1_000),
      )
      const outcome = errorOf(await produceTo(client, topic, noise))
      expect(['CORRUPT_MESSAGE', 'INVALID_RECORD']).toContain(outcome)
    }
  })
})

describe('what does not exist or may not be', () => {
  it('topics, partitions, groups and configs get their error code each', async () => {
    const gone = await client.call(deleteTopics, { topics: [{ name: 'nowhere' }], timeoutMs: 500 }, 6)
    expect(gone.responses.map(errorOf)).toEqual(['UNKNOWN_TOPIC_OR_PARTITION'])
    const grown = await client.call(
      createPartitions,
      { topics: [{ name: 'nowhere', count: 3, assignments: null }], timeoutMs: 500, validateOnly: false },
      3,
    )
    expect(grown.results.map(errorOf)).toEqual(['UNKNOWN_TOPIC_OR_PARTITION'])
    const altered = await client.call(
      incrementalAlterConfigs,
      {
        resources: [
          {
            resourceType: 2,
            resourceName: 'nowhere',
            configs: [{ name: 'retention.ms', configOperation: 0, value: '1' }],
          },
        ],
        validateOnly: false,
      },
      1,
    )
    expect(altered.responses.map(errorOf)).toEqual(['UNKNOWN_TOPIC_OR_PARTITION'])
    const coordinator = await RawClient.connect(await coordinatorOf(client, 'nobody'))
    extra.push(coordinator)
    const groups = await eventually('the coordinator', async () => {
      const { results } = await coordinator.call(deleteGroups, { groupsNames: ['nobody'] }, 2)
      const outcomes = results.map(errorOf)
      return outcomes.some((outcome) => outcome.includes('COORDINATOR')) ? null : outcomes
    })
    expect(groups).toEqual(['GROUP_ID_NOT_FOUND'])
    const missing = { name: 'nowhere', topicId: 'AAAAAAAAAAAAAAAAAAAAZQ' }
    expect(errorOf(await produceTo(client, missing, { records: [recordOf('v')] }))).toBe(
      'UNKNOWN_TOPIC_OR_PARTITION',
    )
    expect(errorOf(await produceTo(client, missing, { records: [recordOf('v')] }, { version: 13 }))).toBe(
      'UNKNOWN_TOPIC_ID',
    )
    const topic = await makeTopic(client, freshName('few'))
    expect(errorOf(await produceTo(client, topic, { records: [recordOf('v')] }, { partition: 4 }))).toBe(
      'UNKNOWN_TOPIC_OR_PARTITION',
    )
  })

  it.each([
    ['a path', '../../../etc/passwd', {}, 'INVALID_TOPIC_EXCEPTION'],
    ['a NUL', 'a\u0000b', {}, 'INVALID_TOPIC_EXCEPTION'],
    ['30,000 characters', 'x'.repeat(30_000), {}, 'INVALID_TOPIC_EXCEPTION'],
    ['0 partitions', 'fine', { numPartitions: 0 }, 'INVALID_PARTITIONS'],
    ['three replicas on two brokers', 'fine', { replicationFactor: 3 }, 'INVALID_REPLICATION_FACTOR'],
    ['a config nobody knows', 'fine', { configs: [{ name: 'x', value: 'y' }] }, 'INVALID_CONFIG'],
  ])('a topic with %s is refused in every version', async (_what, name, spec, error) => {
    for (const version of [2, 4, 5, 7]) {
      const topic = { name, numPartitions: 1, replicationFactor: 1, assignments: [], configs: [], ...spec }
      const { topics } = await client.call(createTopics, { topics: [topic], timeoutMs: 500 }, version)
      expect(topics.map(errorOf)).toEqual([error])
    }
  })

  it('a topic with the longest name there may be is made, filled and deleted', async () => {
    const topic = await makeTopic(client, `${freshName('long')}-`.padEnd(249, 'x'))
    expect(errorOf(await produceTo(client, topic, { records: [recordOf('v')] }))).toBe('NONE')
    const gone = await client.call(deleteTopics, { topics: [{ name: topic.name }], timeoutMs: 500 }, 6)
    expect(gone.responses.map(errorOf)).toEqual(['NONE'])
  })

  it('internal topics are not written by clients', async () => {
    const internal = { name: '__consumer_offsets', topicId: '' }
    expect(errorOf(await produceTo(client, internal, { records: [recordOf('v', 'k')] }))).toBe(
      'INVALID_TOPIC_EXCEPTION',
    )
  })
})

describe('well-formed requests that make no sense', () => {
  it('are answered in every version of every API', async () => {
    const topics = [
      await makeTopic(client, 'fuzz', { partitions: 3 }),
      await makeTopic(client, 'fuzz-compacted', { configs: { 'cleanup.policy': 'compact' } }),
    ]
    const known = { topicIds: topics.map(({ topicId }) => topicId) }
    for (const { schema, codec } of await loadApis()) {
      const handler = brokerTable.get(codec.key)
      if (handler === undefined) continue
      for (let version = handler.versions.min; version <= handler.versions.max; version += 1) {
        const requests = fc.sample(hostileArbitrary(schema.request, version, known), {
          numRuns: 12,
          seed: 31 + version,
        })
        await askAll(codec, version, requests)
      }
    }
  })
})

/** Asks one after another; a client that was left without an answer is replaced. */
async function askAll(codec: AnyApiCodec, version: number, requests: readonly unknown[]): Promise<void> {
  let fuzzing = await RawClient.connect(bootstrap())
  for (const request of requests) {
    try {
      // A long poll, a join that waits and acks=0 are not answered in time: that is not a fault.
      await fuzzing.call(codec, request, version, 60)
    } catch (error) {
      const isAllowed = error instanceof HungUp ? codec.key === produce.key : String(error).includes('not in')
      if (!isAllowed) {
        throw new TypeError(`${codec.name} v${version} ${JSON.stringify(request)}`, { cause: error })
      }
      fuzzing.close()
      fuzzing = await RawClient.connect(bootstrap())
    }
  }
  fuzzing.close()
}

describe('a flood', () => {
  it('of 500 connections that come and go leaves nothing behind', async () => {
    const before = connectionsHeld()
    for (let round = 0; round < 5; round += 1) {
      const crowd = await Promise.all(Array.from({ length: 100 }, () => RawClient.connect(bootstrap())))
      await Promise.all(crowd.map((each) => each.call(apiVersions, {}, 0)))
      for (const each of crowd) each.close()
    }
    await eventually('the connections to be gone', async () =>
      connectionsHeld() <= before + 2 ? true : null,
    )
  })

  it('of half frames holds no memory and no other client', async () => {
    const before = process.memoryUsage().rss
    const slow = await Promise.all(Array.from({ length: 300 }, () => another()))
    for (const each of slow)
      each.write(Buffer.concat([int32(MAX_REQUEST_BYTES), headerOf(0, 9), Buffer.alloc(100)]))
    const startedAt = performance.now()
    for (let call = 0; call < 50; call += 1) await client.call(metadata, { topics: null }, 9)
    expect(performance.now() - startedAt).toBeLessThan(3_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
  })

  it('of empty frames in one packet costs one connection', async () => {
    client.write(Buffer.alloc(64 * 1024))
    await client.hangUp()
  })

  it('of fetches by a reader that never reads is held back', async () => {
    const topic = await makeTopic(client, freshName('unread'))
    const value = 'x'.repeat(900_000)
    for (let count = 0; count < 8; count += 1) await produceTo(client, topic, { records: [recordOf(value)] })
    const before = process.memoryUsage().rss
    const deaf = await another()
    deaf.pause()
    const partitions = [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 50_000_000 }]
    for (let count = 0; count < 100; count += 1) {
      deaf.post(fetch, { maxWaitMs: 0, minBytes: 1, topics: [{ topic: topic.name, partitions }] }, 11)
    }
    for (let call = 0; call < 30; call += 1) await produceTo(client, topic, { records: [recordOf('v')] })
    // 100 responses of 7.2 MB would be 720 MB.
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * 1024 * 1024)
  })

  it('of produce requests that are pipelined without reading is answered in full', async () => {
    const topic = await makeTopic(client, freshName('pipelined'))
    const posted: number[] = []
    for (let count = 0; count < 2_000; count += 1) {
      posted.push(
        client.post(produce, produceRequest(topic, { records: [recordOf('v')] }, { version: 9 }), 9),
      )
    }
    await client.frame(posted.at(-1) ?? 0)
    expect((await fetchFrom(client, topic, 1_999)).highWatermark).toBe(2_000)
  })
})

function connectionsHeld(): number {
  return cluster().supervisor.brokers.reduce((sum, { metrics }) => sum + (metrics?.connectionCount ?? 0), 0)
}
