import type { ReactNode } from 'react'
import type { GroupDetail, GroupMember, GroupPartition } from '#contract/groups'
import { PageLink } from '../../app/navigation.tsx'
import { routes, type Target } from '../../app/routes.ts'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { TopicLink } from '../../domain/topic-link.tsx'
import { Count, Missing, OffsetText } from '../../domain/values.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Properties } from '../../ui/page.tsx'
import { Inspector } from '../../ui/slots.tsx'
import {
  asLabel,
  memberEpochWords,
  type NamedMember,
  namedMembers,
  type PositionWords,
  positionWords,
} from './group-words.ts'
import { MemberChip } from './member-chip.tsx'
import { lagOf, ownersOf } from './partition-rows.ts'

export type GroupSelection =
  | { readonly kind: 'member'; readonly memberId: string }
  | { readonly kind: 'partition'; readonly topic: string; readonly partition: number }
  | { readonly kind: 'topic'; readonly topic: string }

/** The records at the committed offset, or the start of a share group: what it reads next. */
export function messagesAtCommit(connectionId: string, partition: GroupPartition): Target {
  return routes.topic(connectionId, partition.topic, {
    tab: 'messages',
    parts: String(partition.partition),
    ...(partition.committedOffset === null ? {} : { from: 'offset', at: String(partition.committedOffset) }),
  })
}

export interface SelectionInspectorProps {
  readonly detail: GroupDetail
  readonly selection: GroupSelection | null
}

/** What is selected on a group's page: a member, a partition, or a topic of it. */
export function SelectionInspector({ detail, selection }: SelectionInspectorProps) {
  const members = namedMembers(detail.members)
  const member = selection?.kind === 'member' ? members.get(selection.memberId) : undefined
  if (member !== undefined) return <MemberInspector named={member} detail={detail} />
  const partition =
    selection?.kind === 'partition'
      ? detail.partitions.find(
          (one) => one.topic === selection.topic && one.partition === selection.partition,
        )
      : undefined
  if (partition !== undefined) {
    return <PartitionInspector partition={partition} kind={detail.kind} members={members} />
  }
  if (selection?.kind === 'topic') return <TopicInspector topic={selection.topic} detail={detail} />
  return (
    <Inspector title="Group">
      <p className="inspector-body muted">Choose a partition or a member to see it here.</p>
    </Inspector>
  )
}

function MemberInspector({
  named: { member, name, index },
  detail: { kind, partitions },
}: {
  readonly named: NamedMember
  readonly detail: GroupDetail
}) {
  const isShared = kind === 'share'
  const owned = partitions.filter(({ memberIds }) => memberIds.includes(member.memberId))
  return (
    <Inspector title={<MemberChip name={name} index={index} />}>
      <div className="inspector-body stack">
        <Properties
          items={[
            [isShared ? 'Lag, shared' : 'Lag', <Count key="lag" value={lagOf(owned)} />],
            ['Client id', <Data key="client">{member.clientId === '' ? 'none' : member.clientId}</Data>],
            ['Host', <Data key="host">{member.host}</Data>],
            [
              'Member id',
              <span key="id" className="row">
                <Data>{member.memberId}</Data>
                <CopyButton isSmall text={member.memberId} what="member id" />
              </span>,
            ],
            ...(isShared ? [] : [staticInstance(member)]),
          ]}
        />
        {member.modern !== null && <ModernFacts modern={member.modern} isShared={isShared} />}
        <h3 className="section-title">Assigned partitions</h3>
        {owned.length === 0 ? (
          <p className="group-notice">
            {isShared
              ? 'Reads nothing yet: it waits for its assignment, or does not subscribe to a topic there is.'
              : 'Owns nothing. There may be more members than partitions.'}
          </p>
        ) : (
          <LagList partitions={owned} hasTopic />
        )}
      </div>
    </Inspector>
  )
}

/** Share groups have no static members. */
function staticInstance({ instanceId }: GroupMember): readonly [string, ReactNode] {
  return [
    'Static instance',
    instanceId === null ? <Missing key="instance" why="none" /> : <Data key="instance">{instanceId}</Data>,
  ]
}

/** What there is of a member of the consumer protocol, or of a share group. */
function ModernFacts({
  modern,
  isShared,
}: {
  readonly modern: NonNullable<GroupMember['modern']>
  readonly isShared: boolean
}) {
  const { memberEpoch, target, isClassic, subscribedTopics, subscribedRegex } = modern
  return (
    <Properties
      items={[
        ['Member epoch', memberEpoch < 0 ? memberEpochWords(memberEpoch) : String(memberEpoch)],
        ['Protocol', isShared ? 'Share' : isClassic ? 'Classic' : 'Consumer'],
        [
          'Subscribed to',
          <Data key="topics">
            {[...subscribedTopics, ...(subscribedRegex === null ? [] : [`/${subscribedRegex}/`])].join(
              ', ',
            ) || 'nothing'}
          </Data>,
        ],
        ...(isShared ? [] : [targetFact(target)]),
      ]}
    />
  )
}

function targetFact(target: NonNullable<GroupMember['modern']>['target']): readonly [string, ReactNode] {
  return [
    'Target',
    target.length === 0 ? (
      <Missing key="target" why="nothing" />
    ) : (
      <Data key="target">
        {target.map(({ topic, partitions }) => `${topic} ${partitions.join(', ')}`).join('; ')}
      </Data>
    ),
  ]
}

function PartitionInspector({
  partition,
  kind,
  members,
}: {
  readonly partition: GroupPartition
  readonly kind: GroupDetail['kind']
  readonly members: ReadonlyMap<string, NamedMember>
}) {
  const connectionId = useConnectionId()
  const words = positionWords(kind)
  const owners = ownersOf(partition, members)
  return (
    <Inspector
      title={
        <span className="mono">
          {partition.topic} / {partition.partition}
        </span>
      }
    >
      <div className="inspector-body stack">
        <Properties
          items={[
            ['Topic', <TopicLink key="topic" name={partition.topic} />],
            ['Lag', <Count key="lag" value={partition.lagRecords} />],
            [asLabel(words.name), <OffsetText key="committed" value={partition.committedOffset} />],
            [
              kind === 'share' ? 'End of the log' : 'End offset',
              <OffsetText key="end" value={partition.endOffset} />,
            ],
            [
              kind === 'share' ? 'Start of the log' : 'Start offset',
              <OffsetText key="start" value={partition.startOffset} />,
            ],
            [
              kind === 'share' ? 'Members' : 'Member',
              owners.length > 0 ? (
                <span key="owner" className="group-owners group-owners--all">
                  {owners.map(({ name, index, memberId }) => (
                    <MemberChip key={memberId} name={name} index={index} title={memberId} />
                  ))}
                </span>
              ) : members.size > 0 ? (
                <span key="owner" className="group-notice">
                  Nobody
                </span>
              ) : (
                <Missing key="owner" why="the group has no members" />
              ),
            ],
            ...(kind === 'share' ? [] : [metadataFact(partition)]),
          ]}
        />
        <Warnings partition={partition} words={words} />
        <div className="row">
          <PageLink
            className="button button--default button--small"
            to={messagesAtCommit(connectionId, partition)}
          >
            Messages at the {words.name}
          </PageLink>
        </div>
      </div>
    </Inspector>
  )
}

function metadataFact({ metadata }: GroupPartition): readonly [string, ReactNode] {
  return [
    'Metadata',
    metadata === '' ? <Missing key="metadata" why="none" /> : <Data key="metadata">{metadata}</Data>,
  ]
}

/** What about the commit should worry: it points where there are no records. */
function Warnings({
  partition,
  words,
}: {
  readonly partition: GroupPartition
  readonly words: PositionWords
}) {
  const { committedOffset, startOffset, endOffset, error } = partition
  if (error !== null) return <p className="secondary">{error}</p>
  if (committedOffset === null) return <p className="secondary">{words.noneMeaning}</p>
  if (startOffset !== null && committedOffset < startOffset)
    return (
      <p className="group-notice">
        The {words.name} lies before the first record kept. What was between has been deleted unread.
      </p>
    )
  if (endOffset !== null && committedOffset > endOffset)
    return (
      <p className="group-notice">
        The {words.name} lies behind the end of the log. The topic may have been deleted and made again.
      </p>
    )
  return null
}

function TopicInspector({ topic, detail }: { readonly topic: string; readonly detail: GroupDetail }) {
  const partitions = detail.partitions.filter((partition) => partition.topic === topic)
  return (
    <Inspector title={<span className="mono">{topic}</span>}>
      <div className="inspector-body stack">
        <Properties
          items={[
            ['Topic', <TopicLink key="topic" name={topic} />],
            ['Lag', <Count key="lag" value={lagOf(partitions)} />],
            ['Partitions', <Count key="partitions" value={partitions.length} />],
          ]}
        />
        <h3 className="section-title">Lag by partition</h3>
        <LagList partitions={partitions} />
      </div>
    </Inspector>
  )
}

function LagList({
  partitions,
  hasTopic = false,
}: {
  readonly partitions: readonly GroupPartition[]
  readonly hasTopic?: boolean
}) {
  const connectionId = useConnectionId()
  return (
    <table className="lag-list">
      <tbody>
        {partitions.map((partition) => (
          <tr key={`${partition.topic}/${partition.partition}`}>
            <th scope="row">
              <PageLink className="object-link mono truncate" to={messagesAtCommit(connectionId, partition)}>
                {hasTopic && `${partition.topic} / `}
                {partition.partition}
              </PageLink>
            </th>
            <td>
              <OffsetText value={partition.committedOffset} />
            </td>
            <td>
              <Count value={partition.lagRecords} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Data({ children }: { readonly children: ReactNode }) {
  return <span className="mono">{children}</span>
}
