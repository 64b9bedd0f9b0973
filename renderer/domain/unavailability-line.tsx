import type { ClusterMap } from '#contract/cluster-map'
import { formatDuration } from '../lib/format-duration.ts'
import { plural } from '../lib/format-number.ts'
import { StateDot } from '../ui/badge.tsx'
import { Timestamp } from './values.tsx'
import './cluster-events.css'

/** The last time partitions were without a leader, and why the map is old when it is. Nothing when all is well. */
export function UnavailabilityLine({ map }: { readonly map: ClusterMap }) {
  const { unavailability, error, atMs } = map
  const hasSeen = map.brokers.length > 0
  return (
    <>
      {error !== null && (
        <div className="event-strip" role="status">
          <StateDot tone="notice" word="Not live" />
          <span className="truncate" title={error}>
            The cluster could not be looked at; it is tried again.{' '}
            {hasSeen && (
              <>
                Shown is what was seen at <Timestamp ms={atMs} />.{' '}
              </>
            )}
            {error}
          </span>
        </div>
      )}
      {unavailability !== null && (
        <div className="event-strip" role="status">
          {unavailability.openCount > 0 ? (
            <>
              <StateDot tone="bad" word="Unavailable" />
              <span>
                {plural(unavailability.openCount, 'partition')} without a leader since{' '}
                <Timestamp ms={unavailability.sinceMs} />
              </span>
            </>
          ) : (
            <>
              <StateDot tone="good" word="Available" />
              <span>
                At <Timestamp ms={unavailability.sinceMs} />{' '}
                {plural(unavailability.partitionCount, 'partition')} lost the leader; the longest wait for
                another was {formatDuration(unavailability.longestMs)}
              </span>
            </>
          )}
        </div>
      )}
    </>
  )
}
