import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { formatInteger } from '../lib/format-number.ts'
import './tabs.css'

export interface TabOption<T extends string> {
  readonly value: T
  readonly label: string
  /** A quiet figure after the label. */
  readonly count?: number
}

export interface TabsProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly TabOption<T>[]
  readonly onChange: (value: T) => void
  /** Ties the tabs to the `TabPanel` of the same id. */
  readonly id: string
}

/** The faces of one object. Arrows, Home and End move. */
export function Tabs<T extends string>({ label, value, options, onChange, id }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const nextIndex = stepIndex(
      event.key,
      options.findIndex((option) => option.value === value),
      options.length,
    )
    const next = nextIndex === null ? undefined : options[nextIndex]
    if (nextIndex === null || next === undefined) return
    event.preventDefault()
    onChange(next.value)
    const button = list.current?.children[nextIndex]
    if (button instanceof HTMLElement) button.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {options.map((option) => (
        <button
          key={option.value}
          id={`${id}-tab-${option.value}`}
          type="button"
          role="tab"
          aria-selected={option.value === value}
          aria-controls={option.value === value ? `${id}-panel` : undefined}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onChange(option.value)}
        >
          {option.label}
          {option.count !== undefined && <span className="tabs-count">{formatInteger(option.count)}</span>}
        </button>
      ))}
    </div>
  )
}

export function TabPanel(props: {
  readonly id: string
  readonly value: string
  readonly children: ReactNode
}) {
  return (
    <div
      className="tab-panel"
      role="tabpanel"
      id={`${props.id}-panel`}
      aria-labelledby={`${props.id}-tab-${props.value}`}
    >
      {props.children}
    </div>
  )
}

/** Where a key leads in a list of `count`; null when it leads nowhere. */
function stepIndex(key: string, index: number, count: number): number | null {
  if (key === 'ArrowRight') return (index + 1) % count
  if (key === 'ArrowLeft') return (index - 1 + count) % count
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return null
}
