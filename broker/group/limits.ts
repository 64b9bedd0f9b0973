/** Named limits of the group coordinator. Kafka has none of them; they keep one client from taking a broker's memory. */
import { KIB, MIB, MINUTE_MS, SECOND_MS } from '../base/units.ts'

/** Groups with members, or waiting for them, that one broker coordinates. */
export const MAX_GROUPS = 100_000

/** Members of one group, whatever `group.max.size` allows. */
export const MAX_GROUP_MEMBERS = 10_000

/** Members of one group that were given an id and have not come back with it. */
export const MAX_PENDING_MEMBERS = 10_000

/**
 * Characters of an id or name that a client chooses. Compact strings may be of any length, but what is
 * stored and what older clients are told has room for 32,767 bytes.
 */
export const MAX_NAME_LENGTH = 8_000

/** Protocols one member may offer. */
export const MAX_MEMBER_PROTOCOLS = 100

/** Bytes one member may tell, over all its protocols. */
export const MAX_MEMBER_METADATA_BYTES = MIB

/** Bytes all members of a group may have told. */
export const MAX_GROUP_METADATA_BYTES = 16 * MIB

/** Bytes of all assignments of a group. */
export const MAX_GROUP_ASSIGNMENT_BYTES = 16 * MIB

/** Partitions one group may have positions in. */
export const MAX_GROUP_OFFSETS = 1_000_000

/** Record bytes after which a batch is closed and another begun; one record may be larger. */
export const TARGET_BATCH_BYTES = 256 * KIB

/** A member that has not been answered yet cannot heartbeat: its JoinGroup is given up after this. */
export const NEW_MEMBER_JOIN_TIMEOUT_MS = 5 * MINUTE_MS

/** How often topics with stored positions are looked up, to forget those of deleted topics. */
export const TOPIC_SWEEP_INTERVAL_MS = SECOND_MS

/** How long a topic that was never seen must be missing before its positions are forgotten: the image may lag. */
export const ABSENT_TOPIC_GRACE_MS = 10 * MINUTE_MS

/** Characters of a regular expression of topics. */
export const MAX_REGEX_LENGTH = 8_000

/** How deep the groups of a regular expression may nest. */
export const MAX_REGEX_DEPTH = 250

/** The largest count in a repetition, as in RE2. */
export const MAX_REGEX_REPEAT = 1_000

/** Instructions of the program that a regular expression becomes. */
export const MAX_REGEX_INSTRUCTIONS = 10_000

/** Steps of matching between two turns of the event loop: a few milliseconds. */
export const REGEX_SLICE_STEPS = 500_000

/** Rest between two slices of matching, so that no group takes a broker for itself. */
export const REGEX_SLICE_PAUSE_MS = 5

/** Steps that looking one regular expression up in all topics may take; it matches nothing when they are not enough. */
export const MAX_REGEX_STEPS = 100_000_000

/** Steps that looking up all expressions of a group may take; those that are left over then match nothing. */
export const MAX_LOOKUP_STEPS = 400_000_000

/** Least time between two look-ups of a group's regular expressions. Source: Kafka's REGEX_BATCH_REFRESH_MIN_INTERVAL_MS. */
export const REGEX_MIN_REFRESH_MS = 10 * SECOND_MS

/** When taking a member out is tried again that could not be stored. */
export const FENCE_RETRY_MS = 500
