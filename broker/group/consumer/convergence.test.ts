/**
 * Random members, topics, silences and restarts of the coordinator, with clients that keep to the protocol:
 * no partition is ever with two of them, and when nothing changes any more, everything is with someone.
 * The properties are those of the KIP-848 models: NoDoubleClientAssignment, ValidMemberEpoch, EventuallyConverges.
 */
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/random.ts'
import { GroupFixture } from '../../testing/group-fixture.ts'
import {
  ClassicProtocolClient,
  ConsumerProtocolClient,
  type SimulatedConsumer,
} from '../../testing/simulated-consumer.ts'

const STEP_COUNT = 120
const ROUND_COUNT = 40
const TOPICS = ['orders', 'clicks', 'views', 'likes']

class Scene {
  fixture: GroupFixture
  readonly clients: SimulatedConsumer[] = []
  readonly #random: SeededRandom
  readonly #mix: 'consumer' | 'mixed'
  #count = 0
  #groupEpoch = 0

  constructor(seed: number, mix: 'consumer' | 'mixed') {
    this.fixture = new GroupFixture({ seed, settings: { initialRebalanceDelayMs: 10 } })
    this.#random = new SeededRandom(seed)
    this.#mix = mix
  }

  async step(): Promise<void> {
    const { clients } = this
    const random = this.#random
    const choice = random.below(20)
    if (choice < 3 && clients.length < 7) clients.push(this.#newClient())
    else if (choice === 3) this.#removeClient()?.leave(this.fixture)
    else if (choice === 4)
      this.#removeClient() // A crash: its session ends, or it comes back to be fenced.
    else if (choice < 8) this.#changeTopics()
    else if (choice === 8) this.fixture = await this.fixture.restart()
    else clients[random.below(Math.max(1, clients.length))]?.act(this.fixture)
    await this.settle()
    // Everybody is heard of well within a session.
    if (random.below(4) === 0) await this.round(1 + random.below(8_000))
  }

  /** Every client acts once, then time passes. */
  async round(passMs: number): Promise<void> {
    for (const client of this.clients) {
      client.act(this.fixture)
      await this.settle()
    }
    await this.fixture.advance(passMs)
    await this.settle()
  }

  async settle(): Promise<void> {
    await this.fixture.settle()
    for (const client of this.clients) client.collect()
    await this.fixture.settle()
    this.#checkNobodyShares()
    await this.#checkGroup()
  }

  #checkNobodyShares(): void {
    const owners = new Map<string, string>()
    for (const { name, owned } of this.clients) {
      for (const partition of owned) {
        expect(`${partition} of ${owners.get(partition) ?? name}`).toBe(`${partition} of ${name}`)
        owners.set(partition, name)
      }
    }
  }

  async #checkGroup(): Promise<void> {
    const [listed] = this.fixture.coordinator.listGroups()
    if (listed?.groupType !== 'consumer') {
      this.#groupEpoch = 0
      return
    }
    const group = await this.fixture.coordinator.describeConsumerGroup('shop')
    expect(group.groupEpoch).toBeGreaterThanOrEqual(this.#groupEpoch)
    expect(group.assignmentEpoch).toBeLessThanOrEqual(group.groupEpoch)
    this.#groupEpoch = group.groupEpoch
    const held = new Set<string>()
    for (const member of group.members ?? []) {
      expect(member.memberEpoch).toBeLessThanOrEqual(group.groupEpoch)
      for (const { topicId, partitions } of member.assignment.topicPartitions ?? []) {
        for (const partition of partitions) {
          expect(held.has(`${topicId}:${partition}`)).toBe(false)
          held.add(`${topicId}:${partition}`)
        }
      }
    }
  }

  #newClient(): SimulatedConsumer {
    const random = this.#random
    this.#count += 1
    const topics = TOPICS.filter(() => random.below(2) === 0)
    const name = `m${this.#count}`
    if (this.#mix === 'mixed' && random.below(2) === 0) {
      return new ClassicProtocolClient(name, topics.length === 0 ? ['orders'] : topics)
    }
    const regex = random.below(4) === 0 ? '(v|l).*' : null
    return new ConsumerProtocolClient(name, { topics, regex }, random)
  }

  #removeClient(): SimulatedConsumer | undefined {
    return this.clients.splice(this.#random.below(Math.max(1, this.clients.length)), 1)[0]
  }

  #changeTopics(): void {
    const random = this.#random
    const name = TOPICS[random.below(TOPICS.length)] ?? 'orders'
    const count = this.fixture.image.topics.get(name)?.partitions.length ?? 0
    if (count > 0 && random.below(4) === 0) this.fixture.removeTopic(name)
    else
      this.fixture.putTopic(name, count + 1, count === 0 ? `${random.below(1_000)}` : this.#incarnation(name))
  }

  /** A topic that grows keeps its id; one that is made again has another. */
  #incarnation(name: string): string {
    const topicId = this.fixture.image.topics.get(name)?.topicId ?? ''
    return topicId.slice(name.length, -1)
  }

  /** One more member that speaks the consumer protocol. */
  addConsumer(): void {
    this.#count += 1
    const subscription = { topics: TOPICS, regex: null }
    this.clients.push(new ConsumerProtocolClient(`m${this.#count}`, subscription, this.#random))
  }

  /** Everything that someone wants is with exactly one who wants it. */
  expectConverged(): void {
    const { image } = this.fixture
    const owned = this.clients.flatMap((client) => [...client.owned])
    const wanted = new Set<string>()
    for (const client of this.clients) {
      const { topics, regex } = client.subscription
      for (const topic of image.topics.all()) {
        const isWanted = topics.includes(topic.name) || (regex !== null && /^(v|l).*$/.test(topic.name))
        if (!isWanted) continue
        for (const { partition } of topic.partitions) wanted.add(`${topic.topicId}:${partition}`)
      }
    }
    expect(owned.toSorted()).toEqual([...wanted].sort())
  }
}

async function run(seed: number, mix: 'consumer' | 'mixed'): Promise<void> {
  const scene = new Scene(seed, mix)
  for (let step = 0; step < STEP_COUNT; step += 1) await scene.step()
  // The leader of a classic group finds new topics by itself; here the coordinator does.
  scene.addConsumer()
  for (let round = 0; round < ROUND_COUNT; round += 1) await scene.round(3_000)
  scene.expectConverged()
  await scene.fixture.stop()
  expect(scene.fixture.clock.pendingCount).toBe(0)
}

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1)

describe('a consumer group under random changes', () => {
  it.each(SEEDS)('never shares a partition, and converges (seed %i)', (seed) => run(seed, 'consumer'))
})

describe('a group of both protocols under random changes', () => {
  it.each(SEEDS)('never shares a partition, and converges (seed %i)', (seed) => run(seed, 'mixed'))
})
