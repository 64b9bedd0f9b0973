import { ChevronDown, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from '../ui/button.tsx'
import { MenuButton } from '../ui/menu.tsx'
import { TextField } from '../ui/text-field.tsx'
import { formatPartitions, parsePartitions } from './partition-picker-text.ts'

export interface PartitionPickerProps {
  readonly partitionCount: number
  /** Empty: all. */
  readonly selected: readonly number[]
  readonly onChange: (selected: readonly number[]) => void
}

/** Most partitions that a menu lists; of more, typing is quicker than looking. */
const MAX_MENU_ENTRIES = 32

/** All partitions of a topic, or some: typed as `3, 7-12`, or ticked where there are few. */
export function PartitionPicker({ partitionCount, selected, onChange }: PartitionPickerProps) {
  const shown = formatPartitions(selected)
  const [text, setText] = useState(shown)
  useEffect(() => setText(shown), [shown])
  const parsed = parsePartitions(text, partitionCount)
  const commit = () => {
    if (parsed !== null && formatPartitions(parsed) !== shown) onChange(parsed)
    else if (parsed !== null) setText(shown)
  }
  return (
    <TextField
      ariaLabel={`Partitions, 0 to ${partitionCount - 1}, such as 3, 7-12; empty for all`}
      isData
      className="partition-picker"
      value={text}
      placeholder="All partitions"
      error={parsed === null}
      onChange={setText}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        else if (event.key === 'Escape') setText(shown)
      }}
      rightSection={
        partitionCount > MAX_MENU_ENTRIES ? (
          text !== '' && (
            <IconButton
              label="All partitions"
              isSmall
              icon={<X size={12} />}
              onClick={() => {
                setText('')
                onChange([])
              }}
            />
          )
        ) : (
          <PartitionMenu partitionCount={partitionCount} selected={selected} onChange={onChange} />
        )
      }
    />
  )
}

function PartitionMenu({ partitionCount, selected, onChange }: PartitionPickerProps) {
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
  const all = {
    id: 'all',
    label: 'All partitions',
    isChecked: selected.length === 0,
    onSelect: () => onChange([]),
  }
  return (
    <MenuButton label="Partitions" position="bottom-end" entries={[all, 'divider', ...entries]}>
      <button type="button" className="icon-button icon-button--small" aria-label="Choose partitions">
        <ChevronDown size={13} aria-hidden="true" />
      </button>
    </MenuButton>
  )
}
