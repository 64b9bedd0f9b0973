import type { CSSProperties } from 'react'
import './groups.css'

export interface MemberChipProps {
  readonly name: string
  readonly index: number
  readonly title?: string
}

/** A member by its name and a mark of its colour; colours repeat after nine. */
export function MemberChip({ name, index, title = name }: MemberChipProps) {
  return (
    <span className="member-chip" title={title}>
      <i aria-hidden="true" style={{ '--member': `var(--cat-${index % 9})` } as CSSProperties} />
      <span className="truncate">{name}</span>
    </span>
  )
}
