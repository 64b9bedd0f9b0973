import { useEffect, useState } from 'react'
import { formatAgo } from '../lib/format-duration.ts'
import { nowMs } from '../lib/now.ts'

const TICK_MS = 1_000

/** True once `atMs` lies further back than `maxAgeMs`. */
export function useIsOlder(atMs: number | null, maxAgeMs: number): boolean {
  const [isOlder, setIsOlder] = useState(false)
  useEffect(() => {
    setIsOlder(false)
    if (atMs === null) return
    const timer = setTimeout(() => setIsOlder(true), Math.max(0, atMs + maxAgeMs - nowMs()))
    return () => clearTimeout(timer)
  }, [atMs, maxAgeMs])
  return isOlder
}

/** How old what is shown is, counting up: `Read 4 s ago`. */
export function Age({ atMs, prefix = 'Read ' }: { readonly atMs: number; readonly prefix?: string }) {
  const [now, setNow] = useState(nowMs)
  useEffect(() => {
    const timer = setInterval(() => setNow(nowMs()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <span>
      {prefix}
      {formatAgo(Math.max(0, now - atMs))}
    </span>
  )
}
