import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { IconButton } from './button.tsx'
import { TextField } from './text-field.tsx'

export interface FilterBoxProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Its accessible name, for example `Filter topics`. */
  readonly label: string
  readonly placeholder?: string
  readonly width?: number | string
  /** Down arrow: to the rows. */
  readonly onLeave?: () => void
  /** What is wrong with what was typed; shown on hover and by colour, and read aloud. */
  readonly problem?: string | null
}

/** Keys that come faster than this are told together. */
const REST_MS = 60

/** The filter of a page's grid. `/` focuses it from anywhere, Esc empties it, the down arrow goes to the rows. */
export function FilterBox(props: FilterBoxProps) {
  const { value, onChange, label, placeholder, width = 320, onLeave, problem } = props
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  const told = useRef(value)
  const latest = useRef(onChange)
  useEffect(() => {
    latest.current = onChange
  }, [onChange])
  useEffect(() => {
    // A change from elsewhere: a preset, another tab, the way back. While it is typed in, the box leads.
    if (value === told.current || document.activeElement === input.current) return
    told.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    if (text === told.current) return
    const timer = setTimeout(() => {
      told.current = text
      latest.current(text)
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <div
      className="filter-box"
      data-filter-box=""
      data-problem={problem ? '' : undefined}
      style={{ width }}
      title={problem ?? undefined}
    >
      <TextField
        inputRef={input}
        ariaLabel={label}
        value={text}
        onChange={setText}
        placeholder={placeholder ?? 'Filter'}
        isData
        leftSection={<Search size={13} aria-hidden="true" />}
        rightSection={
          text === '' ? undefined : (
            <IconButton
              isSmall
              label="Clear filter"
              icon={<X size={13} />}
              onClick={() => {
                setText('')
                input.current?.focus()
              }}
            />
          )
        }
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') {
            event.stopPropagation()
            setText('')
          } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault()
            onLeave?.()
          }
        }}
      />
      {problem ? (
        <span className="visually-hidden" role="status">
          {problem}
        </span>
      ) : null}
    </div>
  )
}
