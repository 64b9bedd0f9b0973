import { ChevronDown } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { MenuButton } from '../ui/menu.tsx'

export interface PartitionPickerProps {
  readonly partitionCount: number
  /** Empty: all. */
  readonly selected: readonly number[]
  readonly onChange: (selected: readonly number[]) => void
}

/** All partitions of a topic, or some. */
export function PartitionPicker({ partitionCount, selected, onChange }: PartitionPickerProps) {
  const chosen = new Set(selected)
  const entries = Array.from({ length: partitionCount }, (_, partition) => ({
    id: String(partition),
    label: `Partition ${partition}`,
    isChecked: chosen.has(partition),
    onSelect: () => {
      const next = new Set(chosen)
      if (!next.delete(partition)) next.add(partition)
      onChange([...next].sort((left, right) => left - right))
    },
  }))
  return (
    <MenuButton
      label="Partitions"
      entries={[
        {
          id: 'all',
          label: 'All partitions',
          isChecked: selected.length === 0,
          onSelect: () => onChange([]),
        },
        'divider',
        ...entries,
      ]}
    >
      <Button aria-label={`Partitions: ${pickerLabel(selected)}`}>
        {pickerLabel(selected)}
        <ChevronDown size={13} aria-hidden="true" />
      </Button>
    </MenuButton>
  )
}

function pickerLabel(selected: readonly number[]): string {
  if (selected.length === 0) return 'All partitions'
  if (selected.length <= 3) return `Partition ${selected.join(', ')}`
  return `${selected.length} partitions`
}
