/** What is in the produce form, and the record it makes. */
import type { Payload, PayloadInput, ProduceInput, RecordDetail } from '#contract/messages'
import type { ConnectionId } from '#contract/values'
import { formatInteger } from '../../lib/format-number.ts'

export type PayloadMode = 'text' | 'null' | 'empty' | 'base64'

export interface PayloadDraft {
  readonly mode: PayloadMode
  /** Kept while another mode is chosen, so that a change of mind costs nothing. */
  readonly text: string
}

export interface HeaderDraft {
  readonly id: number
  readonly key: string
  readonly value: string
  /** Set for a header whose bytes are no text: kept as they are. */
  readonly base64: string | null
}

export interface ProduceDraft {
  readonly key: PayloadDraft
  readonly value: PayloadDraft
  readonly headers: readonly HeaderDraft[]
  /** Empty: by the key. */
  readonly partition: string
  readonly compression: ProduceInput['compression']
}

export const EMPTY_DRAFT: ProduceDraft = {
  key: { mode: 'null', text: '' },
  value: { mode: 'text', text: '' },
  headers: [],
  partition: '',
  compression: 'none',
}

/** A record as a draft: the same bytes when it is produced unchanged. */
export function draftOf(record: RecordDetail): ProduceDraft {
  return {
    key: payloadDraft(record.key),
    value: payloadDraft(record.value),
    headers: record.headers.map(({ key, value }, id) => ({
      id,
      key,
      value: value.text ?? '',
      base64: value.text === null ? (value.base64 ?? null) : null,
    })),
    partition: String(record.partition),
    compression: record.compression,
  }
}

/** What to send, or what is wrong with the form. */
export function inputOf(
  draft: ProduceDraft,
  target: { readonly connectionId: ConnectionId; readonly topic: string; readonly partitionCount: number },
):
  | { readonly input: ProduceInput; readonly problem: null }
  | { readonly input: null; readonly problem: string } {
  const partition = draft.partition.trim()
  const partitionProblem = problemOfPartition(partition, target.partitionCount)
  if (partitionProblem !== null) return { input: null, problem: partitionProblem }
  const unnamed = draft.headers.find(({ key }) => key === '')
  if (unnamed !== undefined) return { input: null, problem: 'A header needs a name.' }
  for (const [what, { mode, text }] of [
    ['key', draft.key],
    ['value', draft.value],
  ] as const) {
    if (mode === 'base64' && !isBase64(text)) return { input: null, problem: `The ${what} is not base64.` }
  }
  return {
    problem: null,
    input: {
      connectionId: target.connectionId,
      topic: target.topic,
      partition: partition === '' ? null : Number(partition),
      key: payloadInput(draft.key),
      value: payloadInput(draft.value),
      headers: draft.headers.map(({ key, value, base64 }) => ({
        key,
        value: base64 === null ? payloadInput({ mode: 'text', text: value }) : { type: 'base64', base64 },
      })),
      timestampMs: null,
      compression: draft.compression,
    },
  }
}

/** What is wrong with the partition as typed; null when it is one of the topic's, or empty. */
export function problemOfPartition(text: string, partitionCount: number): string | null {
  const partition = text.trim()
  if (partition === '' || (/^\d+$/.test(partition) && Number(partition) < partitionCount)) return null
  return `The partition is a number from 0 to ${formatInteger(partitionCount - 1)}, or empty.`
}

function payloadDraft(payload: Payload): PayloadDraft {
  switch (payload.kind) {
    case 'null':
      return { mode: 'null', text: '' }
    case 'empty':
      return { mode: 'empty', text: '' }
    case 'json':
    case 'text':
      return { mode: 'text', text: payload.text ?? '' }
    case 'binary':
      return { mode: 'base64', text: payload.base64 ?? '' }
  }
}

function payloadInput({ mode, text }: PayloadDraft): PayloadInput {
  switch (mode) {
    case 'null':
      return { type: 'null' }
    case 'empty':
      return { type: 'empty' }
    case 'base64':
      return { type: 'base64', base64: text.replace(/\s/g, '') }
    case 'text':
      return text === '' ? { type: 'empty' } : { type: 'text', text }
  }
}

function isBase64(text: string): boolean {
  const compact = text.replace(/\s/g, '')
  return compact.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(compact)
}
