import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'

export interface VirtualListProps<T> {
  readonly label: string
  readonly items: readonly T[]
  readonly rowHeight: number
  readonly keyOf: (item: T) => string | number
  readonly render: (item: T, index: number) => ReactNode
  /** Keeps the end in view as items arrive. */
  readonly follows?: boolean
  /** Told when the user scrolls away from the end (false) or back to it (true). */
  readonly onFollowChange?: (follows: boolean) => void
  readonly className?: string
}

/** Rows of one height, of which only those in view exist. For logs and lists; grids use DataTable. */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { label, items, rowHeight, keyOf, render, follows = false, onFollowChange, className } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  })
  const lastItem = items.at(-1)
  useEffect(() => {
    const element = scroller.current
    if (follows && element !== null && lastItem !== undefined) element.scrollTop = element.scrollHeight
  }, [follows, lastItem])
  const onScroll = () => {
    const element = scroller.current
    if (element === null || onFollowChange === undefined) return
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < rowHeight
    if (isAtEnd !== follows) onFollowChange(isAtEnd)
  }
  return (
    <div
      ref={scroller}
      className={className}
      style={{ flex: 1, minHeight: 0, overflow: 'auto' }}
      role="log"
      aria-live="off"
      aria-label={label}
      tabIndex={0}
      onWheel={onScroll}
      onKeyUp={onScroll}
      onPointerUp={onScroll}
    >
      <div style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((row) => {
          const item = items[row.index]
          if (item === undefined) return null
          return (
            <div
              key={keyOf(item)}
              style={{
                position: 'absolute',
                top: 0,
                right: 0,
                left: 0,
                height: rowHeight,
                transform: `translateY(${row.start}px)`,
              }}
            >
              {render(item, row.index)}
            </div>
          )
        })}
      </div>
    </div>
  )
}
