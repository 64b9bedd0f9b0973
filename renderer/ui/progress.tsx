import './progress.css'

/** How far something is, 0 to 1. */
export function Progress({ ratio, label }: { readonly ratio: number; readonly label: string }) {
  const percent = Math.round(Math.min(1, Math.max(0, ratio)) * 100)
  return (
    <div className="progress" role="progressbar" aria-label={label} aria-valuenow={percent}>
      <div style={{ width: `${percent}%` }} />
    </div>
  )
}

export interface ShareBarProps {
  /** 0 to 1 of the track. */
  readonly ratio: number
  readonly color?: string
  /** A mark on the track, 0 to 1: the even share. */
  readonly mark?: number
  readonly title?: string
}

/** A share of a whole beside its number; decorative, the number says it. */
export function ShareBar({ ratio, color, mark, title }: ShareBarProps) {
  const width = `${Math.min(1, Math.max(0, ratio)) * 100}%`
  return (
    <span className="share" title={title} aria-hidden="true">
      <span style={{ width, ...(color === undefined ? {} : { background: color }) }} />
      {mark !== undefined && <i style={{ left: `${Math.min(1, mark) * 100}%` }} />}
    </span>
  )
}
