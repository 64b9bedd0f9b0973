import { describe, expect, it } from 'vitest'
import { type Column, DEFAULT_LAYOUT, gridTemplate, sortRows, visibleColumns } from './columns.ts'

interface Item {
  readonly name: string
  readonly size: number | null
}

const columns: readonly Column<Item>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 200,
    isFlexible: true,
    isPinned: true,
    cell: (row) => row.name,
    sortBy: (row) => row.name,
  },
  { id: 'size', header: 'Size', width: 80, cell: (row) => row.size, sortBy: (row) => row.size },
  { id: 'note', header: 'Note', width: 80, cell: () => '', isHiddenAtFirst: true },
]
const rows: readonly Item[] = [
  { name: 'part-10', size: null },
  { name: 'part-2', size: 7 },
  { name: 'Part-1', size: 30 },
]
const names = (sorted: readonly Item[]) => sorted.map((row) => row.name)

describe('sortRows', () => {
  it('orders numbers within names by value and ignores case', () => {
    expect(names(sortRows(rows, columns, { columnId: 'name', isDescending: false }))).toEqual([
      'Part-1',
      'part-2',
      'part-10',
    ])
  })

  it.each([false, true])('keeps what is unknown last when descending is %s', (isDescending) => {
    expect(names(sortRows(rows, columns, { columnId: 'size', isDescending })).at(-1)).toBe('part-10')
  })

  it('leaves rows alone for a column that is not there', () => {
    expect(sortRows(rows, columns, { columnId: 'gone', isDescending: true })).toBe(rows)
  })
})

describe('column layout', () => {
  it('hides what starts hidden and never what is pinned', () => {
    const layout = { widths: {}, visibility: { name: false, note: true } }
    expect(visibleColumns(columns, DEFAULT_LAYOUT).map(({ id }) => id)).toEqual(['name', 'size'])
    expect(visibleColumns(columns, layout).map(({ id }) => id)).toEqual(['name', 'size', 'note'])
  })

  it('gives a dragged flexible column its width and adds a filler', () => {
    const dragged = gridTemplate(columns.slice(0, 2), { widths: { name: 300 }, visibility: {} }, true)
    expect(dragged).toEqual({ template: '34px 300px 80px minmax(0, 1fr)', minWidth: 414 })
  })
})
