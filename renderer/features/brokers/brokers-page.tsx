import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { z } from 'zod'
import type { Broker } from '#contract/brokers'
import { useSearchState } from '../../app/navigation.tsx'
import { useClient } from '../../bridge/client-context.tsx'
import { Age } from '../../domain/age.tsx'
import { brokerCountWords } from '../../domain/broker-count.ts'
import { ConfigTable } from '../../domain/config-table/config-table.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { Failure } from '../../domain/describe-error.tsx'
import { EventFeed } from '../../domain/event-feed.tsx'
import { brokerQueries } from '../../domain/queries.ts'
import { useClusterMap } from '../../domain/use-cluster-map.ts'
import { useClusterSummary } from '../../domain/use-cluster-summary.ts'
import { useControllerId } from '../../domain/use-controller-id.ts'
import { useLocalNodes } from '../../domain/use-local-nodes.ts'
import { copyText } from '../../lib/clipboard.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { DataTable, type DataTableHandle } from '../../ui/data-table/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { StatusScope } from '../../ui/slots.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { brokerColumns } from './columns.tsx'
import { QuorumView } from './quorum-view.tsx'
import { ReplicaMapView } from './replica-map-view.tsx'
import { TransactionsView } from './transactions-view.tsx'
import { useBrokerActions } from './use-broker-actions.tsx'
import './brokers.css'

const Search = z.object({
  broker: z.number().int().optional().catch(undefined),
  view: z.enum(['brokers', 'map', 'events', 'transactions', 'quorum']).catch('brokers'),
})
type View = z.infer<typeof Search>['view']

const brokerKey = ({ id }: Broker): string => String(id)

const NO_BROKERS: readonly Broker[] = []

export function BrokersPage() {
  const connectionId = useConnectionId()
  const { query, summary } = useClusterSummary()
  const [search, setSearch] = useSearchState(Search)
  const table = useRef<DataTableHandle>(null)
  const brokers = summary?.brokers ?? NO_BROKERS
  const upCount = brokers.filter(({ isFenced }) => !isFenced).length
  const controllerId = useControllerId(summary)
  const nodes = useLocalNodes()
  const columns = useMemo(() => brokerColumns(controllerId, nodes), [controllerId, nodes])
  const chosen = brokers.find(({ id }) => id === search.broker)
  const isMissing = summary !== undefined && search.broker !== undefined && chosen === undefined
  const close = () => {
    setSearch({ broker: undefined })
    table.current?.focus()
  }
  const { latest: map } = useClusterMap(connectionId, search.view === 'map')
  const actions = useBrokerActions()
  return (
    <Page
      title="Brokers"
      summary={
        summary !== undefined && (
          <span>
            {brokerCountWords(upCount, brokers.length)}
            {controllerId !== null && `, controller ${controllerId}`}
          </span>
        )
      }
      actions={actions.menu}
      toolbar={
        <Tabs<View>
          id="brokers"
          label="Views of the brokers"
          value={search.view}
          onChange={(view) => setSearch({ view })}
          options={[
            { value: 'brokers', label: 'Brokers' },
            { value: 'map', label: 'Replica map' },
            { value: 'events', label: 'Events' },
            { value: 'transactions', label: 'Transactions' },
            { value: 'quorum', label: 'Quorum' },
          ]}
        />
      }
    >
      {actions.result}
      <TabPanel id="brokers" value={search.view}>
        {search.view === 'map' && <ReplicaMapView map={map} />}
        {search.view === 'transactions' && <TransactionsView />}
        {search.view === 'quorum' && <QuorumView />}
        {search.view === 'events' && <EventFeed connectionId={connectionId} />}
        {search.view === 'brokers' && isMissing && (
          <div className="strip" role="status">
            <span className="fill">There is no broker {search.broker} in this cluster.</span>
            <Button isSmall onClick={close}>
              Dismiss
            </Button>
          </div>
        )}
        {search.view === 'brokers' && (
          <SplitPane
            storageKey="brokers"
            sidePosition="bottom"
            label="Resize broker configuration"
            initialSize={420}
            minSize={160}
            maxSize={900}
            main={
              <DataTable
                ref={table}
                label="Brokers"
                rows={brokers}
                rowKey={brokerKey}
                columns={columns}
                storageKey="brokers"
                isLoading={query.isPending}
                onOpen={({ id }) => setSearch({ broker: id })}
                onPreview={({ id }) => (search.broker === id ? close() : setSearch({ broker: id }))}
                onActiveChange={(row) => {
                  if (search.broker !== undefined && row !== null) setSearch({ broker: row.id })
                }}
                rowTone={({ isFenced }) => (isFenced ? 'bad' : undefined)}
                rowMenu={({ id, host, port }) => [
                  { id: 'configs', label: 'Configuration', onSelect: () => setSearch({ broker: id }) },
                  { id: 'copy', label: 'Copy address', onSelect: () => void copyText(`${host}:${port}`) },
                  ...actions.entriesOf(id),
                ]}
                copyText={({ host, port }) => `${host}:${port}`}
                error={
                  query.isError && summary === undefined ? (
                    <Failure what="Brokers" error={query.error} onRetry={() => void query.refetch()} />
                  ) : undefined
                }
                empty={<EmptyState title="The cluster names no brokers" />}
              />
            }
            side={
              chosen === undefined ? null : <BrokerConfigs key={chosen.id} broker={chosen} onClose={close} />
            }
          />
        )}
      </TabPanel>
      {search.view === 'brokers' && summary !== undefined && (
        <StatusScope>
          <span>{brokerCountWords(upCount, brokers.length)}</span>
          <Age atMs={query.dataUpdatedAt} />
        </StatusScope>
      )}
    </Page>
  )
}

function BrokerConfigs({ broker, onClose }: { readonly broker: Broker; readonly onClose: () => void }) {
  const client = useClient()
  const connectionId = useConnectionId()
  const configs = useQuery(brokerQueries.configs(client, connectionId, broker.id))
  return (
    <section
      className="broker-configs"
      aria-label={`Configuration of broker ${broker.id}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <header className="broker-configs-header">
        <h2 className="fill">
          Configuration of broker {broker.id}{' '}
          <span className="mono muted">{`${broker.host}:${broker.port}`}</span>
        </h2>
        <IconButton
          isSmall
          label="Close configuration"
          shortcut="Esc"
          icon={<X size={14} />}
          onClick={onClose}
        />
      </header>
      <ConfigTable
        label={`broker ${broker.id}`}
        configs={configs.data}
        error={configs.error}
        onRetry={() => void configs.refetch()}
      />
    </section>
  )
}
