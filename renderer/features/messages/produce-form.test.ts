import { describe, expect, it } from 'vitest'
import type { Payload, RecordDetail } from '#contract/messages'
import { ConnectionId } from '#contract/values'
import { draftOf, EMPTY_DRAFT, inputOf, problemOfPartition } from './produce-form.ts'

const target = { connectionId: ConnectionId.parse('local'), topic: 'orders', partitionCount: 3 }

const textPayload = (text: string): Payload => ({
  kind: 'text',
  sizeBytes: text.length,
  text,
  base64: btoa(text),
})
const nothing: Payload = { kind: 'null', sizeBytes: -1, text: null, base64: null }

function aRecord(parts: Partial<RecordDetail>): RecordDetail {
  return {
    topic: 'orders',
    partition: 1,
    offset: 7,
    timestampMs: 1,
    timestampType: 'createTime',
    leaderEpoch: 0,
    compression: 'zstd',
    producerId: 1,
    isTransactional: false,
    sizeBytes: 0,
    key: nothing,
    value: nothing,
    headers: [],
    ...parts,
  }
}

describe('the produce form', () => {
  it('tells null, empty and text apart', () => {
    const modes = (['null', 'empty', 'text'] as const).map(
      (mode) => inputOf({ ...EMPTY_DRAFT, value: { mode, text: 'kept' } }, target).input?.value.type,
    )
    expect(modes).toEqual(['null', 'empty', 'text'])
  })

  it('makes the same record again from a record', () => {
    const value = '{"id":9007199254740993}'
    const record = aRecord({
      key: textPayload('k'),
      value: { ...textPayload(value), kind: 'json' },
      headers: [
        { key: 'trace', value: textPayload('abc') },
        { key: 'bytes', value: { kind: 'binary', sizeBytes: 2, text: null, base64: '/wA=' } },
      ],
    })
    expect(inputOf(draftOf(record), target).input).toMatchObject({
      partition: 1,
      key: { type: 'text', text: 'k' },
      value: { type: 'text', text: value },
      compression: 'zstd',
      headers: [
        { key: 'trace', value: { type: 'text', text: 'abc' } },
        { key: 'bytes', value: { type: 'base64', base64: '/wA=' } },
      ],
    })
  })

  it('refuses a partition that is not there, a header without a name and what is no base64', () => {
    const problem = (change: object) => inputOf({ ...EMPTY_DRAFT, ...change }, target).problem
    expect(problem({ partition: '3' })).toContain('0 to 2')
    expect(problem({ partition: 'x' })).toContain('0 to 2')
    expect(problem({ headers: [{ id: 0, key: '', value: 'v', base64: null }] })).toContain('name')
    expect(problem({ value: { mode: 'base64', text: '%%%' } })).toContain('base64')
  })

  it('says at the field what is wrong with a partition', () => {
    for (const text of ['1000', '3', '-1', 'abc', '1e2', '1.5', '+1'])
      expect(problemOfPartition(text, 3)).toContain('0 to 2')
    for (const text of ['', ' ', '0', '2', ' 1 ']) expect(problemOfPartition(text, 3)).toBeNull()
    expect(problemOfPartition('x', 1_001)).toContain('0 to 1\u202f000')
  })
})
