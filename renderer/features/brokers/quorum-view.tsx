import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FeatureLevel, Quorum, QuorumReplica } from '#contract/quorum'
import { useClient } from '../../bridge/client-context.tsx'
import { Age } from '../../domain/age.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { brokerQueries } from '../../domain/queries.ts'
import { useLocalNodes } from '../../domain/use-local-nodes.ts'
import { Count, Missing } from '../../domain/values.tsx'
import { formatInteger, plural } from '../../lib/format-number.ts'
import { Badge, StateDot } from '../../ui/badge.tsx'
import { ErrorState } from '../../ui/empty-state.tsx'
import { Figure, PageScroll } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { StatusScope } from '../../ui/slots.tsx'
import { quorumProblem } from './quorum-problem.ts'

/** A replica that has not had all for so long is behind. */
const BEHIND_AFTER_MS = 10_000

/** Who leads the metadata, how far everybody is, and what the cluster has agreed to use. */
export function QuorumView() {
  const client = useClient()
  const connectionId = useConnectionId()
  const query = useQuery(brokerQueries.quorum(client, connectionId))
  const { data } = query
  const problem = quorumProblem(useLocalNodes(), useLastError(query))
  if (problem !== null && data === undefined) {
    return (
      <ErrorState
        title="The quorum could not be read"
        message={problem}
        onRetry={() => void query.refetch()}
      />
    )
  }
  return (
    <>
      {problem !== null && (
        <div className="strip strip--bad" role="alert">
          <span className="fill">
            {problem} Shown is what was known <Age atMs={query.dataUpdatedAt} prefix="" />.
          </span>
        </div>
      )}
      <PageScroll>
        <div className="quorum">
          <div className="quorum-figures">
            <Figure label="Leader">
              {data === undefined ? <Skeleton width={40} /> : leaderWords(data, problem !== null)}
            </Figure>
            <Figure label="Epoch">
              {data === undefined ? <Skeleton width={40} /> : formatInteger(data.leaderEpoch)}
            </Figure>
            <Figure label="High watermark">
              {data === undefined ? <Skeleton width={60} /> : formatInteger(data.highWatermark)}
            </Figure>
            <Figure label="Voters">
              {data === undefined ? <Skeleton width={40} /> : majorityWords(data)}
            </Figure>
          </div>
          <h2>Replicas of the metadata log</h2>
          <table className="quorum-table" aria-label="Replicas of the metadata log">
            <thead>
              <tr>
                <th scope="col">Node</th>
                <th scope="col">Role</th>
                <th scope="col">State</th>
                <th scope="col" data-numeric>
                  Log end
                </th>
                <th scope="col" data-numeric>
                  Lag
                </th>
                <th scope="col">Last fetch</th>
                <th scope="col">Last caught up</th>
              </tr>
            </thead>
            <tbody>
              {(data?.replicas ?? []).map((replica) => (
                <ReplicaRow
                  key={`${replica.role}-${replica.nodeId}`}
                  replica={replica}
                  isPast={problem !== null}
                />
              ))}
            </tbody>
          </table>
          <h2>Features</h2>
          <table className="quorum-table quorum-table--features" aria-label="Features">
            <thead>
              <tr>
                <th scope="col">Feature</th>
                <th scope="col" data-numeric>
                  Level
                </th>
                <th scope="col" data-numeric>
                  Supported
                </th>
              </tr>
            </thead>
            <tbody>
              {(data?.features ?? []).map((feature) => (
                <FeatureRow key={feature.name} feature={feature} />
              ))}
            </tbody>
          </table>
        </div>
      </PageScroll>
      {data !== undefined && (
        <StatusScope>
          <span>
            {plural(votersOf(data).length, 'voter')},{' '}
            {plural(data.replicas.length - votersOf(data).length, 'observer')}
          </span>
          <Age atMs={query.dataUpdatedAt} />
        </StatusScope>
      )}
    </>
  )
}

/** Why the last look that ended failed: asking again takes the error away before there is an answer. */
function useLastError({
  error,
  isSuccess,
}: {
  readonly error: unknown
  readonly isSuccess: boolean
}): unknown {
  const [last, setLast] = useState<unknown>(null)
  const next = isSuccess ? null : (error ?? last)
  if (next !== last) setLast(next)
  return next
}

function leaderWords({ leaderId }: Quorum, isPast: boolean): string {
  if (leaderId < 0) return 'nobody'
  return isPast ? `was ${leaderId}` : String(leaderId)
}

function votersOf({ replicas }: Quorum): readonly QuorumReplica[] {
  return replicas.filter(({ role }) => role !== 'observer')
}

function majorityWords(quorum: Quorum): string {
  const count = votersOf(quorum).length
  const spare = Math.ceil(count / 2) - 1
  return `${count}, ${spare === 0 ? 'none' : spare} may be lost`
}

/** Past: as it was when the quorum could be read for the last time. */
function ReplicaRow({ replica, isPast }: { readonly replica: QuorumReplica; readonly isPast: boolean }) {
  const { nodeId, role, logEndOffset, lagRecords, lastFetchMs, lastCaughtUpMs } = replica
  const mark = stateOf(replica)
  return (
    <tr>
      <td className="mono">{nodeId}</td>
      <td>{role === 'leader' ? <Badge tone="accent">leader</Badge> : role}</td>
      <td>{isPast ? <Missing /> : <StateDot tone={mark.tone} word={mark.word} />}</td>
      <td data-numeric>{logEndOffset < 0 ? <Missing /> : <Count value={logEndOffset} />}</td>
      <td data-numeric>
        <Count value={lagRecords} />
      </td>
      <td>{role === 'leader' ? <span className="muted">itself</span> : <Ago atMs={lastFetchMs} />}</td>
      <td>{role === 'leader' ? <span className="muted">itself</span> : <Ago atMs={lastCaughtUpMs} />}</td>
    </tr>
  )
}

function Ago({ atMs }: { readonly atMs: number | null }) {
  return atMs === null ? <Missing why="not heard of in this epoch" /> : <Age atMs={atMs} prefix="" />
}

function stateOf({ role, lagRecords, lastCaughtUpMs, lastFetchMs }: QuorumReplica) {
  if (role === 'leader') return { tone: 'good', word: 'Leads' } as const
  if (lastFetchMs === null) return { tone: 'bad', word: 'Not heard of' } as const
  const caughtUpMs = lastCaughtUpMs ?? 0
  if (lagRecords !== 0 && lastFetchMs - caughtUpMs > BEHIND_AFTER_MS) {
    return { tone: 'notice', word: 'Behind' } as const
  }
  return { tone: 'good', word: 'Follows' } as const
}

function FeatureRow({ feature: { name, level, minLevel, maxLevel } }: { readonly feature: FeatureLevel }) {
  return (
    <tr>
      <td className="mono">{name}</td>
      <td data-numeric>{level === 0 ? <span className="muted">off</span> : level}</td>
      <td data-numeric>{minLevel === maxLevel ? minLevel : `${minLevel} to ${maxLevel}`}</td>
    </tr>
  )
}
