/** What the palette shows for what was typed, as a pure function. */
import { fuzzyMatch, fuzzyRank } from '../../lib/fuzzy.ts'
import type { Command, GoTarget, Target } from '../routes.ts'

export interface PaletteRow {
  readonly id: string
  readonly label: string
  /** `Topic`, `Page`, `Action`. */
  readonly kind: string
  /** Indexes of matched characters in the label. */
  readonly positions: readonly number[]
  readonly shortcut?: string
  readonly disabledReason?: string | null
  readonly action:
    | { readonly type: 'go'; readonly target: Target }
    | { readonly type: 'run'; readonly run: () => void }
}

export interface PaletteSources {
  readonly pages: readonly GoTarget[]
  readonly things: readonly GoTarget[]
  readonly commands: readonly Command[]
  /** Ids of things gone to lately, the newest first. */
  readonly recent: readonly string[]
}

/** Rows shown at most; more would not be read. */
export const MAX_ROWS = 60

/** A thing gone to lately counts this much more. */
const RECENT_BONUS = 30

export function paletteRows(query: string, sources: PaletteSources): readonly PaletteRow[] {
  if (query.startsWith('>')) return commandRows(query.slice(1).trim(), sources.commands)
  const text = query.trim()
  if (text === '') return idleRows(sources)
  const pool = [...sources.pages, ...sources.things]
  const ranked = fuzzyRank(pool, { query: text, limit: MAX_ROWS, textOf: (item) => item.label })
  const recent = new Set(sources.recent)
  const bonus = (item: GoTarget) => (recent.has(item.id) ? RECENT_BONUS : 0)
  const things = ranked
    .toSorted((left, right) => right.match.score + bonus(right.item) - left.match.score - bonus(left.item))
    .map(({ item, match }) => goRow(item, match.positions))
  return [...things, ...commandRows(text, sources.commands).slice(0, 5)].slice(0, MAX_ROWS)
}

function idleRows({ pages, things, recent }: PaletteSources): readonly PaletteRow[] {
  const byId = new Map(things.map((thing) => [thing.id, thing]))
  const recentThings = recent.flatMap((id) => byId.get(id) ?? [])
  return [...recentThings.slice(0, 8), ...pages].map((item) => goRow(item, []))
}

function commandRows(text: string, commands: readonly Command[]): readonly PaletteRow[] {
  return commands
    .flatMap((command) => {
      const match = fuzzyMatch(text, command.title)
      const byKeyword =
        match === null && command.keywords?.toLowerCase().includes(text.toLowerCase()) === true
      if (match === null && !byKeyword) return []
      return [{ command, score: match?.score ?? 0, positions: match?.positions ?? [] }]
    })
    .sort((left, right) => right.score - left.score)
    .map(({ command, positions }) => ({
      id: command.id,
      label: command.title,
      kind: 'Action',
      positions,
      ...(command.shortcut === undefined ? {} : { shortcut: command.shortcut }),
      ...(command.disabledReason === undefined ? {} : { disabledReason: command.disabledReason }),
      action: { type: 'run', run: command.run },
    }))
}

function goRow(item: GoTarget, positions: readonly number[]): PaletteRow {
  return {
    id: item.id,
    label: item.label,
    kind: item.kind,
    positions,
    action: { type: 'go', target: item.target },
  }
}
