import { catalogueOf, type DefinitionOptions, int, list, listItems } from './definition.ts'

/** Configs of a client metrics subscription (resource type CLIENT_METRICS). Source: KIP-714. */

/** Milliseconds between pushes unless a subscription says otherwise. */
export const DEFAULT_PUSH_INTERVAL_MS = 300_000

/** What of a client a subscription can match. */
export const CLIENT_ATTRIBUTES = [
  'client_instance_id',
  'client_id',
  'client_software_name',
  'client_software_version',
  'client_source_address',
  'client_source_port',
] as const

export type ClientAttribute = (typeof CLIENT_ATTRIBUTES)[number]

/** One condition of `match`: the whole value of the attribute fits the pattern. */
export interface ClientMatch {
  readonly attribute: ClientAttribute
  readonly pattern: RegExp
}

const MATCH = {
  valid: 'attribute=regular expression pairs',
  problemWith: (value: string) =>
    matchesFrom(value) === null
      ? `it must be a list of attribute=regular expression; the attributes are ${CLIENT_ATTRIBUTES.join(', ')}`
      : null,
}

function dynamic(options: DefinitionOptions = {}): DefinitionOptions {
  return { update: 'cluster-wide', since: '3.7', ...options }
}

export const clientMetricsConfigs = catalogueOf([
  int(
    'interval.ms',
    DEFAULT_PUSH_INTERVAL_MS,
    'Milliseconds between two pushes of a client.',
    dynamic({ min: 100, max: 3_600_000 }),
  ),
  list(
    'match',
    '',
    'Which clients are asked, as attribute=regular expression; all when empty.',
    dynamic({ rule: MATCH }),
  ),
  list('metrics', '', 'Prefixes of the names of wanted metrics; * for all.', dynamic()),
])

/** The conditions of a `match` value, or null when it makes no sense. */
export function matchesFrom(value: string): readonly ClientMatch[] | null {
  const matches: ClientMatch[] = []
  for (const item of listItems(value)) {
    const cut = item.indexOf('=')
    const attribute = CLIENT_ATTRIBUTES.find((each) => each === item.slice(0, cut).trim())
    if (cut < 0 || attribute === undefined) return null
    try {
      matches.push({ attribute, pattern: new RegExp(`^(?:${item.slice(cut + 1).trim()})$`) })
    } catch {
      return null
    }
  }
  return matches
}
