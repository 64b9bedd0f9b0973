import { Checkbox } from '../text-field.tsx'
import type { Selection } from './use-grid-rows.ts'

/** The check-box over the check-boxes. */
export function SelectAll({
  selection,
  keys,
}: {
  readonly selection: Selection
  readonly keys: readonly string[]
}) {
  const count = keys.filter((key) => selection.selected.has(key)).length
  return (
    <Checkbox
      isChecked={keys.length > 0 && count === keys.length}
      isIndeterminate={count > 0 && count < keys.length}
      ariaLabel="Select all rows"
      onChange={(isChecked) => selection.onChange(new Set(isChecked ? keys : []))}
    />
  )
}
