/**
 * Groups of the consumer protocol (KIP-848) over real sockets: members that speak it raw, stock clients
 * that have it, classic clients that share a group with them, and a coordinator that is killed.
 * The stock ones are there where `stock-clients.ts` finds them.
 */
import { Kafka, logLevel } from 'kafkajs'
import { describe, expect, it } from 'vitest'
import { consumerGroupDescribe } from '#broker/wire/generated/consumer-group-describe'
import { consumerGroupHeartbeat } from '#broker/wire/generated/consumer-group-heartbeat'
import { listGroups } from '#broker/wire/generated/list-groups'
import {
  coordinatorOf,
  errorOf,
  eventually,
  makeTopic,
  produceTo,
  recordOf,
  type Topic,
} from './raw-calls.ts'
import { HungUp, RawClient } from './raw-client.ts'
import { java, needsJava, needsPython, python } from './stock-clients.ts'
import { freshName, until, useCluster } from './wire-cluster.ts'

const { bootstrap, cluster } = useCluster({
  profile: 'fast',
  configs: {
    'group.consumer.min.heartbeat.interval.ms': '100',
    'group.consumer.heartbeat.interval.ms': '200',
    'group.consumer.min.session.timeout.ms': '3000',
    'group.consumer.session.timeout.ms': '5000',
  },
})

const PARTITION_COUNT = 4

/** A member that keeps to the protocol, on a connection to whoever coordinates. */
class RawMember {
  readonly memberId: string
  readonly #group: string
  readonly #topic: Topic
  #client: RawClient | null = null
  #epoch = 0
  partitions: readonly number[] = []
  isRunning = true
  readonly #done: Promise<void>

  constructor(group: string, topic: Topic, memberId: string) {
    this.#group = group
    this.#topic = topic
    this.memberId = memberId
    this.#done = this.#run()
  }

  async stop(): Promise<void> {
    this.isRunning = false
    await this.#done
  }

  async #run(): Promise<void> {
    while (this.isRunning) {
      await this.#beat()
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    this.#epoch = -1
    await this.#beat()
    this.#client?.close()
  }

  async #beat(): Promise<void> {
    try {
      this.#client ??= await connectToCoordinator(this.#group)
      const { topicId } = this.#topic
      const answer = await this.#client.call(
        consumerGroupHeartbeat,
        {
          groupId: this.#group,
          memberId: this.memberId,
          memberEpoch: this.#epoch,
          ...(this.#epoch === 0
            ? { rebalanceTimeoutMs: 5_000, subscribedTopicNames: [this.#topic.name], topicPartitions: [] }
            : { topicPartitions: [{ topicId, partitions: this.partitions }] }),
        },
        1,
        3_000,
      )
      this.#take(errorOf(answer), answer)
    } catch (error) {
      if (!(error instanceof HungUp) && !(error instanceof TypeError) && !isNetwork(error)) throw error
      this.#reconnect()
    }
  }

  #take(
    error: string,
    answer: {
      readonly memberEpoch: number
      readonly assignment: {
        readonly topicPartitions: readonly { readonly partitions: readonly number[] }[]
      } | null
    },
  ): void {
    if (error === 'NONE') {
      this.#epoch = answer.memberEpoch
      if (answer.assignment !== null) this.partitions = answer.assignment.topicPartitions[0]?.partitions ?? []
    } else if (error === 'FENCED_MEMBER_EPOCH' || error === 'UNKNOWN_MEMBER_ID') {
      this.#epoch = 0
      this.partitions = []
    } else this.#reconnect()
  }

  #reconnect(): void {
    this.#client?.close()
    this.#client = null
  }
}

function isNetwork(error: unknown): boolean {
  return error instanceof Error && 'code' in error
}

async function withRaw<Value>(use: (client: RawClient) => Promise<Value>): Promise<Value> {
  const client = await RawClient.connect(liveBootstrap())
  try {
    return await use(client)
  } finally {
    client.close()
  }
}

/** A broker that was killed keeps its address in the list; one that lives answers. */
function liveBootstrap(): string {
  const live = bootstrap().split(',')
  return live[killedIndex === 0 ? 1 : 0] ?? ''
}

let killedIndex = -1

function connectToCoordinator(group: string): Promise<RawClient> {
  return withRaw(async (client) => RawClient.connect(await coordinatorOf(client, group)))
}

async function describeGroup(group: string) {
  const client = await connectToCoordinator(group)
  try {
    const { groups } = await client.call(
      consumerGroupDescribe,
      { groupIds: [group], includeAuthorizedOperations: false },
      1,
    )
    return groups[0]
  } finally {
    client.close()
  }
}

function madeTopic(name: string): Promise<Topic> {
  return withRaw((client) => makeTopic(client, name, { partitions: PARTITION_COUNT }))
}

async function fill(topic: Topic, perPartition: number): Promise<void> {
  await withRaw(async (client) => {
    for (let partition = 0; partition < PARTITION_COUNT; partition += 1) {
      const records = Array.from({ length: perPartition }, (_, index) => recordOf(`${partition}-${index}`))
      expect(errorOf(await produceTo(client, topic, { records }, { partition }))).toBe('NONE')
    }
  })
}

function inOrder(numbers: readonly number[]): number[] {
  return numbers.toSorted((left, right) => left - right)
}

function shares(members: readonly RawMember[]): number[] {
  return inOrder(members.flatMap(({ partitions }) => partitions))
}

const ALL = Array.from({ length: PARTITION_COUNT }, (_, partition) => partition)

describe('members of the consumer protocol', () => {
  it('share a topic, and hand partitions over when one comes or goes', async () => {
    const topic = await madeTopic(freshName('shared'))
    const group = freshName('raw-group')
    const first = new RawMember(group, topic, 'first')
    await until('the first has all', () => first.partitions.length === PARTITION_COUNT)
    const second = new RawMember(group, topic, 'second')
    await until('both have half', () => [first, second].every(({ partitions }) => partitions.length === 2))
    expect(shares([first, second])).toEqual(ALL)
    await eventually('a stable group', async () => {
      const described = await describeGroup(group)
      return described?.groupState === 'Stable' ? described : null
    })
    await first.stop()
    await until('the second has all', () => second.partitions.length === PARTITION_COUNT)
    await second.stop()
    expect((await describeGroup(group))?.groupState).toBe('Empty')
  })

  it('share a group with kafkajs, which knows nothing of it', async () => {
    const topic = await madeTopic(freshName('mixed'))
    await fill(topic, 50)
    const group = freshName('mixed-group')
    const kafka = new Kafka({
      clientId: 'classic',
      brokers: bootstrap().split(','),
      logLevel: logLevel.NOTHING,
    })
    const consumer = kafka.consumer({
      groupId: group,
      maxWaitTimeInMs: 200,
      sessionTimeout: 6_000,
      heartbeatInterval: 200,
      rebalanceTimeout: 6_000,
    })
    await consumer.connect()
    await consumer.subscribe({ topics: [topic.name], fromBeginning: true })
    const seen = new Set<string>()
    const assigned: number[] = []
    consumer.on('consumer.group_join', ({ payload }) => {
      assigned.splice(0, assigned.length, ...(payload.memberAssignment[topic.name] ?? []))
    })
    await consumer.run({
      eachMessage: ({ message }) => {
        seen.add(message.value?.toString() ?? '')
        return Promise.resolve()
      },
    })
    await until('the classic consumer reads all', () => seen.size === 50 * PARTITION_COUNT)
    const member = new RawMember(group, topic, 'newcomer')
    await until('both have half', () => member.partitions.length === 2 && assigned.length === 2)
    expect(inOrder([...member.partitions, ...assigned])).toEqual(ALL)
    expect(
      (await describeGroup(group))?.members
        .map(({ memberType }) => memberType)
        .sort((left, right) => left - right),
    ).toEqual([0, 1])
    await member.stop()
    await until('the classic consumer has all back', () => assigned.length === PARTITION_COUNT)
    const { groups } = await withCoordinator(group, (client) =>
      client.call(listGroups, { statesFilter: [], typesFilter: ['classic'] }, 5),
    )
    expect(groups.map(({ groupId }) => groupId)).toContain(group)
    await consumer.disconnect()
  })

  it('go on with another coordinator when theirs is killed', async () => {
    const topic = await madeTopic(freshName('killed'))
    const group = freshName('killed-group')
    const members = ['a', 'b'].map((memberId) => new RawMember(group, topic, memberId))
    await until('both have half', () => members.every(({ partitions }) => partitions.length === 2))
    const epochBefore = (await describeGroup(group))?.groupEpoch
    const address = await withRaw((client) => coordinatorOf(client, group))
    killedIndex = bootstrap().split(',').indexOf(address)
    await cluster().supervisor.act(killedIndex + 1, 'kill')
    const described = await eventually('the group at another coordinator', async () => {
      const found = await describeGroup(group).catch(() => undefined)
      return found?.errorCode === 0 ? found : null
    })
    expect(described.members).toHaveLength(2)
    expect(described.groupEpoch).toBe(epochBefore)
    expect(shares(members)).toEqual(ALL)
    const third = new RawMember(group, topic, 'c')
    await until('the third has its part', () => third.partitions.length === 1)
    expect(shares([...members, third])).toEqual(ALL)
    for (const member of [...members, third]) await member.stop()
    await cluster().supervisor.act(killedIndex + 1, 'start')
    killedIndex = -1
  })
})

async function withCoordinator<Value>(
  group: string,
  use: (client: RawClient) => Promise<Value>,
): Promise<Value> {
  const client = await connectToCoordinator(group)
  try {
    return await use(client)
  } finally {
    client.close()
  }
}

const CONFLUENT_SCRIPT = `
import sys, time
from confluent_kafka import Consumer
bootstrap, subscription, group, wanted = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
def member(name):
    consumer = Consumer({'bootstrap.servers': bootstrap, 'group.id': group, 'group.protocol': 'consumer',
                         'auto.offset.reset': 'earliest', 'client.id': name})
    consumer.subscribe([subscription])
    return consumer
members = [member('one'), member('two')]
seen = set()
deadline = time.time() + 30
while time.time() < deadline and (len(seen) < wanted or any(len(m.assignment()) != 2 for m in members)):
    for each in members:
        message = each.poll(0.05)
        if message is not None and message.error() is None:
            seen.add((message.partition(), message.offset()))
print('seen', len(seen), 'shares', sorted(len(m.assignment()) for m in members))
for each in members: each.close()
`

describe('stock clients of the consumer protocol', () => {
  it.for([
    ['by name', (name: string) => name],
    ['by expression', (name: string) => `^c.*${name.slice('confluent'.length)}$`],
  ] as const)(
    'confluent-kafka (librdkafka) reads everything with two members, %s',
    async ([, subscribe], context) => {
      needsPython(context)
      const topic = await madeTopic(freshName('confluent'))
      await fill(topic, 25)
      const group = freshName('confluent-group')
      const args = [
        '-c',
        CONFLUENT_SCRIPT,
        bootstrap(),
        subscribe(topic.name),
        group,
        String(25 * PARTITION_COUNT),
      ]
      expect(await python(args)).toContain('seen 100 shares [2, 2]')
      expect((await describeGroup(group))?.groupState).toBe('Empty')
    },
  )

  it('the Java console consumer reads everything, alone', async (context) => {
    needsJava(context)
    const topic = await madeTopic(freshName('java'))
    await fill(topic, 25)
    const group = freshName('java-group')
    const text = await java([
      'org.apache.kafka.tools.consumer.ConsoleConsumer',
      '--bootstrap-server',
      bootstrap(),
      '--topic',
      topic.name,
      '--group',
      group,
      '--command-property',
      'group.protocol=consumer',
      '--from-beginning',
      '--max-messages',
      '100',
      '--timeout-ms',
      '30000',
    ])
    expect(text).toContain('Processed a total of 100 messages')
    expect((await describeGroup(group))?.groupState).toBe('Empty')
  })
})
