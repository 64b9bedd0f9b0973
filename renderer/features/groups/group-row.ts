import type { GroupListing, GroupSummary } from '#contract/groups'

/** A row of the list: name and state at once, the figures when they are read. */
export interface GroupRow {
  readonly group: GroupListing
  readonly summary: GroupSummary | undefined
}

export const groupRowKey = ({ group }: GroupRow): string => group.groupId
