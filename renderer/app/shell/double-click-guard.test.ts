import { describe, expect, it } from 'vitest'
import { createDoubleClickGuard, type Press } from './double-click-guard.ts'

const press = (clickCount: number, path: string, isOnWayOut = true): Press => ({
  clickCount,
  path,
  isOnWayOut,
})

describe('the second click of a double click', () => {
  it('is stray on the page that the first one opened', () => {
    const guard = createDoubleClickGuard()
    expect(guard.isStray(press(1, '/topics'))).toBe(false)
    expect(guard.isStray(press(2, '/topics/orders'))).toBe(true)
    expect(guard.isStray(press(3, '/topics/orders'))).toBe(true)
  })

  it('belongs to the page that is still in view', () => {
    const guard = createDoubleClickGuard()
    guard.isStray(press(1, '/topics'))
    expect(guard.isStray(press(2, '/topics'))).toBe(false)
  })

  it('belongs to what it falls on when the first was on a button, as on the crosses of tabs', () => {
    const guard = createDoubleClickGuard()
    guard.isStray(press(1, '/topics', false))
    expect(guard.isStray(press(2, '/topics/orders', false))).toBe(false)
  })

  it('is forgotten at the next first one', () => {
    const guard = createDoubleClickGuard()
    guard.isStray(press(1, '/topics'))
    expect(guard.isStray(press(1, '/topics/orders'))).toBe(false)
    expect(guard.isStray(press(2, '/topics/orders'))).toBe(false)
  })
})
