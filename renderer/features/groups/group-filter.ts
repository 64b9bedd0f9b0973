/**
 * The language of the group filter: words of the id, `state:empty`, `lag:>0`, `topic:orders`, `members:0`,
 * `kind:consumer`, and `lagging`, `empty`, `rebalancing`.
 */
import {
  type Filter,
  type FilterLanguage,
  type FilterPart,
  type FilterPreset,
  numberOperator,
  parseFilter,
  textOperator,
} from '../../domain/filter-words.ts'
import { groupMark } from '../../domain/group-state.ts'
import type { GroupRow } from './group-row.ts'
import { kindWords } from './group-words.ts'

const known = { needsFigures: false } as const
const late = { needsFigures: true } as const

/** States in which partitions are handed over, of either protocol. */
const REBALANCING: ReadonlySet<string> = new Set([
  'PreparingRebalance',
  'CompletingRebalance',
  'Assigning',
  'Reconciling',
])

const LANGUAGE: FilterLanguage<GroupRow, FilterPart<GroupRow>> = {
  textOf: ({ group }) => group.groupId,
  keywords: {
    empty: { test: ({ group }) => group.state === 'Empty' },
    rebalancing: { test: ({ group }) => REBALANCING.has(group.state) },
    lagging: { test: ({ summary }) => (summary?.lagRecords ?? 0) > 0, needsFigures: true },
  },
  operators: {
    state: textOperator<GroupRow>({
      of: ({ group }) => [group.state, groupMark(group.state).word],
      ...known,
    }),
    kind: textOperator<GroupRow>({ of: ({ group }) => [group.kind, kindWords(group.kind)], ...known }),
    topic: textOperator<GroupRow>({ of: ({ summary }) => summary?.topics ?? [], ...late }),
    lag: numberOperator<GroupRow>('lag', { of: ({ summary }) => summary?.lagRecords, ...late }),
    members: numberOperator<GroupRow>('members', { of: ({ summary }) => summary?.memberCount, ...late }),
    coordinator: numberOperator<GroupRow>('coordinator', {
      of: ({ summary }) => summary?.coordinatorId,
      ...late,
    }),
  },
}

export function parseGroupFilter(text: string): Filter<GroupRow> {
  return parseFilter(text, LANGUAGE)
}

export const PRESETS: readonly FilterPreset[] = [
  { label: 'Behind', filter: 'lagging' },
  { label: 'Far behind', filter: 'lag:>10000' },
  { label: 'Without members', filter: 'state:empty' },
  { label: 'Rebalancing', filter: 'rebalancing' },
  { label: 'Behind and without members', filter: 'state:empty lag:>0' },
]
