/** Kafka's figures as the page shows them: short to read, exact on hover, raw on copy. */

import { formatBytes, formatBytesRate, formatRate } from '../lib/format-bytes.ts'
import { formatAgo, formatDuration } from '../lib/format-duration.ts'
import { formatCompact, formatInteger, plural } from '../lib/format-number.ts'
import { formatDate, formatIso, formatTimeOfDay, isDate } from '../lib/format-time.ts'
import { nowMs } from '../lib/now.ts'
import { useSettings } from './settings-context.tsx'
import './domain.css'

/** Shown where there is no value; read as words. */
export function Missing({ why = 'not known' }: { readonly why?: string }) {
  return (
    <span className="muted" title={why}>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{why}</span>
    </span>
  )
}

export function Count({ value }: { readonly value: number | null }) {
  return value === null ? <Missing /> : <span className="nowrap">{formatInteger(value)}</span>
}

/** An offset: monospaced, all digits, ungrouped on hover. */
export function OffsetText({ value }: { readonly value: number | null }) {
  if (value === null || value < 0) return <Missing />
  return (
    <span className="mono nowrap" title={String(value)}>
      {formatInteger(value)}
    </span>
  )
}

export function Bytes({ value }: { readonly value: number | null }) {
  if (value === null || value < 0) return <Missing />
  return (
    <span className={value === 0 ? 'muted nowrap' : 'nowrap'} title={`${formatInteger(value)} B`}>
      {formatBytes(value)}
    </span>
  )
}

export function Rate({ value, unit = 'rec' }: { readonly value: number | null; readonly unit?: string }) {
  if (value === null) return <Missing why="needs a second sample" />
  return <span className={value === 0 ? 'muted nowrap' : 'nowrap'}>{formatRate(value, unit)}</span>
}

export function BytesRate({ value }: { readonly value: number | null }) {
  if (value === null) return <Missing />
  return <span className={value === 0 ? 'muted nowrap' : 'nowrap'}>{formatBytesRate(value)}</span>
}

export function Duration({ ms }: { readonly ms: number | null }) {
  if (ms === null) return <Missing />
  return (
    <span className="nowrap" title={`${formatInteger(Math.round(ms))} ms`}>
      {formatDuration(ms)}
    </span>
  )
}

export interface TimestampProps {
  readonly ms: number | null
  /** `time`: with the date only when it is not today. `full`: always. `ago`: relative, exact on hover. */
  readonly form?: 'time' | 'full' | 'ago'
}

/** A moment in the zone of the settings; the other form on hover. */
export function Timestamp({ ms, form = 'time' }: TimestampProps) {
  const { timeZone } = useSettings().settings
  if (ms === null || ms < 0) return <Missing why="no timestamp" />
  if (!isDate(ms)) {
    return (
      <span className="mono nowrap" title="Milliseconds since 1970: beyond what can be a date">
        {ms} ms
      </span>
    )
  }
  const now = nowMs()
  const date = formatDate(ms, timeZone)
  const hasDate = form === 'full' || date !== formatDate(now, timeZone)
  const ago = formatAgo(now - ms)
  return (
    <time
      className={form === 'ago' ? 'nowrap' : 'mono nowrap'}
      dateTime={new Date(ms).toISOString()}
      title={form === 'ago' ? formatIso(ms, timeZone) : `${ago} · ${formatIso(ms, timeZone)} · ${ms}`}
    >
      {form === 'ago' ? ago : `${hasDate ? `${date} ` : ''}${formatTimeOfDay(ms, timeZone)}`}
    </time>
  )
}

export interface LagBadgeProps {
  readonly value: number | null
  /** Of some partitions it is not known, so it is at least so much. */
  readonly isPartial?: boolean
}

/** Records behind the end. Zero is quiet; what grows is not judged here, only shown. */
export function LagBadge({ value, isPartial = false }: LagBadgeProps) {
  if (value === null)
    return <Missing why={isPartial ? 'the ends of the partitions could not be read' : 'nothing committed'} />
  return (
    <span
      className={value === 0 ? 'lag lag--none' : value < LAG_NOTICE_RECORDS ? 'lag' : 'lag lag--high'}
      title={`${isPartial ? 'At least ' : ''}${plural(value, 'record')} behind${isPartial ? ': some partitions could not be read' : ''}`}
    >
      {isPartial && '≥ '}
      {value === 0 ? '0' : formatCompact(value)}
    </span>
  )
}

/** From here on a lag is set in the colour of a notice. */
const LAG_NOTICE_RECORDS = 10_000
