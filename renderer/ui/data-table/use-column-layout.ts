import { useCallback, useState } from 'react'
import { readStored, writeStored } from '../../lib/local-store.ts'
import { type ColumnLayout, DEFAULT_LAYOUT, type Sort } from './columns.ts'

export interface TableMemory {
  readonly layout: ColumnLayout
  readonly sort: Sort | null
  readonly setLayout: (change: (layout: ColumnLayout) => ColumnLayout) => void
  readonly setSort: (sort: Sort | null) => void
}

/** Widths, visibility and order of one table, kept between reloads under `storageKey`. */
export function useTableMemory(storageKey: string, defaultSort: Sort | null): TableMemory {
  const [layout, replaceLayout] = useState(
    () => readStored(`table.${storageKey}`, asLayout) ?? DEFAULT_LAYOUT,
  )
  const [sort, replaceSort] = useState(() => readStored(`sort.${storageKey}`, asSort) ?? defaultSort)
  const setLayout = useCallback(
    (change: (layout: ColumnLayout) => ColumnLayout) => {
      replaceLayout((current) => {
        const next = change(current)
        writeStored(`table.${storageKey}`, next)
        return next
      })
    },
    [storageKey],
  )
  const setSort = useCallback(
    (next: Sort | null) => {
      replaceSort(next)
      writeStored(`sort.${storageKey}`, next)
    },
    [storageKey],
  )
  return { layout, sort, setLayout, setSort }
}

function asLayout(value: unknown): ColumnLayout | null {
  if (typeof value !== 'object' || value === null) return null
  const widths = Object.entries(objectAt(value, 'widths')).filter(([, width]) => typeof width === 'number')
  const visibility = Object.entries(objectAt(value, 'visibility')).filter(
    ([, shown]) => typeof shown === 'boolean',
  )
  // Both were filtered to the values their types promise.
  return { widths: Object.fromEntries(widths), visibility: Object.fromEntries(visibility) } as ColumnLayout
}

function asSort(value: unknown): Sort | null {
  if (typeof value !== 'object' || value === null) return null
  const columnId: unknown = Reflect.get(value, 'columnId')
  return typeof columnId === 'string'
    ? { columnId, isDescending: Reflect.get(value, 'isDescending') === true }
    : null
}

function objectAt(value: object, key: string): object {
  const found: unknown = Reflect.get(value, key)
  return typeof found === 'object' && found !== null ? found : {}
}
