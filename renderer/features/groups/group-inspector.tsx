import { PageLink } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { BrokerChip } from '../../domain/broker-chip.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { groupMark } from '../../domain/group-state.ts'
import { TopicLink } from '../../domain/topic-link.tsx'
import { Count, LagBadge, Missing } from '../../domain/values.tsx'
import { StateDot } from '../../ui/badge.tsx'
import { Properties } from '../../ui/page.tsx'
import { Inspector } from '../../ui/slots.tsx'
import type { GroupRow } from './group-row.ts'
import { stateMeaning } from './group-words.ts'
import { KindBadge } from './kind-badge.tsx'

/** The active group of the list at a glance. */
export function GroupInspector({ row }: { readonly row: GroupRow | undefined }) {
  const connectionId = useConnectionId()
  if (row === undefined) {
    return (
      <Inspector title="Consumer group">
        <p className="inspector-body muted">Move to a row with the arrows to see it here.</p>
      </Inspector>
    )
  }
  const { group, summary } = row
  const meaning = stateMeaning(group.state, group.kind)
  return (
    <Inspector title={<span className="mono">{group.groupId}</span>}>
      <div className="inspector-body stack">
        <Properties
          items={[
            ['State', <StateDot key="state" {...groupMark(group.state)} />],
            [
              'Lag',
              <LagBadge
                key="lag"
                value={summary?.lagRecords ?? null}
                isPartial={summary?.isLagPartial === true}
              />,
            ],
            ['Members', <Count key="members" value={summary?.memberCount ?? null} />],
            ['Kind', <KindBadge key="kind" kind={group.kind} />],
            [
              'Protocol type',
              group.protocolType === '' ? <Missing key="protocol" why="none" /> : group.protocolType,
            ],
            [
              'Coordinator',
              typeof summary?.coordinatorId === 'number' ? (
                <BrokerChip key="coordinator" id={summary.coordinatorId} />
              ) : (
                <Missing key="coordinator" />
              ),
            ],
            [
              'Topics',
              summary === undefined || summary.topics.length === 0 ? (
                <Missing key="topics" why="none" />
              ) : (
                <ul key="topics">
                  {summary.topics.map((name) => (
                    <li key={name}>
                      <TopicLink name={name} tab="consumers" />
                    </li>
                  ))}
                </ul>
              ),
            ],
          ]}
        />
        {meaning !== null && <p className="secondary">{meaning}</p>}
        {typeof summary?.error === 'string' && <p className="secondary">{summary.error}</p>}
        <div className="row">
          <PageLink
            className="button button--default button--small"
            to={routes.group(connectionId, group.groupId)}
          >
            Open
          </PageLink>
        </div>
      </div>
    </Inspector>
  )
}
