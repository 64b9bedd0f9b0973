/** The groups area: names and states at once, figures for the rows in sight, one group live. */

import type { KafkaClient } from '#broker'
import { type Clock, delay } from '#broker/base/clock'
import type { AppServices } from '#contract'
import { AppError } from '#contract/errors'
import type { GroupSummary } from '#contract/groups'
import { asAppErrors, type ClusterAccess, rowError, toAppError } from '../cluster-access.ts'
import { lagAt, readPlacedGroups, sumOfLags } from '../group-positions.ts'
import { placeKey, readEnds } from '../read-offsets.ts'
import { brokersNotAsked, OFFSETS_TOPIC } from './brokers-not-asked.ts'
import { COORDINATOR_TIMEOUT_MS, kindOf, readGroup } from './group-detail.ts'

export function createGroupsService(access: ClusterAccess, clock: Clock): AppServices['groups'] {
  return {
    list: ({ connectionId }, { signal }) =>
      asAppErrors('Listing groups', async () => {
        const client = access.client(connectionId)
        const [{ groups, failed }, offsetsTopic] = await Promise.all([
          client.admin.listGroups({ signal }),
          client.metadata({ topics: [OFFSETS_TOPIC], fresh: true, signal }),
        ])
        const first = failed[0]
        if (groups.length === 0 && first !== undefined) throw first.error
        return {
          groups: groups
            .map(({ groupId, state, protocolType, groupType }) => ({
              groupId,
              state: state === '' ? 'Unknown' : state,
              protocolType,
              kind: kindOf(groupType),
            }))
            .sort((a, b) => (a.groupId < b.groupId ? -1 : 1)),
          unreachable: brokersNotAsked(
            failed.map(({ brokerId }) => brokerId),
            offsetsTopic,
          ),
        }
      }),
    summaries: ({ connectionId, groupIds }, { signal }) =>
      asAppErrors('Reading group figures', () =>
        readSummaries(access.client(connectionId), groupIds, signal),
      ),
    get: ({ connectionId, groupId }, { signal }) =>
      asAppErrors(`Reading group ${groupId}`, () =>
        readGroup(access.client(connectionId), groupId, { clock, signal }),
      ),
    async *watch({ connectionId, groupId, intervalMs }, { signal }) {
      try {
        while (!signal.aborted) {
          yield await readGroup(access.client(connectionId), groupId, { clock, signal })
          await delay(clock, intervalMs, signal)
        }
      } catch (error) {
        if (!signal.aborted) throw toAppError(error, `Reading group ${groupId}`)
      }
    },
    delete: (input, { signal }) =>
      asAppErrors(`Deleting group ${input.groupId}`, async () => {
        access.guard({ ...input, action: 'delete the group', objectName: input.groupId })
        const [result] = await access
          .client(input.connectionId)
          .admin.deleteGroups([input.groupId], { signal })
        if (result === undefined) throw new AppError('not-found', `Group ${input.groupId} is not there.`)
        if (result.error !== null) throw result.error
        return {}
      }),
  }
}

/** One row per id, in the order asked; what fails, fails in its row. */
async function readSummaries(
  client: KafkaClient,
  groupIds: readonly string[],
  signal: AbortSignal,
): Promise<GroupSummary[]> {
  if (groupIds.length === 0) return []
  const placed = await readPlacedGroups(client, groupIds, { signal, timeoutMs: COORDINATOR_TIMEOUT_MS })
  const byId = new Map(placed.map((one) => [one.group.groupId, one]))
  // The lag of share groups is told; that of the others is counted to the end of the log.
  const counted = placed.filter(({ group }) => group.kind !== 'share').flatMap(({ positions }) => positions)
  const endOf = await readEnds(
    client,
    counted.filter(({ offset }) => offset !== null),
    signal,
  )
  return groupIds.flatMap((groupId): GroupSummary[] => {
    const one = byId.get(groupId)
    if (one === undefined) return []
    const { group, error } = one
    const mine = one.positions.filter(({ offset }) => offset !== null)
    const lags = mine.map((position) => lagAt(group, position, endOf.get(placeKey(position)) ?? null))
    const assigned = group.members.flatMap(({ assignment }) => assignment.map(({ topic }) => topic))
    return [
      {
        groupId,
        memberCount: group.error === null ? group.members.length : null,
        topics: [...new Set([...mine.map(({ topic }) => topic), ...assigned])].sort(),
        ...sumOfLags(lags),
        coordinatorId: group.coordinatorId < 0 ? null : group.coordinatorId,
        error: rowError(error),
      },
    ]
  })
}
