/** A client on scripted brokers, with a clock that moves when nothing else can. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ManualClock } from '../../base/clock.ts'
import { SeededRandom } from '../../base/random.ts'
import { type FakeBroker, FakeNetwork, type ServedRanges } from '../../testing/fake-broker.ts'
import { findCoordinator } from '../../wire/generated/find-coordinator.ts'
import { metadata } from '../../wire/generated/metadata.ts'
import { errorCode } from '../../wire/kafka-error.ts'
import type { KafkaClientOptions } from '../client-types.ts'
import { KafkaClient } from '../kafka-client.ts'

/** What Kafka 2.1 serves, of what this client asks for. */
export const KAFKA_2_1: ServedRanges = {
  Produce: [0, 7],
  Fetch: [0, 10],
  ListOffsets: [0, 4],
  Metadata: [0, 7],
  OffsetCommit: [0, 6],
  OffsetFetch: [0, 5],
  FindCoordinator: [0, 2],
  JoinGroup: [0, 3],
  Heartbeat: [0, 2],
  LeaveGroup: [0, 2],
  SyncGroup: [0, 2],
  DescribeGroups: [0, 2],
  ListGroups: [0, 2],
  ApiVersions: [0, 2],
  CreateTopics: [0, 3],
  DeleteTopics: [0, 3],
  DeleteRecords: [0, 1],
  InitProducerId: [0, 1],
  DescribeConfigs: [0, 2],
  AlterConfigs: [0, 1],
  DescribeLogDirs: [0, 1],
  CreatePartitions: [0, 1],
  DeleteGroups: [0, 1],
}

/** Leader of each partition, by topic. */
export type Leaders = Record<string, number[]>

export interface ClientFixture {
  readonly client: KafkaClient
  readonly clock: ManualClock
  readonly network: FakeNetwork
  /** Settles as `promise` does, moving the clock to the next timer whenever nothing else happens. */
  readonly drive: <T>(promise: Promise<T>) => Promise<T>
}

/** A client that starts from all `brokers`. */
export function clientOn(
  brokers: readonly FakeBroker[],
  options: Partial<KafkaClientOptions> = {},
  clock = new ManualClock(),
): ClientFixture {
  const network = new FakeNetwork(brokers)
  const client = new KafkaClient({
    bootstrapServers: brokers.map(({ host, port }) => `${host}:${port}`),
    clientId: 'test',
    runtime: { clock, network, random: new SeededRandom(1) },
    ...options,
  })
  return { client, clock, network, drive: (promise) => drive(clock, promise) }
}

/** Lets everything run that needs no time. */
export async function calm(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await nextTurn()
}

/** Most timers one `drive` lets fire. */
const MAX_TIMERS = 2_000

async function drive<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  let isSettled = false
  const settled = promise.finally(() => {
    isSettled = true
  })
  settled.catch(() => {})
  for (let fired = 0; fired < MAX_TIMERS; fired += 1) {
    await calm()
    if (isSettled) break
    const dueMs = clock.nextDueMs
    if (dueMs !== null) clock.advance(dueMs - clock.monotonicMs())
  }
  return settled
}

/** Lets `brokers` tell of each other, of topics, and of the first as everyone's coordinator. */
export function script(brokers: readonly FakeBroker[], leaders: Leaders): void {
  const rows = brokers.map(({ brokerId, host, port }) => ({ nodeId: brokerId, host, port }))
  for (const broker of brokers) {
    broker.on(metadata, (request, version) => {
      const names = request.topics?.map(({ name }) => name ?? '') ?? Object.keys(leaders)
      return {
        brokers: rows,
        controllerId: brokers[0]?.brokerId ?? -1,
        clusterId: 'fake',
        topics: names.map((name) => ({
          errorCode: name in leaders ? 0 : errorCode('UNKNOWN_TOPIC_OR_PARTITION'),
          name,
          ...(version >= 10 && name in leaders ? { topicId: topicIdOf(name) } : {}),
          partitions: (leaders[name] ?? []).map((leaderId, partitionIndex) => ({
            errorCode: leaderId < 0 ? errorCode('LEADER_NOT_AVAILABLE') : 0,
            partitionIndex,
            leaderId,
            replicaNodes: [leaderId],
            isrNodes: [leaderId],
          })),
        })),
      }
    })
    broker.on(findCoordinator, (request, version) => {
      const [first] = rows
      const row = {
        nodeId: first?.nodeId ?? -1,
        host: first?.host ?? '',
        port: first?.port ?? -1,
        errorCode: 0,
      }
      return version >= 4 ? { coordinators: request.coordinatorKeys.map((key) => ({ key, ...row })) } : row
    })
  }
}

/** An id that follows from the name. */
export function topicIdOf(name: string): string {
  return Buffer.from(name.padEnd(16, '.').slice(0, 16)).toString('base64url')
}
