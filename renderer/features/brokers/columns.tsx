import type { Broker } from '#contract/brokers'
import type { LocalNode } from '#contract/local-cluster'
import { BrokerChip } from '../../domain/broker-chip.tsx'
import { Bytes, Count } from '../../domain/values.tsx'
import { formatPercent } from '../../lib/format-number.ts'
import { Badge, StateDot } from '../../ui/badge.tsx'
import type { Column } from '../../ui/data-table/columns.ts'
import { brokerMark } from './broker-state.ts'

/**
 * `controllerId`: the broker that is the controller, if one of them is and it is known. `nodes`: those of the
 * local cluster, where the brokers are its own.
 */
export const brokerColumns = (
  controllerId: number | null,
  nodes: readonly LocalNode[],
): readonly Column<Broker>[] => [
  {
    id: 'id',
    header: 'Id',
    width: 64,
    isPinned: true,
    sortBy: ({ id }) => id,
    cell: ({ id, isFenced }) => <BrokerChip id={id} state={isFenced ? 'offline' : 'inSync'} />,
  },
  {
    id: 'address',
    header: 'Address',
    width: 240,
    minWidth: 160,
    isFlexible: true,
    sortBy: ({ host }) => host,
    cell: ({ id, host, port }) => (
      <span className="row">
        <span className="mono truncate">
          {host}:{port}
        </span>
        {id === controllerId && <Badge>controller</Badge>}
      </span>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 90,
    sortBy: ({ isFenced }) => Number(isFenced),
    cell: (broker) => {
      const { tone, word } = brokerMark(
        broker,
        nodes.find(({ id }) => id === broker.id),
      )
      return <StateDot tone={tone} word={word} />
    },
  },
  {
    id: 'rack',
    header: 'Rack',
    width: 90,
    sortBy: ({ rack }) => rack,
    cell: ({ rack }) => rack ?? <span className="muted">none</span>,
  },
  {
    id: 'leads',
    header: 'Leads',
    hint: 'Partitions it leads',
    width: 80,
    isNumeric: true,
    sortBy: ({ leaderCount }) => leaderCount,
    cell: ({ leaderCount }) => <Count value={leaderCount} />,
  },
  {
    id: 'replicas',
    header: 'Replicas',
    hint: 'Partitions it holds a copy of',
    width: 84,
    isNumeric: true,
    sortBy: ({ partitionCount }) => partitionCount,
    cell: ({ partitionCount }) => <Count value={partitionCount} />,
  },
  {
    id: 'outOfSync',
    header: 'Out of sync',
    hint: 'Replicas on this broker that are not in sync',
    width: 94,
    isNumeric: true,
    sortBy: ({ outOfSyncCount }) => outOfSyncCount,
    cell: ({ outOfSyncCount, isFenced }) => (
      <span
        className={outOfSyncCount === 0 ? 'muted' : isFenced ? 'broker-bad' : 'broker-notice'}
        title={isFenced ? 'All of its replicas: the broker is down' : undefined}
      >
        <Count value={outOfSyncCount} />
      </span>
    ),
  },
  {
    id: 'size',
    header: 'Size',
    hint: 'Of all replicas',
    width: 90,
    isNumeric: true,
    sortBy: ({ sizeBytes }) => sizeBytes,
    cell: ({ sizeBytes, logDirError }) => (
      <span title={logDirError ?? undefined}>
        <Bytes value={sizeBytes} />
      </span>
    ),
  },
  {
    id: 'free',
    header: 'Disk free',
    width: 128,
    isNumeric: true,
    sortBy: ({ diskUsableBytes }) => diskUsableBytes,
    cell: ({ diskUsableBytes, diskTotalBytes }) => (
      <span className="row">
        <Bytes value={diskUsableBytes} />
        {diskUsableBytes !== null && diskTotalBytes !== null && diskTotalBytes > 0 && (
          <span className="muted">{formatPercent(diskUsableBytes / diskTotalBytes)}</span>
        )}
      </span>
    ),
  },
]
