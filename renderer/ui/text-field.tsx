import {
  Checkbox as MantineCheckbox,
  Switch as MantineSwitch,
  NumberInput,
  Textarea,
  TextInput,
} from '@mantine/core'
import type { ReactNode, Ref } from 'react'
import { cx } from '../lib/cx.ts'
import './field.css'

interface FieldProps {
  /** Above the control. Give `ariaLabel` instead where there is no room. */
  readonly label?: ReactNode
  readonly ariaLabel?: string
  /** Below the control. */
  readonly help?: ReactNode
  readonly error?: ReactNode
  readonly autoFocus?: boolean
  readonly className?: string
}

export interface TextFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
  /** Monospaced, without spelling help: for names, ids, addresses. */
  readonly isData?: boolean
  readonly isReadOnly?: boolean
  readonly maxLength?: number
  readonly leftSection?: ReactNode
  readonly rightSection?: ReactNode
  readonly onBlur?: () => void
  readonly onKeyDown?: React.KeyboardEventHandler<HTMLInputElement>
  readonly inputRef?: Ref<HTMLInputElement>
}

export function TextField(props: TextFieldProps) {
  const { onChange, isData, isReadOnly, inputRef, ...rest } = props
  return (
    <TextInput
      {...fieldProps(props)}
      {...(inputRef === undefined ? {} : { ref: inputRef })}
      value={rest.value}
      placeholder={rest.placeholder ?? ''}
      readOnly={isReadOnly === true}
      {...(rest.maxLength === undefined ? {} : { maxLength: rest.maxLength })}
      leftSection={rest.leftSection}
      rightSection={rest.rightSection}
      {...(rest.onBlur === undefined ? {} : { onBlur: rest.onBlur })}
      {...(rest.onKeyDown === undefined ? {} : { onKeyDown: rest.onKeyDown })}
      spellCheck={isData !== true}
      autoComplete="off"
      classNames={{ input: cx(isData === true && 'field-data') }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

export interface TextAreaProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
  readonly rows?: number
  readonly isData?: boolean
}

export function TextArea(props: TextAreaProps) {
  return (
    <Textarea
      {...fieldProps(props)}
      value={props.value}
      placeholder={props.placeholder ?? ''}
      rows={props.rows ?? 3}
      spellCheck={props.isData !== true}
      classNames={{ input: cx(props.isData === true && 'field-data') }}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

export interface NumberFieldProps extends FieldProps {
  /** Null while it is empty. */
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly min?: number
  readonly max?: number
  readonly width?: number
}

export function NumberField(props: NumberFieldProps) {
  return (
    <NumberInput
      {...fieldProps(props)}
      value={props.value ?? ''}
      {...(props.min === undefined ? {} : { min: props.min })}
      {...(props.max === undefined ? {} : { max: props.max })}
      {...(props.width === undefined ? {} : { w: props.width })}
      allowDecimal={false}
      clampBehavior="none"
      classNames={{ input: 'field-data' }}
      onChange={(value) => props.onChange(typeof value === 'number' ? value : null)}
    />
  )
}

export interface CheckboxProps {
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
  readonly label?: ReactNode
  readonly ariaLabel?: string
  readonly isIndeterminate?: boolean
  readonly help?: ReactNode
  readonly tabIndex?: number
}

export function Checkbox(props: CheckboxProps) {
  return (
    <MantineCheckbox
      checked={props.isChecked}
      indeterminate={props.isIndeterminate === true}
      label={props.label}
      description={props.help}
      aria-label={props.ariaLabel}
      {...(props.tabIndex === undefined ? {} : { tabIndex: props.tabIndex })}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  )
}

export function Switch(props: Omit<CheckboxProps, 'isIndeterminate'>) {
  return (
    <MantineSwitch
      checked={props.isChecked}
      label={props.label}
      description={props.help}
      aria-label={props.ariaLabel}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  )
}

function fieldProps({ label, ariaLabel, help, error, autoFocus, className }: FieldProps) {
  return {
    label,
    'aria-label': ariaLabel,
    description: help,
    error: error ?? null,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as (
      | 'label'
      | 'input'
      | 'description'
      | 'error'
    )[],
    ...(autoFocus === true ? { 'data-autofocus': true } : {}),
    ...(className === undefined ? {} : { className }),
  }
}
