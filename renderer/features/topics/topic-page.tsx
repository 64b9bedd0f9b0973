import { useQuery } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { z } from 'zod'
import { AppError } from '#contract/errors'
import type { TopicDetail } from '#contract/topics'
import { PageLink, useCurrentPage, useGo, useSearchState } from '../../app/navigation.tsx'
import { routes, type TopicTab } from '../../app/routes.ts'
import { useClient } from '../../bridge/client-context.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { Failure } from '../../domain/describe-error.tsx'
import { useMessagesTab } from '../../domain/messages-tab.ts'
import { topicQueries } from '../../domain/queries.ts'
import { Bytes, Count } from '../../domain/values.tsx'
import { Badge, StateDot } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { Figure, Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { ConfigurationTab } from './configuration-tab.tsx'
import { ConsumersTab } from './consumers-tab.tsx'
import { PartitionsTab } from './partitions-tab.tsx'
import { AtLeast } from './record-count.tsx'
import { healthSentence, type Total, topicTotals } from './topic-totals.ts'
import { useTopicActions } from './use-topic-actions.tsx'

const Search = z.object({
  tab: z.enum(['messages', 'partitions', 'configuration', 'consumers']).catch('messages'),
})

export function TopicPage() {
  const { params } = useCurrentPage()
  const name = params['topic'] ?? ''
  // Another topic in the same tab starts afresh.
  return <OneTopic key={name} name={name} />
}

function OneTopic({ name }: { readonly name: string }) {
  const client = useClient()
  const connectionId = useConnectionId()
  const topic = useQuery(topicQueries.get(client, connectionId, name))
  const [{ tab }, setSearch] = useSearchState(Search)
  const go = useGo()
  const actions = useTopicActions(() => go(routes.topics(connectionId)))
  const detail = topic.data
  const isMissing = topic.isError && detail === undefined
  return (
    <Page
      title={name}
      isTitleData
      summary={isMissing ? undefined : <TopicSummaryLine detail={detail} />}
      actions={
        detail !== undefined && (
          <MenuButton
            position="bottom-end"
            label="Topic actions"
            entries={actions.changesOf(
              { ...detail, partitionCount: detail.partitions.length },
              detail.cleanupPolicy,
            )}
          >
            <IconButton label="Topic actions" icon={<Ellipsis size={16} />} />
          </MenuButton>
        )
      }
      toolbar={
        isMissing ? undefined : (
          <Tabs<TopicTab>
            id="topic"
            label={`Faces of ${name}`}
            value={tab}
            onChange={(next) => setSearch({ tab: next })}
            options={[
              { value: 'messages', label: 'Messages' },
              {
                value: 'partitions',
                label: 'Partitions',
                ...(detail === undefined ? {} : { count: detail.partitions.length }),
              },
              { value: 'configuration', label: 'Configuration' },
              { value: 'consumers', label: 'Consumers' },
            ]}
          />
        )
      }
    >
      <TabPanel id="topic" value={tab}>
        {isMissing ? (
          <TopicFailure name={name} error={topic.error} onRetry={() => void topic.refetch()} />
        ) : (
          <Face tab={tab} name={name} detail={detail} />
        )}
      </TabPanel>
      {actions.dialogs}
    </Page>
  )
}

function Face({
  tab,
  name,
  detail,
}: {
  readonly tab: TopicTab
  readonly name: string
  readonly detail: TopicDetail | undefined
}) {
  const MessagesTab = useMessagesTab()
  switch (tab) {
    case 'messages':
      return MessagesTab === null || detail === undefined ? null : (
        <MessagesTab topic={name} partitionCount={detail.partitions.length} />
      )
    case 'partitions':
      return <PartitionsTab detail={detail} />
    case 'configuration':
      return <ConfigurationTab name={name} />
    case 'consumers':
      return <ConsumersTab name={name} />
  }
}

function TopicSummaryLine({ detail }: { readonly detail: TopicDetail | undefined }) {
  if (detail === undefined) return <Skeleton width={280} />
  const totals = topicTotals(detail)
  const health = healthSentence(detail)
  return (
    <>
      {detail.isInternal && <Badge>internal</Badge>}
      <StateDot tone={health.tone} word={health.words} />
      <Figure label={recordsLabel(totals.records.value, detail.cleanupPolicy)}>
        <AtLeast isPartial={isAtLeast(totals.records)}>
          <Count value={totals.records.value} />
        </AtLeast>
      </Figure>
      <Figure label="per copy">
        <AtLeast isPartial={isAtLeast(totals.bytes)}>
          <Bytes value={totals.bytes.value} />
        </AtLeast>
      </Figure>
      {detail.cleanupPolicy !== null && (
        <span className="muted">cleanup: {detail.cleanupPolicy.replace(',', ', ')}</span>
      )}
    </>
  )
}

function isAtLeast({ isPartial, value }: Total): boolean {
  return isPartial && value !== null
}

/** Offsets of a compacted topic have gaps, so that it holds fewer than they span. */
function recordsLabel(count: number | null, cleanupPolicy: string | null): string {
  const noun = count === 1 ? 'record' : 'records'
  return cleanupPolicy?.includes('compact') === true ? `${noun} at most` : noun
}

interface TopicFailureProps {
  readonly name: string
  readonly error: unknown
  readonly onRetry: () => void
}

function TopicFailure({ name, error, onRetry }: TopicFailureProps) {
  const connectionId = useConnectionId()
  if (!(error instanceof AppError) || error.code !== 'not-found')
    return <Failure what="The topic" error={error} onRetry={onRetry} />
  return (
    <EmptyState
      title={`There is no topic ${name}`}
      action={
        <PageLink className="button button--default" to={routes.topics(connectionId)}>
          Show all topics
        </PageLink>
      }
    >
      It was deleted, or it is on another connection.
    </EmptyState>
  )
}
