/** The quirk list of the reference notes: each has broken a real client on some broker. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alterConfigs } from '#broker/wire/generated/alter-configs'
import { apiVersions } from '#broker/wire/generated/api-versions'
import { createPartitions } from '#broker/wire/generated/create-partitions'
import { createTopics } from '#broker/wire/generated/create-topics'
import { describeConfigs } from '#broker/wire/generated/describe-configs'
import { incrementalAlterConfigs } from '#broker/wire/generated/incremental-alter-configs'
import { initProducerId } from '#broker/wire/generated/init-producer-id'
import { listOffsets } from '#broker/wire/generated/list-offsets'
import { metadata } from '#broker/wire/generated/metadata'
import { offsetCommit } from '#broker/wire/generated/offset-commit'
import { offsetFetch } from '#broker/wire/generated/offset-fetch'
import { produce } from '#broker/wire/generated/produce'
import { apiByKey } from '#broker/wire/generated/table'
import { Reader } from '#broker/wire/reader'
import { loadApis } from '#broker/wire/testing/load-schemas'
import { defaultOf } from '#broker/wire/testing/schema-arbitrary'
import { coordinatorOf, errorOf, eventually, fetchFrom, makeTopic, produceTo, recordOf } from './raw-calls.ts'
import { int32, RawClient } from './raw-client.ts'
import { freshName, useCluster } from './wire-cluster.ts'

const TOPIC = 2
/** Key type of FindCoordinator. */
const TRANSACTIONAL_ID = 1
const NOT_REQUESTED = -2_147_483_648

const { bootstrap, cluster } = useCluster({
  brokers: 2,
  configs: { 'num.partitions': '4', 'socket.request.max.bytes': '2000000' },
})

let client: RawClient
const extra: RawClient[] = []
beforeEach(async () => {
  client = await RawClient.connect(bootstrap())
})
afterEach(() => {
  for (const each of [client, ...extra.splice(0)]) each.close()
  expect(cluster().supervisor.nodes.map(({ state, error }) => [state, error])).toEqual(
    cluster().supervisor.nodes.map(() => ['running', null]),
  )
})

async function another(target = bootstrap()): Promise<RawClient> {
  const made = await RawClient.connect(target)
  extra.push(made)
  return made
}

describe('ApiVersions', () => {
  it.each([0, 1, 2, 3, 4])('answers v%i under the oldest response header', async (version) => {
    const names = version >= 3 ? { clientSoftwareName: 'raw', clientSoftwareVersion: '1' } : {}
    const frame = await client.frame(client.post(apiVersions, names, version))
    // With a newer header a byte of tagged fields would stand where the error code does.
    const reader = new Reader(frame, 4)
    expect(apiVersions.response.decode(reader, version)).toMatchObject({ errorCode: 0 })
    expect(reader.remaining).toBe(0)
  })

  it.each([5, 99, 32_767])(
    'answers the unknown version %i with a v0 body, error 35 and the keys',
    async (version) => {
      const header = Buffer.alloc(10)
      header.writeInt16BE(18, 0)
      header.writeInt16BE(version, 2)
      header.writeInt32BE(77, 4)
      header.writeInt16BE(-1, 8)
      client.writeFrame(Buffer.concat([header, Buffer.from([0, 0, 0, 0])]))
      const answer = apiVersions.response.decode(new Reader(await client.frame(77), 4), 0)
      expect(errorOf(answer)).toBe('UNSUPPORTED_VERSION')
      expect(answer.apiKeys.length).toBeGreaterThan(20)
      expect(answer.apiKeys.find(({ apiKey }) => apiKey === 18)).toMatchObject({ maxVersion: 4 })
      expect((await client.call(apiVersions, {}, 0)).errorCode).toBe(0)
    },
  )

  it('refuses software names that are none with INVALID_REQUEST', async () => {
    const answer = await client.call(
      apiVersions,
      { clientSoftwareName: 'a b', clientSoftwareVersion: '1' },
      3,
    )
    expect(answer.errorCode).toBe(42)
  })

  it('serves every version of every API it advertises', async () => {
    const { apiKeys } = await client.call(apiVersions, {}, 0)
    const schemas = new Map((await loadApis()).map(({ schema }) => [schema.key, schema]))
    let calls = 0
    for (const { apiKey, minVersion, maxVersion } of apiKeys) {
      const api = apiByKey.get(apiKey)
      const schema = schemas.get(apiKey)
      if (api === undefined || schema === undefined) throw new TypeError(`key ${apiKey} has no schema`)
      for (let version = minVersion; version <= maxVersion; version += 1) {
        const minimal = Object.fromEntries(
          Object.entries(schema.request).map(([name, field]) => [name, defaultOf(field)]),
        )
        const request = api.key === produce.key ? { ...minimal, acks: 1 } : minimal
        await client.call(api, request, version)
        calls += 1
      }
    }
    expect(client.isClosed).toBe(false)
    expect(calls).toBeGreaterThan(100)
  })

  it('advertises Produce from 0 and answers v0 to v2 with UNSUPPORTED_VERSION', async () => {
    const topic = await makeTopic(client, freshName('old-produce'))
    const { apiKeys } = await client.call(apiVersions, {}, 0)
    expect(apiKeys.find(({ apiKey }) => apiKey === 0)).toMatchObject({ minVersion: 0 })
    for (const version of [0, 1, 2]) {
      const answer = await produceTo(client, topic, { records: [recordOf('v')] }, { version })
      expect(errorOf(answer)).toBe('UNSUPPORTED_VERSION')
    }
  })
})

describe('quirk 1', () => {
  it.each([4, 11, 12, 13, 18])(
    'a fetch inside a batch returns the whole batch, the last one too, in v%i',
    async (version) => {
      const topic = await makeTopic(client, freshName('inside'))
      await produceTo(client, topic, { records: [recordOf('0'), recordOf('1')] })
      await produceTo(client, topic, { records: [recordOf('2'), recordOf('3'), recordOf('4')] })
      const offsets = async (from: number) =>
        (await fetchFrom(client, topic, from, { version })).batches.map(({ baseOffset }) => baseOffset)
      expect(await offsets(1)).toEqual([0, 2])
      expect(await offsets(3)).toEqual([2])
      expect(await offsets(4)).toEqual([2])
    },
  )
})

describe('quirk 2', () => {
  it.each([4, 12, 17])('the first batch comes whole, larger than any limit, in v%i', async (version) => {
    const topic = await makeTopic(client, freshName('large'))
    for (let time = 0; time < 3; time += 1)
      await produceTo(client, topic, { records: [recordOf('x'.repeat(5_000))] })
    const one = await fetchFrom(client, topic, 0, { version, maxBytes: 1 })
    expect(one.batches.map(({ baseOffset }) => baseOffset)).toEqual([0])
    const cut = await fetchFrom(client, topic, 0, { version, maxBytes: 8_000 })
    expect(cut.batches.map(({ baseOffset }) => baseOffset)).toEqual([0])
  })
})

describe('quirk 3', () => {
  it('null topics are all, an empty list is none, but all in v0', async () => {
    const { name } = await makeTopic(client, freshName('seen'))
    const names = async (topics: [] | null, version: number) =>
      (await client.call(metadata, { topics }, version)).topics.map((topic) => topic.name)
    expect(await names([], 0)).toContain(name)
    for (const version of [1, 5, 9, 13]) {
      expect(await names(null, version)).toContain(name)
      expect(await names([], version)).toEqual([])
    }
  })

  it('allow_auto_topic_creation is honoured, and num.partitions with it', async () => {
    const [wanted, unwanted] = [freshName('wanted'), freshName('unwanted')]
    const ask = async (name: string, allowAutoTopicCreation: boolean) =>
      (await client.call(metadata, { topics: [{ name }], allowAutoTopicCreation }, 4)).topics[0]
    expect(errorOf(await ask(unwanted, false))).toBe('UNKNOWN_TOPIC_OR_PARTITION')
    const made = await eventually('an automatic topic', async () => {
      const topic = await ask(wanted, true)
      return topic?.errorCode === 0 ? topic : null
    })
    expect(made.partitions).toHaveLength(4)
    expect(errorOf(await ask(unwanted, false))).toBe('UNKNOWN_TOPIC_OR_PARTITION')
  })

  it('operations are INT32_MIN unless asked for', async () => {
    const { name } = await makeTopic(client, freshName('ops'))
    for (const version of [8, 10]) {
      const answer = await client.call(metadata, { topics: [{ name }] }, version)
      expect(answer.clusterAuthorizedOperations).toBe(NOT_REQUESTED)
      expect(answer.topics[0]?.topicAuthorizedOperations).toBe(NOT_REQUESTED)
    }
  })

  it('names that cannot be are INVALID_TOPIC_EXCEPTION, and . and _ collide', async () => {
    for (const version of [0, 4, 12]) {
      const { topics } = await client.call(metadata, { topics: [{ name: 'a b' }, { name: '..' }] }, version)
      expect(topics.map(errorOf)).toEqual(['INVALID_TOPIC_EXCEPTION', 'INVALID_TOPIC_EXCEPTION'])
    }
    const stem = freshName('dot')
    await makeTopic(client, `${stem}.x`)
    await expect(makeTopic(client, `${stem}_x`)).rejects.toThrow('INVALID_TOPIC_EXCEPTION')
  })
})

describe('quirk 4', () => {
  it.each([2, 4, 5, 7])('CreateTopics answers each topic, with configs from v5 on: v%i', async (version) => {
    const names = [freshName('each'), 'b/ad', freshName('each')]
    const topics = names.map((name) => ({
      name,
      numPartitions: 1,
      replicationFactor: 1,
      assignments: [],
      configs: [],
    }))
    const answer = await client.call(createTopics, { topics, timeoutMs: 1_000 }, version)
    expect(answer.topics.map(({ name }) => name)).toEqual(names)
    expect(answer.topics.map(errorOf)).toEqual(['NONE', 'INVALID_TOPIC_EXCEPTION', 'NONE'])
    const configCount = answer.topics[0]?.configs?.length ?? 0
    if (version >= 5) expect(configCount).toBeGreaterThan(25)
    else expect(configCount).toBe(0)
  })

  it.each([0, 1, 2, 3])('CreatePartitions answers each topic in v%i', async (version) => {
    const { name } = await makeTopic(client, freshName('grow'))
    const topics = [name, 'nowhere'].map((each) => ({ name: each, count: 2, assignments: null }))
    const { results } = await client.call(
      createPartitions,
      { topics, timeoutMs: 1_000, validateOnly: false },
      version,
    )
    expect(results.map((result) => [result.name, errorOf(result)])).toEqual([
      [name, 'NONE'],
      ['nowhere', 'UNKNOWN_TOPIC_OR_PARTITION'],
    ])
  })
})

describe('quirk 5', () => {
  const describeTopic = async (name: string, version: number) => {
    const { results } = await client.call(
      describeConfigs,
      {
        resources: [{ resourceType: TOPIC, resourceName: name, configurationKeys: null }],
        includeSynonyms: true,
      },
      version,
    )
    return results[0]?.configs ?? []
  }

  it.each([1, 4])(
    'read-modify-write through AlterConfigs keeps everything: DescribeConfigs v%i',
    async (version) => {
      const { name } = await makeTopic(client, freshName('rmw'), { configs: { 'retention.ms': '5000' } })
      const before = await describeTopic(name, version)
      expect(before.length).toBeGreaterThan(25)
      expect(before.every(({ value }) => value !== null)).toBe(true)
      expect(before.find((config) => config.name === 'retention.ms')?.synonyms.length).toBeGreaterThan(1)
      const configs = before.map((config) => ({ name: config.name, value: config.value }))
      const { responses } = await client.call(
        alterConfigs,
        { resources: [{ resourceType: TOPIC, resourceName: name, configs }], validateOnly: false },
        1,
      )
      expect(responses.map(errorOf)).toEqual(['NONE'])
      const after = await describeTopic(name, version)
      expect(after.map((config) => [config.name, config.value])).toEqual(
        configs.map((config) => [config.name, config.value]),
      )
    },
  )

  it('APPEND and SUBTRACT work on lists', async () => {
    const { name } = await makeTopic(client, freshName('list'))
    const change = async (configOperation: number, value: string) => {
      const configs = [{ name: 'cleanup.policy', configOperation, value }]
      const resources = [{ resourceType: TOPIC, resourceName: name, configs }]
      const { responses } = await client.call(incrementalAlterConfigs, { resources, validateOnly: false }, 1)
      expect(responses.map(errorOf)).toEqual(['NONE'])
    }
    const policyIs = (wanted: string) =>
      eventually(`cleanup.policy ${wanted}`, async () => {
        const found = (await describeTopic(name, 2)).find((config) => config.name === 'cleanup.policy')
        return found?.value === wanted ? true : null
      })
    await change(2, 'compact')
    await policyIs('delete,compact')
    await change(3, 'delete')
    await policyIs('compact')
  })
})

describe('quirk 6', () => {
  it.each([2, 8])('the metadata of a commit comes back as it was, up to 4096 bytes: v%i', async (version) => {
    const group = freshName('committer')
    const { name } = await makeTopic(client, freshName('committed'))
    const coordinator = await another(await coordinatorOf(client, group))
    const commit = async (committedMetadata: string) => {
      const partitions = [{ partitionIndex: 0, committedOffset: 7, committedMetadata }]
      const request = {
        groupId: group,
        generationIdOrMemberEpoch: -1,
        memberId: '',
        topics: [{ name, partitions }],
      }
      const answer = await eventually('the coordinator', async () => {
        const { topics } = await coordinator.call(offsetCommit, request, version)
        const outcome = errorOf(topics[0]?.partitions[0])
        return outcome === 'COORDINATOR_LOAD_IN_PROGRESS' || outcome === 'NOT_COORDINATOR' ? null : outcome
      })
      return answer
    }
    const longest = `{"tab":"\t","e":"${'x'.repeat(4_096 - 18)}"}`
    expect(longest).toHaveLength(4_096)
    expect(await commit('héllo ✓')).toBe('NONE')
    expect(await commit(longest)).toBe('NONE')
    expect(await commit(`${longest}y`)).toBe('OFFSET_METADATA_TOO_LARGE')
    const fetched = await coordinator.call(
      offsetFetch,
      { groupId: group, topics: [{ name, partitionIndexes: [0] }] },
      5,
    )
    expect(fetched.topics[0]?.partitions[0]).toMatchObject({ committedOffset: 7, metadata: longest })
  })
})

describe('quirk 7', () => {
  it('the transaction time-out is nobody’s business without a transactional id', async () => {
    for (const version of [0, 4]) {
      const request = { transactionalId: null, transactionTimeoutMs: 16 * 60_000 }
      expect(errorOf(await client.call(initProducerId, request, version))).toBe('NONE')
    }
  })

  it('one above transaction.max.timeout.ms, and one of nothing, are INVALID_TRANSACTION_TIMEOUT', async () => {
    const transactionalId = freshName('timeout')
    const target = await coordinatorOf(client, transactionalId, TRANSACTIONAL_ID)
    const coordinator = await another(target)
    for (const version of [0, 4, 5]) {
      const ask = async (transactionTimeoutMs: number) =>
        errorOf(await coordinator.call(initProducerId, { transactionalId, transactionTimeoutMs }, version))
      expect(await ask(15 * 60_000 + 1)).toBe('INVALID_TRANSACTION_TIMEOUT')
      expect(await ask(0)).toBe('INVALID_TRANSACTION_TIMEOUT')
      await eventually('the transactional id', async () =>
        (await ask(15 * 60_000)) === 'NONE' ? true : null,
      )
    }
  })
})

describe('quirk 8', () => {
  it.each([3, 7, 8, 13])(
    'a null key on a compacted topic is INVALID_RECORD, with indexes from v8 on: v%i',
    async (version) => {
      const topic = await makeTopic(client, freshName('compact'), {
        configs: { 'cleanup.policy': 'compact' },
      })
      const records = [recordOf('a', 'k'), recordOf('b'), recordOf('c', 'k'), recordOf('d')]
      for (const compression of ['none', 'gzip', 'lz4'] as const) {
        const refused = await produceTo(client, topic, { records, compression }, { version })
        expect(errorOf(refused)).toBe('INVALID_RECORD')
        expect(refused.recordErrors.map(({ batchIndex }) => batchIndex)).toEqual(version >= 8 ? [1, 3] : [])
      }
      expect((await fetchFrom(client, topic, 0)).highWatermark).toBe(0)
    },
  )
})

describe('quirk 9', () => {
  it('max.message.bytes holds for each batch', async () => {
    const topic = await makeTopic(client, freshName('limited'), { configs: { 'max.message.bytes': '1000' } })
    const records = Array.from({ length: 10 }, () => recordOf('x'.repeat(150)))
    for (const version of [3, 9, 13]) {
      expect(errorOf(await produceTo(client, topic, { records }, { version }))).toBe('MESSAGE_TOO_LARGE')
    }
    expect(errorOf(await produceTo(client, topic, { records: records.slice(0, 5) }))).toBe('NONE')
  })

  it('a request above socket.request.max.bytes closes the connection', async () => {
    client.write(int32(2_000_001))
    await client.hangUp()
  })
})

describe('quirk 10', () => {
  it.each([1, 4, 7, 11])('ListOffsets finds the first offset at or after a time in v%i', async (version) => {
    const topic = await makeTopic(client, freshName('timed'))
    const baseMs = Date.now() - 10_000
    for (const times of [
      [0, 10],
      [30, 20],
    ]) {
      await produceTo(client, topic, {
        records: times.map((ms) => ({ ...recordOf('v'), timestampMs: baseMs + ms })),
      })
    }
    const look = async (timestamp: number) => {
      const partitions = [{ partitionIndex: 0, timestamp }]
      const answer = await client.call(
        listOffsets,
        { replicaId: -1, topics: [{ name: topic.name, partitions }] },
        version,
      )
      return answer.topics[0]?.partitions[0]
    }
    expect((await look(-1))?.offset).toBe(4)
    expect((await look(-2))?.offset).toBe(0)
    expect(await look(baseMs)).toMatchObject({ offset: 0, timestamp: baseMs })
    expect(await look(baseMs + 11)).toMatchObject({ offset: 2, timestamp: baseMs + 30 })
    expect(await look(baseMs + 31)).toMatchObject({ offset: -1, timestamp: -1 })
    if (version >= 7) expect(await look(-3)).toMatchObject({ offset: 2, timestamp: baseMs + 30 })
    else expect(errorOf(await look(-3))).toBe('UNSUPPORTED_VERSION')
  })
})
