/** Quirks 11 to 21 of the list that `quirks.test.ts` begins: producers, order, groups, sessions, ids. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KafkaClient, nodeClientRuntime } from '#broker'
import { apiVersions } from '#broker/wire/generated/api-versions'
import { createTopics } from '#broker/wire/generated/create-topics'
import { deleteTopics } from '#broker/wire/generated/delete-topics'
import { type FetchRequestInput, fetch } from '#broker/wire/generated/fetch'
import { heartbeat } from '#broker/wire/generated/heartbeat'
import { joinGroup } from '#broker/wire/generated/join-group'
import { metadata } from '#broker/wire/generated/metadata'
import { produce } from '#broker/wire/generated/produce'
import { syncGroup } from '#broker/wire/generated/sync-group'
import { errorCode, errorNameOf } from '#broker/wire/kafka-error'
import { BATCH_OFFSETS, writeCrc } from '#broker/wire/record-batch'
import { encodeBatch } from '#broker/wire/record-batch-records'
import { errors } from '#broker/wire/schema/errors'
import {
  coordinatorOf,
  errorOf,
  eventually,
  fetchFrom,
  makeTopic,
  produceRequest,
  produceTo,
  recordOf,
} from './raw-calls.ts'
import { RawClient } from './raw-client.ts'
import { freshName, useCluster } from './wire-cluster.ts'

const MAX_INT32 = 2_147_483_647

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

describe('quirk 11', () => {
  const batchOf = (
    producerId: number,
    baseSequence: number,
    options: { epoch?: number; count?: number } = {},
  ) => ({
    records: Array.from({ length: options.count ?? 1 }, () => recordOf('v')),
    producerId,
    producerEpoch: options.epoch ?? 0,
    baseSequence,
  })

  it('an unknown producer may begin with any sequence', async () => {
    const topic = await makeTopic(client, freshName('unknown'))
    expect(await produceTo(client, topic, batchOf(900, 41))).toMatchObject({ errorCode: 0, baseOffset: 0 })
  })

  it.each([3, 9, 13])(
    'one of the last five batches again is the same offset without an error in v%i',
    async (version) => {
      const topic = await makeTopic(client, freshName('again'))
      const send = (sequence: number) => produceTo(client, topic, batchOf(901, sequence), { version })
      for (let sequence = 0; sequence < 7; sequence += 1) await send(sequence)
      for (let sequence = 2; sequence < 7; sequence += 1) {
        expect(await send(sequence)).toMatchObject({ errorCode: 0, baseOffset: sequence })
      }
      expect((await fetchFrom(client, topic, 0)).highWatermark).toBe(7)
      expect(errorOf(await send(9))).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
      expect(errorOf(await send(1))).not.toBe('NONE')
    },
  )

  it('a lower epoch is fenced, a higher one begins at 0', async () => {
    const topic = await makeTopic(client, freshName('epochs'))
    const send = async (epoch: number, sequence: number) =>
      errorOf(await produceTo(client, topic, batchOf(902, sequence, { epoch })))
    expect(await send(5, 0)).toBe('NONE')
    expect(await send(4, 1)).toBe('INVALID_PRODUCER_EPOCH')
    expect(await send(6, 1)).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    expect(await send(6, 0)).toBe('NONE')
  })

  it('sequences go from 2^31-1 to 0', async () => {
    const topic = await makeTopic(client, freshName('wrap'))
    expect(errorOf(await produceTo(client, topic, batchOf(903, MAX_INT32 - 1, { count: 4 })))).toBe('NONE')
    expect(await produceTo(client, topic, batchOf(903, MAX_INT32 - 1, { count: 4 }))).toMatchObject({
      baseOffset: 0,
    })
    expect(errorOf(await produceTo(client, topic, batchOf(903, 2)))).toBe('NONE')
  })
})

describe('quirks 12 and 13', () => {
  it('12: the leader epoch a client sends is overwritten', async () => {
    const topic = await makeTopic(client, freshName('epoch'))
    for (const partitionLeaderEpoch of [-1, 0, 4_711]) {
      expect(
        errorOf(await produceTo(client, topic, { records: [recordOf('v')], partitionLeaderEpoch })),
      ).toBe('NONE')
    }
    const { batches } = await fetchFrom(client, topic, 0)
    expect(batches.map((batch) => batch.partitionLeaderEpoch)).toEqual([0, 0, 0])
  })

  it.each([3, 9, 13])('13: what a client may not write is refused in v%i', async (version) => {
    const topic = await makeTopic(client, freshName('forged'))
    const forged = (change: (batch: Buffer) => void, isSealed = true) => {
      const batch = encodeBatch({ records: [recordOf('a'), recordOf('b')] })
      change(batch)
      if (isSealed) writeCrc(batch, 0, batch.length)
      return batch
    }
    const outcome = async (batch: Buffer) => errorOf(await produceTo(client, topic, batch, { version }))
    expect(
      await outcome(
        encodeBatch({
          records: [recordOf('a')],
          isControl: true,
          producerId: 1,
          producerEpoch: 0,
          baseSequence: 0,
        }),
      ),
    ).toBe('INVALID_RECORD')
    expect(await outcome(forged((b) => b.writeInt32BE(5, BATCH_OFFSETS.lastOffsetDelta)))).toBe(
      'CORRUPT_MESSAGE',
    )
    expect(await outcome(forged((b) => b.writeUInt8(1, b.length - 1), false))).toBe('CORRUPT_MESSAGE')
    expect(await outcome(forged((b) => b.writeInt8(0, BATCH_OFFSETS.magic)))).toBe(
      'UNSUPPORTED_FOR_MESSAGE_FORMAT',
    )
    expect(await outcome(forged((b) => b.writeInt8(3, BATCH_OFFSETS.magic)))).toBe('CORRUPT_MESSAGE')
    expect((await fetchFrom(client, topic, 0)).highWatermark).toBe(0)
  })
})

describe('quirk 14', () => {
  it.each([3, 9, 13])('acks=0 has no response, and an error closes the connection: v%i', async (version) => {
    const topic = await makeTopic(client, freshName('silent'))
    const batch = { records: [recordOf('v')] }
    const silent = client.post(produce, produceRequest(topic, batch, { version, acks: 0 }), version)
    await client.call(apiVersions, {}, 0)
    expect(client.answered).not.toContain(silent)
    expect((await fetchFrom(client, topic, 0)).highWatermark).toBe(1)
    client.post(produce, produceRequest(topic, Buffer.from('noise'), { version, acks: 0 }), version)
    await client.hangUp()
  })

  it.each([7, -3])('acks=%i is INVALID_REQUIRED_ACKS', async (acks) => {
    const topic = await makeTopic(client, freshName('acks'))
    expect((await produceTo(client, topic, { records: [recordOf('v')] }, { acks })).errorCode).toBe(21)
  })
})

describe('quirk 15', () => {
  it('responses come in the order of their requests', async () => {
    const topic = await makeTopic(client, freshName('order'))
    const posted: number[] = []
    for (let round = 0; round < 40; round += 1) {
      const batch = { records: [recordOf('v')] }
      posted.push(client.post(produce, produceRequest(topic, batch, { version: 9 }), 9))
      posted.push(client.post(metadata, { topics: null }, 9))
      const name = freshName('order')
      const spec = { name, numPartitions: 1, replicationFactor: 1, assignments: [], configs: [] }
      if (round % 20 === 0) posted.push(client.post(createTopics, { topics: [spec], timeoutMs: 1_000 }, 5))
      posted.push(client.post(apiVersions, {}, 0))
    }
    await client.frame(posted.at(-1) ?? 0)
    expect(client.answered.slice(-posted.length)).toEqual(posted)
  })
})

describe('quirk 17', () => {
  it('without transactions read_committed sees everything and no aborted ones', async () => {
    const topic = await makeTopic(client, freshName('committed'))
    await produceTo(client, topic, { records: [recordOf('a'), recordOf('b')] })
    for (const version of [4, 11, 13]) {
      const seen = await fetchFrom(client, topic, 0, { version, isolationLevel: 1 })
      expect(seen).toMatchObject({ lastStableOffset: 2, highWatermark: 2 })
      expect(seen.abortedTransactions ?? []).toEqual([])
      expect(seen.batches).toHaveLength(1)
    }
  })

  it('the aborted transactions cover what was fetched, and open ones bound what is seen', async () => {
    const topic = await makeTopic(client, freshName('aborted'))
    const library = new KafkaClient({
      bootstrapServers: bootstrap().split(','),
      clientId: 'quirk-17',
      runtime: nodeClientRuntime,
    })
    const write = async (id: string, count: number, end: 'commit' | 'abort' | 'leave') => {
      const producer = library.transactionalProducer({ transactionalId: freshName(id) })
      await producer.begin()
      for (let index = 0; index < count; index += 1)
        await producer.send({
          topic: topic.name,
          partition: 0,
          key: null,
          value: Buffer.from(`${id}-${index}`),
        })
      if (end === 'commit') await producer.commit()
      if (end === 'abort') await producer.abort()
    }
    await write('first', 2, 'abort') // 0, 1 and the marker 2
    await write('second', 2, 'commit') // 3, 4 and the marker 5
    await write('third', 1, 'abort') // 6 and the marker 7
    await write('fourth', 1, 'leave') // 8
    await produceTo(client, topic, { records: [recordOf('plain')] }) // 9, behind the open one
    const firstOffsets = ({ abortedTransactions }: Awaited<ReturnType<typeof fetchFrom>>) =>
      abortedTransactions?.map(({ firstOffset }) => firstOffset) ?? null
    for (const version of [4, 11, 12, 13]) {
      const all = await fetchFrom(client, topic, 0, { version, isolationLevel: 1 })
      expect(all).toMatchObject({ lastStableOffset: 8, highWatermark: 10 })
      expect(all.batches.at(-1)?.lastOffset).toBe(7)
      expect(firstOffsets(all)).toEqual([0, 6])
      // In the middle of an aborted transaction it is still told of, behind it not.
      expect(firstOffsets(await fetchFrom(client, topic, 1, { version, isolationLevel: 1 }))).toEqual([0, 6])
      expect(firstOffsets(await fetchFrom(client, topic, 3, { version, isolationLevel: 1 }))).toEqual([6])
      const uncommitted = await fetchFrom(client, topic, 0, { version })
      expect(firstOffsets(uncommitted)).toBe(null)
      expect(uncommitted.batches.at(-1)?.lastOffset).toBe(9)
    }
    await library.close()
  })
})

describe('quirk 18', () => {
  const join = (groupId: string, memberId = '', groupInstanceId: string | null = null) => ({
    groupId,
    sessionTimeoutMs: 10_000,
    rebalanceTimeoutMs: 10_000,
    memberId,
    ...(groupInstanceId === null ? {} : { groupInstanceId }),
    protocolType: 'consumer',
    protocols: [{ name: 'range', metadata: Buffer.alloc(4) }],
  })

  it('a first join gets an id first, from v4 on', async () => {
    const group = freshName('join')
    const coordinator = await another(await coordinatorOf(client, group))
    const first = await coordinator.call(joinGroup, join(group), 4)
    expect(errorOf(first)).toBe('MEMBER_ID_REQUIRED')
    expect(first.memberId).not.toBe('')
    const second = await coordinator.call(joinGroup, join(group, first.memberId), 4)
    expect(second).toMatchObject({ errorCode: 0, memberId: first.memberId, leader: first.memberId })
    const old = freshName('join')
    const elsewhere = await another(await coordinatorOf(client, old))
    expect(errorOf(await elsewhere.call(joinGroup, join(old), 2))).toBe('NONE')
  })

  it('a static member that is replaced is fenced', async () => {
    const group = freshName('static')
    const target = await coordinatorOf(client, group)
    const [first, second] = [await another(target), await another(target)]
    const before = await first.call(joinGroup, join(group, '', 'instance'), 5)
    expect(errorOf(before)).toBe('NONE')
    const sync = {
      groupId: group,
      generationId: before.generationId,
      memberId: before.memberId,
      groupInstanceId: 'instance',
    }
    await first.call(
      syncGroup,
      { ...sync, assignments: [{ memberId: before.memberId, assignment: Buffer.alloc(2) }] },
      3,
    )
    const after = await second.call(joinGroup, join(group, '', 'instance'), 5)
    expect(errorOf(after)).toBe('NONE')
    const beat = {
      groupId: group,
      generationId: before.generationId,
      memberId: before.memberId,
      groupInstanceId: 'instance',
    }
    expect(errorOf(await first.call(heartbeat, beat, 3))).toBe('FENCED_INSTANCE_ID')
  })

  it('a member that is known is told of a rebalance, never that it is unknown', async () => {
    const group = freshName('rebalance')
    const target = await coordinatorOf(client, group)
    const [first, second] = [await another(target), await another(target)]
    const member = await first.call(joinGroup, join(group), 2)
    const call = { groupId: group, generationId: member.generationId, memberId: member.memberId }
    const assignments = [{ memberId: member.memberId, assignment: Buffer.alloc(2) }]
    expect(errorOf(await first.call(syncGroup, { ...call, assignments }, 1))).toBe('NONE')
    second.post(joinGroup, join(group), 2) // begins a rebalance and waits for the first member
    await eventually('a rebalance', async () => {
      const outcome = errorOf(await first.call(heartbeat, call, 1))
      expect(['NONE', 'REBALANCE_IN_PROGRESS']).toContain(outcome)
      return outcome === 'REBALANCE_IN_PROGRESS' ? true : null
    })
    expect(errorOf(await first.call(syncGroup, { ...call, assignments: [] }, 1))).toBe(
      'REBALANCE_IN_PROGRESS',
    )
    expect(errorOf(await first.call(heartbeat, { ...call, memberId: 'nobody' }, 1))).toBe('UNKNOWN_MEMBER_ID')
  })
})

describe('quirk 19', () => {
  const ask = (request: Partial<FetchRequestInput>, version = 12) =>
    client.call(fetch, { maxWaitMs: 0, minBytes: 1, topics: [], ...request }, version)
  const targets = (topic: string, fetchOffset: number) => [
    { topic, partitions: [{ partition: 0, fetchOffset, partitionMaxBytes: 10_000 }] },
  ]

  it.each([7, 12])(
    'epochs: 0 opens, the next continues, -1 closes, anything else is refused: v%i',
    async (version) => {
      const topic = await makeTopic(client, freshName('session'))
      const { sessionId } = await ask({ sessionEpoch: 0, topics: targets(topic.name, 0) }, version)
      expect(sessionId).toBeGreaterThan(0)
      expect((await ask({ sessionId, sessionEpoch: 1 }, version)).responses).toEqual([])
      await produceTo(client, topic, { records: [recordOf('v')] })
      expect((await ask({ sessionId, sessionEpoch: 2 }, version)).responses).toHaveLength(1)
      expect(errorOf(await ask({ sessionId, sessionEpoch: 2 }, version))).toBe('INVALID_FETCH_SESSION_EPOCH')
      expect((await ask({ sessionId, sessionEpoch: -1 }, version)).sessionId).toBe(0)
      expect(errorOf(await ask({ sessionId, sessionEpoch: 3 }, version))).toBe('FETCH_SESSION_ID_NOT_FOUND')
    },
  )

  it('at most 1,000 sessions are kept, and a client without one is served all the same', async () => {
    const topic = await makeTopic(client, freshName('slots'))
    await produceTo(client, topic, { records: [recordOf('v')] })
    const opened: number[] = []
    for (let count = 0; count < 1_005; count += 1) {
      const answer = await ask({ sessionEpoch: 0, topics: targets(topic.name, 0) })
      expect(answer.responses[0]?.partitions[0]?.records?.length).toBeGreaterThan(0)
      opened.push(answer.sessionId)
    }
    expect(opened.at(-1)).toBe(0)
    expect(new Set(opened.filter((id) => id > 0)).size).toBeLessThanOrEqual(1_000)
    for (const sessionId of opened) if (sessionId > 0) await ask({ sessionId, sessionEpoch: -1 })
  })
})

describe('quirk 20', () => {
  it('a topic made again has another id, and the old one is unknown', async () => {
    const name = freshName('phoenix')
    const before = await makeTopic(client, name)
    await produceTo(client, before, { records: [recordOf('old')] }, { version: 13 })
    const gone = await client.call(deleteTopics, { topics: [], topicNames: [name], timeoutMs: 1_000 }, 3)
    expect(gone.responses.map(errorOf)).toEqual(['NONE'])
    await eventually('the topic to go', async () => {
      const { topics } = await client.call(metadata, { topics: null }, 9)
      return topics.some((topic) => topic.name === name) ? null : true
    })
    const after = await makeTopic(client, name)
    expect(after.topicId).not.toBe(before.topicId)
    expect(errorOf(await fetchFrom(client, before, 0, { version: 13 }))).toBe('UNKNOWN_TOPIC_ID')
    expect(errorOf(await produceTo(client, before, { records: [recordOf('v')] }, { version: 13 }))).toBe(
      'UNKNOWN_TOPIC_ID',
    )
    const byId = await client.call(metadata, { topics: [{ name: null, topicId: before.topicId }] }, 12)
    expect(byId.topics.map(errorOf)).toEqual(['UNKNOWN_TOPIC_ID'])
    expect(await fetchFrom(client, after, 0)).toMatchObject({ errorCode: 0, highWatermark: 0 })
  })

  it('a session that named the topic by its old id is told INCONSISTENT_TOPIC_ID or UNKNOWN_TOPIC_ID', async () => {
    const name = freshName('session-phoenix')
    const before = await makeTopic(client, name)
    const ask = (request: Partial<FetchRequestInput>) =>
      client.call(fetch, { maxWaitMs: 0, minBytes: 1, topics: [], ...request }, 13)
    const partitions = [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 10_000 }]
    const { sessionId } = await ask({ sessionEpoch: 0, topics: [{ topicId: before.topicId, partitions }] })
    await client.call(deleteTopics, { topics: [{ name }], timeoutMs: 1_000 }, 6)
    let sessionEpoch = 1
    const told = await eventually('the session to notice', async () => {
      const answer = await ask({ sessionId, sessionEpoch: sessionEpoch++ })
      return answer.responses[0]?.partitions[0] ?? null
    })
    expect(['UNKNOWN_TOPIC_ID', 'INCONSISTENT_TOPIC_ID']).toContain(errorOf(told))
  })
})

describe('quirk 21', () => {
  it('no code goes beyond the table clients know', () => {
    for (const name of Object.keys(errors)) {
      // The keys of the table are its names.
      const code = errorCode(name as keyof typeof errors)
      expect(code).toBeLessThanOrEqual(133)
      expect(errorNameOf(code)).toBe(name)
    }
  })

  it('old versions are not told the codes of newer ones', async () => {
    const { name } = await makeTopic(client, freshName('era'))
    const partitions = [{ partition: 9, fetchOffset: 0, partitionMaxBytes: 1 }]
    const old = await client.call(
      fetch,
      { maxWaitMs: 0, minBytes: 0, topics: [{ topic: name, partitions }] },
      4,
    )
    expect(old.responses[0]?.partitions.map(({ errorCode: code }) => errorNameOf(code))).toEqual([
      'UNKNOWN_TOPIC_OR_PARTITION',
    ])
  })
})
