import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ClusterSummary } from '#contract/brokers'
import { useClient } from '../../bridge/client-context.tsx'
import { Age } from '../../domain/age.tsx'
import { useConnection } from '../../domain/connection-context.tsx'
import { Failure } from '../../domain/describe-error.tsx'
import { groupCountWords } from '../../domain/missing-groups-words.ts'
import { groupQueries, topicQueries } from '../../domain/queries.ts'
import { useClusterSummary } from '../../domain/use-cluster-summary.ts'
import { useControllerId } from '../../domain/use-controller-id.ts'
import { useTopicStats } from '../../domain/use-topic-stats.ts'
import { formatInteger, plural } from '../../lib/format-number.ts'
import { StateDot } from '../../ui/badge.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Page, PageScroll } from '../../ui/page.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Skeleton, useDelayed } from '../../ui/skeleton.tsx'
import { StatusScope } from '../../ui/slots.tsx'
import { BrokerStrip } from './broker-strip.tsx'
import { clusterHealth, type SeenBySupervisor } from './cluster-health.ts'
import { LaggingGroups } from './lagging-groups.tsx'
import { LocalClusterLine } from './local-cluster-line.tsx'
import { TopTopics } from './top-topics.tsx'
import './overview.css'

/** Most topics whose figures the overview reads; above, it says so. */
const MAX_RANKED_TOPICS = 2_000

const NOBODY: readonly number[] = []

/** So many of them are read again every few seconds, as the list of topics does with those in view. */
const MAX_LIVE_TOPICS = 100

export function OverviewPage() {
  const client = useClient()
  const connection = useConnection()
  const { query, summary, unnoticed, lostControllers } = useClusterSummary()
  const topics = useQuery(topicQueries.list(client, connection.id))
  const groups = useQuery(groupQueries.list(client, connection.id))
  const [by, setBy] = useState<'rate' | 'size'>('rate')
  const names = useMemo(
    () => (topics.data ?? []).filter(({ isInternal }) => !isInternal).map(({ name }) => name),
    [topics.data],
  )
  const ranked = useMemo(() => names.slice(0, MAX_RANKED_TOPICS), [names])
  const live = useMemo(() => names.slice(0, MAX_LIVE_TOPICS), [names])
  const { byName } = useTopicStats({ inView: live, all: ranked, needsAll: true })
  const readCount = ranked.filter((name) => byName.has(name)).length
  return (
    <Page
      title="Overview"
      summary={
        typeof connection.state?.clusterId === 'string' && (
          <>
            <span className="mono muted">{connection.state.clusterId}</span>
            <CopyButton isSmall text={connection.state.clusterId} what="cluster id" />
          </>
        )
      }
    >
      {connection.id === 'local' && <LocalClusterLine />}
      {query.isError && summary === undefined ? (
        <Failure what="The cluster" error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageScroll>
          <div className="overview">
            <HealthLine summary={summary} seen={{ unnoticed, lostControllers }} groups={groups.data} />
            <BrokerStrip summary={summary} connectionId={connection.id} />
            <div className="overview-columns">
              <section aria-labelledby="top-topics">
                <header className="overview-header">
                  <h2 id="top-topics">{by === 'rate' ? 'Busiest topics' : 'Largest topics'}</h2>
                  <Segmented
                    label="Order"
                    value={by}
                    onChange={setBy}
                    options={[
                      { value: 'rate', label: 'Rate' },
                      { value: 'size', label: 'Size' },
                    ]}
                  />
                </header>
                <TopTopics
                  names={ranked}
                  byName={byName}
                  by={by}
                  isLoading={topics.isPending || (readCount === 0 && ranked.length > 0)}
                />
              </section>
              <section aria-labelledby="top-groups">
                <header className="overview-header">
                  <h2 id="top-groups">Groups furthest behind</h2>
                </header>
                <LaggingGroups
                  groups={groups.data?.groups}
                  unreachable={groups.data?.unreachable ?? NOBODY}
                />
              </section>
            </div>
          </div>
        </PageScroll>
      )}
      {summary !== undefined && (
        <StatusScope>
          {readCount < names.length && (
            <span>
              Ranked by {formatInteger(readCount)} of {formatInteger(names.length)} topics
            </span>
          )}
          <Age atMs={query.dataUpdatedAt} />
        </StatusScope>
      )}
    </Page>
  )
}

/** The answer to "is it well": one sentence, then the counts. */
function HealthLine({
  summary,
  seen,
  groups,
}: {
  readonly summary: ClusterSummary | undefined
  readonly seen: SeenBySupervisor
  readonly groups:
    | { readonly groups: readonly unknown[]; readonly unreachable: readonly number[] }
    | undefined
}) {
  const isWaiting = useDelayed(summary === undefined)
  const controllerId = useControllerId(summary)
  if (summary === undefined)
    return <div className="overview-health">{isWaiting && <Skeleton width={360} height={14} />}</div>
  const health = clusterHealth(summary, seen)
  return (
    <div className="overview-health">
      <p className="overview-sentence">
        <StateDot tone={health.tone} word={health.sentence} />
      </p>
      <p className="secondary">
        {plural(summary.topicCount, 'topic')}, {plural(summary.partitionCount, 'partition')}
        {groups !== undefined &&
          `, ${groupCountWords(groups.groups.length, groups.unreachable.length > 0, 'consumer group')}`}
        {controllerId !== null && `, controller ${controllerId}`}
      </p>
    </div>
  )
}
