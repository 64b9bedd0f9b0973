/** What the browser looks at, as it stands in the address, and as the scan it asks for. */
import { z } from 'zod'
import type { ScanInput } from '#contract/messages'
import type { ConnectionId } from '#contract/values'
import { parsePartitions } from '../../domain/partition-picker-text.ts'
import { parseTime } from './parse-time.ts'

export const START_KINDS = ['newest', 'oldest', 'offset', 'time', 'live'] as const
export type StartKind = (typeof START_KINDS)[number]

/** A text that may look like a number or a word of JSON: the router hands those on parsed. */
const typedText = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]).catch('')

export const scanSearch = z.object({
  from: z.enum(START_KINDS).catch('newest'),
  /** An offset or a time, as typed. */
  at: typedText,
  /** Chosen partitions, such as `3,7-12`; empty means all. */
  parts: typedText,
  /** Text that records must contain. */
  find: typedText,
  uncommitted: z.boolean().catch(false),
  limit: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
  produce: z.boolean().catch(false),
})
export type ScanSearch = z.output<typeof scanSearch>

export type ScanRequest =
  | { readonly isReady: true; readonly input: ScanInput }
  /** The start still lacks its offset or time, or what was typed is none. */
  | { readonly isReady: false; readonly problem: string }

/** Texts of the address, exactly as they stand there: `at=9007199254740993`, `find=007` and `find=1.0` would
 *  be other texts once they were numbers. What we write ourselves is JSON where it would be misread. */
export function exactTexts(href: string): Partial<Pick<ScanSearch, 'at' | 'parts' | 'find'>> {
  const query = new URLSearchParams(href.includes('?') ? href.slice(href.indexOf('?')) : '')
  const texts: { at?: string; parts?: string; find?: string } = {}
  for (const name of ['at', 'parts', 'find'] as const) {
    const text = query.get(name)
    if (text !== null) texts[name] = unquoted(text)
  }
  return texts
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'string' ? parsed : text
  } catch {
    return text // typed by hand, with a quotation mark in front
  }
}

/** Offsets have 63 bits; those beyond what a number holds exactly are none that can be asked for. */
const NO_OFFSET = `An offset is a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`

export function requestOf(
  search: ScanSearch,
  facts: {
    readonly connectionId: ConnectionId
    readonly topic: string
    readonly partitionCount: number
    readonly defaultLimit: number
    readonly timeZone: 'local' | 'utc'
    readonly nowMs: number
  },
): ScanRequest {
  const from = startOf(search, facts)
  if (typeof from === 'string') return { isReady: false, problem: from }
  const partitions = parsePartitions(search.parts, facts.partitionCount)
  if (partitions === null) {
    return {
      isReady: false,
      problem: `Partitions are numbers from 0 to ${facts.partitionCount - 1}, such as 3, 7-12.`,
    }
  }
  return {
    isReady: true,
    input: {
      connectionId: facts.connectionId,
      topic: facts.topic,
      from,
      partitions: [...partitions],
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
      if (!/^\d{1,16}$/.test(at.trim()) || !Number.isSafeInteger(Number(at))) return NO_OFFSET
      return { type: 'offset', offset: Number(at) }
    case 'time': {
      const timestampMs = parseTime(at, facts)
      return timestampMs === null
        ? 'A time, for example 14:30, 2026-03-01 09:15, 10m ago, or epoch milliseconds.'
        : { type: 'timestamp', timestampMs }
    }
  }
}
