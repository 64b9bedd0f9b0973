import { describe, expect, it } from 'vitest'
import type { PageName } from '../routes.ts'
import { closeTab, keepTab, MAX_TABS, type OpenTab, parseTabs, visitTab } from './tab-model.ts'

const tab = (path: string, isPreview = false): OpenTab => ({
  path,
  href: path,
  page: 'topic',
  params: {},
  isPreview,
})
const paths = (tabs: readonly OpenTab[]) => tabs.map(({ path }) => path)
const isPage = (name: unknown): name is PageName => name === 'topic'

describe('visitTab', () => {
  it('opens a page after the one it came from', () => {
    expect(paths(visitTab([tab('a'), tab('b')], tab('c'), 'a'))).toEqual(['a', 'c', 'b'])
  })

  it('keeps the place of a known page and remembers its search', () => {
    const tabs = visitTab([tab('a'), tab('b')], { ...tab('a'), href: 'a?q=1' }, 'b')
    expect(tabs.map(({ href }) => href)).toEqual(['a?q=1', 'b'])
  })

  it('replaces the preview with the next object', () => {
    expect(paths(visitTab([tab('a'), tab('t1', true)], tab('t2', true), 'a'))).toEqual(['a', 't2'])
  })

  it('leaves a kept tab alone', () => {
    const tabs = keepTab([tab('t1', true)], 't1')
    expect(paths(visitTab(tabs, tab('t2', true), 't1'))).toEqual(['t1', 't2'])
  })

  it('drops the oldest beyond the limit', () => {
    const full = Array.from({ length: MAX_TABS }, (_, index) => tab(`t${index}`))
    const tabs = visitTab(full, tab('one-more'), null)
    expect(tabs.length).toBe(MAX_TABS)
    expect(paths(tabs)[0]).toBe('t1')
  })
})

describe('closeTab', () => {
  it('shows the neighbour that takes the place, or the last', () => {
    expect(closeTab([tab('a'), tab('b'), tab('c')], 'b').next?.path).toBe('c')
    expect(closeTab([tab('a'), tab('b')], 'b').next?.path).toBe('a')
    expect(closeTab([tab('a')], 'a').next).toBeNull()
  })
})

describe('parseTabs', () => {
  it('reads back what was written', () => {
    const tabs = [tab('a'), tab('b', true)]
    expect(parseTabs(JSON.parse(JSON.stringify(tabs)), isPage)).toEqual(tabs)
  })

  it.each([
    null,
    'x',
    [1],
    [{ path: 'a' }],
    [{ ...tab('a'), page: 'gone' }],
    [{ ...tab('a'), params: { x: 1 } }],
  ])('drops %j', (value) => {
    expect(parseTabs(value, isPage)).toEqual([])
  })
})
