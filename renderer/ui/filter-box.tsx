import { Search, X } from 'lucide-react'
import { useRef } from 'react'
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

/** The filter of a page's grid. `/` focuses it from anywhere, Esc empties it, the down arrow goes to the rows. */
export function FilterBox(props: FilterBoxProps) {
  const { value, onChange, label, placeholder, width = 320, onLeave, problem } = props
  const input = useRef<HTMLInputElement>(null)
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
        value={value}
        onChange={onChange}
        placeholder={placeholder ?? 'Filter'}
        isData
        leftSection={<Search size={13} aria-hidden="true" />}
        rightSection={
          value === '' ? undefined : (
            <IconButton
              isSmall
              label="Clear filter"
              icon={<X size={13} />}
              onClick={() => {
                onChange('')
                input.current?.focus()
              }}
            />
          )
        }
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.stopPropagation()
            onChange('')
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
