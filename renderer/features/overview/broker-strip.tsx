import type { Broker, ClusterSummary } from '#contract/brokers'
import { PageLink } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { BrokerChip, brokerColor } from '../../domain/broker-chip.tsx'
import { useControllerId } from '../../domain/use-controller-id.ts'
import { Bytes, Count } from '../../domain/values.tsx'
import { cx } from '../../lib/cx.ts'
import { formatBytes } from '../../lib/format-bytes.ts'
import { Badge, StateDot } from '../../ui/badge.tsx'
import { ShareBar } from '../../ui/progress.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

export interface BrokerStripProps {
  readonly summary: ClusterSummary | undefined
  readonly connectionId: string
}

/** A line per broker: is it up, how much does it lead and hold. */
export function BrokerStrip({ summary, connectionId }: BrokerStripProps) {
  const brokers = summary?.brokers
  const controllerId = useControllerId(summary)
  const largest = Math.max(1, ...(brokers ?? []).map(({ sizeBytes }) => sizeBytes ?? 0))
  return (
    <table className="overview-table" aria-label="Brokers">
      <thead>
        <tr>
          <th scope="col">Broker</th>
          <th scope="col">State</th>
          <th scope="col" className="overview-number">
            Leads
          </th>
          <th scope="col" className="overview-number">
            Replicas
          </th>
          <th scope="col" className="overview-number">
            Out of sync
          </th>
          <th scope="col" className="overview-number">
            Size
          </th>
          <th scope="col" className="overview-bar">
            <span className="visually-hidden">Share of size</span>
          </th>
          <th scope="col" className="overview-number">
            Disk free
          </th>
        </tr>
      </thead>
      <tbody>
        {brokers === undefined
          ? [1, 2, 3].map((row) => (
              <tr key={row}>
                <td colSpan={8}>
                  <Skeleton width="70%" height={8} />
                </td>
              </tr>
            ))
          : brokers.map((broker) => (
              <BrokerRow
                key={broker.id}
                broker={broker}
                isController={broker.id === controllerId}
                largest={largest}
                connectionId={connectionId}
              />
            ))}
      </tbody>
    </table>
  )
}

function BrokerRow({
  broker,
  isController,
  largest,
  connectionId,
}: {
  readonly broker: Broker
  readonly isController: boolean
  readonly largest: number
  readonly connectionId: string
}) {
  const { id, host, port, rack, isFenced, diskTotalBytes, diskUsableBytes } = broker
  return (
    <tr>
      <td>
        <span className="row">
          <BrokerChip id={id} state={isFenced ? 'offline' : 'inSync'} />
          <PageLink className="object-link mono" to={routes.brokers(connectionId, { broker: id })}>
            {host}:{port}
          </PageLink>
          {isController && <Badge>controller</Badge>}
          {rack !== null && <Badge>{rack}</Badge>}
        </span>
      </td>
      <td>
        <StateDot tone={isFenced ? 'bad' : 'good'} word={isFenced ? 'Down' : 'Up'} />
      </td>
      <td className="overview-number">
        <Count value={broker.leaderCount} />
      </td>
      <td className="overview-number">
        <Count value={broker.partitionCount} />
      </td>
      <td
        className={cx(
          'overview-number',
          broker.outOfSyncCount === 0 ? 'muted' : isFenced ? 'overview-bad' : 'overview-notice',
        )}
        title={isFenced ? 'All of its replicas: the broker is down' : undefined}
      >
        <Count value={broker.outOfSyncCount} />
      </td>
      <td className="overview-number" title={broker.logDirError ?? undefined}>
        <Bytes value={broker.sizeBytes} />
      </td>
      <td>
        <ShareBar ratio={(broker.sizeBytes ?? 0) / largest} color={brokerColor(id)} />
      </td>
      <td
        className="overview-number"
        title={diskTotalBytes === null ? undefined : `of ${formatBytes(diskTotalBytes)}`}
      >
        <Bytes value={diskUsableBytes} />
      </td>
    </tr>
  )
}
