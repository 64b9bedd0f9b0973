/**
 * A member of a share group that keeps to the protocol and hides nothing: heartbeats to the group's
 * coordinator, one session with each leader, and every record acknowledged by itself. What it is told of as
 * stored is `confirmed`; what it is given after that is a fault of the cluster, and noted.
 */
import { metadata } from '#broker/wire/generated/metadata'
import { shareAcknowledge } from '#broker/wire/generated/share-acknowledge'
import { shareFetch } from '#broker/wire/generated/share-fetch'
import { shareGroupHeartbeat } from '#broker/wire/generated/share-group-heartbeat'
import { splitBatches } from '#broker/wire/record-batch'
import { decodeRecords } from '#broker/wire/record-batch-records'
import { coordinatorOf, errorOf, type Topic } from './raw-calls.ts'
import { HungUp, RawClient } from './raw-client.ts'

const HEARTBEAT_MS = 100
const ACCEPT = 1
const GAP = 0

/** What the members of a group have seen together. */
export class ShareLedger {
  /** Values whose acknowledgement was answered with success. */
  readonly confirmed = new Set<string>()
  /** Deliveries of each value. */
  readonly delivered = new Map<string, number>()
  /** Values that came again after they were confirmed. */
  readonly violations: string[] = []
  /** What members were refused with: heartbeats, requests and single partitions. */
  readonly refusals = new Set<string>()

  deliver(value: string): void {
    this.delivered.set(value, (this.delivered.get(value) ?? 0) + 1)
    if (this.confirmed.has(value)) this.violations.push(value)
  }
}

/** The session with one leader. */
interface Session {
  readonly client: RawClient
  epoch: number
}

interface Given {
  readonly partition: number
  readonly first: number
  readonly last: number
  /** By offset; offsets without one hold no record of an application. */
  readonly values: ReadonlyMap<number, string>
}

export class ShareReader {
  readonly ledger: ShareLedger
  readonly #options: { readonly group: string; readonly topic: Topic; readonly memberId: string }
  readonly #bootstrap: () => readonly string[]
  readonly #sessions = new Map<string, Session>()
  #coordinator: RawClient | null = null
  #epoch = 0
  #lastHeartbeatMs = 0
  #isRunning = true
  partitions: readonly number[] = []
  readonly #done: Promise<void>

  /** @param bootstrap addresses of brokers of which one at least answers. */
  constructor(
    options: { readonly group: string; readonly topic: Topic; readonly memberId: string },
    ledger: ShareLedger,
    bootstrap: () => readonly string[],
  ) {
    this.#options = options
    this.ledger = ledger
    this.#bootstrap = bootstrap
    this.#done = this.#run()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    await this.#done
  }

  async #run(): Promise<void> {
    while (this.#isRunning) {
      await this.#calmly(() => this.#heartbeat())
      await this.#calmly(() => this.#readAll())
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    this.#epoch = -1
    this.#lastHeartbeatMs = 0
    await this.#calmly(() => this.#heartbeat())
    this.#drop()
  }

  /** Whatever becomes of a connection, everything is looked up anew. */
  async #calmly(task: () => Promise<void>): Promise<void> {
    try {
      await task()
    } catch (error) {
      const isNetwork = error instanceof Error && 'code' in error
      if (!(error instanceof HungUp) && !(error instanceof TypeError) && !isNetwork) throw error
      this.#drop()
    }
  }

  #drop(): void {
    this.#coordinator?.close()
    this.#coordinator = null
    for (const { client } of this.#sessions.values()) client.close()
    this.#sessions.clear()
  }

  async #heartbeat(): Promise<void> {
    if (performance.now() - this.#lastHeartbeatMs < HEARTBEAT_MS) return
    const { group, topic, memberId } = this.#options
    this.#coordinator ??= await this.#withAny(async (client) =>
      RawClient.connect(await coordinatorOf(client, group)),
    )
    const answer = await this.#coordinator.call(
      shareGroupHeartbeat,
      {
        groupId: group,
        memberId,
        memberEpoch: this.#epoch,
        subscribedTopicNames: this.#epoch === 0 ? [topic.name] : null,
      },
      1,
    )
    this.#lastHeartbeatMs = performance.now()
    const error = errorOf(answer)
    this.#note(answer)
    if (error === 'NONE') {
      this.#epoch = answer.memberEpoch
      if (answer.assignment !== null) this.partitions = answer.assignment.topicPartitions[0]?.partitions ?? []
    } else if (error === 'FENCED_MEMBER_EPOCH' || error === 'UNKNOWN_MEMBER_ID') {
      this.#epoch = 0
      this.partitions = []
    } else throw new TypeError(`heartbeat: ${error}`)
  }

  async #readAll(): Promise<void> {
    if (this.partitions.length === 0) return
    for (const [address, partitions] of await this.#leaders()) {
      const session = this.#sessions.get(address) ?? {
        client: await RawClient.connect(address),
        epoch: 0,
      }
      this.#sessions.set(address, session)
      for (const given of await this.#fetch(session, partitions)) await this.#acknowledge(session, given)
    }
  }

  async #leaders(): Promise<Map<string, number[]>> {
    const { topic } = this.#options
    const { brokers, topics } = await this.#withAny((client) =>
      client.call(metadata, { topics: [{ name: topic.name }], allowAutoTopicCreation: false }, 12),
    )
    const leaders = new Map<string, number[]>()
    for (const { partitionIndex, leaderId } of topics[0]?.partitions ?? []) {
      const broker = brokers.find(({ nodeId }) => nodeId === leaderId)
      if (broker === undefined || !this.partitions.includes(partitionIndex)) continue
      const address = `${broker.host}:${broker.port}`
      leaders.set(address, [...(leaders.get(address) ?? []), partitionIndex])
    }
    return leaders
  }

  async #fetch(session: Session, partitions: readonly number[]): Promise<Given[]> {
    const { group, topic, memberId } = this.#options
    const answer = await session.client.call(
      shareFetch,
      {
        groupId: group,
        memberId,
        shareSessionEpoch: session.epoch,
        maxWaitMs: 100,
        minBytes: 1,
        maxBytes: 1_000_000,
        maxRecords: 20,
        batchSize: 20,
        topics: [
          {
            topicId: topic.topicId,
            partitions: partitions.map((partitionIndex) => ({ partitionIndex, acknowledgementBatches: [] })),
          },
        ],
        forgottenTopicsData: [],
      },
      2,
    )
    this.#note(answer)
    if (answer.errorCode !== 0) throw new TypeError(`fetch: ${errorOf(answer)}`)
    session.epoch += 1
    return answer.responses.flatMap((response) =>
      response.partitions.flatMap((part) => {
        this.#note(part)
        const values = valuesIn(part.records ?? Buffer.alloc(0))
        return part.acquiredRecords.map(({ firstOffset, lastOffset }) => ({
          partition: part.partitionIndex,
          first: firstOffset,
          last: lastOffset,
          values,
        }))
      }),
    )
  }

  async #acknowledge(session: Session, { partition, first, last, values }: Given): Promise<void> {
    const { group, topic, memberId } = this.#options
    const types: number[] = []
    for (let offset = first; offset <= last; offset += 1) {
      const value = values.get(offset)
      if (value !== undefined) this.ledger.deliver(value)
      types.push(value === undefined ? GAP : ACCEPT)
    }
    const answer = await session.client.call(
      shareAcknowledge,
      {
        groupId: group,
        memberId,
        shareSessionEpoch: session.epoch,
        topics: [
          {
            topicId: topic.topicId,
            partitions: [
              {
                partitionIndex: partition,
                acknowledgementBatches: [{ firstOffset: first, lastOffset: last, acknowledgeTypes: types }],
              },
            ],
          },
        ],
      },
      2,
    )
    this.#note(answer)
    if (answer.errorCode !== 0) throw new TypeError(`acknowledge: ${errorOf(answer)}`)
    session.epoch += 1
    const told = answer.responses[0]?.partitions[0]
    if (told !== undefined) this.#note(told)
    if (told?.errorCode !== 0) return
    for (let offset = first; offset <= last; offset += 1) {
      const value = values.get(offset)
      if (value !== undefined) this.ledger.confirmed.add(value)
    }
  }

  #note(answer: { readonly errorCode: number }): void {
    if (answer.errorCode !== 0) this.ledger.refusals.add(errorOf(answer))
  }

  async #withAny<Value>(use: (client: RawClient) => Promise<Value>): Promise<Value> {
    const client = await RawClient.connect(this.#bootstrap()[0] ?? '')
    try {
      return await use(client)
    } finally {
      client.close()
    }
  }
}

function valuesIn(records: Buffer): ReadonlyMap<number, string> {
  const values = new Map<number, string>()
  for (const header of splitBatches(records, 'tolerant')) {
    if (header.isControl) continue
    for (const { offset, value } of decodeRecords(records, header)) values.set(offset, String(value))
  }
  return values
}
