import { Tooltip as MantineTooltip } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { KeyHint } from './key-hint.tsx'

export interface TooltipProps {
  readonly label: ReactNode
  readonly shortcut?: string
  readonly children: ReactElement
}

/** Words on hover and focus, after a pause. Never the only place of something one must know. */
export function Tooltip({ label, shortcut, children }: TooltipProps) {
  return (
    <MantineTooltip
      openDelay={450}
      withinPortal
      multiline
      maw={320}
      transitionProps={{ duration: 80 }}
      events={{ hover: true, focus: true, touch: false }}
      label={
        shortcut === undefined ? (
          label
        ) : (
          <span className="row">
            {label} <KeyHint keys={shortcut} />
          </span>
        )
      }
    >
      {children}
    </MantineTooltip>
  )
}
