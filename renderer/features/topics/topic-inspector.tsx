import { PageLink } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { Bytes, Count, Duration, Missing, Rate, Timestamp } from '../../domain/values.tsx'
import { Properties } from '../../ui/page.tsx'
import { Inspector } from '../../ui/slots.tsx'
import { AtLeast, RecordCount } from './record-count.tsx'
import { TopicHealth } from './topic-health.tsx'
import type { TopicRow } from './topic-row.ts'

/** The active topic of the list at a glance. */
export function TopicInspector({ row }: { readonly row: TopicRow | undefined }) {
  const connectionId = useConnectionId()
  if (row === undefined) {
    return (
      <Inspector title="Topic">
        <p className="inspector-body muted">Move to a row with the arrows to see it here.</p>
      </Inspector>
    )
  }
  const { topic, stats } = row
  return (
    <Inspector title={<span className="mono">{topic.name}</span>}>
      <div className="inspector-body stack">
        <Properties
          items={[
            ['Health', <TopicHealth key="health" topic={topic} />],
            ['Partitions', <Count key="partitions" value={topic.partitionCount} />],
            ['Replication factor', topic.replicationFactor],
            ['Min ISR', <Count key="minisr" value={stats?.minInSyncReplicas ?? null} />],
            ['Cleanup', stats?.cleanupPolicy ?? '–'],
            [
              'Retention',
              stats?.retentionMs === -1 ? (
                'no limit'
              ) : (
                <Duration key="retention" ms={stats?.retentionMs ?? null} />
              ),
            ],
            [
              'Records',
              stats === undefined ? <Missing key="records" /> : <RecordCount key="records" stats={stats} />,
            ],
            [
              'Size of one copy',
              <AtLeast key="size" isPartial={stats?.isPartial === true && stats.sizeBytes !== null}>
                <Bytes value={stats?.sizeBytes ?? null} />
              </AtLeast>,
            ],
            ['In', <Rate key="rate" value={stats?.recordsPerSec ?? null} />],
            ['Last write', <Timestamp key="last" ms={stats?.lastWriteMs ?? null} form="full" />],
            [
              'Topic id',
              <span key="id" className="mono">
                {topic.topicId ?? 'none'}
              </span>,
            ],
          ]}
        />
        <div className="row">
          {(['messages', 'partitions', 'configuration', 'consumers'] as const).map((tab) => (
            <PageLink
              key={tab}
              className="button button--default button--small"
              to={routes.topic(connectionId, topic.name, { tab })}
            >
              {tab.charAt(0).toUpperCase() + tab.slice(1)}
            </PageLink>
          ))}
        </div>
      </div>
    </Inspector>
  )
}
