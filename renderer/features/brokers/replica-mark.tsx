import type { CSSProperties } from 'react'
import { brokerColor } from '../../domain/broker-chip.tsx'
import type { ReplicaCell, ReplicaRole } from './replica-map.ts'

const ROLE_WORDS: Readonly<Record<ReplicaRole, string>> = {
  leader: 'leader',
  inSync: 'in sync',
  outOfSync: 'out of sync',
  offline: 'offline',
  none: 'no replica',
}

/** What a broker is to a partition, by shape: square leader, disc in sync, ring out of sync, cross offline. */
export function ReplicaMark({ brokerId, cell }: { readonly brokerId: number; readonly cell: ReplicaCell }) {
  const { role, isPreferred, isLostLeader } = cell
  const words = [
    isLostLeader ? 'leader, offline' : ROLE_WORDS[role],
    ...(isPreferred ? ['preferred leader'] : []),
  ].join(', ')
  return (
    <span
      className="replica"
      data-role={role}
      data-preferred={isPreferred ? '' : undefined}
      style={{ '--broker': brokerColor(brokerId) } as CSSProperties}
      title={`Broker ${brokerId}: ${words}`}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <Shape role={role} isLostLeader={isLostLeader} />
      </svg>
      <span className="visually-hidden">{words}</span>
    </span>
  )
}

function Shape({ role, isLostLeader }: { readonly role: ReplicaRole; readonly isLostLeader: boolean }) {
  switch (role) {
    case 'leader':
      return <rect className="replica-fill" x="1.5" y="1.5" width="13" height="13" rx="2" />
    case 'inSync':
      return <circle className="replica-fill" cx="8" cy="8" r="4" />
    case 'outOfSync':
      return <circle className="replica-ring" cx="8" cy="8" r="4" />
    case 'offline':
      return (
        <>
          {isLostLeader && <rect className="replica-cross" x="1.5" y="1.5" width="13" height="13" rx="2" />}
          <path className="replica-cross" d="M4.5 4.5l7 7M11.5 4.5l-7 7" />
        </>
      )
    case 'none':
      return null
  }
}

/** What the marks mean. */
export function ReplicaLegend() {
  return (
    <span className="replica-legend">
      {LEGEND.map(([word, cell]) => (
        <span key={word} className="row" aria-hidden="true">
          <ReplicaMark brokerId={1} cell={cell} />
          {word}
        </span>
      ))}
    </span>
  )
}

const LEGEND: readonly (readonly [string, ReplicaCell])[] = [
  ['leader', { role: 'leader', isPreferred: false, isLostLeader: false }],
  ['in sync', { role: 'inSync', isPreferred: false, isLostLeader: false }],
  ['out of sync', { role: 'outOfSync', isPreferred: false, isLostLeader: false }],
  ['offline', { role: 'offline', isPreferred: false, isLostLeader: false }],
  ['preferred', { role: 'inSync', isPreferred: true, isLostLeader: false }],
]
