import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { AppClient } from '#contract'
import type { Producer, Transaction, TransactionOverview } from '#contract/transactions'
import type { ConnectionId } from '#contract/values'
import { useClient } from '../../bridge/client-context.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { errorMessage, Failure } from '../../domain/describe-error.tsx'
import { useGuardedAction } from '../../domain/guarded-action.tsx'
import { connectionKey } from '../../domain/queries.ts'
import { copyText } from '../../lib/clipboard.ts'
import { formatInteger, plural } from '../../lib/format-number.ts'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FilterBox } from '../../ui/filter-box.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { StatusScope } from '../../ui/slots.tsx'
import { Switch } from '../../ui/text-field.tsx'
import { producerColumns, transactionColumns } from './transaction-columns.tsx'

const INTERVAL_MS = 2_000

const overviewQuery = (client: AppClient, id: ConnectionId) =>
  queryOptions({
    queryKey: [...connectionKey(id), 'transactions'],
    queryFn: ({ signal }) => client.transactions.overview({ connectionId: id }, { signal }),
    refetchInterval: INTERVAL_MS,
  })

const transactionKey = ({ transactionalId }: Transaction): string => transactionalId
const producerKey = ({ topic, partition, producerId }: Producer): string =>
  `${topic}/${partition}/${producerId}`

/** Transactions by id, and who writes to the partitions; what hangs can be aborted. */
export function TransactionsView() {
  const client = useClient()
  const connectionId = useConnectionId()
  const query = useQuery(overviewQuery(client, connectionId))
  const [kind, setKind] = useState<'transactions' | 'producers'>('transactions')
  const [text, setText] = useState('')
  const [isOnlyOpen, setOnlyOpen] = useState(false)
  const { data } = query
  const shown = useMemo(() => filterOverview(data, text, isOnlyOpen), [data, text, isOnlyOpen])
  const abort = useAbort()
  const shared = {
    isLoading: query.isPending,
    error:
      query.isError && data === undefined ? (
        <Failure what="Transactions" error={query.error} onRetry={() => void query.refetch()} />
      ) : undefined,
  }
  return (
    <>
      <div className="page-toolbar">
        <Segmented
          label="What"
          value={kind}
          onChange={setKind}
          options={[
            { value: 'transactions', label: 'By transactional id' },
            { value: 'producers', label: 'Producers by partition' },
          ]}
        />
        <FilterBox
          label="Filter transactions"
          placeholder="Filter"
          width={220}
          value={text}
          onChange={setText}
        />
        <Switch label="Only open" isChecked={isOnlyOpen} onChange={setOnlyOpen} />
      </div>
      {abort.problem}
      {data !== undefined && data.unreachable.length > 0 && (
        <div className="notice-strip" role="status">
          {`Broker ${data.unreachable.join(', ')} did not answer: its transactions are missing, and nothing is called hanging.`}
        </div>
      )}
      {kind === 'transactions' ? (
        <DataTable
          label="Transactions"
          rows={shown.transactions}
          rowKey={transactionKey}
          columns={transactionColumns}
          storageKey="transactions"
          rowTone={({ isOverdue }) => (isOverdue ? 'bad' : undefined)}
          rowMenu={({ transactionalId }) => [
            { id: 'copy', label: 'Copy id', onSelect: () => void copyText(transactionalId) },
          ]}
          copyText={transactionKey}
          empty={
            <EmptyState
              title={data?.transactions.length === 0 ? 'No transactions' : 'None passes this filter'}
            >
              {data?.transactions.length === 0 && 'Producers with a transactional id appear here.'}
            </EmptyState>
          }
          {...shared}
        />
      ) : (
        <DataTable
          label="Producers"
          rows={shown.producers}
          rowKey={producerKey}
          columns={producerColumns}
          storageKey="producers"
          rowTone={({ isHanging }) => (isHanging ? 'bad' : undefined)}
          rowMenu={(producer) => [abort.entryOf(producer)]}
          empty={
            <EmptyState title={data?.producers.length === 0 ? 'No producers' : 'None passes this filter'}>
              {data?.producers.length === 0 && 'Idempotent and transactional producers appear here.'}
            </EmptyState>
          }
          {...shared}
        />
      )}
      {data !== undefined && <OverviewScope data={data} />}
    </>
  )
}

function useAbort() {
  const client = useClient()
  const queries = useQueryClient()
  const connectionId = useConnectionId()
  const { readOnlyReason, confirm } = useGuardedAction()
  const abort = useMutation({
    mutationFn: (input: Pick<Producer, 'topic' | 'partition' | 'producerId'> & { confirmation?: string }) =>
      client.transactions.abort({ connectionId, ...input }),
    onSettled: () => queries.invalidateQueries({ queryKey: connectionKey(connectionId) }),
  })
  const ask = async ({ topic, partition, producerId, isHanging }: Producer) => {
    const objectName = `${topic}-${partition}`
    const answer = await confirm({
      title: 'Abort transaction',
      description: (
        <p className="secondary">
          {`What producer ${producerId} has written to ${objectName} in its open transaction is marked as aborted: readers of committed records never see it, and go on past it. `}
          {isHanging
            ? 'No coordinator knows this transaction, so nobody else will end it.'
            : 'Its coordinator still knows this transaction and may end it by itself; the marker is written past it.'}
        </p>
      ),
      confirmLabel: 'Abort transaction',
      objectName,
      isDestructive: true,
    })
    if (answer !== null) abort.mutate({ topic, partition, producerId, ...answer })
  }
  return {
    entryOf: (producer: Producer) => ({
      id: 'abort',
      label: 'Abort transaction…',
      isDanger: true,
      disabledReason: readOnlyReason ?? (producer.openSinceOffset === null ? 'It has none open here.' : null),
      onSelect: () => void ask(producer),
    }),
    problem: abort.isError && (
      <div className="strip strip--bad" role="alert">
        <span className="fill">{errorMessage(abort.error)}</span>
        <Button isSmall onClick={abort.reset}>
          Dismiss
        </Button>
      </div>
    ),
  }
}

function OverviewScope({ data }: { readonly data: TransactionOverview }) {
  const open = data.transactions.filter(({ startedAtMs }) => startedAtMs !== null).length
  const hanging =
    data.producers.filter(({ isHanging }) => isHanging).length +
    data.transactions.filter(({ isOverdue }) => isOverdue).length
  return (
    <StatusScope>
      <span>
        {plural(data.transactions.length, 'transactional id')}, {formatInteger(open)} open,{' '}
        {formatInteger(hanging)} hanging,{' '}
        {plural(data.producers.length, 'producer entry', 'producer entries')}
        {data.unreadCount > 0 && `, ${plural(data.unreadCount, 'partition')} not read`}
      </span>
    </StatusScope>
  )
}

function filterOverview(data: TransactionOverview | undefined, text: string, isOnlyOpen: boolean) {
  const wanted = text.trim().toLowerCase()
  const has = (...words: readonly (string | number | null)[]) =>
    wanted === '' ||
    words.some((word) =>
      String(word ?? '')
        .toLowerCase()
        .includes(wanted),
    )
  return {
    transactions: (data?.transactions ?? []).filter(
      ({ transactionalId, producerId, startedAtMs }) =>
        has(transactionalId, producerId) && (!isOnlyOpen || startedAtMs !== null),
    ),
    producers: (data?.producers ?? []).filter(
      ({ topic, producerId, transactionalId, openSinceOffset }) =>
        has(topic, producerId, transactionalId) && (!isOnlyOpen || openSinceOffset !== null),
    ),
  }
}
