import type { CSSProperties } from 'react'
import type { PartitionDetail } from '#contract/topics'
import { BrokerChip, brokerColor } from '../../domain/broker-chip.tsx'
import { formatBytes } from '../../lib/format-bytes.ts'

/** More columns than this cannot be read side by side; the table has the rest. */
const MAX_COLUMNS = 300

type Role = 'leader' | 'follower' | 'outOfSync' | 'offline' | 'none'

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  leader: 'leads',
  follower: 'follows, in sync',
  outOfSync: 'follows, out of sync',
  offline: 'offline',
  none: 'no replica',
}

const ROLE_SIGNS: Readonly<Record<Role, string>> = {
  leader: 'L',
  follower: '',
  outOfSync: '',
  offline: '×',
  none: '',
}

/** Brokers down, partitions across; the fill of a follower grows with its size. */
export function PartitionHeat({ partitions }: { readonly partitions: readonly PartitionDetail[] }) {
  const brokers = [...new Set(partitions.flatMap(({ replicas }) => replicas))].sort(
    (left, right) => left - right,
  )
  const shown = partitions.slice(0, MAX_COLUMNS)
  const largest = Math.max(1, ...shown.map(({ sizeBytes }) => sizeBytes ?? 0))
  return (
    <div className="heat" tabIndex={0} role="group" aria-label="Partitions by broker">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Broker</span>
            </th>
            {shown.map(({ partition }) => (
              <th key={partition} scope="col" className="mono">
                {partition}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {brokers.map((broker) => (
            <tr key={broker}>
              <th scope="row">
                <BrokerChip id={broker} state={isOffline(broker, partitions) ? 'offline' : 'inSync'} /> broker{' '}
                {broker}
              </th>
              {shown.map((partition) => (
                <HeatCell key={partition.partition} broker={broker} partition={partition} largest={largest} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="heat-legend">
        <span>L leader</span>
        <span>filled: in sync, stronger with size</span>
        <span>outlined: out of sync</span>
        <span>× offline</span>
        {partitions.length > MAX_COLUMNS && (
          <span>The first {MAX_COLUMNS} partitions; the table shows all.</span>
        )}
      </p>
    </div>
  )
}

/** A broker all of whose replicas are offline is down. */
function isOffline(broker: number, partitions: readonly PartitionDetail[]): boolean {
  return partitions
    .filter(({ replicas }) => replicas.includes(broker))
    .every(({ offlineReplicas }) => offlineReplicas.includes(broker))
}

function HeatCell({
  broker,
  partition,
  largest,
}: {
  readonly broker: number
  readonly partition: PartitionDetail
  readonly largest: number
}) {
  const role = roleOf(broker, partition)
  const fill = 22 + 48 * ((partition.sizeBytes ?? 0) / largest)
  const size = partition.sizeBytes === null ? '' : `, ${formatBytes(partition.sizeBytes)}`
  const words = `Partition ${partition.partition} on broker ${broker}: ${ROLE_WORDS[role]}${role === 'none' ? '' : size}`
  return (
    <td
      className="heat-cell"
      data-role={role}
      title={words}
      style={{ '--broker': brokerColor(broker), '--fill': `${fill}%` } as CSSProperties}
    >
      <span aria-hidden="true">{ROLE_SIGNS[role]}</span>
      <span className="visually-hidden">{words}</span>
    </td>
  )
}

function roleOf(
  broker: number,
  { replicas, inSyncReplicas, offlineReplicas, leaderId }: PartitionDetail,
): Role {
  if (!replicas.includes(broker)) return 'none'
  if (offlineReplicas.includes(broker)) return 'offline'
  if (leaderId === broker) return 'leader'
  return inSyncReplicas.includes(broker) ? 'follower' : 'outOfSync'
}
