/** Consumer groups, share groups among them: the list, one group's members, offsets and lag, and deletion. */
import { z } from 'zod'
import { mutation, query, stream } from './define.ts'
import { BrokerId, Confirmation, ConnectionId, GroupId, Offset, PartitionIndex } from './values.ts'

/** Most groups whose figures are asked for at once. */
export const MAX_SUMMARY_GROUPS = 200

export const GroupListing = z.object({
  groupId: GroupId,
  /** Kafka's state name, for example Stable, Empty, PreparingRebalance; `Unknown` when an old broker does not tell. */
  state: z.string(),
  protocolType: z.string(),
  /** `classic`, `consumer` (KIP-848), `share` or `streams`. */
  kind: z.enum(['classic', 'consumer', 'share', 'streams', 'unknown']),
})
export type GroupListing = z.infer<typeof GroupListing>

export const GroupSummary = z.object({
  groupId: GroupId,
  memberCount: z.number().int().nullable(),
  topics: z.array(z.string()),
  /** Sum of known lags; null when nothing was committed, and a share group has begun nowhere. */
  lagRecords: z.number().int().nullable(),
  /** The lag of some partition is not known: it is at least `lagRecords`. */
  isLagPartial: z.boolean(),
  coordinatorId: BrokerId.nullable(),
  error: z.string().nullable(),
})
export type GroupSummary = z.infer<typeof GroupSummary>

const Assignments = z.array(z.object({ topic: z.string(), partitions: z.array(PartitionIndex) }))

export const GroupMember = z.object({
  memberId: z.string(),
  instanceId: z.string().nullable(),
  clientId: z.string(),
  host: z.string(),
  assignments: Assignments,
  /** Members of groups of the consumer protocol (KIP-848) and of share groups; null in classic groups. */
  modern: z
    .object({
      /** -2: a static member that has left for a while. */
      memberEpoch: z.number().int(),
      /** What it is to hold; it holds `assignments`. The same in share groups. */
      target: Assignments,
      /** It speaks the classic protocol while the group moves from one to the other. */
      isClassic: z.boolean(),
      subscribedTopics: z.array(z.string()),
      subscribedRegex: z.string().nullable(),
    })
    .nullable(),
})
export type GroupMember = z.infer<typeof GroupMember>

export const GroupPartition = z.object({
  topic: z.string(),
  partition: PartitionIndex,
  /** Null: nothing was ever committed. In a share group its start offset, before which everything is done with;
   *  null: it has not begun. */
  committedOffset: Offset.nullable(),
  /** Of the log, as `endOffset`. */
  startOffset: Offset.nullable(),
  endOffset: Offset.nullable(),
  /** End less committed. In a share group what is not done with, as the broker counts it: records after the start
   *  may be done with; null where it does not tell (before Kafka 4.2). */
  lagRecords: z.number().int().nullable(),
  metadata: z.string(),
  /** None: nobody owns it. Members of a share group share partitions; elsewhere there is one at most. */
  memberIds: z.array(z.string()),
  error: z.string().nullable(),
})
export type GroupPartition = z.infer<typeof GroupPartition>

export const GroupDetail = z.object({
  groupId: GroupId,
  state: z.string(),
  kind: GroupListing.shape.kind,
  protocolType: z.string(),
  /** The chosen assignor, for example `range`. */
  protocolName: z.string(),
  coordinatorId: BrokerId.nullable(),
  /** How many changes the group has seen, and the one its target assignment was made for; null for classic groups. */
  epochs: z.object({ groupEpoch: z.number().int(), assignmentEpoch: z.number().int() }).nullable(),
  members: z.array(GroupMember),
  /** By topic, then partition. */
  partitions: z.array(GroupPartition),
  lagRecords: z.number().int().nullable(),
  /** When the figures were read. */
  sampledAtMs: z.number().int(),
})
export type GroupDetail = z.infer<typeof GroupDetail>

const OneGroup = { connectionId: ConnectionId, groupId: GroupId }

export const groups = {
  list: query({
    doc: 'Groups of every coordinator, by id. `unreachable` names the brokers whose groups may be missing: those that did not answer, and those that are down and whose part of the offsets topic nobody has taken over.',
    input: z.object({ connectionId: ConnectionId }),
    output: z.object({ groups: z.array(GroupListing), unreachable: z.array(BrokerId) }),
    errors: ['not-connected', 'timeout', 'broker-error'],
  }),
  summaries: query({
    doc: 'Members, topics and lag of the named groups, in the order asked; a group that fails carries its error.',
    input: z.object({ connectionId: ConnectionId, groupIds: z.array(GroupId).max(MAX_SUMMARY_GROUPS) }),
    output: z.array(GroupSummary),
    errors: ['not-connected', 'timeout'],
  }),
  get: query({
    doc: 'One group with its members, committed offsets and lag; a share group with its start offsets.',
    input: z.object(OneGroup),
    output: GroupDetail,
    errors: ['not-connected', 'timeout', 'not-found', 'broker-error'],
  }),
  watch: stream({
    doc: 'The same, again and again while somebody looks.',
    input: z.object({ ...OneGroup, intervalMs: z.number().int().min(500).max(60_000) }),
    item: GroupDetail,
    errors: ['not-connected', 'timeout', 'not-found', 'broker-error'],
  }),
  delete: mutation({
    doc: 'Deletes a group and its committed offsets, or the state of a share group. Kafka refuses while it has members.',
    input: z.object({ ...OneGroup, confirmation: Confirmation }),
    output: z.object({}),
    errors: ['not-connected', 'timeout', 'not-found', 'broker-error', 'read-only', 'confirmation-required'],
  }),
} as const
