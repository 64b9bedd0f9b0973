import type { Assignor } from './assignor.ts'
import { rangeAssignor } from './range.ts'
import { roundRobinAssignor } from './round-robin.ts'

/** The assignors there are, by the name of their protocol. */
export const ASSIGNORS = { range: rangeAssignor, roundrobin: roundRobinAssignor } as const satisfies Readonly<
  Record<string, Assignor>
>

/** Name of an assignor, as it travels. */
export type AssignorName = keyof typeof ASSIGNORS
