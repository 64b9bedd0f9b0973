import type { CSSProperties } from 'react'
import { cx } from '../lib/cx.ts'
import './domain.css'

export type ReplicaState = 'inSync' | 'outOfSync' | 'offline'

export interface BrokerChipProps {
  readonly id: number
  /** In sync: solid. Out of sync: hollow. Offline: crossed. */
  readonly state?: ReplicaState
  readonly isLeader?: boolean
}

const STATE_WORDS: Readonly<Record<ReplicaState, string>> = {
  inSync: 'in sync',
  outOfSync: 'out of sync',
  offline: 'offline',
}

/** A broker by its number and colour, the same everywhere; its state also by shape. */
export function BrokerChip({ id, state = 'inSync', isLeader }: BrokerChipProps) {
  const words = `Broker ${id}${isLeader === true ? ', leader' : ''}, ${STATE_WORDS[state]}`
  return (
    <span
      className={cx('broker-chip', `broker-chip--${state}`, isLeader === true && 'broker-chip--leader')}
      style={{ '--broker': brokerColor(id) } as CSSProperties}
      title={words}
    >
      <span aria-hidden="true">{id}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  )
}

export interface ReplicaChipsProps {
  readonly replicas: readonly number[]
  readonly inSyncReplicas: readonly number[]
  readonly offlineReplicas: readonly number[]
  readonly leaderId: number
}

/** A partition's replicas in their assigned order. */
export function ReplicaChips({ replicas, inSyncReplicas, offlineReplicas, leaderId }: ReplicaChipsProps) {
  return (
    <span className="broker-chips">
      {replicas.map((id) => (
        <BrokerChip
          key={id}
          id={id}
          isLeader={id === leaderId}
          state={
            offlineReplicas.includes(id) ? 'offline' : inSyncReplicas.includes(id) ? 'inSync' : 'outOfSync'
          }
        />
      ))}
    </span>
  )
}

/** A broker's colour out of the nine; ids count from 1 in most clusters. */
export function brokerColor(id: number): string {
  return `var(--cat-${(((id - 1) % 9) + 9) % 9})`
}
