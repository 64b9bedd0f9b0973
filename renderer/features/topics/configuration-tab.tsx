import { useQuery } from '@tanstack/react-query'
import { useClient } from '../../bridge/client-context.tsx'
import { ConfigTable } from '../../domain/config-table/config-table.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { useGuardedAction } from '../../domain/guarded-action.tsx'
import { topicQueries } from '../../domain/queries.ts'
import { useAlterConfigs } from './queries.ts'

export function ConfigurationTab({ name }: { readonly name: string }) {
  const client = useClient()
  const connectionId = useConnectionId()
  const configs = useQuery(topicQueries.configs(client, connectionId, name))
  const alter = useAlterConfigs(name)
  const { confirm, readOnlyReason } = useGuardedAction()
  const change = async (config: string, value: string | null) => {
    const answer = await confirm({
      title: value === null ? 'Reset config' : 'Change config',
      description:
        value === null
          ? `${config} of ${name} goes back to its default.`
          : `${config} of ${name} becomes ${value}.`,
      confirmLabel: value === null ? 'Reset' : 'Change',
      objectName: name,
    })
    if (answer !== null) await alter.mutateAsync({ changes: [{ name: config, value }], ...answer })
  }
  return (
    <ConfigTable
      label={`topic ${name}`}
      configs={configs.data}
      error={configs.error}
      onRetry={() => void configs.refetch()}
      onChange={change}
      readOnlyReason={readOnlyReason}
    />
  )
}
