import { useCallback, useMemo, useState } from 'react'
import { type ClusterEvent, MAX_KEPT_EVENTS } from '#contract/cluster-map'
import type { ConnectionId } from '#contract/values'
import { useClient } from '../bridge/client-context.tsx'
import { useStream } from '../bridge/use-stream.ts'
import { formatInteger } from '../lib/format-number.ts'
import { StateDot } from '../ui/badge.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBox } from '../ui/filter-box.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { StatusScope } from '../ui/slots.tsx'
import { VirtualList } from '../ui/virtual-list.tsx'
import { type EventGroup, eventWords } from './event-words.ts'
import { UnavailabilityLine } from './unavailability-line.tsx'
import { useClusterMap } from './use-cluster-map.ts'
import { Timestamp } from './values.tsx'
import './cluster-events.css'

const ROW_HEIGHT = 22

const GROUPS: readonly { readonly value: EventGroup | 'all'; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'leaders', label: 'Leaders' },
  { value: 'replicas', label: 'In sync' },
  { value: 'brokers', label: 'Brokers' },
]

const eventKey = ({ sequence }: ClusterEvent): number => sequence

/** Elections, in-sync changes, brokers and nodes that came and went, newest first. */
export function EventFeed({ connectionId }: { readonly connectionId: ConnectionId }) {
  const client = useClient()
  const [group, setGroup] = useState<EventGroup | 'all'>('all')
  const [text, setText] = useState('')
  const open = useCallback(
    (signal: AbortSignal) => client.brokers.events({ connectionId }, { signal }),
    [client, connectionId],
  )
  const { items, state } = useStream(open, { capacity: MAX_KEPT_EVENTS, reopens: true })
  const { latest: map } = useClusterMap(connectionId)
  const shown = useMemo(() => filterEvents(items, group, text), [items, group, text])
  return (
    <section className="events" aria-label="Events">
      <div className="page-toolbar">
        <Segmented label="Kind" value={group} onChange={setGroup} options={GROUPS} />
        <FilterBox label="Filter events" placeholder="Filter" width={200} value={text} onChange={setText} />
        <span className="fill" />
        <span className="muted truncate">
          Seen by looking about twice a second: what happens between two looks is one change.
        </span>
      </div>
      {map !== undefined && <UnavailabilityLine map={map} />}
      {shown.length === 0 ? (
        <EmptyState title={items.length === 0 ? 'Nothing has changed yet' : 'No event passes this filter'}>
          {items.length === 0 &&
            'Elections, in-sync changes and brokers that come and go appear here while they are watched.'}
        </EmptyState>
      ) : (
        <VirtualList
          label="Cluster events"
          className="event-lines"
          items={shown}
          rowHeight={ROW_HEIGHT}
          keyOf={eventKey}
          render={(event) => <EventLine event={event} />}
        />
      )}
      <StatusScope>
        <span>
          {formatInteger(shown.length)} of {formatInteger(items.length)} events, the newest{' '}
          {formatInteger(MAX_KEPT_EVENTS)} are kept
        </span>
        {state === 'failed' && <span>The feed is not reachable; trying again</span>}
      </StatusScope>
    </section>
  )
}

function EventLine({ event }: { readonly event: ClusterEvent }) {
  const words = eventWords(event.what)
  return (
    <div className="event-line">
      <Timestamp ms={event.timeMs} />
      <StateDot tone={words.tone} word={words.label} />
      <span className="mono truncate" title={words.object}>
        {words.object}
      </span>
      <span className="truncate" title={words.text}>
        {words.text}
      </span>
    </div>
  )
}

/** Newest first. */
function filterEvents(
  events: readonly ClusterEvent[],
  group: EventGroup | 'all',
  text: string,
): readonly ClusterEvent[] {
  const wanted = text.trim().toLowerCase()
  return events
    .filter(({ what }) => {
      const words = eventWords(what)
      if (group !== 'all' && words.group !== group) return false
      return wanted === '' || `${words.label} ${words.object} ${words.text}`.toLowerCase().includes(wanted)
    })
    .toReversed()
}
