import { beforeEach, describe, expect, it } from 'vitest'
import { leave, tabStore, visit } from './tab-store.ts'

const topics = { page: 'topics', params: {}, href: '/c/local/topics', path: '/c/local/topics' } as const

beforeEach(() => tabStore.set({ connectionId: '', tabs: [], activePath: null, closed: [] }))

describe('the tab in view', () => {
  it('is the page that was visited', () => {
    visit(topics, false)
    expect(tabStore.get()).toMatchObject({ activePath: topics.path, tabs: [{ page: 'topics' }] })
  })

  it('is none while an address leads to no page, and its tab stays', () => {
    visit(topics, false)
    leave()
    expect(tabStore.get()).toMatchObject({ activePath: null, tabs: [{ page: 'topics' }] })
  })
})
