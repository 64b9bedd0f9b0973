import { ListFilter as FilterIcon } from 'lucide-react'
import { IconButton } from '../ui/button.tsx'
import { FilterBox } from '../ui/filter-box.tsx'
import { MenuButton } from '../ui/menu.tsx'
import type { FilterPreset } from './filter-words.ts'

const WIDTH = 360

export interface ListFilterProps {
  /** `Filter topics`. */
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** The keyboard goes on to the list. */
  readonly onLeave: () => void
  /** What of it was not understood. */
  readonly problem: string | null
  readonly presets: readonly FilterPreset[]
}

/** The filter over a list, and the filters one wants often: choosing one writes it into the box. */
export function ListFilter({ presets, ...box }: ListFilterProps) {
  return (
    <>
      <FilterBox width={WIDTH} {...box} />
      <MenuButton
        label="Filters"
        entries={presets.map((preset) => ({
          id: preset.filter,
          label: preset.label,
          onSelect: () => box.onChange(preset.filter),
        }))}
      >
        <IconButton label="Filters one wants often" icon={<FilterIcon size={15} />} />
      </MenuButton>
    </>
  )
}
