/** What a press begins on, as far as it matters here. */
export interface Press {
  /** 1 for the first of a series in one place, 2 for the second of a double click. */
  readonly clickCount: number
  /** On a link or a row, which may lead to another page. */
  readonly isOnWayOut: boolean
  /** The page in view. */
  readonly path: string
}

interface DoubleClickGuard {
  /** Whether the press, and the clicks that come of it, were meant for the page that has gone. */
  isStray(press: Press): boolean
}

/**
 * The first click of a double click on a link opens its page, and the second then falls on whatever stands
 * there: it would select its text, or press it. The guard tells such a second click.
 */
export function createDoubleClickGuard(): DoubleClickGuard {
  let leftFrom: string | null = null
  return {
    isStray: ({ clickCount, isOnWayOut, path }) => {
      if (clickCount > 1) return leftFrom !== null && leftFrom !== path
      leftFrom = isOnWayOut ? path : null
      return false
    },
  }
}
