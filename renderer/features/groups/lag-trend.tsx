import { type CSSProperties, type PointerEvent, useMemo, useState } from 'react'
import { useSettings } from '../../domain/settings-context.tsx'
import { formatAgo, formatDuration } from '../../lib/format-duration.ts'
import { formatCompact, formatInteger, plural } from '../../lib/format-number.ts'
import { formatTimeOfDay } from '../../lib/format-time.ts'
import { type LagSample, type TrendPoint, trendOf } from './lag-history.ts'

/** Units of the drawing; the line keeps its width however it is stretched. */
const WIDTH = 1_000
const HEIGHT = 100

/** Total lag over the time looked at: zero-based, gaps left open, a crosshair that names the nearest sample. */
export function LagTrend({ samples }: { readonly samples: readonly LagSample[] }) {
  const trend = useMemo(() => trendOf(samples), [samples])
  const [at, setAt] = useState<number | null>(null)
  const { timeZone } = useSettings().settings
  if (trend === null) return <div className="trend" />
  const { runs, top, fromMs, toMs } = trend
  const spanMs = toMs - fromMs
  const pointed = at === null ? null : nearest(samples, fromMs + at * spanMs)
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    setAt(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)))
  }
  return (
    <figure
      className="trend"
      aria-label={`Total lag over the last ${formatDuration(Math.round(spanMs / 1_000) * 1_000)}, 0 to ${formatInteger(top)} records`}
    >
      <div className="trend-plot" onPointerMove={onPointerMove} onPointerLeave={() => setAt(null)}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {runs.map((run) => (
            <g key={run[0]?.x}>
              <path className="trend-area" d={areaOf(run)} />
              <path className="trend-line" d={lineOf(run)} />
            </g>
          ))}
        </svg>
        {pointed !== null && (
          <div
            className="trend-cross"
            data-side={(pointed.atMs - fromMs) / spanMs > 0.5 ? 'left' : 'right'}
            style={{ '--x': `${((pointed.atMs - fromMs) / spanMs) * 100}%` } as CSSProperties}
          >
            <span>
              {formatInteger(pointed.lagRecords)}{' '}
              <span className="muted">{formatTimeOfDay(pointed.atMs, timeZone).slice(0, 8)}</span>
            </span>
          </div>
        )}
      </div>
      <div className="trend-scale" aria-hidden="true">
        <span title={plural(top, 'record')}>{formatCompact(top)}</span>
        <span>0</span>
      </div>
      <div className="trend-times" aria-hidden="true">
        <span>{formatAgo(spanMs)}</span>
        <span>now</span>
      </div>
    </figure>
  )
}

function lineOf(run: readonly TrendPoint[]): string {
  // A lone sample still shows: as a stroke of no length with a round cap.
  const points = run.length === 1 ? [...run, ...run] : run
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${px(x)} ${py(y)}`).join('')
}

function areaOf(run: readonly TrendPoint[]): string {
  const first = run.at(0)
  const last = run.at(-1)
  if (first === undefined || last === undefined) return ''
  return `${lineOf(run)}L${px(last.x)} ${HEIGHT}L${px(first.x)} ${HEIGHT}Z`
}

function px(x: number): string {
  return (x * WIDTH).toFixed(1)
}

function py(y: number): string {
  return ((1 - y) * HEIGHT).toFixed(1)
}

function nearest(samples: readonly LagSample[], atMs: number): LagSample | null {
  let best: LagSample | null = null
  for (const sample of samples) {
    if (best === null || Math.abs(sample.atMs - atMs) < Math.abs(best.atMs - atMs)) best = sample
  }
  return best
}
