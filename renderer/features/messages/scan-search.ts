/** What the browser looks at, as it stands in the address, and as the scan it asks for. */
import { z } from 'zod'
import type { ScanInput } from '#contract/messages'
import type { ConnectionId } from '#contract/values'
import { parseTime } from './parse-time.ts'

export const START_KINDS = ['newest', 'oldest', 'offset', 'time', 'live'] as const
export type StartKind = (typeof START_KINDS)[number]

export const scanSearch = z.object({
  from: z.enum(START_KINDS).catch('newest'),
  /** An offset or a time, as typed. */
  at: z.string().catch(''),
  /** Chosen partitions, comma separated; empty means all. */
  parts: z.string().catch(''),
  /** Text that records must contain. */
  find: z.string().catch(''),
  uncommitted: z.boolean().catch(false),
  limit: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
  produce: z.boolean().catch(false),
})
export type ScanSearch = z.output<typeof scanSearch>

export type ScanRequest =
  | { readonly isReady: true; readonly input: ScanInput }
  /** The start still lacks its offset or time, or what was typed is none. */
  | { readonly isReady: false; readonly problem: string }

/** Numbers out of `0,3,5`; what is no number is passed over. */
export function partitionsOf(text: string): number[] {
  return text
    .split(',')
    .filter((part) => /^\d+$/.test(part.trim()))
    .map(Number)
}

export function requestOf(
  search: ScanSearch,
  facts: {
    readonly connectionId: ConnectionId
    readonly topic: string
    readonly defaultLimit: number
    readonly timeZone: 'local' | 'utc'
    readonly nowMs: number
  },
): ScanRequest {
  const from = startOf(search, facts)
  if (typeof from === 'string') return { isReady: false, problem: from }
  return {
    isReady: true,
    input: {
      connectionId: facts.connectionId,
      topic: facts.topic,
      from,
      partitions: partitionsOf(search.parts),
      limit: search.limit ?? facts.defaultLimit,
      contains: search.find,
      isolation: search.uncommitted ? 'readUncommitted' : 'readCommitted',
    },
  }
}

/** The start, or what is wrong with it. */
function startOf(
  { from, at }: ScanSearch,
  facts: { readonly timeZone: 'local' | 'utc'; readonly nowMs: number },
): ScanInput['from'] | string {
  switch (from) {
    case 'newest':
    case 'oldest':
    case 'live':
      return { type: from }
    case 'offset':
      if (!/^\d{1,16}$/.test(at.trim())) return 'An offset is a whole number, 0 or above.'
      return { type: 'offset', offset: Number(at) }
    case 'time': {
      const timestampMs = parseTime(at, facts)
      return timestampMs === null
        ? 'A time, for example 14:30, 2026-03-01 09:15, 10m ago, or epoch milliseconds.'
        : { type: 'timestamp', timestampMs }
    }
  }
}
