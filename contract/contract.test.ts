import { describe, expect, it } from 'vitest'
import { contract } from './index.ts'

const entries = Object.entries(contract).flatMap(([area, methods]) =>
  Object.entries(methods).map(([method, entry]) => ({ name: `${area}.${method}`, entry })),
)

describe('contract', () => {
  it.each(entries)('$name is documented in a sentence', ({ entry }) => {
    expect(entry.doc).toMatch(/^[A-Z].+\.$/)
  })

  it.each(entries)('$name names each error once', ({ entry }) => {
    expect(new Set(entry.errors).size).toBe(entry.errors.length)
  })
})
