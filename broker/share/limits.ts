/** Bounds and times of share groups that are not configs. */
import { MIB, MINUTE_MS, SECOND_MS } from '../base/units.ts'

/** Share partitions that one broker leads; a group that would need one more is refused. */
export const MAX_SHARE_PARTITIONS = 50_000

/** Partitions of one share session. */
export const MAX_SESSION_PARTITIONS = 10_000

/** Ranges of acknowledged offsets in one partition of one request. */
export const MAX_ACKNOWLEDGEMENT_BATCHES = 10_000

/** Changes of one share partition that wait to be stored. */
export const MAX_WAITING_CHANGES = 10_000

/** Ranges of one share partition kept apart; beyond it nothing further is acquired until some are done with. */
export const MAX_RANGES = 50_000

/** Reads in a row of one fetch that may find only what is left out (aborted transactions) before it waits. */
export const MAX_BARREN_READS = 16

/** Bytes of one partition that one fetch reads, unless its first batch is larger. */
export const MAX_PARTITION_READ_BYTES = MIB

/** States of share partitions in one partition of `__share_group_state`. */
export const MAX_STATES_PER_PARTITION = 100_000

/** Ranges of one stored state. */
export const MAX_STATE_BATCHES = 50_000

/** Longest wait for a share coordinator to take a change, with all attempts. */
export const PERSIST_TIMEOUT_MS = 15 * SECOND_MS

/** Attempts to reach the share coordinator. */
export const MAX_PERSIST_ATTEMPTS = 40

/** Wait between two attempts: doubles from the first to the second. */
export const PERSIST_BACKOFF_MS = 20
export const MAX_PERSIST_BACKOFF_MS = SECOND_MS

/** Requests to share coordinators that one broker has under way or waiting. */
export const MAX_PENDING_PERSISTS = 10_000

/** Share partitions put into one request to a share coordinator. */
export const MAX_PERSIST_BATCH = 500

/** Ranges of all share partitions put into one request to a share coordinator. */
export const MAX_PERSIST_RANGES = 20_000

/** How often what is superseded is cut off the start of `__share_group_state`. */
export const PRUNE_INTERVAL_MS = 5 * MINUTE_MS

/** States written anew in one round so that what lies before them can be cut off. */
export const MAX_COLD_SNAPSHOTS = 1_000
