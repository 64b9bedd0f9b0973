import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import './segmented.css'

export interface SegmentedOption<T extends string> {
  readonly value: T
  readonly label: ReactNode
  /** The accessible name, when the label is not text. */
  readonly name?: string
}

export interface SegmentedProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly SegmentedOption<T>[]
  readonly onChange: (value: T) => void
}

/** One of a few, all in view. Arrows move. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  const group = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const index = options.findIndex((option) => option.value === value)
    const nextIndex = (index + step + options.length) % options.length
    const next = options[nextIndex]
    if (next === undefined) return
    onChange(next.value)
    const button = group.current?.children[nextIndex]
    if (button instanceof HTMLElement) button.focus()
  }
  return (
    <div className="segmented" role="radiogroup" aria-label={label} ref={group} onKeyDown={onKeyDown}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          aria-label={option.name}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
