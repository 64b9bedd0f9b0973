import type { AppClient } from '#contract'
import { AppError } from '#contract/errors'
import type { Payload, RecordPreview, ScanEvent } from '#contract/messages'
import { nowMs } from '../lib/now.ts'
import type { FakeContext } from './fake-context.ts'
import { pauseMs } from './fake-stream.ts'
import { topicOf } from './fake-topics.ts'

const BATCH = 50

export function fakeMessages({ cluster, gate }: FakeContext): AppClient['messages'] {
  return {
    scan: async function* (input, options): AsyncGenerator<ScanEvent> {
      await gate(options?.signal)
      const topic = topicOf(cluster, input.topic)
      const chosen = topic.partitions
        .filter(({ partition }) => input.partitions.length === 0 || input.partitions.includes(partition))
        .flatMap((one) => {
          if (input.ranges === undefined) return [one]
          const range = input.ranges.find(({ partition }) => partition === one.partition)
          return range === undefined ? [] : [{ ...one, startOffset: range.from, endOffset: range.to }]
        })
      const start = nowMs()
      if (input.from.type === 'live') {
        while (options?.signal?.aborted !== true) {
          await pauseMs(180, options?.signal)
          const partition = chosen[cluster.seeded.between(0, chosen.length - 1)]
          if (partition !== undefined)
            yield {
              type: 'records',
              records: [recordAt(input.topic, partition.partition, partition.endOffset++, nowMs())],
            }
        }
        return
      }
      const perPartition = Math.ceil(input.limit / Math.max(1, chosen.length))
      const records = chosen
        .flatMap(({ partition, startOffset, endOffset }) => {
          const count = Math.min(perPartition, endOffset - startOffset)
          const first = input.from.type === 'oldest' ? startOffset : endOffset - count
          return Array.from({ length: count }, (_, index) =>
            recordAt(input.topic, partition, first + index, start - (endOffset - first - index) * 730),
          )
        })
        .filter(
          ({ key, value }) =>
            input.contains === '' || key.text.includes(input.contains) || value.text.includes(input.contains),
        )
        .sort((left, right) =>
          input.from.type === 'newest'
            ? right.timestampMs - left.timestampMs
            : left.timestampMs - right.timestampMs,
        )
        .slice(0, input.limit)
      const rest = chosen.flatMap(({ partition, startOffset, endOffset }) => {
        const shown = records.filter((one) => one.partition === partition).map(({ offset }) => offset)
        const range =
          input.from.type === 'newest'
            ? { partition, from: startOffset, to: Math.min(endOffset, ...shown) }
            : { partition, from: Math.max(startOffset, ...shown.map((offset) => offset + 1)), to: endOffset }
        return range.from < range.to ? [range] : []
      })
      for (let at = 0; at < records.length; at += BATCH) {
        await pauseMs(20, options?.signal)
        yield { type: 'records', records: records.slice(at, at + BATCH) }
        yield {
          type: 'progress',
          partitions: chosen.map(({ partition, startOffset, endOffset }) => ({
            partition,
            fromOffset: startOffset,
            toOffset: endOffset,
            position: endOffset,
            error: null,
            leftOut: null,
          })),
          scannedRecords: Math.min(records.length, at + BATCH),
          matchedRecords: Math.min(records.length, at + BATCH),
          scannedBytes: (at + BATCH) * 412,
          elapsedMs: nowMs() - start,
        }
      }
      yield { type: 'done', reason: records.length >= input.limit ? 'limit' : 'end', rest }
    },
    get: async ({ topic, partition, offset }) => {
      await gate()
      const preview = recordAt(topic, partition, offset, nowMs() - 60_000)
      return {
        topic,
        partition,
        offset,
        timestampMs: preview.timestampMs,
        timestampType: 'createTime',
        leaderEpoch: 4,
        compression: 'lz4',
        producerId: 4_001,
        isTransactional: false,
        sizeBytes: preview.sizeBytes,
        key: payloadOf(preview.key.kind, preview.key.text),
        value: payloadOf(preview.value.kind, preview.value.text),
        headers: [
          {
            key: 'traceparent',
            value: payloadOf('text', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'),
          },
          { key: 'source', value: payloadOf('text', 'web') },
          { key: 'retry', value: payloadOf('null', '') },
          { key: 'note', value: payloadOf('empty', '') },
          { key: 'digest', value: { kind: 'binary', sizeBytes: 4, text: null, base64: '3q2+7w==' } },
        ],
      }
    },
    produce: async ({ topic, partition }) => {
      await gate()
      const found = topicOf(cluster, topic).partitions[partition ?? 0]
      if (found === undefined) throw new AppError('not-found', `${topic} has no partition ${partition}.`)
      return { partition: found.partition, offset: found.endOffset++, timestampMs: nowMs(), sizeBytes: 96 }
    },
  }
}

function recordAt(topic: string, partition: number, offset: number, timestampMs: number): RecordPreview {
  const id = offset * 31 + partition
  const isTombstone = topic.includes('customers') && id % 17 === 0
  const key = `c-${(id % 9_000) + 1_000}`
  const value = `{"orderId":${9_007_199_254_740_000 + id}${id % 10},"customer":"${key}","total":${(id % 400) + 0.1}0,"currency":"EUR","items":[{"sku":"B-${id % 97}","qty":${(id % 4) + 1}}],"gift":${id % 5 === 0},"note":null}`
  return {
    partition,
    offset,
    timestampMs,
    timestampType: 'createTime',
    key: { kind: 'text', sizeBytes: key.length, text: key, isTruncated: false },
    value: isTombstone
      ? { kind: 'null', sizeBytes: 0, text: '', isTruncated: false }
      : { kind: 'json', sizeBytes: value.length, text: value, isTruncated: false },
    headerCount: 5,
    sizeBytes: key.length + (isTombstone ? 0 : value.length) + 90,
  }
}

function payloadOf(kind: Payload['kind'], text: string): Payload {
  if (kind === 'null') return { kind, sizeBytes: 0, text: null, base64: null }
  return { kind, sizeBytes: text.length, text, base64: btoa(text) }
}
