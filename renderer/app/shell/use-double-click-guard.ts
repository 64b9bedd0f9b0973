import { useEffect } from 'react'
import { createDoubleClickGuard } from './double-click-guard.ts'

const WAYS_OUT = 'a[href], [role="row"]'

/** Keeps the second click of a double click from the page that the first one opened. */
export function useDoubleClickGuard(): void {
  useEffect(() => {
    const guard = createDoubleClickGuard()
    let isStray = false
    const onPress = (event: MouseEvent) => {
      const wayOut = event.target instanceof Element ? event.target.closest(WAYS_OUT) : null
      isStray = guard.isStray({
        clickCount: event.detail,
        isOnWayOut: wayOut !== null,
        path: window.location.hash.split('?')[0] ?? '',
      })
      // Also on a link that has not led away yet: the word would stay selected on the page to come.
      if (isStray || (event.detail > 1 && wayOut instanceof HTMLAnchorElement)) event.preventDefault()
    }
    const onClick = (event: MouseEvent) => {
      if (!isStray) return
      event.preventDefault()
      event.stopPropagation()
    }
    document.addEventListener('mousedown', onPress, true)
    document.addEventListener('click', onClick, true)
    document.addEventListener('dblclick', onClick, true)
    return () => {
      document.removeEventListener('mousedown', onPress, true)
      document.removeEventListener('click', onClick, true)
      document.removeEventListener('dblclick', onClick, true)
    }
  }, [])
}
