/** What may be said of consumer groups when some could not be asked about. */
import type { GroupSummary } from '#contract/groups'
import { formatInteger, plural } from '../../lib/format-number.ts'

/** What is known when no group is seen to be behind. `groupCount`: groups listed, read or not. */
export function nobodyBehindWords(summaries: readonly GroupSummary[], groupCount: number): string {
  const unread = summaries.filter(
    ({ error, isLagPartial, lagRecords }) => error !== null || isLagPartial || lagRecords === null,
  ).length
  const knownCount = summaries.length - unread
  if (knownCount === groupCount) return 'Every group has read to the end.'
  if (knownCount === 0) return 'How far the groups are behind is not known.'
  return `${formatInteger(knownCount)} of ${plural(groupCount, 'group')} ${knownCount === 1 ? 'has' : 'have'} read to the end; of the others it is not known.`
}
