import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../base/random.ts'
import { GroupFixture, type Tracked } from '../testing/group-fixture.ts'
import type { JoinGroupResponseInput } from '../wire/generated/join-group.ts'
import type { SyncGroupResponseInput } from '../wire/generated/sync-group.ts'

const PARTITION_COUNT = 6
const STEP_COUNT = 150

/** A client that follows the protocol, slowly and with accidents. */
interface Client {
  readonly instanceId: string | null
  memberId: string
  generation: number
  join: Tracked<JoinGroupResponseInput> | null
  sync: Tracked<SyncGroupResponseInput> | null
  /** Partitions it believes to own, and in which generation. */
  owned: readonly number[]
}

/** Random joins, syncs, heartbeats, leaves, crashes and silences, checked after each step. */
async function run(seed: number): Promise<void> {
  const random = new SeededRandom(seed)
  const fixture = new GroupFixture({ seed })
  const clients: Client[] = Array.from({ length: 5 }, (_, index) => ({
    instanceId: index < 2 ? `till-${index}` : null,
    memberId: '',
    generation: -1,
    join: null,
    sync: null,
    owned: [],
  }))
  let highestGeneration = 0
  for (let step = 0; step < STEP_COUNT; step += 1) {
    const client = clients[random.below(clients.length)]
    if (client === undefined) continue
    act(fixture, client, random)
    await fixture.advance(random.below(4) === 0 ? random.below(8_000) : 10)
    for (const each of clients) collect(fixture, each)
    await fixture.settle()
    for (const each of clients) collect(fixture, each)
    highestGeneration = check(fixture, clients, highestGeneration)
  }
  await fixture.stop()
  expect(fixture.clock.pendingCount).toBe(0)
}

function act(fixture: GroupFixture, client: Client, random: SeededRandom): void {
  const { memberId, generation } = client
  switch (random.below(6)) {
    case 0:
    case 1:
      if (client.join === null) {
        const request = { memberId, groupInstanceId: client.instanceId, rebalanceTimeoutMs: 20_000 }
        client.join = fixture.join(request, { mustKnowMemberId: true })
        client.owned = []
      }
      return
    case 2:
      fixture.leave([{ memberId, groupInstanceId: client.instanceId }])
      Object.assign(client, { memberId: '', owned: [], join: null, sync: null })
      return
    case 3:
      // A crash: whatever waits is never looked at, and a dynamic member forgets who it was.
      Object.assign(client, { memberId: '', owned: [], join: null, sync: null })
      return
    default:
      if (memberId !== '' && fixture.heartbeat(memberId, generation, client.instanceId) !== 'NONE')
        client.owned = []
  }
}

function collect(fixture: GroupFixture, client: Client): void {
  const joined = client.join?.value
  if (joined !== undefined && joined !== null) {
    client.join = null
    client.memberId = joined.memberId
    if (joined.errorCode === 0) {
      client.generation = joined.generationId ?? -1
      const assignments = joined.skipAssignment === true ? [] : assign(joined)
      const { memberId, generation, instanceId } = client
      client.sync = fixture.sync({
        memberId,
        generationId: generation,
        groupInstanceId: instanceId,
        assignments,
      })
    } else if (joined.memberId === '' || joined.errorCode !== 79) client.memberId = ''
  }
  const synced = client.sync?.value
  if (synced !== undefined && synced !== null) {
    client.sync = null
    client.owned = synced.errorCode === 0 ? [...synced.assignment] : []
  }
  if (client.sync?.error !== null && client.sync !== null) client.sync = null
}

function assign(joined: JoinGroupResponseInput) {
  const members = joined.members ?? []
  return members.map(({ memberId }, index) => ({
    memberId,
    assignment: Buffer.from(
      Array.from({ length: PARTITION_COUNT }, (_, partition) => partition).filter(
        (partition) => partition % members.length === index,
      ),
    ),
  }))
}

function check(fixture: GroupFixture, clients: readonly Client[], highestGeneration: number): number {
  const group = fixture.coordinator.describeGroup('shop')
  if (group === null) return highestGeneration
  const memberIds = group.members.map(({ memberId }) => memberId)
  expect(new Set(memberIds).size).toBe(memberIds.length)
  const instanceIds = group.members.flatMap(({ groupInstanceId }) =>
    typeof groupInstanceId === 'string' ? [groupInstanceId] : [],
  )
  expect(new Set(instanceIds).size).toBe(instanceIds.length)
  if (group.groupState === 'Empty') expect(memberIds).toEqual([])
  if (group.groupState === 'Stable') {
    const owned = group.members.flatMap(({ memberAssignment }) => [...memberAssignment])
    expect(new Set(owned).size).toBe(owned.length)
  }
  const generations = clients.filter(({ owned }) => owned.length > 0).map(({ generation }) => generation)
  for (const generation of generations) {
    const owned = clients
      .filter((client) => client.generation === generation)
      .flatMap((client) => client.owned)
    expect(new Set(owned).size).toBe(owned.length)
  }
  const stored = fixture
    .storedRecords()
    .flatMap((record) => (record.type === 'group' && record.value !== null ? [record.value.generation] : []))
  expect(stored).toEqual(stored.toSorted((left, right) => left - right))
  const generation = Math.max(highestGeneration, ...clients.map((client) => client.generation))
  expect(generation).toBeGreaterThanOrEqual(highestGeneration)
  return generation
}

describe('a group under random clients', () => {
  it.each(Array.from({ length: 25 }, (_, seed) => seed + 1))(
    'keeps generations growing and partitions apart (seed %i)',
    (seed) => run(seed),
  )
})
