import { useEffect, useState } from 'react'
import './skeleton.css'

/** The pause before a skeleton appears: what comes faster shows no flicker. */
const SKELETON_DELAY_MS = 150

/** True once `isOn` has lasted 150 ms. */
export function useDelayed(isOn: boolean): boolean {
  const [isDue, setIsDue] = useState(false)
  useEffect(() => {
    if (!isOn) return
    const timer = setTimeout(() => setIsDue(true), SKELETON_DELAY_MS)
    return () => {
      clearTimeout(timer)
      setIsDue(false)
    }
  }, [isOn])
  return isOn && isDue
}

/** A grey bar where text will be; invisible for the first 150 ms, at its final size from the start. */
export function Skeleton({
  width = '60%',
  height = 10,
}: {
  readonly width?: number | string
  readonly height?: number
}) {
  return <span className="skeleton" style={{ width, height }} aria-hidden="true" />
}
