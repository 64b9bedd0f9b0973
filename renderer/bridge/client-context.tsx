import { createContext, type ReactNode, useContext } from 'react'
import type { AppClient } from '#contract'
import { AppError } from '#contract/errors'
import { useStore } from '../lib/create-store.ts'
import type { HostLink, LinkState } from './host-link.ts'

const LinkContext = createContext<HostLink | null>(null)

export function HostLinkProvider({
  link,
  children,
}: {
  readonly link: HostLink
  readonly children: ReactNode
}) {
  return <LinkContext value={link}>{children}</LinkContext>
}

/** The state of the link to the host, and the means to try again. */
export function useHostLink(): LinkState & { readonly retry: () => void } {
  const link = useContext(LinkContext)
  if (link === null) throw new AppError('internal', 'A component is outside the HostLinkProvider.')
  return { ...useStore(link.store), retry: link.retry }
}

/** The client all calls go through. A component that uses it is only mounted once there is one. */
export function useClient(): AppClient {
  const { client } = useHostLink()
  if (client === null) throw new AppError('internal', 'A component asks before the first connection.')
  return client
}
