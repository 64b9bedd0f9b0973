import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ElectionResult } from '#contract/cluster-map'
import { LOCAL_CONNECTION_ID } from '#contract/values'
import { useClient } from '../../bridge/client-context.tsx'
import { ClusterStrips } from '../../domain/cluster-strips.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { errorMessage } from '../../domain/describe-error.tsx'
import { PREFERRED_LEADERS_QUESTION } from '../../domain/elect-preferred.tsx'
import { useGuardedAction } from '../../domain/guarded-action.tsx'
import { useLocalCluster } from '../../domain/local-cluster-context.tsx'
import { useNodeActions } from '../../domain/node-action-dialog.tsx'
import { connectionKey } from '../../domain/queries.ts'
import { useRollingRestart } from '../../domain/rolling-restart.tsx'
import { plural } from '../../lib/format-number.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { MenuButton, type MenuEntry } from '../../ui/menu.tsx'

/** What can be done to the cluster here, and to its nodes where it is the bundled one. */
export function useBrokerActions(): {
  readonly menu: ReactNode
  readonly entriesOf: (brokerId: number) => readonly MenuEntry[]
  /** What came of it, and the questions that are open. */
  readonly result: ReactNode
} {
  const client = useClient()
  const queries = useQueryClient()
  const connectionId = useConnectionId()
  const local = useLocalCluster()
  const isLocal = connectionId === LOCAL_CONNECTION_ID
  const { readOnlyReason, confirm } = useGuardedAction()
  const nodeActions = useNodeActions()
  const rolling = useRollingRestart(local)
  const elect = useMutation({
    mutationFn: (answer: { readonly confirmation?: string }) =>
      client.brokers.electPreferred({ connectionId, ...answer }),
    onSettled: () => queries.invalidateQueries({ queryKey: connectionKey(connectionId) }),
  })
  const askToElect = async () => {
    const answer = await confirm(PREFERRED_LEADERS_QUESTION)
    if (answer !== null) elect.mutate(answer)
  }
  const entries: readonly MenuEntry[] = [
    {
      id: 'elect',
      label: 'Elect preferred leaders…',
      disabledReason: readOnlyReason,
      onSelect: () => void askToElect(),
    },
    ...(isLocal ? [rolling.entry] : []),
  ]
  return {
    menu: (
      <MenuButton position="bottom-end" label="Cluster actions" entries={entries}>
        <IconButton label="Cluster actions" icon={<Ellipsis size={16} />} />
      </MenuButton>
    ),
    entriesOf: (brokerId) => {
      const node = isLocal ? local?.nodes.find(({ id }) => id === brokerId) : undefined
      return node === undefined ? [] : ['divider', ...nodeActions.entriesOf(node)]
    },
    result: (
      <>
        {(elect.isSuccess || elect.isError) && (
          <div className={elect.isError ? 'strip strip--bad' : 'strip'} role="status">
            <span className="fill">
              {elect.isError ? errorMessage(elect.error) : electionWords(elect.data)}
            </span>
            <Button isSmall onClick={elect.reset}>
              Dismiss
            </Button>
          </div>
        )}
        {isLocal && <ClusterStrips status={local} />}
        {nodeActions.dialog}
        {rolling.dialog}
      </>
    ),
  }
}

function electionWords({ electedCount, failed }: ElectionResult): string {
  const elected =
    electedCount === 0 && failed.length === 0
      ? 'Every partition is led by its preferred replica already.'
      : `${plural(electedCount, 'partition')} moved to the preferred leader.`
  const [first] = failed
  if (first === undefined) return elected
  return `${elected} ${plural(failed.length, 'partition')} could not be moved, ${first.topic}-${first.partition} first: ${first.error}`
}
