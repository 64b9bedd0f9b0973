import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react'
import { cx } from '../lib/cx.ts'
import { asNumber, readStored, writeStored } from '../lib/local-store.ts'
import './split-pane.css'

export interface SplitPaneProps {
  /** Takes what is left. */
  readonly main: ReactNode
  /** Has a size of its own, in pixels; null hides it. */
  readonly side: ReactNode | null
  readonly sidePosition?: 'right' | 'left' | 'bottom'
  readonly initialSize: number
  readonly minSize: number
  readonly maxSize: number
  /** Names the divider, for example `Resize inspector`. */
  readonly label: string
  /** Remembers the size under this key. */
  readonly storageKey: string
}

const KEY_STEP = 16

/** Two panes and a divider: drag it, or focus it and use the arrows; double-click resets. */
export function SplitPane(props: SplitPaneProps) {
  const { main, side, sidePosition = 'right', initialSize, minSize, maxSize, label, storageKey } = props
  const [size, setSize] = useState(() => readStored(`split.${storageKey}`, asNumber) ?? initialSize)
  const isVertical = sidePosition === 'bottom'
  const sign = sidePosition === 'left' ? 1 : -1
  const resize = (next: number) => {
    const clamped = Math.round(Math.min(maxSize, Math.max(minSize, next)))
    setSize(clamped)
    writeStored(`split.${storageKey}`, clamped)
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget
    const start = isVertical ? event.clientY : event.clientX
    handle.setPointerCapture(event.pointerId)
    handle.onpointermove = (move) =>
      resize(size + sign * ((isVertical ? move.clientY : move.clientX) - start))
    handle.onpointerup = () => {
      handle.onpointermove = null
      handle.onpointerup = null
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const forward = isVertical ? 'ArrowDown' : 'ArrowRight'
    const back = isVertical ? 'ArrowUp' : 'ArrowLeft'
    if (event.key !== forward && event.key !== back) return
    event.preventDefault()
    resize(size + sign * (event.key === forward ? KEY_STEP : -KEY_STEP))
  }
  const sidePane =
    side === null ? null : (
      <div className="split-side" style={isVertical ? { height: size } : { width: size }}>
        {side}
      </div>
    )
  const divider = side !== null && (
    <div
      className="split-divider"
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={isVertical ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      aria-valuemin={minSize}
      aria-valuemax={maxSize}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDoubleClick={() => resize(initialSize)}
    />
  )
  return (
    <div className={cx('split', isVertical && 'split--vertical')}>
      {sidePosition === 'left' && sidePane}
      {sidePosition === 'left' && divider}
      <div className="split-main">{main}</div>
      {sidePosition !== 'left' && divider}
      {sidePosition !== 'left' && sidePane}
    </div>
  )
}
