import { PageLink } from '../app/navigation.tsx'
import { routes, type TopicTab } from '../app/routes.ts'
import { useConnectionId } from './connection-context.tsx'
import './domain.css'

/** A topic's name, leading to it. */
export function TopicLink({ name, tab }: { readonly name: string; readonly tab?: TopicTab }) {
  const connectionId = useConnectionId()
  return (
    <PageLink
      className="object-link mono truncate"
      title={name}
      to={routes.topic(connectionId, name, tab === undefined ? {} : { tab })}
    >
      {name}
    </PageLink>
  )
}

/** A consumer group's id, leading to it. */
export function GroupLink({ groupId }: { readonly groupId: string }) {
  const connectionId = useConnectionId()
  return (
    <PageLink className="object-link mono truncate" title={groupId} to={routes.group(connectionId, groupId)}>
      {groupId === '' ? '(empty id)' : groupId}
    </PageLink>
  )
}
