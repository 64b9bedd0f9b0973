import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react'
import type { GroupDetail, GroupMember } from '#contract/groups'
import { LagBadge } from '../../domain/values.tsx'
import { copyText } from '../../lib/clipboard.ts'
import { cx } from '../../lib/cx.ts'
import { formatInteger, plural } from '../../lib/format-number.ts'
import { Badge } from '../../ui/badge.tsx'
import { ContextMenu } from '../../ui/menu.tsx'
import { memberEpochWords, namedMembers, nobodyWords } from './group-words.ts'
import { markedTopics, type PartitionMark } from './handover.ts'
import { MemberChip } from './member-chip.tsx'
import { lagOf } from './partition-rows.ts'

/** Most members listed; a group of more is counted. */
const MAX_MEMBERS = 200
/** Most partitions named of one topic of one member. */
const MAX_CHIPS = 24

export interface MembersPanelProps {
  readonly detail: GroupDetail
  readonly selectedId: string | null
  readonly onSelect: (memberId: string) => void
  /** Space or Enter. */
  readonly onPreview: () => void
}

/** Who is in the group, what each owns and how far behind it is; who owns nothing, and what nobody owns. */
export function MembersPanel({ detail, selectedId, onSelect, onPreview }: MembersPanelProps) {
  const list = useRef<HTMLUListElement>(null)
  const [menu, setMenu] = useState<{
    readonly x: number
    readonly y: number
    readonly of: GroupMember
  } | null>(null)
  const named = useMemo(() => [...namedMembers(detail.members).values()], [detail.members])
  const shown = named.slice(0, MAX_MEMBERS)
  const focusedId = shown.some(({ member }) => member.memberId === selectedId)
    ? selectedId
    : (shown[0]?.member.memberId ?? null)
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const at = shown.findIndex(({ member }) => member.memberId === focusedId)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key]
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault()
      if (focusedId !== null) onSelect(focusedId)
      onPreview()
    }
    const member = next === undefined ? undefined : shown[next]?.member
    if (next === undefined || member === undefined) return
    event.preventDefault()
    onSelect(member.memberId)
    const option = list.current?.children[next]
    if (option instanceof HTMLElement) option.focus()
  }
  return (
    <aside className="members" aria-label="Members">
      <h2 className="members-title">
        {detail.members.length === 0 ? 'No members' : plural(detail.members.length, 'member')}
      </h2>
      <Unowned detail={detail} />
      {detail.members.length === 0 && <p className="members-none">{nobodyWords(detail.kind)}</p>}
      <ul ref={list} role="listbox" aria-label="Members" onKeyDown={onKeyDown}>
        {shown.map(({ member, name, index }) => (
          <li
            key={member.memberId}
            role="option"
            aria-selected={member.memberId === selectedId}
            tabIndex={member.memberId === focusedId ? 0 : -1}
            className={cx('member', member.memberId === selectedId && 'member--selected')}
            onClick={() => onSelect(member.memberId)}
            onDoubleClick={onPreview}
            onContextMenu={(event: MouseEvent) => {
              event.preventDefault()
              onSelect(member.memberId)
              setMenu({ x: event.clientX, y: event.clientY, of: member })
            }}
          >
            <MemberLines member={member} name={name} index={index} detail={detail} />
          </li>
        ))}
      </ul>
      {named.length > MAX_MEMBERS && (
        <p className="members-none">
          The first {formatInteger(MAX_MEMBERS)} of {formatInteger(named.length)} are listed.
        </p>
      )}
      <ContextMenu
        at={menu}
        label="Member actions"
        entries={
          menu === null
            ? []
            : [
                { id: 'id', label: 'Copy member id', onSelect: () => void copyText(menu.of.memberId) },
                { id: 'client', label: 'Copy client id', onSelect: () => void copyText(menu.of.clientId) },
                { id: 'host', label: 'Copy host', onSelect: () => void copyText(menu.of.host) },
              ]
        }
        onClose={() => setMenu(null)}
      />
    </aside>
  )
}

interface MemberLinesProps {
  readonly member: GroupMember
  readonly name: string
  readonly index: number
  readonly detail: GroupDetail
}

function MemberLines({ member, name, index, detail: { kind, partitions } }: MemberLinesProps) {
  // What is left of a partition that is shared is nobody's own.
  const owned =
    kind === 'share' ? [] : partitions.filter(({ memberIds }) => memberIds.includes(member.memberId))
  const topics = markedTopics(member)
  return (
    <>
      <div className="member-head">
        <MemberChip name={name} index={index} title={member.memberId} />
        {member.instanceId !== null && (
          <Badge title="Static membership: it keeps its partitions over a restart">static</Badge>
        )}
        {member.modern?.isClassic === true && (
          <Badge title="It speaks the classic protocol; the group is between the two">classic</Badge>
        )}
        {member.modern !== null && (
          <span className="muted nowrap" title="The change to the group that the member has come to">
            {memberEpochWords(member.modern.memberEpoch)}
          </span>
        )}
        <span className="fill" />
        {owned.length > 0 && <LagBadge value={lagOf(owned)} />}
      </div>
      <div className="member-host mono">{member.host}</div>
      {topics.length === 0 ? (
        <div className="group-notice">{kind === 'share' ? 'Reads nothing' : 'Owns nothing'}</div>
      ) : (
        topics.map(({ topic, partitions: marked }) => (
          <div key={topic} className="assignment">
            <span className="mono truncate" title={topic}>
              {topic}
            </span>
            <span className="assignment-chips">
              {marked.slice(0, MAX_CHIPS).map(({ partition, mark }) => (
                <PartitionMarkChip key={partition} partition={partition} mark={mark} />
              ))}
              {marked.length > MAX_CHIPS && <em>+{marked.length - MAX_CHIPS}</em>}
            </span>
          </div>
        ))
      )}
    </>
  )
}

const MARK_HINTS: Readonly<Record<Exclude<PartitionMark, 'held'>, string>> = {
  leaving: 'To be given up: the target assignment has it with another member',
  coming: 'To come: another member has not given it up yet',
}

/** A partition of a member, and whether it goes or comes. */
function PartitionMarkChip({
  partition,
  mark,
}: {
  readonly partition: number
  readonly mark: PartitionMark
}) {
  if (mark === 'held') return <span>{partition}</span>
  return (
    <span className={`assignment-chip--${mark}`} title={MARK_HINTS[mark]}>
      {partition}
      <span className="visually-hidden">{mark === 'leaving' ? ' leaving' : ' coming'}</span>
    </span>
  )
}

/** Partitions with a commit that no member reads, while there are members. */
function Unowned({ detail }: { readonly detail: GroupDetail }) {
  const orphans = detail.partitions.filter(({ memberIds }) => memberIds.length === 0)
  if (detail.members.length === 0 || orphans.length === 0) return null
  const topics = [...new Set(orphans.map(({ topic }) => topic))]
  return (
    <p className="members-callout">
      Nobody {detail.kind === 'share' ? 'reads' : 'owns'} {plural(orphans.length, 'partition')}:{' '}
      {topics
        .map((topic) => {
          const numbers = orphans.filter((orphan) => orphan.topic === topic).map(({ partition }) => partition)
          return `${topic} ${numbers.slice(0, MAX_CHIPS).join(', ')}${numbers.length > MAX_CHIPS ? ' …' : ''}`
        })
        .join('; ')}
      . {detail.kind === 'share' ? 'An assignment' : 'A rebalance'} may be under way, or the members do not
      subscribe to it.
    </p>
  )
}
