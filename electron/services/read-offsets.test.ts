import { expect, it } from 'vitest'
import type { KafkaClient } from '#broker'
import { readBounds, readEnds, readOffsets } from './read-offsets.ts'

/** Topic `t`: partition 0 led by broker 1, partition 1 without a leader. Every asked offset is 42. */
function clientThatNotes(asked: string[], looks: string[] = []): KafkaClient {
  const partition = (index: number, leaderId: number) => ({ partition: index, leaderId })
  const topics = new Map([['t', { name: 't', error: null, partitions: [partition(0, 1), partition(1, -1)] }]])
  const client = {
    metadata: () => {
      looks.push('metadata')
      return Promise.resolve({ topics })
    },
    admin: {
      listOffsets: (wanted: readonly { topic: string; partition: number }[]) => {
        asked.push(...wanted.map((one) => `${one.topic}-${one.partition}`))
        return Promise.resolve(
          wanted.map((one) => ({ ...one, offset: 42, timestampMs: -1, leaderEpoch: 0, error: null })),
        )
      },
    },
  }
  // Two of the client's calls are used; their answers here hold the fields that are read.
  return client as unknown as KafkaClient
}

it('asks only leaders, and answers in the order asked', async () => {
  const asked: string[] = []
  const wanted = [
    { topic: 't', partition: 1, timestampMs: -1 },
    { topic: 't', partition: 0, timestampMs: -1 },
    { topic: 't', partition: 9, timestampMs: -1 },
    { topic: 'gone', partition: 0, timestampMs: -1 },
  ]
  const rows = await readOffsets(clientThatNotes(asked), wanted, new AbortController().signal)
  expect(asked).toEqual(['t-0'])
  expect(rows.map(({ partition, offset, error }) => [partition, error?.errorName ?? offset])).toEqual([
    [1, 'LEADER_NOT_AVAILABLE'],
    [0, 42],
    [9, 'UNKNOWN_TOPIC_OR_PARTITION'],
    [0, 'UNKNOWN_TOPIC_OR_PARTITION'],
  ])
})

it('reads both ends of each log after one look at who leads', async () => {
  const looks: string[] = []
  const places = [0, 1].map((partition) => ({ topic: 't', partition }))
  const bounds = await readBounds(clientThatNotes([], looks), places, new AbortController().signal)
  expect(looks).toEqual(['metadata'])
  expect(bounds.map(({ start, end }) => [start?.offset, end?.offset])).toEqual([
    [42, 42],
    [-1, -1],
  ])
  expect(bounds[1]?.end?.error?.errorName).toBe('LEADER_NOT_AVAILABLE')
})

it('asks once for the end of a log that is named twice, and knows only those that were read', async () => {
  const asked: string[] = []
  const places = [0, 0, 1].map((partition) => ({ topic: 't', partition }))
  const ends = await readEnds(clientThatNotes(asked), places, new AbortController().signal)
  expect(asked).toEqual(['t-0'])
  expect([...ends]).toEqual([['t/0', 42]])
})

it('asks nobody for nothing', async () => {
  const looks: string[] = []
  const client = clientThatNotes([], looks)
  const { signal } = new AbortController()
  expect(await readOffsets(client, [], signal)).toEqual([])
  expect(await readBounds(client, [], signal)).toEqual([])
  expect((await readEnds(client, [], signal)).size).toBe(0)
  expect(looks).toEqual([])
})
