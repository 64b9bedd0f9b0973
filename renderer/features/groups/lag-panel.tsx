import { Table2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { GroupDetail } from '#contract/groups'
import { formatRate } from '../../lib/format-bytes.ts'
import { formatDuration } from '../../lib/format-duration.ts'
import { formatInteger, plural } from '../../lib/format-number.ts'
import { IconButton } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { positionWords } from './group-words.ts'
import { courseOf, type LagRates, type LagSample, ratesOf, unknownLagCount } from './lag-history.ts'
import { LagNumbersDialog } from './lag-numbers-dialog.tsx'
import { LagTrend } from './lag-trend.tsx'

export interface LagPanelProps {
  readonly detail: GroupDetail | undefined
  readonly samples: readonly LagSample[]
}

/** What one comes for: how far behind, whether it is getting better, and how it went. */
export function LagPanel({ detail, samples }: LagPanelProps) {
  const [isTableOpen, setIsTableOpen] = useState(false)
  const rates = useMemo(() => ratesOf(samples), [samples])
  const unknownCount = detail === undefined ? 0 : unknownLagCount(detail.partitions)
  return (
    <section className="lag-panel" aria-label="Total lag">
      <div className="lag-total">
        {detail === undefined ? (
          <>
            <Skeleton width={120} height={26} />
            <Skeleton width={180} />
          </>
        ) : (
          <>
            <p className="lag-figure">
              {detail.lagRecords === null
                ? '–'
                : `${unknownCount > 0 ? '≥ ' : ''}${formatInteger(detail.lagRecords)}`}
              <span>
                {detail.lagRecords === 1 ? 'record' : 'records'} {positionWords(detail.kind).lagUnit}
              </span>
            </p>
            <Course detail={detail} rates={rates} unknownCount={unknownCount} />
          </>
        )}
      </div>
      <LagTrend samples={samples} />
      <IconButton
        isSmall
        label="Lag as a table"
        icon={<Table2 size={15} />}
        disabledReason={samples.length === 0 ? 'No lag has been seen yet.' : null}
        onClick={() => setIsTableOpen(true)}
      />
      {isTableOpen && <LagNumbersDialog samples={samples} onClose={() => setIsTableOpen(false)} />}
    </section>
  )
}

function Course({ detail, rates, unknownCount }: CourseProps) {
  if (unknownCount > 0) {
    return (
      <>
        <p className="lag-course group-notice">
          {plural(unknownCount, 'partition')}{' '}
          {detail.kind === 'share' ? 'the brokers tell no lag of' : 'without a leader'}
        </p>
        <p className="lag-course muted">{unknownCount === 1 ? 'Its' : 'Their'} lag is not known</p>
      </>
    )
  }
  if (detail.lagRecords === null)
    return (
      <p className="lag-course">
        {detail.kind === 'share'
          ? 'The group has begun in no partition, so there is no lag to tell.'
          : 'Nothing is committed, so there is no lag to tell.'}
      </p>
    )
  return (
    <>
      <p className="lag-course">{courseWords(detail, rates)}</p>
      <p className="lag-course muted">
        {rates === null
          ? 'Rates need ten seconds of looking.'
          : `${detail.kind === 'share' ? 'Done with' : 'Reads'} ${formatRate(rates.readPerSec)}, ${formatRate(rates.writtenPerSec)} written`}
      </p>
    </>
  )
}

interface CourseProps {
  readonly detail: GroupDetail
  readonly rates: LagRates | null
  readonly unknownCount: number
}

/** Longer than this is not worth a number. */
const FAR_MS = 7 * 24 * 3_600_000

function courseWords({ kind, lagRecords, members }: GroupDetail, rates: LagRates | null): string {
  const allDone = kind === 'share' ? 'Everything is done with' : 'Everything is read'
  if (lagRecords === 0) return allDone
  if (members.length === 0) return 'Nobody reads'
  if (rates === null || lagRecords === null) return 'Measuring'
  const course = courseOf(lagRecords, rates)
  switch (course.course) {
    case 'none':
      return allDone
    case 'steady':
      return 'Keeps pace'
    case 'growing':
      return `Falls behind by ${formatRate(rates.writtenPerSec - rates.readPerSec)}`
    case 'falling':
      return course.toZeroMs > FAR_MS
        ? 'Catches up slowly'
        : `Catches up in about ${formatDuration(Math.max(1_000, Math.round(course.toZeroMs / 1_000) * 1_000))}`
  }
}
