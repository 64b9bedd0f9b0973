import { Columns3 } from 'lucide-react'
import { IconButton } from '../button.tsx'
import { MenuButton, type MenuEntry } from '../menu.tsx'
import { type Column, DEFAULT_LAYOUT, isVisible } from './columns.ts'
import type { TableMemory } from './use-column-layout.ts'

/** The entries that show and hide columns. */
export function columnEntries<Row>(
  columns: readonly Column<Row>[],
  memory: TableMemory,
): readonly MenuEntry[] {
  const choices = columns
    .filter((column) => column.isPinned !== true)
    .map((column): MenuEntry => {
      const isChecked = isVisible(column, memory.layout)
      return {
        id: column.id,
        label: column.header,
        isChecked,
        onSelect: () =>
          memory.setLayout((layout) => ({
            ...layout,
            visibility: { ...layout.visibility, [column.id]: !isChecked },
          })),
      }
    })
  return [
    { caption: 'Columns' },
    ...choices,
    'divider',
    { id: 'reset', label: 'Reset columns', onSelect: () => memory.setLayout(() => DEFAULT_LAYOUT) },
  ]
}

export function ColumnsButton<Row>(props: {
  readonly columns: readonly Column<Row>[]
  readonly memory: TableMemory
}) {
  return (
    <MenuButton entries={columnEntries(props.columns, props.memory)} position="bottom-end" label="Columns">
      <IconButton label="Columns" icon={<Columns3 size={15} />} />
    </MenuButton>
  )
}
