import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { deleteTopics } from '../wire/generated/delete-topics.ts'
import { metadata } from '../wire/generated/metadata.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

describe('DeleteTopics', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start()
  })
  afterAll(() => cluster.stop())

  const remove = async (request: object, version: number) => {
    const { responses } = await cluster.call(
      deleteTopics,
      { topics: [], topicNames: [], timeoutMs: 1_000, ...request },
      { version },
    )
    return responses.map(({ name, errorCode }) => [name, errorNameOf(errorCode)])
  }
  const isThere = async (name: string) => {
    const { topics } = await cluster.call(metadata, { topics: null }, { version: 12 })
    return topics.some((topic) => topic.name === name)
  }

  it.each([1, 2, 3, 4, 5])('deletes by the list of names in v%i', async (version) => {
    const name = `named-${version}`
    await cluster.topic(name)
    expect(await remove({ topicNames: [name] }, version)).toEqual([[name, 'NONE']])
    await expect.poll(() => isThere(name)).toBe(false)
  })

  it('deletes by name and by id in v6', async () => {
    await cluster.topic('by-name')
    const topicId = await cluster.topic('by-id')
    expect(await remove({ topics: [{ name: 'by-name' }] }, 6)).toEqual([['by-name', 'NONE']])
    expect(await remove({ topics: [{ name: null, topicId }] }, 6)).toEqual([['by-id', 'NONE']])
    await expect.poll(() => isThere('by-id')).toBe(false)
  })

  it.each([1, 5])('refuses a topic that is not there, and one named twice, in v%i', async (version) => {
    const name = `twice-${version}`
    await cluster.topic(name)
    const wanted = { topicNames: ['nowhere', name, name] }
    expect(await remove(wanted, version)).toEqual([
      ['nowhere', 'UNKNOWN_TOPIC_OR_PARTITION'],
      [name, 'NONE'],
      [name, 'INVALID_REQUEST'],
    ])
  })

  it('refuses an id nobody has, and a name together with an id', async () => {
    const topicId = await cluster.topic('both')
    expect(await remove({ topics: [{ name: null, topicId: 'AAAAAAAAAAAAAAAAAAAAZQ' }] }, 6)).toEqual([
      [null, 'UNKNOWN_TOPIC_ID'],
    ])
    expect(await remove({ topics: [{ name: 'both', topicId }] }, 6)).toEqual([['both', 'INVALID_REQUEST']])
    expect(await isThere('both')).toBe(true)
  })
})
