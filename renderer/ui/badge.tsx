import type { ReactNode } from 'react'
import { cx } from '../lib/cx.ts'
import './badge.css'

export type Tone = 'neutral' | 'good' | 'notice' | 'bad' | 'accent'

/** A word about a thing: its kind, its source, its mode. */
export function Badge({
  tone = 'neutral',
  children,
  title,
}: {
  readonly tone?: Tone
  readonly children: ReactNode
  readonly title?: string
}) {
  return (
    <span className={cx('badge', `badge--${tone}`)} title={title}>
      {children}
    </span>
  )
}

export type StateTone = 'good' | 'notice' | 'bad' | 'unknown' | 'busy'

export interface StateDotProps {
  readonly tone: StateTone
  /** The state in words. Always read aloud; shown unless `isWordHidden`. */
  readonly word: string
  readonly isWordHidden?: boolean
}

/** A state as shape and word: disc good, triangle notice, square bad, ring unknown, half ring busy. */
export function StateDot({ tone, word, isWordHidden }: StateDotProps) {
  return (
    <span className={cx('state', `state--${tone}`)} title={isWordHidden === true ? word : undefined}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <Shape tone={tone} />
      </svg>
      <span className={cx(isWordHidden === true && 'visually-hidden')}>{word}</span>
    </span>
  )
}

function Shape({ tone }: { readonly tone: StateTone }) {
  switch (tone) {
    case 'good':
      return <circle cx="5" cy="5" r="3.5" fill="currentColor" />
    case 'notice':
      return <path d="M5 1 9.3 8.8H.7Z" fill="currentColor" />
    case 'bad':
      return <rect x="1.5" y="1.5" width="7" height="7" fill="currentColor" />
    case 'unknown':
      return <circle cx="5" cy="5" r="3" fill="none" stroke="currentColor" strokeWidth="1.5" />
    case 'busy':
      return (
        <path
          className="state-spin"
          d="M5 2a3 3 0 1 1-3 3"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
        />
      )
  }
}
