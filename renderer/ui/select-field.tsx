import { Select } from '@mantine/core'
import type { ReactNode } from 'react'

export interface SelectOption<T extends string> {
  readonly value: T
  readonly label: string
}

export interface SelectFieldProps<T extends string> {
  readonly value: T
  readonly options: readonly SelectOption<T>[]
  readonly onChange: (value: T) => void
  readonly label?: ReactNode
  readonly ariaLabel?: string
  readonly help?: ReactNode
  readonly width?: number
  readonly isSearchable?: boolean
}

export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { value, options, onChange, label, ariaLabel, help, width, isSearchable = false } = props
  return (
    <Select
      value={value}
      data={[...options]}
      label={label}
      aria-label={ariaLabel}
      description={help}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      allowDeselect={false}
      searchable={isSearchable}
      maxDropdownHeight={320}
      {...(width === undefined ? {} : { w: width })}
      comboboxProps={{ shadow: 'none', transitionProps: { duration: 80 } }}
      onChange={(next) => {
        const chosen = options.find((option) => option.value === next)
        if (chosen !== undefined) onChange(chosen.value)
      }}
    />
  )
}
