import type { TopicStats } from '#contract/topics'
import { TopicLink } from '../../domain/topic-link.tsx'
import type { KnownByName } from '../../domain/use-batched-figures.ts'
import { Bytes, Rate } from '../../domain/values.tsx'
import { ShareBar } from '../../ui/progress.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

export interface TopTopicsProps {
  readonly names: readonly string[]
  readonly byName: KnownByName<TopicStats>
  readonly by: 'rate' | 'size'
  readonly isLoading: boolean
}

const ROWS = 10

/** The topics with most of one figure. */
export function TopTopics({ names, byName, by, isLoading }: TopTopicsProps) {
  const figureOf = (stats: TopicStats) => (by === 'rate' ? stats.recordsPerSec : stats.sizeBytes) ?? 0
  const known = names.flatMap((name) => byName.get(name)?.figures ?? [])
  const hasRates = known.some(({ recordsPerSec }) => recordsPerSec !== null)
  const top = known
    .filter((stats) => figureOf(stats) > 0)
    .sort((left, right) => figureOf(right) - figureOf(left))
    .slice(0, ROWS)
  const largest = Math.max(1e-9, ...top.map(figureOf))
  if (isLoading) return <ListSkeleton />
  if (top.length === 0) {
    return (
      <p className="overview-none">
        {names.length === 0
          ? 'No topics yet.'
          : by === 'rate'
            ? hasRates
              ? 'Nothing is being written.'
              : 'Rates need a second sample.'
            : 'No topic holds records.'}
      </p>
    )
  }
  return (
    <table className="overview-table" aria-label={by === 'rate' ? 'Busiest topics' : 'Largest topics'}>
      <tbody>
        {top.map((stats) => (
          <tr key={stats.name}>
            <td className="overview-name">
              <TopicLink name={stats.name} />
            </td>
            <td className="overview-bar">
              <ShareBar ratio={figureOf(stats) / largest} />
            </td>
            <td className="overview-number">
              {by === 'rate' ? <Rate value={stats.recordsPerSec} /> : <Bytes value={stats.sizeBytes} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Ten lines, greyed. */
export function ListSkeleton() {
  return (
    <div aria-hidden="true">
      {Array.from({ length: ROWS }, (_, row) => (
        <div key={row} className="overview-skeleton">
          <Skeleton width={`${70 - ((row * 23) % 40)}%`} height={8} />
        </div>
      ))}
    </div>
  )
}
