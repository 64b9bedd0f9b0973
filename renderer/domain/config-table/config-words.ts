/** What a config's raw value means, and which group of its table it belongs to. */
import { formatBytes } from '../../lib/format-bytes.ts'
import { formatDuration } from '../../lib/format-duration.ts'

/** Java's largest long, which configs use for "never". It is no JavaScript number. */
const LONG_MAX = '9223372036854775807'

const UNLIMITED = new Set(['retention.ms', 'retention.bytes', 'log.retention.ms', 'log.retention.bytes'])

/** The value in human units, or null when the raw value says it all. */
export function humanValue(name: string, value: string | null): string | null {
  if (value === null) return null
  if (value === LONG_MAX) return 'never'
  if (value === '-1') return UNLIMITED.has(name) ? 'no limit' : null
  if (!/^\d+$/.test(value) || value === '0') return null
  const number = Number(value)
  if (!Number.isSafeInteger(number)) return null
  if (name.endsWith('.ms')) return number < 1_000 ? null : formatDuration(number)
  if (name.endsWith('.seconds')) return formatDuration(number * 1_000)
  if (name.endsWith('.minutes')) return formatDuration(number * 60_000)
  if (name.endsWith('.hours')) return formatDuration(number * 3_600_000)
  if (/(^|\.)(bytes|buffer\.size|buffer\.bytes)$/.test(name))
    return number < 1_000 ? null : formatBytes(number)
  return null
}

const GROUPS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Retention and cleanup', /retention|cleanup|file\.delete|log\.dirs?$/],
  ['Compaction', /compact|dirty|cleaner/],
  ['Security', /ssl|sasl|principal|authoriz|password|security/],
  ['Groups', /^group\.|offsets\.|^share\./],
  ['Transactions', /transaction|producer\.id/],
  ['Durability', /insync|unclean|replica|replication|leader|flush/],
  ['Messages', /message|compression|timestamp/],
  ['Segments', /segment|index|roll|preallocate/],
  ['Network and threads', /listener|socket|threads|connections|queued|request|host|port|node\.id|broker\.id/],
  ['Controllers', /controller|quorum|metadata|process\.roles|election/],
  ['Quotas', /quota|throttle/],
]

/** The group a config is listed under. */
export function configGroup(name: string): string {
  return GROUPS.find(([, pattern]) => pattern.test(name))?.[0] ?? 'Other'
}

const ORDER = [...GROUPS.map(([name]) => name), 'Other']

export function compareGroups(left: string, right: string): number {
  return ORDER.indexOf(left) - ORDER.indexOf(right)
}
