import type { GroupListing } from '#contract/groups'
import { Badge } from '../../ui/badge.tsx'
import { kindHint, kindWords } from './group-words.ts'

/** The kind of a group; those that are not classic stand out. */
export function KindBadge({ kind }: { readonly kind: GroupListing['kind'] }) {
  const isUsual = kind === 'classic' || kind === 'unknown'
  return (
    <Badge tone={isUsual ? 'neutral' : 'accent'} title={kindHint(kind)}>
      {kindWords(kind)}
    </Badge>
  )
}
