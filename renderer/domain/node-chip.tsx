import type { LocalNode } from '#contract/local-cluster'
import { BrokerChip } from './broker-chip.tsx'
import { nodeName } from './node-name.ts'
import './domain.css'

export interface NodeChipProps {
  readonly id: number
  readonly role: LocalNode['role']
  readonly isDown?: boolean
}

/** A node of the local cluster by its number. Only brokers have colours; a controller is grey. */
export function NodeChip({ id, role, isDown = false }: NodeChipProps) {
  if (role !== 'controller') return <BrokerChip id={id} state={isDown ? 'offline' : 'inSync'} />
  const words = `${nodeName({ id, role })}${isDown ? ', offline' : ''}`
  return (
    <span className={isDown ? 'controller-chip controller-chip--down' : 'controller-chip'} title={words}>
      <span aria-hidden="true">{id}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  )
}
