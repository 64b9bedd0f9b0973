import { describe, expect, it } from 'vitest'
import { type GoTarget, routes } from '../routes.ts'
import { type PaletteSources, paletteRows } from './palette-model.ts'

const topic = (name: string): GoTarget => ({
  id: name,
  label: name,
  kind: 'Topic',
  target: routes.topic('local', name),
})
const sources: PaletteSources = {
  pages: [{ id: 'page:topics', label: 'Topics', kind: 'Page', target: routes.topics('local') }],
  things: [topic('orders'), topic('order-lines'), topic('payments')],
  commands: [
    { id: 'create', title: 'Create topic', run: () => {} },
    { id: 'theme', title: 'Use dark theme', keywords: 'night', run: () => {} },
  ],
  recent: [],
}
const labels = (query: string, more: Partial<PaletteSources> = {}) =>
  paletteRows(query, { ...sources, ...more }).map(({ label }) => label)

describe('paletteRows', () => {
  it('shows pages, and first what was gone to lately, before anything is typed', () => {
    expect(labels('', { recent: ['payments', 'gone'] })).toEqual(['payments', 'Topics'])
  })

  it('finds things and offers matching actions after them', () => {
    expect(labels('topic')).toEqual(['Topics', 'Create topic'])
  })

  it('shows only actions after >', () => {
    expect(labels('>')).toEqual(['Create topic', 'Use dark theme'])
    expect(labels('> night')).toEqual(['Use dark theme'])
  })

  it('lifts what was gone to lately', () => {
    expect(labels('order')[0]).toBe('orders')
    expect(labels('order', { recent: ['order-lines'] })[0]).toBe('order-lines')
  })

  it('shows nothing for what fits nothing', () => {
    expect(labels('zzzz')).toEqual([])
  })
})
